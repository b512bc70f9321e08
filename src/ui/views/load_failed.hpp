// Shown when the stored data did not open: what happened, that nothing is written, and what to do.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_load_failed(ViewContext& context);

}  // namespace voronka::ui
