// The words of the first pipeline in one language, from the same locale table as the page. English names of commands, Russian
// data: a file belongs to the salesperson, not to the terminal.
#pragma once

#include "app/starter_texts.hpp"
#include "base/language.hpp"
#include "base/result.hpp"

namespace voronka {

std::string word(Language language, TextKey key);
StarterTexts starter_words(Language language, std::string currency);

}  // namespace voronka
