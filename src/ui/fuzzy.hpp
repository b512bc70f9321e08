// How well a few typed letters fit a title: "пер эт" and "пэ" both mean «Перенести на этап». For short lists of words (actions);
// deals are found by SearchIndex. Pure, no language.
#pragma once

#include <string>
#include <string_view>

namespace voronka::ui {

// 0: it does not fit. Both texts folded (base/fold); the better of the query and its twin on the other keyboard layout
// counts. A start is worth more than the start of a later word, that more than a place inside, and scattered letters least.
int fuzzy_score(std::string_view folded_query, std::string_view folded_text);

}  // namespace voronka::ui
