// Pipedrive, "Export deals": every header says whose field it is ("Deal - Title", "Person - Name"); won and lost are a status, the
// stage is where the deal was when it ended.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  constexpr std::string_view own =
      "title|value|stage|status|pipeline|owner|deal created|update time|last stage change|won time|lost time|deal "
      "closed "
      "on|lost reason|contact person|weighted value|currency of value|total activities|done activities|activities to "
      "do|"
      "email messages count|visible to|expected close date";
  return header_hits(headers, own) >= (header_hits(headers, "deal - *") == 1 ? 3 : 7);
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "won time", ImportTarget::closed, "won");
  mean(guess, "lost time", ImportTarget::closed, "lost");
  mean(guess, "contact person|person name", ImportTarget::contact);
  return guess;
}

}  // namespace

extern const Importer pipedrive_importer = {
    .id = "pipedrive", .title = TextKey::import_format_pipedrive, .recognises = recognises, .refined = refined};

}  // namespace voronka
