// Rows out of an HTML table: what Bitrix24 and others save as ".xls". The first table of the page only; everything but
// rows, cells, line breaks and entities is passed over.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "formats/csv_reader.hpp"

namespace voronka {

bool looks_like_html(std::string_view text);

// Behind the opening tag of the first table, or npos.
std::size_t html_table_start(std::string_view text);

// One row from `place`, which moves behind it; no cells at the end of the table. A file that ends inside the table was
// cut: refused with the line.
Result<TablePlace> read_html_row(std::string_view text, TablePlace place, RowCells& cells);

// "&quot;&#1055;" and the like; unknown names stay as they are.
std::string decoded_entities(std::string_view text);

}  // namespace voronka
