// EspoCRM, export of opportunities: the CSV has names of attributes ("assignedUserName"), the XLSX captions, English or Russian.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return (header_hits(headers,
                      "assigned user name|assigned user id|amount converted|created by name|created by id|last "
                      "stage|teams ids|contacts ids|contacts names|modified at") >= 2 &&
          header_hits(headers, "account name|amount currency|close date|stage|lead source|name|amount") >= 2) ||
         header_hits(headers,
                     "контрагент|вероятность успеха|вероятность успеха,|валюта суммы|источник кандидата|последняя "
                     "стадия|контакт (основной)") >= 3;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "account name|контрагент", ImportTarget::company);
  return guess;
}

}  // namespace

extern const Importer espocrm_importer = {
    .id = "espocrm", .title = TextKey::import_format_espocrm, .recognises = recognises, .refined = refined};

}  // namespace voronka
