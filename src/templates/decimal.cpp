#include "templates/decimal.hpp"

#include <algorithm>
#include <limits>

#include "base/digits.hpp"
#include "model/values.hpp"

namespace voronka {
namespace {

__int128 ten_to(std::int32_t power) {
  __int128 value = 1;
  for (; power > 0; --power) value *= 10;
  return value;
}

__int128 divided(__int128 a, __int128 b) {
  const __int128 whole = a / b, rest = a % b;
  // Twice the rest, without what twice would overflow.
  const __int128 rest_size = rest < 0 ? -rest : rest, size = b < 0 ? -b : b;
  if (rest_size < size - rest_size) return whole;
  return (a < 0) == (b < 0) ? whole + 1 : whole - 1;
}

bool shifted(__int128& digits, std::int32_t places) { return !__builtin_mul_overflow(digits, ten_to(places), &digits); }

// The least digits that say the same: what follows has more room.
Decimal tidied(Decimal number) {
  while (number.places > 0 && number.digits % 10 == 0) {
    number.digits /= 10;
    --number.places;
  }
  return number;
}

}  // namespace

std::optional<Decimal> decimal_from(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  const bool negative = text.starts_with('-');
  Decimal number;
  bool fraction = false;
  for (const char c : text.substr(negative ? 1 : 0)) {
    if (!is_digit(c)) {
      fraction = true;
      continue;
    }
    if (fraction && number.places == max_places) {
      if (c != '0') return std::nullopt;
      continue;
    }
    if (!shifted(number.digits, 1) || __builtin_add_overflow(number.digits, c - '0', &number.digits))
      return std::nullopt;
    if (fraction) ++number.places;
  }
  if (negative) number.digits = -number.digits;
  return tidied(number);
}

std::string text_of(const Decimal& number) {
  const Decimal tidy = tidied(number);
  std::string text;
  __int128 rest = tidy.digits < 0 ? -tidy.digits : tidy.digits;
  for (std::int32_t at = 0; rest > 0 || at <= tidy.places; ++at, rest /= 10) {
    if (at == tidy.places && at > 0) text += '.';
    text += static_cast<char>('0' + static_cast<int>(rest % 10));
  }
  if (tidy.digits < 0) text += '-';
  std::ranges::reverse(text);
  return text;
}

std::optional<Decimal> sum_of(const Decimal& a, const Decimal& b) {
  __int128 left = a.digits, right = b.digits, sum = 0;
  const std::int32_t places = std::max(a.places, b.places);
  if (!shifted(left, places - a.places) || !shifted(right, places - b.places) ||
      __builtin_add_overflow(left, right, &sum) || sum == std::numeric_limits<__int128>::min())
    return std::nullopt;
  return tidied({.digits = sum, .places = places});
}

std::optional<Decimal> product_of(const Decimal& a, const Decimal& b) {
  const Decimal left = tidied(a), right = tidied(b);
  __int128 product = 0;
  if (__builtin_mul_overflow(left.digits, right.digits, &product) || product == std::numeric_limits<__int128>::min())
    return std::nullopt;
  Decimal number = {.digits = product, .places = left.places + right.places};
  return tidied(rounded(number, max_places));
}

std::optional<Decimal> quotient_of(const Decimal& a, const Decimal& b) {
  const Decimal left = tidied(a), right = tidied(b);
  if (right.digits == 0) return std::nullopt;
  __int128 digits = left.digits;
  // left / right with all places: 10^12 times as much, and what the points of both are apart.
  if (!shifted(digits, max_places + right.places - left.places)) return std::nullopt;
  return tidied({.digits = divided(digits, right.digits), .places = max_places});
}

Decimal negated(const Decimal& a) { return {.digits = -a.digits, .places = a.places}; }

Decimal rounded(const Decimal& a, std::int32_t places) {
  if (a.places <= places) return a;
  return {.digits = divided(a.digits, ten_to(a.places - places)), .places = places};
}

std::optional<std::int64_t> in_units(const Decimal& a, std::int32_t places) {
  __int128 digits = rounded(a, places).digits;
  if (a.places < places && !shifted(digits, places - a.places)) return std::nullopt;
  if (digits > std::numeric_limits<std::int64_t>::max() || digits < -std::numeric_limits<std::int64_t>::max())
    return std::nullopt;
  return static_cast<std::int64_t>(digits);
}

}  // namespace voronka
