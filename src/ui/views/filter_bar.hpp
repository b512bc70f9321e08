// The strip under the top bar while a filter is on: how many deals are shown of how many, each condition with its cross, and the way
// out. It cannot be overlooked: deals behind a forgotten filter are lost deals.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

float filter_bar_height(ViewContext& context);  // 0 while there is none
void draw_filter_bar(ViewContext& context, Rect rect);
// Instead of the deals, when the filter leaves none.
void draw_filtered_to_nothing(ViewContext& context);

}  // namespace voronka::ui
