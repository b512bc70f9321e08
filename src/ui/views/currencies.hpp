// The currencies offered in lists: those people here sell in, then whatever else is asked for.
#pragma once

#include <string>
#include <vector>

#include "base/money.hpp"
#include "ui/ui.hpp"

namespace voronka::ui {

struct CurrencyList {
  std::vector<Currency> currencies = {};
  std::vector<std::string> names = {};       // "RUB  ₽"
  std::vector<std::string_view> items = {};  // of names, for select()
  int selected = -1;
};
// `chosen` is in the list even when it is a rare one; an empty one is not.
CurrencyList currency_list(const Ui& ui, Currency chosen);

}  // namespace voronka::ui
