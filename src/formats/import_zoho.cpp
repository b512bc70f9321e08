// Zoho CRM, export of deals: every reference is there twice, `Account Name.id` and `Account Name`; reports repeat captions in
// brackets, "Created Time(Created Time)".
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers,
                     "deal name|closing date|account name|deal owner|reason for loss|lead source|stage|"
                     "created time|modified time|expected revenue") >= 4 &&
         header_hits(headers,
                     "closing date|deal owner.id|account name.id|contact name.id|reason for loss|overall sales "
                     "duration|sales cycle duration|layout|last activity time") >= 1;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) { return guess; }

}  // namespace

extern const Importer zoho_importer = {
    .id = "zoho", .title = TextKey::import_format_zoho, .recognises = recognises, .refined = refined};

}  // namespace voronka
