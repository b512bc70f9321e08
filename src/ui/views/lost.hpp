// The page when the database is not what it was when it last said "saved": what is missing, and the ways back.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void draw_lost(ViewContext& context);

}  // namespace voronka::ui
