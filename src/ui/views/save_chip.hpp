// Whether the work is safe, in the top bar: saved when, being saved, not saved (and then what to do), read-only, or a demo.
// Never says "saved" before the storage has.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

float save_chip_width(const ViewContext& context);
void draw_save_chip(ViewContext& context, Rect rect);
// Below the top bar while nothing can be written: why, and the way to a copy. Height 0 when there is nothing to say.
float save_banner_height(const ViewContext& context);
void draw_save_banner(ViewContext& context, Rect rect);

}  // namespace voronka::ui
