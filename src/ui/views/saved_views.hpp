// The menu of the filters chip: saved views to apply, and what can be done with the one that is applied; the dialog that asks a name.
#pragma once

#include <string>

#include "ui/view.hpp"

namespace voronka::ui {

// What the chip says: the name of the view that is applied, else that filters are here.
std::string filters_label(ViewContext& context);
void open_filters_menu(ViewContext& context, Rect anchor, bool by_keyboard);
bool filters_menu_is_open(const Ui& ui);
// Lists the quick filters from `first_quick` on, too: those that have no chip.
void draw_filters_menu(ViewContext& context, std::size_t first_quick);
void draw_saved_view_dialog(ViewContext& context);  // by the shell, once a frame

}  // namespace voronka::ui
