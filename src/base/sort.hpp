// Sorting whose code exists once. std::sort is written out anew for every kind of row, 4 to 11 KB of wasm each time; here only
// the comparison is. Not for hot loops over a million rows: a comparison is an indirect call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace voronka {

namespace detail {
// Puts the row numbers of `order` into the order that `before` says; equal rows keep theirs. n log n comparisons.
using RowBefore = bool (*)(const void* context, std::uint32_t a, std::uint32_t b);
void sort_order(std::span<std::uint32_t> order, RowBefore before, const void* context);
}  // namespace detail

// Sorts `rows` from `first` on (fewer than 2^32) by before(a, b), "a comes before b". Equal rows keep their order.
template <class Row, class Before>
void sort_rows(std::vector<Row>& rows, const Before& before, std::size_t first = 0) {
  std::size_t sorted_to = first + 1;
  while (sorted_to < rows.size() && !before(rows[sorted_to], rows[sorted_to - 1])) ++sorted_to;
  if (sorted_to >= rows.size()) return;  // the usual case in files of ours: nothing to do, and nothing to allocate
  struct Context {
    const Row* rows;
    const Before& before;
  };
  const Context context = {.rows = rows.data() + first, .before = before};
  std::vector<std::uint32_t> order(rows.size() - first);
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  detail::sort_order(
      order,
      [](const void* given, std::uint32_t a, std::uint32_t b) {
        const auto& it = *static_cast<const Context*>(given);
        return static_cast<bool>(it.before(it.rows[a], it.rows[b]));
      },
      &context);
  std::vector<Row> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t from : order) sorted.push_back(std::move(rows[first + from]));
  for (std::size_t i = 0; i < sorted.size(); ++i) rows[first + i] = std::move(sorted[i]);
}

template <class Row>
void sort_rows(std::vector<Row>& rows) {
  sort_rows(rows, [](const Row& a, const Row& b) { return a < b; });
}

}  // namespace voronka
