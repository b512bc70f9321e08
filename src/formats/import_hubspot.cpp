// HubSpot, "Export view" of deals: labels of properties; columns "Date entered "Stage (Pipeline)"" are the past of the deal.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers, "deal stage|deal name|date entered *") >= 2 &&
         header_hits(
             headers,
             "record id|deal owner|create date|close date|associated company|associated contact|closed lost reason|"
             "closed won reason|amount in company currency|original traffic source|original source|deal type|last "
             "modified date|deal probability|forecast category|date entered *") >= 2;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  // The same sum once more, in another currency.
  if (column_of(guess, ImportTarget::amount) != no_column)
    mean(guess, "amount in company currency", ImportTarget::extra);
  return guess;
}

}  // namespace

extern const Importer hubspot_importer = {.id = "hubspot",
                                          .title = TextKey::import_format_hubspot,
                                          .recognises = recognises,
                                          .refined = refined,
                                          .name_mark = ";"};

}  // namespace voronka
