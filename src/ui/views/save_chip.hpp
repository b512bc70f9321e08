// Whether the work is safe, in the top bar: saved when, being saved, not saved (and then what to do), read-only, or a demo;
// the way to where the data is (health_view.hpp).
// Never says "saved" before the storage has.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

float save_chip_width(const ViewContext& context);
void draw_save_chip(ViewContext& context, Rect rect);

}  // namespace voronka::ui
