// The table of deals as a workbook for Excel, LibreOffice and Google.
#include "formats/export_universal.hpp"

namespace voronka {

void export_workbook(const Document& document, const ExportStyle& style, ByteSink& sink) {
  write_universal(document, style.russian, *xlsx_table(sink, style.russian ? "Сделки" : "Deals"));
}

}  // namespace voronka
