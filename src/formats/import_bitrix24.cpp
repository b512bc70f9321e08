// Bitrix24, "Export deals": `;` with one empty column too many, or an HTML table called .xls; Russian or English captions.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers, "стадия сделки|сделка закрыта|предполагаемая дата закрытия|ответственный|сумма/валюта") >=
             3 ||
         header_hits(headers, "assumed close date|amount/currency|responsible|income|deal name") >= 3;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  const bool has_title = column_of(guess, ImportTarget::title) != no_column;
  const bool has_amount = column_of(guess, ImportTarget::amount) != no_column;
  for (ImportColumn& column : guess.columns) {
    const std::string header = folded_header(column.header);
    // The same thing twice: title with number, amount with currency as one text.
    if (column.target != ImportTarget::extra) continue;
    if (has_title && (header == "сделка" || header == "deal")) column.target = ImportTarget::skip;
    if (has_amount && (header == "сумма/валюта" || header == "amount/currency")) column.target = ImportTarget::skip;
  }
  return guess;
}

}  // namespace

extern const Importer bitrix24_importer = {
    .id = "bitrix24", .title = TextKey::import_format_bitrix24, .recognises = recognises, .refined = refined};

}  // namespace voronka
