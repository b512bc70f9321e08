// In the top bar: the chip that opens the user's own filters, and those for the questions of every day with their counts.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

// As many of the quick chips as there is room for; the others are in the menu of the first.
void draw_filter_chips(ViewContext& context, Rect rect);

}  // namespace voronka::ui
