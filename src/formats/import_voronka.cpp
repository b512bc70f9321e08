// Our own table of deals (export_universal.cpp), perhaps changed in a spreadsheet meanwhile: rows find their deals by the id.
#include "base/later.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

constexpr std::string_view id_headers = "id voronka|voronka id";

VORONKA_LATER bool recognises(std::span<const std::string> headers) { return header_hits(headers, id_headers) > 0; }

VORONKA_LATER ImportMapping refined(ImportMapping guess) {
  mean(guess, id_headers, ImportTarget::external_id);
  mean(guess, "товары|products", ImportTarget::extra);  // a list of names, and no sum of their own
  return guess;
}

}  // namespace

extern const Importer voronka_importer = {
    .id = "voronka", .title = TextKey::import_format_voronka, .recognises = recognises, .refined = refined};

}  // namespace voronka
