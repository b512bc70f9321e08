// The steps that can be undone and redone, by name and time; choosing one goes there. Ctrl+Alt+Z, or beside the undo button.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_history_panel(ViewContext& context);
void draw_history_panel(ViewContext& context);  // nothing while it is closed

}  // namespace voronka::ui
