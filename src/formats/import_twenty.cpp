// Twenty, export of opportunities (fields of opportunity.workspace-entity.ts in twentyhq/twenty): sums may be millionths (`amountMicros`),
// stages are in capitals, CUSTOMER is the won one.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers,
                     "point of contact|amount micros|amount / amount micros|amount amount micros|close date|stage|"
                     "company|currency code|created by|last update|deletion date|creation date|owner") >= 4 &&
         header_hits(headers, "point of contact|amount micros|amount / amount micros|amount amount micros") >= 1;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "amount micros|amount / amount micros|amount amount micros", ImportTarget::amount);
  seed_values(guess.stages, "CUSTOMER|Customer", StageOutcome::won);
  return guess;
}

}  // namespace

extern const Importer twenty_importer = {
    .id = "twenty", .title = TextKey::import_format_twenty, .recognises = recognises, .refined = refined};

}  // namespace voronka
