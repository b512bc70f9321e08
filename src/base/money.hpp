// Money: whole minor units of one currency. Never a double; sums of different currencies are never added here.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

// Three capital letters of ISO 4217; the empty code means "not said".
struct Currency {
  std::uint32_t code = 0;
  auto operator<=>(const Currency&) const = default;
};
std::optional<Currency> currency_from(std::string_view letters);  // exactly three of A-Z
std::string text_of(Currency currency);
std::int32_t minor_digits(Currency currency);  // 2 for most, 0 for JPY, 3 for KWD (ISO 4217 column "minor unit")

inline constexpr std::int64_t max_amount_minor = 9'007'199'254'740'991;  // 2^53 - 1: JSON readers elsewhere lose more

struct Money {
  std::int64_t minor = 0;
  Currency currency = {};
  bool operator==(const Money&) const = default;
};

// "1234.50" in major units, '.' as the separator, optional '-'. More decimals than the currency has are refused
// unless they are zeros; so is anything above max_amount_minor.
std::optional<Money> money_from_decimal(std::string_view text, Currency currency);
// As a number of thousandths, whatever digits the currency has, to compare by size; what is too large is the largest there is. A
// fourth decimal (two currencies of accounting) is cut off.
std::int64_t thousandths(Money money);
std::string decimal_text(Money money);

}  // namespace voronka
