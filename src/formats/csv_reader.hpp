// Cells out of text with delimiters, as tolerant as exports are careless: see tests/formats/csv_reader_test.cpp for the
// rules. Knows nothing of encodings and of what the cells mean.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace voronka {

// The cells of one row. The strings are kept and reused: a reader makes no allocation per row once it is warm.
class RowCells {
 public:
  void clear() { count_ = 0; }
  std::string& add() {
    if (count_ == cells_.size()) cells_.emplace_back();
    cells_[count_].clear();
    return cells_[count_++];
  }
  void cut(std::size_t size) { count_ = std::min(count_, size); }
  std::size_t size() const { return count_; }
  std::string& operator[](std::size_t column) { return cells_[column]; }
  // A column the row does not have is empty: short rows are normal.
  std::string_view at(std::size_t column) const {
    return column < count_ ? std::string_view(cells_[column]) : std::string_view{};
  }
  bool blank() const;

 private:
  std::vector<std::string> cells_ = {};
  std::size_t count_ = 0;
};

// Where a reader stands in its text.
struct TablePlace {
  std::size_t at = 0;
  std::size_t line = 1;
};

inline constexpr std::size_t max_cell_bytes = 1 << 20;
inline constexpr std::size_t max_columns = 1000;

// One row from `place`, which moves behind it. Refuses a quote that never closes and a cell or row beyond the limits,
// with the line on which the trouble starts.
Result<TablePlace> read_csv_row(std::string_view text, char delimiter, TablePlace place, RowCells& cells);

// The one of , ; tab | with which most of the first rows have the same number of cells. A line `sep=;` decides; then it
// is not a row: `first_row_at` is behind it.
struct DelimiterGuess {
  char delimiter = ',';
  TablePlace first_row = {};
};
DelimiterGuess guess_delimiter(std::string_view text);

}  // namespace voronka
