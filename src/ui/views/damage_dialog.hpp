// When some of what is stored cannot be read and nothing is written: how to go on, with the missing from a copy or without it.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_damage_dialog(ViewContext& context);
void draw_damage_dialog(ViewContext& context);

}  // namespace voronka::ui
