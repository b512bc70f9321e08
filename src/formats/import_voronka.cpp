// Our own tables, perhaps changed in a spreadsheet meanwhile: deals (export_universal.cpp), whose rows find their deals by the id, and
// their visits of stages (export_stage_history.cpp).
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

constexpr std::string_view id_headers = "id voronka|voronka id";
constexpr std::string_view visit_headers = "entered at|дата входа";

VORONKA_LATER bool recognises(std::span<const std::string> headers) { return header_hits(headers, id_headers) > 0; }

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, id_headers, ImportTarget::external_id);
  mean(guess, "товары|products", ImportTarget::extra);  // a list of names, and no sum of their own
  if (mean(guess, visit_headers, ImportTarget::stage_entered) != nullptr) {
    mean(guess, "left at|дата выхода", ImportTarget::closed);
    mean(guess, "outcome|исход", ImportTarget::status);
  }
  return guess;
}

}  // namespace

extern const Importer voronka_importer = {.id = "voronka",
                                          .title = TextKey::import_format_voronka,
                                          .recognises = recognises,
                                          .refined = refined,
                                          .change_day = visit_headers,
                                          .changes_named = true};

}  // namespace voronka
