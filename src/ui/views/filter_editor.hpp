// The editor of the filter: a sheet beside the board, which follows every change at once. Conditions in groups, each a field, a
// comparison and values. Opened by FilterState::editing.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_filter_editor(ViewContext& context);  // by the shell, once a frame

}  // namespace voronka::ui
