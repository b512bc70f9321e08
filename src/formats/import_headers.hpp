// The one table of header words: what columns are called in exports, Russian and English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "formats/import_mapping.hpp"

namespace voronka {

// Comparable form of a header: folded, `_` as a blank, "stageName" as two words, without currency signs, "(%)" and the
// prefix "Deal - ".
std::string folded_header(std::string_view header);

struct HeaderGuess {
  ImportTarget target = ImportTarget::extra;
  std::int32_t confidence = 0;  // 0 when no word fits
};
// `folded` is a folded_header().
HeaderGuess guess_from_header(std::string_view folded);

// "Date entered "Offer (Renewals)"": the column says when a deal came to that stage of that pipeline. Empty: it does not.
struct StageDate {
  std::string stage = {};
  std::string pipeline = {};
};
StageDate stage_date_of(std::string_view header);

// "Бюджет ₽", "Amount (USD)": the currency of amounts that name none; no currency when the header does not say.
Currency currency_of_header(std::string_view header);

}  // namespace voronka
