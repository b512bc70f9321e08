// The one table of header words: what columns are called in exports, Russian and English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/import_mapping.hpp"

namespace voronka {

// Comparable form of a header: folded, `_` as a blank, without currency signs, "(%)" and the prefix "Deal - ".
std::string folded_header(std::string_view header);

struct HeaderGuess {
  ImportTarget target = ImportTarget::extra;
  std::int32_t confidence = 0;  // 0 when no word fits
};
// `folded` is a folded_header().
HeaderGuess guess_from_header(std::string_view folded);

}  // namespace voronka
