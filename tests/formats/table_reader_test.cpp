#include "formats/table_reader.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "formats/import_table.hpp"

namespace voronka {
namespace {

TextKey refusal(std::string bytes) {
  const Result<TableReader> reader = TableReader::open(std::move(bytes));
  return reader ? TextKey::none : reader.error().text.key;
}

TEST_CASE("what is no table is refused with a sentence of its own") {
  using namespace std::string_literals;
  CHECK(refusal("PK\x03\x04rest") == TextKey::import_is_archive);
  CHECK(refusal("\xD0\xCF\x11\xE0rest") == TextKey::import_is_old_xls);
  CHECK(refusal("\x89PNG\r\n\x1A\n") == TextKey::import_is_picture);
  CHECK(refusal("\xFF\xD8\xFF\xE0") == TextKey::import_is_picture);
  CHECK(refusal("%PDF-1.7") == TextKey::import_is_binary);
  CHECK(refusal("{\"a\":1}") == TextKey::import_is_json);
  CHECK(refusal("") == TextKey::import_is_empty);
  CHECK(refusal(" \r\n\t") == TextKey::import_is_empty);
  CHECK(refusal("a,b\n1,\0x\n"s) == TextKey::import_is_binary);
  CHECK(refusal("<html><body>no table</body></html>") == TextKey::import_no_table);
}

TEST_CASE("a zero byte is refused with its line") {
  using namespace std::string_literals;
  CHECK(TableReader::open("a,b\n1,2\n3,\0\n"s).error().where == "line 3");
}

TEST_CASE("more than 64 MB is refused") {
  std::string bytes(max_table_bytes + 1, 'x');
  CHECK(refusal(std::move(bytes)) == TextKey::import_too_large);
}

TEST_CASE("blank rows are passed over and lines still counted") {
  TableReader reader = *TableReader::open("a;b\n\n;;\n1;2\n");
  REQUIRE(*reader.next());
  REQUIRE(*reader.next());
  CHECK(reader.cells().at(0) == "1");
  CHECK(reader.line() == 4);
  CHECK(reader.rows() == 2);
  CHECK_FALSE(*reader.next());
  reader.rewind();
  REQUIRE(*reader.next());
  CHECK(reader.line() == 1);
}

TEST_CASE("200,000 rows are read, one more is refused") {
  std::string text = "a;b\n";
  for (std::size_t i = 0; i < max_table_rows; ++i) text += "1;2\n";
  const auto read_all = [](std::string bytes) -> Result<std::size_t> {
    TableReader reader = *TableReader::open(std::move(bytes));
    while (true) {
      const Result<bool> more = reader.next();
      if (!more) return std::unexpected(more.error());
      if (!*more) return reader.rows();
    }
  };
  CHECK(read_all(text).value() == max_table_rows + 1);
  const auto refused = read_all(text + "1;2\n");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text.key == TextKey::import_too_many_rows);
}

TEST_CASE("the user's encoding stands above the guess") {
  TableReader reader = *TableReader::open("a;b\n\xE9;1\n", TextEncoding::windows_1252);
  REQUIRE(*reader.next());
  REQUIRE(*reader.next());
  CHECK(reader.cells().at(0) == "é");
}

// Seeded junk, damaged tables and cut ones: whatever comes in, the answer is rows or one refusal. The sanitizers watch.
TEST_CASE("no bytes break the reader, the guess or the import") {
  constexpr std::string_view pieces[] = {"ID",
                                         ";",
                                         ",",
                                         "\t",
                                         "\"",
                                         "\"\"",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         "Сумма",
                                         "Стадия сделки",
                                         "Дата",
                                         "1",
                                         "-5",
                                         "1 000,5",
                                         "01.02.2020",
                                         "2020-01-01T10:00",
                                         "13/14/2020",
                                         "Да",
                                         "Won",
                                         "<table>",
                                         "<tr>",
                                         "<td>",
                                         "</",
                                         "&#",
                                         "\xFF",
                                         "\xD0",
                                         "\xEF\xBB\xBF",
                                         "99999999999999999999",
                                         "%",
                                         "$",
                                         "a@b.c",
                                         " "};
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Random random(seed);
    std::string bytes;
    if (random.below(4) == 0) bytes = "<table>";
    if (random.below(3) == 0)
      bytes = "ID;Название;Стадия;Сумма;Дата создания;Сделка закрыта;Телефон;Теги;Комментарий\n";
    for (std::uint64_t left = random.below(300); left > 0; --left) bytes += pieces[random.index(std::size(pieces))];
    CAPTURE(seed);
    Result<TableReader> reader = TableReader::open(bytes);
    if (!reader) continue;
    const Result<ImportMapping> mapping = guess_mapping(*reader, {.file_name = "x.csv", .unknown_stage_name = "?"});
    if (!mapping) continue;
    const Result<ImportResult> result =
        import_table(std::move(*reader), *mapping, {.now = {.utc_ms = 1'764'000'000'000}, .seed = seed});
    if (!result) continue;
    CHECK(result->counts.deals + result->counts.skipped + result->counts.repeated == result->counts.rows);
    CHECK(result->records.of<Deal>().size() == result->counts.deals);
  }
}

}  // namespace
}  // namespace voronka
