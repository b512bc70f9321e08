// JSON of other systems as a table: refused, or the same rows twice, and through the registry to records that a file can hold.
#include "base/utf8.hpp"
#include "formats/import_table.hpp"
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
  const std::size_t width = reader.json().columns.size();
  while (true) {
    const Result<bool> more = reader.next();
    read.refused = !more;
    if (!more || !*more) return read;
    ++read.rows;
    claim(reader.line() > 0 && reader.cells().size() == width && width <= max_columns + 1,
          "rows are as wide as the header");
    for (std::size_t i = 0; i < reader.cells().size(); ++i) {
      claim(is_utf8(reader.cells().at(i)), "a cell is text");
      read.bytes += reader.cells().at(i).size();
    }
  }
}

}  // namespace

void fuzz(std::string_view bytes) {
  if (!bytes.starts_with('{') && !bytes.starts_with('[')) return;
  Result<TableReader> reader = TableReader::open(std::string(bytes), TextEncoding::utf8);
  if (!reader) {
    claim(reader.error().text.key != TextKey::none, "a refusal has a sentence");
    return;
  }
  claim(reader->info().kind == TableKind::json, "what begins like JSON is JSON or nothing");
  const Read first = read_all(*reader);
  claim(!first.refused, "what was looked at when it was opened is not refused later");
  reader->rewind();
  claim(read_all(*reader) == first, "a table reads the same twice");
  Result<ImportMapping> mapping =
      guess_mapping(*reader, {.file_name = "deals.json", .unknown_stage_name = "Not in the file"});
  if (!mapping) return;
  const Result<ImportResult> result = import_table(
      std::move(*reader), *mapping, {.now = {.utc_ms = 1'764'075'600'123, .offset_minutes = 180}, .seed = 5});
  if (!result) return;
  const ImportCounts& counts = result->counts;
  claim(counts.deals + counts.skipped + counts.repeated == counts.rows,
        "every row is a deal, mends one or is passed over");
  claim_file_keeps(result->records);
}

}  // namespace voronka
