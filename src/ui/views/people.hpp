// Contacts and companies: a list of all by name with a search of its own, and a panel for one of them with everything about it. Route
// "people", "people/<ULID>" with the panel of that contact or company.
#pragma once

#include "ui/view.hpp"

namespace voronka::ui {

extern const View people_view;

Route person_route(RawId id);
void draw_join_dialog(ViewContext& context);  // while it is open
void search_people(ViewContext& context);     // the focus goes to the search field of the page, which must be shown

}  // namespace voronka::ui
