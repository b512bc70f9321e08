// What of the data goes into a file, and who can read it; and the file for one's own other device.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_export_dialog(ViewContext& context);
void open_send_dialog(ViewContext& context);
void draw_export_dialogs(ViewContext& context);

}  // namespace voronka::ui
