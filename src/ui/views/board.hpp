// The board: one column per stage, cards to be moved. Route "board", and what lies under an open deal.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

extern const View board_view;
// Grey columns while data is still being read.
void draw_board_skeleton(ViewContext& context);
// A new deal in the first column, opened to be typed in: what the primary button and N do.
void create_deal(ViewContext& context);

}  // namespace voronka::ui
