#include "model/rates.hpp"

namespace voronka {
namespace {

// The text is_decimal() lets through: digits, and a point somewhere among them.
double number_from(std::string_view decimal) {
  double value = 0;
  double unit = 0;
  for (const char c : decimal) {
    if (c == '.') {
      unit = 1;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      unit *= 10;
    }
  }
  return unit > 0 ? value / unit : value;
}

}  // namespace

std::optional<double> in_base_currency(const Document& document, Money money, Date on) {
  double amount = static_cast<double>(money.minor);
  for (std::int32_t digit = minor_digits(money.currency); digit > 0; --digit) amount /= 10;
  const Settings* settings = document.settings();
  if (!settings || settings->base_currency == Currency{} || money.currency == settings->base_currency) return amount;
  const DatedRate* newest = nullptr;
  for (const DatedRate& rate : settings->rates)
    if (rate.currency == money.currency && rate.date <= on && (!newest || newest->date <= rate.date)) newest = &rate;
  return newest ? std::optional(amount * number_from(newest->rate)) : std::nullopt;
}

}  // namespace voronka
