#include "formats/import_registry.hpp"

#include <algorithm>

namespace voronka {

#define IMPORTER(name) extern const Importer name##_importer;
#include "formats/importers.inc"
#undef IMPORTER

extern const Importer table_importer = {.id = "table",
                                        .title = TextKey::import_format_table,
                                        .recognises = [](std::span<const std::string>) { return true; },
                                        .refined = [](ImportMapping guess) { return guess; }};

std::span<const Importer* const> importers() {
#define IMPORTER(name) &name##_importer,
  static constexpr const Importer* list[] = {
#include "formats/importers.inc"
  };
#undef IMPORTER
  return list;
}

const Importer* importer_of(std::string_view id) {
  for (const Importer* importer : importers())
    if (importer->id == id) return importer;
  return nullptr;
}

const Importer* importer_for(std::span<const std::string> folded_headers) {
  for (const Importer* importer : importers())
    if (importer->recognises(folded_headers)) return importer;
  return &table_importer;
}

std::size_t header_hits(std::span<const std::string> folded_headers, std::string_view names) {
  std::size_t hits = 0;
  while (!names.empty()) {
    const std::size_t end = names.find('|');
    const std::string_view name = names.substr(0, end);
    hits += std::ranges::find(folded_headers, name) != folded_headers.end() ? 1 : 0;
    names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
  }
  return hits;
}

}  // namespace voronka
