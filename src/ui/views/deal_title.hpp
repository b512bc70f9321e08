// What a deal is called where it has to be called something.
#pragma once

#include <string>

#include "ui/view.hpp"

namespace voronka::ui {

inline std::string shown_title(const Ui& ui, const Deal& deal) {
  return deal.title.empty() ? ui.tr(TextKey::deal_untitled) : deal.title;
}

}  // namespace voronka::ui
