// Sorting in slices gives what sorting at once gives.
#include "base/sliced_sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"

using namespace voronka;

TEST_CASE("a list sorted in slices of any size is sorted, and equal rows keep their order") {
  struct Row {
    std::uint64_t key = 0;
    std::uint32_t place = 0;
    bool operator==(const Row&) const = default;
  };
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Row> rows(random.index(300));
    for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = {.key = random.below(20), .place = i};
    std::vector<Row> wanted = rows;
    std::ranges::stable_sort(wanted, {}, &Row::key);
    SlicedSort<Row> sort;
    sort.begin(rows);
    for (int rounds = 0; !sort.done(); ++rounds) {
      REQUIRE(rounds < 10'000);
      std::int64_t budget = 1 + static_cast<std::int64_t>(random.below(50));
      sort.work(budget, [](const Row& a, const Row& b) { return a.key < b.key; });
    }
    CHECK(sort.take() == wanted);
  }
}
