// The words of a text key. Those that the first picture does not need come later (base/text_run.hpp): the first such question waits
// for them. Putting values into the words is Locale's (ui/locale.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/language.hpp"
#include "generated/text_keys.hpp"

namespace voronka {

// Of a text with plural forms the one for `count`, by the rules of the language (CLDR); "other" without a count.
std::string_view words_of(Language language, TextKey key, std::optional<std::int64_t> count = {});

}  // namespace voronka
