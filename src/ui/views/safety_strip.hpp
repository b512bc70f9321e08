// What wants the user's hand for the safety of the work, one thing at a time, the worst first: nothing can be written; the folder for
// copies has to be allowed again; a file outside of the browser is due. Height 0 when there is nothing to say.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

float safety_strip_height(ViewContext& context);
void draw_safety_strip(ViewContext& context, Rect rect);

}  // namespace voronka::ui
