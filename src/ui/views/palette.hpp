// The command palette: one line in which everything can be found that the application can do or holds. Ctrl+K.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_palette(ViewContext& context);
void draw_palette(ViewContext& context);  // nothing while it is closed

}  // namespace voronka::ui
