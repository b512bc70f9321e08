#include "metrics/spread.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"

namespace voronka {
namespace {

const Currency usd = *currency_from("USD");
const Currency rub = *currency_from("RUB");

std::vector<Money> dollars(std::initializer_list<std::int64_t> amounts) {
  std::vector<Money> money;
  for (const std::int64_t minor : amounts) money.push_back({.minor = minor, .currency = usd});
  return money;
}
std::int64_t median(std::initializer_list<std::int64_t> amounts) {
  return spreads_of(dollars(amounts), usd).at(0).median_minor;
}

TEST_CASE(
    "[M13] the median of an odd number is the middle one, of an even number the mean of two, halves away from zero") {
  CHECK(median({5}) == 5);
  CHECK(median({9, 1, 5}) == 5);
  CHECK(median({1, 2}) == 2);
  CHECK(median({4, 1, 2, 9}) == 3);
  CHECK(median({-1, -2}) == -2);
  CHECK(median({-3, 3}) == 0);
  CHECK(spreads_of({}, usd).empty());
}

TEST_CASE(
    "[M13] least, median and greatest of each currency are those of the sorted amounts, the base currency first") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    std::vector<Money> amounts;
    for (std::uint64_t left = 1 + random.below(40); left > 0; --left)
      amounts.push_back(
          {.minor = static_cast<std::int64_t>(random.below(50)) - 10, .currency = random.below(3) == 0 ? usd : rub});
    CAPTURE(seed);
    const std::vector<Spread> spreads = spreads_of(amounts, usd);
    std::size_t n = 0;
    for (const Spread& spread : spreads) {
      std::vector<std::int64_t> sorted;
      for (const Money& it : amounts)
        if (it.currency == spread.currency) sorted.push_back(it.minor);
      std::ranges::sort(sorted);
      REQUIRE(spread.n == sorted.size());
      n += spread.n;
      CHECK(spread.low_minor == sorted.front());
      CHECK(spread.high_minor == sorted.back());
      const std::int64_t twice = sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2];
      CHECK(std::abs(2 * spread.median_minor - twice) <= 1);
    }
    CHECK(n == amounts.size());
    if (spreads.size() == 2) CHECK(spreads[0].currency == usd);
  }
}

}  // namespace
}  // namespace voronka
