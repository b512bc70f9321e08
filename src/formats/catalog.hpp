// A price list as a table: products by columns that are called name, code, price, unit, VAT, in Russian or English. What cannot be read is
// told by line and column; nothing here knows what is in the catalogue already (commands/apply_catalog.hpp).
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "commands/apply_catalog.hpp"
#include "formats/table_reader.hpp"

namespace voronka {

struct CatalogProblem {
  std::size_t line = 0;  // of the file, from 1
  std::string column = {};
  TextKey text = TextKey::none;  // with {value}
  std::string value = {};        // at most 60 bytes of it
  bool operator==(const CatalogProblem&) const = default;
};
inline constexpr std::size_t max_told_problems = 100;

struct CatalogTable {
  std::vector<CatalogRow> rows = {};          // in the order of the file; each code, and each name without one, once
  std::vector<CatalogProblem> problems = {};  // the first of them
  std::size_t problem_count = 0;
  std::size_t headings = 0;  // lines that only name the group of those below
  bool operator==(const CatalogTable&) const = default;
};

// A line that has nothing but a name, above one that has more, is a heading ("Кабели") and left out; with nothing of the kind below it is a
// product that only has a name. `usual` is the currency of prices that name none. The header is the first of the first twenty rows in which a name and something else of a
// product are found. Refused: a table without such a row, and what TableReader refuses. Holds all rows: 200,000 are about 60 MB.
Result<CatalogTable> read_catalog(TableReader reader, Currency usual);

}  // namespace voronka
