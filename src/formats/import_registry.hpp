// The list of systems whose tables are known by their headers. A new one is a file import_<name>.cpp and a line in
// importers.inc; anything else is read as a plain table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "formats/import_mapping.hpp"

namespace voronka {

struct Importer {
  std::string_view id = {};  // for --as, and the system in Deal::origin
  TextKey title = TextKey::none;
  bool (*recognises)(std::span<const std::string> folded_headers) = nullptr;
  ImportMapping (*refined)(ImportMapping guess) = nullptr;  // what this system means by its columns
};

std::span<const Importer* const> importers();
const Importer* importer_of(std::string_view id);  // nullptr when unknown
// Never nullptr: the last one takes every table.
const Importer* importer_for(std::span<const std::string> folded_headers);

// For recognises(): how many of the `|`-separated names are among the headers.
std::size_t header_hits(std::span<const std::string> folded_headers, std::string_view names);

}  // namespace voronka
