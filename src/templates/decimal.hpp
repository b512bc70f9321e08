// Exact decimals for sums in templates: the digits are an integer, the point stands `places` from their end. No doubles; rounding is
// half away from zero, at the 12th place, and nothing is what is larger than 38 digits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

struct Decimal {
  __int128 digits = 0;
  std::int32_t places = 0;  // 0..max_places
};
inline constexpr std::int32_t max_places = 12;

// As is_decimal() has it: "-12.50".
std::optional<Decimal> decimal_from(std::string_view text);
std::string text_of(const Decimal& number);  // without zeros at the end: "-12.5"

std::optional<Decimal> sum_of(const Decimal& a, const Decimal& b);
std::optional<Decimal> product_of(const Decimal& a, const Decimal& b);
std::optional<Decimal> quotient_of(const Decimal& a, const Decimal& b);  // nothing for a division by zero, too
Decimal negated(const Decimal& a);
Decimal rounded(const Decimal& a, std::int32_t places);
// Whole units of 10^-places, rounded. Nothing above 2^63.
std::optional<std::int64_t> in_units(const Decimal& a, std::int32_t places);

}  // namespace voronka
