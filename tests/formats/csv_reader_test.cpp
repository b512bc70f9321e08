#include "formats/csv_reader.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace voronka {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char delimiter = ',') {
  Rows rows;
  RowCells cells;
  for (TablePlace place; place.at < text.size();) {
    const Result<TablePlace> next = read_csv_row(text, delimiter, place, cells);
    REQUIRE(next);
    place = *next;
    rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) rows.back().push_back(cells[i]);
  }
  return rows;
}

TEST_CASE("LF, CRLF and CR all end a row, also mixed and at the end of the text") {
  CHECK(rows_of("a,b\nc,d") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(rows_of("a,b\r\nc,d\r\n") == Rows{{"a", "b"}, {"c", "d"}});
  CHECK(rows_of("a,b\rc,d\r") == Rows{{"a", "b"}, {"c", "d"}});
}

TEST_CASE("quotes hold delimiters, line ends and doubled quotes") {
  CHECK(rows_of("\"a,b\",\"c \"\"d\"\" e\"\n") == Rows{{"a,b", "c \"d\" e"}});
  CHECK(rows_of("\"one\r\ntwo\rthree\nfour\",x") == Rows{{"one\ntwo\nthree\nfour", "x"}});
  CHECK(rows_of("\"\",\"\"\"\"") == Rows{{"", "\""}});
}

TEST_CASE("blanks between a delimiter and a quote are not text, blanks in a plain cell are") {
  CHECK(rows_of("\"A\", \"B\" ,  \"C\"\n") == Rows{{"A", "B", "C"}});
  CHECK(rows_of("A, B\n") == Rows{{"A", " B"}});
}

TEST_CASE("a quote inside a plain cell is text, and so is what follows a closing quote") {
  CHECK(rows_of("5\" pipe,b\n") == Rows{{"5\" pipe", "b"}});
  CHECK(rows_of("\"a\"b,c\n") == Rows{{"ab", "c"}});
}

TEST_CASE("a trailing delimiter gives one empty cell more") {
  CHECK(rows_of("\"a\";\"b\";\n\"c\";\"d\";\n", ';') == Rows{{"a", "b", ""}, {"c", "d", ""}});
}

TEST_CASE("rows may be ragged, a missing cell is empty") {
  CHECK(rows_of("a,b,c\nd\ne,f,g,h\n") == Rows{{"a", "b", "c"}, {"d"}, {"e", "f", "g", "h"}});
  RowCells cells;
  REQUIRE(read_csv_row("a", ',', {}, cells));
  CHECK(cells.at(5).empty());
}

TEST_CASE("lines are counted through multi-line cells") {
  const std::string_view text = "a\n\"x\r\ny\rz\",b\nlast";
  RowCells cells;
  TablePlace place;
  place = *read_csv_row(text, ',', place, cells);
  CHECK(place.line == 2);
  place = *read_csv_row(text, ',', place, cells);
  CHECK(place.line == 5);
}

TEST_CASE("a quote that never closes is refused with the line on which it opens") {
  const std::string_view text = "a,b\nc,\"d\ne,f\n";
  RowCells cells;
  const TablePlace second = *read_csv_row(text, ',', {}, cells);
  const Result<TablePlace> row = read_csv_row(text, ',', second, cells);
  REQUIRE_FALSE(row);
  CHECK(row.error().text.key == TextKey::import_quote_not_closed);
  CHECK(row.error().text.arguments[0].value == TextValue(std::int64_t{2}));
}

TEST_CASE("a cell of megabytes and a row of thousands of cells are refused") {
  RowCells cells;
  CHECK(read_csv_row(std::string(max_cell_bytes + 1, 'x'), ',', {}, cells).error().text.key ==
        TextKey::import_cell_too_long);
  CHECK(read_csv_row('"' + std::string(max_cell_bytes + 2, 'x') + '"', ',', {}, cells).error().text.key ==
        TextKey::import_quote_not_closed);
  CHECK(read_csv_row(std::string(max_columns, ','), ',', {}, cells).error().text.key ==
        TextKey::import_too_many_columns);
  CHECK(read_csv_row(std::string(max_columns - 1, ','), ',', {}, cells).has_value());
}

TEST_CASE("the delimiter is the one with which most rows are equally wide") {
  CHECK(guess_delimiter("a,b,c\n1,2,3\n4,5,6\n").delimiter == ',');
  CHECK(guess_delimiter("a;b;c\n\"1,5\";2,7;3,1\n4,2;5;6\n").delimiter == ';');
  CHECK(guess_delimiter("a\tb\n1,2,3\t4\n5\t6\n").delimiter == '\t');
  CHECK(guess_delimiter("a|b\n1|2\n").delimiter == '|');
}

TEST_CASE("commas in prose do not outvote the delimiter") {
  CHECK(guess_delimiter("id;comment\n1;\"one, two, three\"\n2;a, b\n3;c, d, e, f\n").delimiter == ';');
}

TEST_CASE("a line sep= decides and is not a row") {
  const DelimiterGuess guess = guess_delimiter("sep=|\r\na|b,c,d\r\n");
  CHECK(guess.delimiter == '|');
  CHECK(guess.first_row.at == 7);
  CHECK(guess.first_row.line == 2);
}

}  // namespace
}  // namespace voronka
