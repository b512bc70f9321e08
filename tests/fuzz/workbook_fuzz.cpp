// The parts of an XLSX workbook, as the worker and the terminal program hand them on: refused, or the same rows twice.
#include "base/utf8.hpp"
#include "formats/table_reader.hpp"
#include "formats/xlsx_table.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {
namespace {

struct Read {
  std::size_t rows = 0;
  std::size_t bytes = 0;
  bool refused = false;
  bool operator==(const Read&) const = default;
};

Read read_all(TableReader& reader) {
  Read read;
  while (true) {
    const Result<bool> more = reader.next();
    read.refused = !more;
    if (!more || !*more) return read;
    ++read.rows;
    claim(reader.line() > 0 && reader.cells().size() <= max_columns, "a row has a number and a limit");
    for (std::size_t i = 0; i < reader.cells().size(); ++i) {
      claim(is_utf8(reader.cells().at(i)), "a cell is text");
      read.bytes += reader.cells().at(i).size();
    }
  }
}

}  // namespace

void fuzz(std::string_view bytes) {
  Result<TableReader> reader = TableReader::open(std::string(workbook_mark) + std::string(bytes));
  if (!reader) return;
  claim(reader->info().kind == TableKind::xlsx, "what begins with the mark is a workbook");
  const Read first = read_all(*reader);
  reader->rewind();
  claim(read_all(*reader) == first, "a table reads the same twice");
}

}  // namespace voronka
