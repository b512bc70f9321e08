#include "base/sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/random.hpp"

using namespace voronka;

TEST_CASE("sort_rows gives what std::stable_sort gives, for every length and many equal rows") {
  Random random(11);
  for (std::size_t length = 0; length < 300; ++length) {
    struct Row {
      std::uint64_t key;
      std::size_t was_at;
      bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < length; ++i) rows.push_back({.key = random.next() % (1 + length / 3), .was_at = i});
    std::vector<Row> expected = rows;
    std::ranges::stable_sort(expected, {}, &Row::key);
    sort_rows(rows, [](const Row& a, const Row& b) { return a.key < b.key; });
    CHECK(rows == expected);
  }
}

TEST_CASE("sort_rows leaves what stands before the first row to sort, and moves texts whole") {
  std::vector<std::string> rows = {"z", "y", "пятый ряд, длиннее короткой строки", "b", "a"};
  sort_rows(rows, [](const std::string& a, const std::string& b) { return a < b; }, 2);
  CHECK(rows == std::vector<std::string>{"z", "y", "a", "b", "пятый ряд, длиннее короткой строки"});
  sort_rows(rows);
  CHECK(std::ranges::is_sorted(rows));
}
