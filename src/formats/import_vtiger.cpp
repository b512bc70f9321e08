// Vtiger and SalesPlatform Vtiger, "Export" of opportunities, English or Russian captions over English values: references are
// `Accounts::::Name`, lists are joined by ` |##| `.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  const std::size_t english =
      header_hits(headers,
                  "opportunity name|potential name|opportunity number|potential no|organization name|related to|"
                  "sales stage|assigned to|campaign source|weighted revenue|forecast amount|expected close date|"
                  "lead source|created time|modified time");
  const std::size_t russian =
      header_hits(headers,
                  "сделка №|название организации|имя контакта|ожидаемая дата закрытия|дальнейшие действия|"
                  "источник обращения|прогнозируемая сумма|кампания источник|стадия|создано|изменено|сделка");
  const std::size_t needed = header_hits(headers, "*::::*") == 1 ? 3 : 4;
  return (english >= needed &&
          header_hits(headers, "sales stage|assigned to|organization name|related to|*::::*") >= 2) ||
         (russian >= needed &&
          header_hits(headers,
                      "сделка №|название организации|источник обращения|прогнозируемая сумма|кампания источник|"
                      "дальнейшие действия|*::::*") >= 2);
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "campaign source|кампания источник", ImportTarget::extra);  // no source of a lead
  mean(guess, "opportunity name|potential name|сделка", ImportTarget::title);
  mean(guess, "organization name|related to|название организации", ImportTarget::company);
  return guess;
}

}  // namespace

extern const Importer vtiger_importer = {.id = "vtiger",
                                         .title = TextKey::import_format_vtiger,
                                         .recognises = recognises,
                                         .refined = refined,
                                         .list_mark = " |##| "};

}  // namespace voronka
