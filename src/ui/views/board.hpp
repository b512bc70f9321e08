// The board: one column per stage, cards to be moved. Route "board", and what lies under an open deal.
#pragma once

#include "ui/actions.hpp"

namespace voronka::ui {

extern const View board_view;
// Grey columns while data is still being read.
void draw_board_skeleton(ViewContext& context);
// A new deal in the first column, opened to be typed in: what the primary button and N do.
void create_deal(ViewContext& context);
// The card under the mouse or with the focus, whichever came last, and its column; nothing where no board is drawn.
ActionTarget board_target(const ViewContext& context);
// There is a card to be put into that column (copying.hpp).
bool wants_paste(const ViewContext& context, const ActionTarget& target);

}  // namespace voronka::ui
