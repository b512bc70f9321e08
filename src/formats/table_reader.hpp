// Any table a user may drop, row by row: sniffs what it is, decodes it, finds the delimiter. What is not a table is
// refused here with one clear sentence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/csv_reader.hpp"
#include "formats/json_table.hpp"
#include "formats/table_encoding.hpp"
#include "formats/xlsx_table.hpp"

namespace voronka {

class TableLinks;

enum class TableKind : std::uint8_t { csv, html, xlsx, json };

inline constexpr std::size_t max_table_bytes = std::size_t{64} << 20;
inline constexpr std::size_t max_table_rows = 200'000;

struct TableInfo {
  TableKind kind = TableKind::csv;
  TextEncoding encoding = TextEncoding::utf8;
  char delimiter = ',';
  std::size_t sheet = 0;  // of a workbook: which of sheets() is read
  bool operator==(const TableInfo&) const = default;
};

// Holds the whole text once (as UTF-8) and the cells of one row.
class TableReader {
 public:
  // Refuses: empty, above 64 MB, pictures, archives, old binary xls, PDF, JSON without rows, bytes that are no text. Of an XLSX workbook it takes
  // what xlsx_table.hpp says; the zip itself is an archive here.
  // `encoding` is the user's choice; without it the bytes decide.
  // `sheet`: of a workbook, which of sheets(); without it the first one with a table.
  static Result<TableReader> open(std::string bytes, std::optional<TextEncoding> encoding = {},
                                  std::optional<std::size_t> sheet = {});
  // The names of the sheets of a workbook that can be chosen.
  std::vector<std::string> sheets() const;

  // Other tables that came with this one: where its rows name companies and contacts of theirs by an id, and have no name for them, columns
  // with that follow behind those of the header (table_links.hpp). Looks at the first rows, and goes back to the beginning.
  Result<bool> join(std::shared_ptr<const TableLinks> links);

  // To the next row that is not blank; false at the end. The apostrophe by which separated text guards a cell against being run as a
  // formula is no part of it (cell_guard.hpp). More than 200,000 rows are refused.
  Result<bool> next();
  const RowCells& cells() const { return cells_; }
  std::size_t line() const { return line_; }  // on which the row starts, from 1; in a workbook and in JSON its number
  std::size_t rows() const { return rows_; }  // read so far
  void rewind();
  double progress() const;  // 0..1
  const TableInfo& info() const { return info_; }
  const JsonTable& json() const { return json_; }  // what a table does not say: the order of stages, other lists

 private:
  struct Join {
    std::size_t column = 0;
    bool company = false;
  };
  void add_joined();

  std::string text_ = {};
  TableInfo info_ = {};
  XlsxBook book_ = {};
  JsonTable json_ = {};
  std::size_t end_ = 0;  // of the rows in the text; of JSON their count
  TablePlace first_ = {};
  TablePlace place_ = {};
  RowCells cells_ = {};
  std::size_t line_ = 0;
  std::size_t rows_ = 0;
  std::shared_ptr<const TableLinks> links_ = {};
  std::vector<Join> joins_ = {};
  std::size_t join_header_line_ = 0, join_width_ = 0;  // of the row with the captions
};

}  // namespace voronka
