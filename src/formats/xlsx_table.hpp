// Rows out of an XLSX workbook. A workbook is a zip of XML files; whoever holds the zip (the worker of the page, the terminal program)
// unpacks the files that are needed and hands them on as one text:
//
//   \x02workbook\n            the mark, which no table begins with
//   xl/workbook.xml 272\n     for each file: its name in lower case, its size in bytes, and then its bytes
//   <?xml …
//
// Needed are xl/workbook.xml, xl/_rels/workbook.xml.rels, xl/sharedstrings.xml, xl/styles.xml and xl/worksheets/*.xml, in any order;
// others are passed over. When there is nothing to hand on, a file `!damaged 0`, `!large 0`, `!locked 0` or `!xlsb 0` says why.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/csv_reader.hpp"
#include "formats/xlsx_cell.hpp"

namespace voronka {

inline constexpr std::string_view workbook_mark = "\x02workbook\n";
inline constexpr std::size_t max_workbook_part_bytes = std::size_t{64} << 20;
inline constexpr std::size_t max_workbook_bytes = std::size_t{256}
                                                  << 20;  // of all parts, and of the texts its cells share
inline constexpr std::size_t max_sheet_columns = 16'384;  // of Excel; of a row with values max_columns

struct XlsxSheet {
  std::string name = {};
  std::size_t begin = 0;  // in the text
  std::size_t end = 0;
};

struct XlsxBook {
  std::vector<XlsxSheet> sheets = {};  // those that are not hidden, in the order of their tabs
  std::size_t sheet = 0;               // the one that is read
  std::size_t strings_at = 0;          // in the text: the shared strings, decoded, one behind the other
  std::vector<std::uint32_t> string_ends = {};
  std::vector<CellShape> shapes = {};  // by style
  bool from_1904 = false;
  std::size_t given = 0;  // bytes of shared strings, since the first row

  const XlsxSheet& chosen() const { return sheets[sheet]; }
};

// Shared strings are decoded where they stand: `text` changes. Without `sheet` the first one is taken that has two rows of two values,
// else the first that has any value. Refuses what is damaged, too large, protected, or without a sheet with values.
// Linear in the text.
Result<XlsxBook> open_workbook(std::string& text, std::optional<std::size_t> sheet = {});

// The place before the first row.
inline TablePlace sheet_start(const XlsxBook& book) { return {.at = book.chosen().begin, .line = 0}; }

// The next row from `place`, which moves behind it; its line is the number of the row in the sheet. Behind the last row no cells,
// and the place is the end of the sheet. Of merged cells the first has the value. Refuses a sheet that breaks off, and a row or a cell
// beyond the limits of a table.
Result<TablePlace> read_xlsx_row(std::string_view text, XlsxBook& book, TablePlace place, RowCells& cells);

}  // namespace voronka
