#include "templates/first_name.hpp"

#include <vector>

#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

template <std::size_t n>
bool ends_with_any(std::string_view word, const std::string_view (&endings)[n]) {
  for (const std::string_view ending : endings)
    if (word.ends_with(ending) && word.size() > ending.size()) return true;
  return false;
}

bool is_patronymic(std::string_view word) {
  constexpr std::string_view endings[] = {"ович", "евич", "ична", "овна", "евна", "инична", "оглы", "кызы"};
  return ends_with_any(folded(word), endings);
}

// 2: surely, 1: so do names end, too (Константин, Марина).
int surname_look(std::string_view word) {
  constexpr std::string_view names[] = {"лев", "ева", "яков"};
  constexpr std::string_view sure[] = {"ов", "ев", "ова", "ева", "ский", "ская", "цкий", "цкая", "ых", "енко", "швили"};
  constexpr std::string_view perhaps[] = {"ин", "ина", "ын", "ына", "ко", "ук", "юк", "ян", "ич"};
  const std::string plain = folded(word);
  for (const std::string_view name : names)
    if (plain == name) return 0;
  return ends_with_any(plain, sure) ? 2 : ends_with_any(plain, perhaps) ? 1 : 0;
}

}  // namespace

std::string first_name_of(std::string_view name) {
  const std::vector<std::string_view> words = words_of(name);
  if (words.empty()) return {};
  for (std::size_t i = 1; i < words.size(); ++i) {
    // "Гасан оглы": the word before is part of the patronymic.
    const std::string plain = folded(words[i]);
    if (i > 1 && (plain == "оглы" || plain == "кызы")) return std::string(words[i - 2]);
    // Of three words the last also when it is Ильич, Кузьмич, Лукич.
    const bool last_of_three = words.size() == 3 && i == 2 && plain.ends_with("ич");
    if (is_patronymic(words[i]) || last_of_three) return std::string(words[i - 1]);
  }
  const bool surname_first = words.size() == 2 && surname_look(words[0]) > surname_look(words[1]);
  return std::string(words[surname_first ? 1 : 0]);
}

}  // namespace voronka
