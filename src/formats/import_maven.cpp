// The public practice data set "CRM Sales Opportunities" of Maven Analytics: one row a deal, plain English, ISO days.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers, "opportunity id|deal stage|engage date|close value") == 4;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  for (ImportColumn& column : guess.columns) {
    const std::string header = folded_header(column.header);
    // The day on which the deal came to the stage Engaging, also for deals that have been closed since.
    if (header == "engage date") column.stage = "Engaging";
    // All of its dates are facts: only closed deals have one.
    if (header == "close date") column.target = ImportTarget::closed;
  }
  return guess;
}

}  // namespace

extern const Importer maven_importer = {
    .id = "maven", .title = TextKey::import_format_maven, .recognises = recognises, .refined = refined};

}  // namespace voronka
