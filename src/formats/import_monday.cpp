// monday, export of a board of deals: the name of the board stands above the header, and the header again over every group.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

VORONKA_LATER bool recognises(std::span<const std::string> headers) {
  return header_hits(headers,
                     "subitems|item id (auto generated)|close probability|forecast value|deal length|deal creation "
                     "date") >= 1 &&
         header_hits(headers,
                     "name|stage|deal stage|deal value|owner|expected close date|contacts|accounts|forecast value|"
                     "close probability|last interaction|priority|deal creation date") >= 4;
}

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, "deal value", ImportTarget::amount);
  mean(guess, "deal stage|stage", ImportTarget::stage);
  mean(guess, "accounts|account", ImportTarget::company);
  mean(guess, "contacts|contact", ImportTarget::contact);
  mean(guess, "owner|people|person", ImportTarget::owner);
  return guess;
}

}  // namespace

extern const Importer monday_importer = {
    .id = "monday", .title = TextKey::import_format_monday, .recognises = recognises, .refined = refined};

}  // namespace voronka
