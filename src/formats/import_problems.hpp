// The rows of a table that something is wrong with, as they stand in it, to be saved as a table of their own, mended and read again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/table_reader.hpp"

namespace voronka {

inline constexpr std::size_t max_problem_rows = 10'000;
// Of the last column, which says what is wrong. A table that has it there is read without it.
inline constexpr std::string_view problem_header = "error";

struct ProblemRow {
  std::size_t line = 0;
  std::vector<std::string> cells = {};
  std::vector<Text> problems = {};
  bool operator==(const ProblemRow&) const = default;
};

struct ProblemRows {
  TableInfo table = {};
  std::vector<std::string> headers = {};
  std::vector<ProblemRow> rows = {};
  std::size_t left_off = 0;  // further ones beyond max_problem_rows
  bool operator==(const ProblemRows&) const = default;
};

}  // namespace voronka
