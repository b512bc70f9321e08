// Atomic CRM, deals: names of columns of its database (the type Deal of marmelab/atomic-crm). `archived_at` is a day, of an archived deal.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers,
                     "expected closing date|sales id|company id|contact ids|archived at|category|stage|index|"
                     "description|amount|created at") >= 5 &&
         header_hits(headers, "sales id|contact ids|expected closing date|archived at") >= 2;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) { return guess; }

}  // namespace

extern const Importer atomic_importer = {
    .id = "atomic", .title = TextKey::import_format_atomic, .recognises = recognises, .refined = refined};

}  // namespace voronka
