// What a deal is called where it has to be called something.
#pragma once

#include <string>

#include "ui/view.hpp"

namespace voronka::ui {

inline const Route left_panel = {.path = {}};  // a panel is closed: to what it lay over

inline std::string shown_title(const Ui& ui, const Deal& deal) {
  return deal.title.empty() ? ui.tr(TextKey::deal_untitled) : deal.title;
}

// Empty when there is none, or it is in the trash.
inline std::string company_name(const Document& document, Id<Company> id) {
  const Company* company = document.find(id);
  return company && !company->deleted ? company->name : std::string();
}

}  // namespace voronka::ui
