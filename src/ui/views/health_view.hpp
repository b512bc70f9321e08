// "Where your data is": how safe the work is, place by place, and what the user can do about it. A dialog, so that it can be asked for
// from every page.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

void open_health(ViewContext& context);
void draw_health(ViewContext& context);  // when it is open

// Something about the safety of the data wants the user's hand, though everything is saved.
bool wants_attention(const ViewContext& context);

}  // namespace voronka::ui
