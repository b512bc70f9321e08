#include "metrics/spread.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace voronka {
namespace {

// Half way between two amounts, rounded half away from zero. Amounts stay below 2^53, so their sum does not overflow.
std::int64_t middle_of(std::int64_t low, std::int64_t high) {
  const std::int64_t both = low + high;
  return (both + (both < 0 ? -1 : 1) * (both % 2 == 0 ? 0 : 1)) / 2;
}

}  // namespace

std::vector<Spread> spreads_of(std::vector<Money> amounts, Currency base) {
  std::vector<Spread> spreads;
  for (auto rest = amounts.begin(); rest != amounts.end();) {
    const Currency currency = rest->currency;
    const auto end = std::partition(rest, amounts.end(), [&](const Money& it) { return it.currency == currency; });
    const auto less = [](const Money& a, const Money& b) { return a.minor < b.minor; };
    const auto middle = rest + (end - rest) / 2;
    std::nth_element(rest, middle, end, less);
    Spread spread = {.currency = currency, .n = static_cast<std::size_t>(end - rest), .median_minor = middle->minor};
    if (spread.n % 2 == 0)
      spread.median_minor = middle_of(std::max_element(rest, middle, less)->minor, spread.median_minor);
    spread.low_minor = std::min_element(rest, middle + 1, less)->minor;
    spread.high_minor = std::max_element(middle, end, less)->minor;
    spreads.push_back(spread);
    rest = end;
  }
  sort_rows(spreads, [&](const Spread& a, const Spread& b) {
    return std::pair(a.currency != base, a.currency) < std::pair(b.currency != base, b.currency);
  });
  return spreads;
}

}  // namespace voronka
