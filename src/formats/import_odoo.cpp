// Odoo CRM, export of the pipeline: captions, or the technical names of an export that can be imported again.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  const bool captions =
      header_hits(headers,
                  "expected revenue|salesperson|sales team|expected closing|prorated revenue|last stage update|lost "
                  "reason|days to assign|days to close|assignment date|opportunity|recurring revenues|closed date") >=
      3;
  return captions || header_hits(headers,
                                 "partner id|stage id|stage id/id|user id|team id|date deadline|expected revenue|"
                                 "email from|create date|date closed|date last stage update|partner id/id|contact "
                                 "name|lost reason id") >= 4;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "expected revenue|prorated revenue", ImportTarget::amount);
  mean(guess, "company name|partner name|customer|partner id", ImportTarget::company);
  mean(guess, "salesperson|user id", ImportTarget::owner);
  mean(guess, "lost reason|lost reason id", ImportTarget::loss_reason);
  mean(guess, "stage|stage id", ImportTarget::stage);
  return guess;
}

}  // namespace

extern const Importer odoo_importer = {.id = "odoo",
                                       .title = TextKey::import_format_odoo,
                                       .recognises = recognises,
                                       .refined = refined,
                                       .active = "active"};

}  // namespace voronka
