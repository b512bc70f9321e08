// What the second line of a card says: a setting of the device.
#pragma once

#include <string>
#include <vector>

#include "ui/view.hpp"

namespace voronka::ui {

struct CardLine {
  std::string word = {};   // in BoardSettings: empty, "owner", "fld_01J…"
  std::string label = {};  // "Ответственный"
};
std::vector<CardLine> card_lines(const ViewContext& context);  // the usual one first, custom fields of deals last

// Empty where the deal has none of it; a word that this build does not know says what is usual.
std::string card_line_of(const ViewContext& context, const Deal& deal, std::string_view word);

}  // namespace voronka::ui
