#include "platform/headless/starter_words.hpp"

#include <utility>

#include "ui/words.hpp"

namespace voronka {

std::string word(Language language, TextKey key) { return std::string(words_of(language, key)); }

StarterTexts starter_words(Language language, std::string currency) {
  const auto words = [&](std::initializer_list<TextKey> keys) {
    std::vector<std::string> list;
    for (const TextKey key : keys) list.push_back(word(language, key));
    return list;
  };
  return {.language = language,
          .data_set_name = word(language, TextKey::default_name_data_set),
          .pipeline_name = word(language, TextKey::default_name_pipeline),
          .stage_names = words({TextKey::default_stage_lead, TextKey::default_stage_qualification,
                                TextKey::default_stage_presentation, TextKey::default_stage_objections,
                                TextKey::default_stage_negotiation, TextKey::default_stage_closing,
                                TextKey::default_stage_service}),
          .loss_reasons = words({TextKey::default_reason_price, TextKey::default_reason_competitor,
                                 TextKey::default_reason_no_budget, TextKey::default_reason_timing,
                                 TextKey::default_reason_no_answer, TextKey::default_reason_no_need}),
          .currency = std::move(currency)};
}

}  // namespace voronka
