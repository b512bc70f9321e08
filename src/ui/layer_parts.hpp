// What dialogs, popups, menus and tooltips look like and where they go.
#pragma once

#include "ui/ui.hpp"

namespace voronka::ui {

// A floating surface: shadow, surface, hairline. The pointer does not reach below.
void paint_panel(Ui& ui, Rect rect, float radius_dp);

// Below the anchor and left-aligned where there is room, else above, else moved into the screen.
Rect beside(const Ui& ui, Rect anchor, float width, float height);

}  // namespace voronka::ui
