// Spreadsheets run a cell that begins with = + - @ as a formula. What leaves as a text table gets an apostrophe before such a cell, and
// what comes in loses it again, so that the way there and back changes nothing: texts that begin with apostrophes and then such a sign
// get one more.
#pragma once

#include <string>
#include <string_view>

namespace voronka {

// Apostrophes, and then a sign that a spreadsheet acts on.
inline bool is_guarded_start(std::string_view cell) {
  const std::size_t sign = cell.find_first_not_of('\'');
  return sign != std::string_view::npos && std::string_view("=+-@\t\r").contains(cell[sign]);
}

// "+7 (917) 555-01-22", also several with ", " between, and "-12.5": of digits alone no formula can do harm, and other programs want
// numbers as they are.
inline bool is_plain_number(std::string_view cell) {
  if (!cell.starts_with('+') && !cell.starts_with('-')) return false;
  bool digits = false;
  for (std::size_t i = 1; i < cell.size(); ++i) {
    const bool next_number = cell[i] == '+' && cell.substr(0, i).ends_with(", ");
    if (!next_number && !std::string_view("0123456789 ().,-").contains(cell[i])) return false;
    digits = digits || (cell[i] >= '0' && cell[i] <= '9');
  }
  return digits;
}

// What is to be written before the cell: one apostrophe or nothing.
inline std::string_view guard_of(std::string_view cell) {
  return is_guarded_start(cell) && !is_plain_number(cell) ? "'" : "";
}

// What was meant by a cell that was read: without the first apostrophe when a sign follows.
inline std::string_view unguarded(std::string_view cell) {
  return cell.starts_with('\'') && is_guarded_start(cell) ? cell.substr(1) : cell;
}

}  // namespace voronka
