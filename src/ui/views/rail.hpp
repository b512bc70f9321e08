// The way between pages: a rail at the left, a bar at the bottom of a phone.
#pragma once

#include <span>

#include "ui/view.hpp"

namespace voronka::ui {

void draw_rail(ViewContext& context, std::span<const View* const> views, Rect rect);

}  // namespace voronka::ui
