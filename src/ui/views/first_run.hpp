// The page while there is no pipeline: three ways to begin, and one sentence about where the data lives.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_first_run(ViewContext& context);

}  // namespace voronka::ui
