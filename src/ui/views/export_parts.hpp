// The two dialogs by which data leave. Private to export_dialog.cpp and send_dialog.cpp.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_send_dialog(ViewContext& context);

}  // namespace voronka::ui
