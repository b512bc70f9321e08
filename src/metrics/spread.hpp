// How the amounts of a column lie: the least, the middle and the greatest of each currency.
#pragma once

#include <cstdint>
#include <vector>

#include "base/money.hpp"

namespace voronka {

struct Spread {
  Currency currency = {};
  std::size_t n = 0;
  std::int64_t low_minor = 0, median_minor = 0, high_minor = 0;
  bool operator==(const Spread&) const = default;
};

// [M13] One spread per currency, the base currency first, then by code; nothing for no amounts. In n steps on average.
std::vector<Spread> spreads_of(std::vector<Money> amounts, Currency base);

}  // namespace voronka
