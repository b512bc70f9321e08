// What a number in a cell of an XLSX workbook looks like to who typed it: its format says whether it is a number, a share, a day or a
// time. No sheets and no XML here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace voronka {

enum class CellShape : std::uint8_t {
  number,
  percent,
  date,     // and a time of the day, when the number has one
  clock,    // the time of the day alone
  elapsed,  // hours may be more than 23
};

// Of a format the workbook does not spell out.
CellShape shape_of_builtin(std::int64_t id);
// "dd\.mm\.yyyy\ hh:mm": its first section counts; what is quoted, escaped or in brackets says nothing, but for [h], [m] and [s].
CellShape shape_of_format(std::string_view code);

// `value` as XML has it: "44642.5645486111", "0.30000000000000004", "7.9175550122E10". Becomes "2022-03-22 13:32:57", "0.3",
// "79175550122", "25%"; "" for the day zero. Never has an exponent that could be spelled out; whole numbers stay as they are
// written, others have the 15 digits a spreadsheet keeps; exactly three decimals get a zero, or they would look like thousands. What is no
// number or no day stays as it is.
std::string cell_number(std::string_view value, CellShape shape, bool from_1904);

}  // namespace voronka
