// The table of everything that is known of deals; separated text and workbooks share it.
#pragma once

#include "formats/export_formats.hpp"
#include "formats/export_table.hpp"
#include "model/document.hpp"

namespace voronka {

void write_universal(const Document& document, bool in_russian, TableSink& table);
CsvShape csv_shape(const ExportStyle& style);

}  // namespace voronka
