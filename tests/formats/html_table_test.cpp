#include "formats/html_table.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace voronka {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view html) {
  Rows rows;
  RowCells cells;
  TablePlace place = {.at = html_table_start(html)};
  while (place.at < html.size()) {
    const Result<TablePlace> next = read_html_row(html, place, cells);
    REQUIRE(next);
    place = *next;
    if (cells.size() == 0) continue;
    rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) rows.back().push_back(cells[i]);
  }
  return rows;
}

TEST_CASE("rows and cells come out of the first table, head and body alike") {
  CHECK(rows_of("<meta charset=utf-8><table border=\"1\"><thead>\n<tr><th>A</th><th>B</th></tr></thead>\n"
                "<tbody><tr><td>1</td><td>2</td></tr></tbody></table><table><tr><td>x</td></tr></table>") ==
        Rows{{"A", "B"}, {"1", "2"}});
}

TEST_CASE("entities are decoded, unknown ones stay, line breaks are line ends") {
  CHECK(rows_of("<table><tr><td>&quot;&#1055;&#x41F;&amp;&nbsp;&foo; &\n</td><td>a<br>b<br/>c</td></tr></table>") ==
        Rows{{"\"ПП&\u00A0&foo; &", "a\nb\nc"}});
  CHECK(decoded_entities("&#0;&#xD800;&#x110000;") == "&#0;&#xD800;&#x110000;");
}

TEST_CASE("case of tags, attributes, inner markup, comments and scripts do not matter") {
  CHECK(
      rows_of(
          "<TABLE><TR><TD class='a'><b>x</b> y</TD><!-- <td>no</td> --><TD><script>1<2</script>z</TD></TR></TABLE>") ==
      Rows{{"x y", "z"}});
}

TEST_CASE("rows and cells that are not closed end where the next ones begin") {
  CHECK(rows_of("<table><tr><td>a<td>b<tr><td>c<td>d</table>") == Rows{{"a", "b"}, {"c", "d"}});
}

TEST_CASE("a wide cell takes the place of several columns") {
  CHECK(rows_of("<table><tr><td colspan=\"3\">a</td><td>b</td></tr></table>") == Rows{{"a", "", "", "b"}});
}

TEST_CASE("a table that breaks off is refused with its line") {
  const std::string_view html = "<table>\n<tr><td>a</td></tr>\n<tr><td>b";
  RowCells cells;
  const Result<TablePlace> first = read_html_row(html, {.at = html_table_start(html)}, cells);
  REQUIRE(first);
  const Result<TablePlace> second = read_html_row(html, *first, cells);
  REQUIRE_FALSE(second);
  CHECK(second.error().text.key == TextKey::import_html_cut);
}

TEST_CASE("only what begins with a tag and holds a table or page is HTML") {
  CHECK(looks_like_html("\n <html><body>"));
  CHECK(looks_like_html("<Table>"));
  CHECK_FALSE(looks_like_html("id,<table>\n"));
  CHECK_FALSE(looks_like_html("<BEGIN>;x"));
}

}  // namespace
}  // namespace voronka
