#include "ui/views/currencies.hpp"

#include <algorithm>

namespace voronka::ui {
namespace {

constexpr std::string_view common[] = {"RUB", "USD", "EUR", "KZT", "BYN", "UAH", "UZS", "KGS",
                                       "AMD", "AZN", "GEL", "MDL", "TJS", "CNY", "TRY", "AED",
                                       "GBP", "CHF", "PLN", "RSD", "ILS", "INR", "JPY"};

std::string_view trimmed_sign(std::string_view text) {
  while (text.starts_with("\xC2\xA0")) text.remove_prefix(2);
  while (text.ends_with("\xC2\xA0")) text.remove_suffix(2);
  return text;
}

std::string name_of(const Ui& ui, Currency currency) {
  std::string name = text_of(currency);
  for (const CurrencyPattern& pattern : ui.locale.data().currencies) {
    if (pattern.currency != currency) continue;
    const std::string_view sign = trimmed_sign(pattern.prefix.empty() ? pattern.suffix : pattern.prefix);
    if (!sign.empty() && sign != name) name += "  " + std::string(sign);
  }
  return name;
}

}  // namespace

CurrencyList currency_list(const Ui& ui, Currency chosen) {
  CurrencyList list;
  for (const std::string_view letters : common) list.currencies.push_back(*currency_from(letters));
  if (chosen.code != 0 && std::ranges::find(list.currencies, chosen) == list.currencies.end())
    list.currencies.insert(list.currencies.begin(), chosen);
  for (std::size_t i = 0; i < list.currencies.size(); ++i) {
    if (list.currencies[i] == chosen) list.selected = static_cast<int>(i);
    list.names.push_back(name_of(ui, list.currencies[i]));
  }
  for (const std::string& name : list.names) list.items.push_back(name);
  return list;
}

}  // namespace voronka::ui
