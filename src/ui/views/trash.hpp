// What was deleted, of every kind, the latest first, and the way back for each.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_trash(ViewContext& context);
void draw_trash(ViewContext& context);

}  // namespace voronka::ui
