// What the cells of one column look like: the evidence a mapping is guessed from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/import_mapping.hpp"

namespace voronka {

struct MappingJob::ColumnFacts {
  std::size_t filled = 0;
  std::size_t dates = 0;
  std::size_t only_day_first = 0;
  std::size_t only_month_first = 0;
  std::size_t either_order = 0;
  std::size_t numbers = 0;
  std::size_t money = 0;  // numbers that name a currency
  std::size_t decimal_points = 0;
  std::size_t decimal_commas = 0;
  std::size_t flags = 0;
  std::size_t emails = 0;
  std::size_t phones = 0;
  bool above_one = false;  // of a probability column: 60, not 0.6
  std::string sample = {};
  std::vector<std::string> distinct = {};  // folded; stops at max_distinct

  void look_at(std::string_view cell);
  bool mostly(std::size_t count) const { return filled > 0 && count * 10 >= filled * 7; }
};

}  // namespace voronka
