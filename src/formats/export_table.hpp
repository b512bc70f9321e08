// A table on its way out, cell by cell, whatever it is written as: separated text (export_csv.cpp) or a workbook (export_xlsx.cpp).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "formats/file.hpp"

namespace voronka {

struct ExportCell {
  enum class Kind : std::uint8_t { nothing, text, number, day, moment };
  Kind kind = Kind::nothing;
  std::string text = {};  // of a number: "1234.50", the point always a point
  Date day = {};
  Moment at = {};  // written as it was on the wall
};
inline ExportCell text_cell(std::string_view text) {
  return text.empty() ? ExportCell{} : ExportCell{.kind = ExportCell::Kind::text, .text = std::string(text)};
}
inline ExportCell number_cell(std::string decimal) {
  return {.kind = ExportCell::Kind::number, .text = std::move(decimal)};
}
inline ExportCell day_cell(Date day) { return {.kind = ExportCell::Kind::day, .day = day}; }
inline ExportCell moment_cell(Moment at) { return {.kind = ExportCell::Kind::moment, .at = at}; }

class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual void cell(const ExportCell& cell) = 0;
  virtual void end_row() = 0;
  virtual void finish() = 0;  // once, behind the last row
  void text(std::string_view text) { cell(text_cell(text)); }
};

enum class ExportDays : std::uint8_t {
  iso,         // 2026-12-31, 2026-12-31T09:30:00+03:00
  iso_blank,   // 2026-12-31, 2026-12-31 09:30:00
  day_first,   // 31.12.2026, 31.12.2026 09:30:00
  days_first,  // 31.12.2026, and of moments the day only
};

struct CsvShape {
  char delimiter = ',';
  bool bom = true;  // by which spreadsheets know UTF-8
  bool decimal_comma = false;
  ExportDays days = ExportDays::iso;
};
// RFC 4180 with CRLF; cells that a spreadsheet would run are guarded (cell_guard.hpp).
std::unique_ptr<TableSink> csv_table(ByteSink& out, CsvShape shape);

// A workbook of one sheet: its first row stands still and can be filtered by. Days and moments are those of Excel, so they sort.
std::unique_ptr<TableSink> xlsx_table(ByteSink& out, std::string_view sheet_name);

}  // namespace voronka
