// The sheet of shortcuts, "?": every action that has keys, by group, from the table of actions.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_shortcut_sheet(ViewContext& context);
void draw_shortcut_sheet(ViewContext& context);  // nothing while it is closed

}  // namespace voronka::ui
