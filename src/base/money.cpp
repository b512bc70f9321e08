#include "base/money.hpp"

#include <limits>

#include "base/digits.hpp"

namespace voronka {

std::optional<Currency> currency_from(std::string_view letters) {
  if (letters.size() != 3) return std::nullopt;
  std::uint32_t code = 0;
  for (const char c : letters) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    code = code << 8 | static_cast<std::uint32_t>(c);
  }
  return Currency{code};
}

std::string text_of(Currency currency) {
  if (currency.code == 0) return {};
  return {static_cast<char>(currency.code >> 16 & 0xff), static_cast<char>(currency.code >> 8 & 0xff),
          static_cast<char>(currency.code & 0xff)};
}

std::int32_t minor_digits(Currency currency) {
  struct Exception {
    std::string_view letters;
    std::int32_t digits;
  };
  // ISO 4217 list one, everything whose minor unit is not 2.
  constexpr Exception exceptions[] = {
      {"BIF", 0}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"ISK", 0}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"PYG", 0},
      {"RWF", 0}, {"UGX", 0}, {"UYI", 0}, {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0}, {"BHD", 3},
      {"IQD", 3}, {"JOD", 3}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"TND", 3}, {"CLF", 4}, {"UYW", 4}};
  for (const Exception& it : exceptions)
    if (currency_from(it.letters) == currency) return it.digits;
  return 2;
}

std::optional<Money> money_from_decimal(std::string_view text, Currency currency) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string fraction(point == std::string_view::npos ? std::string_view{} : text.substr(point + 1));
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  const auto digits = static_cast<std::size_t>(minor_digits(currency));
  while (fraction.size() > digits && fraction.back() == '0') fraction.pop_back();
  if (fraction.size() > digits) return std::nullopt;
  fraction.resize(digits, '0');
  const auto minor = digits_to_int(std::string(whole) + fraction);
  if (!minor || *minor > max_amount_minor) return std::nullopt;
  return Money{.minor = negative ? -*minor : *minor, .currency = currency};
}

std::int64_t thousandths(Money money) {
  std::int64_t value = money.minor;
  for (std::int32_t digits = minor_digits(money.currency); digits < 3; ++digits)
    if (__builtin_mul_overflow(value, 10, &value))
      return money.minor < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
  for (std::int32_t digits = minor_digits(money.currency); digits > 3; --digits) value /= 10;
  return value;
}

std::string decimal_text(Money money) {
  const auto digits = static_cast<std::size_t>(minor_digits(money.currency));
  const std::string all = padded(money.minor < 0 ? -money.minor : money.minor, digits + 1);
  std::string text = money.minor < 0 ? "-" : "";
  text += all.substr(0, all.size() - digits);
  if (digits > 0) text += "." + all.substr(all.size() - digits);
  return text;
}

}  // namespace voronka
