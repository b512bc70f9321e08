// A typed line item: "Хостинг 12 мес x 500" is a name, a quantity, a unit and a price. Says only what is plain; everything else is a
// name. And decimals as people type them. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/locale.hpp"

namespace voronka::ui {

// "1 250,5" -> "1250.5": digit by digit, never through a double. One comma or point stands before the decimals, unless it is the group
// separator of the language before exactly three digits; "%" at the end says nothing. Nothing: no number, or one that is negative or has more
// than fifteen digits on a side.
std::optional<std::string> decimal_typed(const Locale& locale, std::string_view text);

struct TypedLine {
  std::string name = {};
  std::string quantity = {};  // a decimal; empty: not said
  std::string unit = {};
  std::optional<Money> price = {};
  bool operator==(const TypedLine&) const = default;
};

// Two forms, with x, × or * for "times" (the Cyrillic х, too):
// - "2 x Кабель", "2 x Кабель 120", "2х Кабель": quantity first, a number at the end is the price.
// - "Хостинг 12 мес x 500", "Кабель 3 x 120 руб": quantity, perhaps a unit, times the price.
// The name always stays; a line that is not wholly of such a form is a name as it stands, and so is a size: "Окно 1400 × 1200" (two bare
// numbers of three digits and more), "Доска 50 x 100 x 6000".
TypedLine typed_line_from(const Locale& locale, std::string_view typed, Currency currency);

}  // namespace voronka::ui
