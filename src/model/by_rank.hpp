// The order that people gave to rows: by rank, then id (two devices may have made the same rank).
#pragma once

#include <vector>

#include "base/sort.hpp"
#include "model/document.hpp"

namespace voronka {

// The rows that are not deleted and that `keep(row)` says yes to. One walk over the table; pointers are good until the next commit.
template <class Record, class Keep>
std::vector<const Record*> by_rank(const Document& document, const Keep& keep) {
  std::vector<const Record*> rows;
  for (const Record& row : document.table<Record>().rows())
    if (!row.deleted && keep(row)) rows.push_back(&row);
  sort_rows(rows,
            [](const Record* a, const Record* b) { return a->rank != b->rank ? a->rank < b->rank : a->id < b->id; });
  return rows;
}

}  // namespace voronka
