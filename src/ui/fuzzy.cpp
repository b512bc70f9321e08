#include "ui/fuzzy.hpp"

#include <algorithm>

#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace voronka::ui {
namespace {

bool is_gap(char32_t c) {
  return c == U' ' || c == U':' || c == U'-' || c == U'.' || c == 0xAB || c == 0xBB || c == 0xA0;
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  while (!text.empty()) letters += take_code_point(text);
  while (!letters.empty() && is_gap(letters.back())) letters.pop_back();
  return letters;
}

bool begins_word(std::u32string_view text, std::size_t at) { return at == 0 || is_gap(text[at - 1]); }

// Where `part` stands at the beginning of a word, from `from` on.
std::size_t find_word(std::u32string_view text, std::u32string_view part, std::size_t from) {
  for (std::size_t at = text.find(part, from); at != std::u32string_view::npos; at = text.find(part, at + 1))
    if (begins_word(text, at)) return at;
  return std::u32string_view::npos;
}

// "пер эт": each word of the query begins a later word of the text.
bool fits_by_words(std::u32string_view query, std::u32string_view text) {
  std::size_t from = 0;
  while (!query.empty()) {
    const std::size_t length = std::min(query.find(U' '), query.size());
    const std::u32string_view part = query.substr(0, length);
    query.remove_prefix(std::min(length + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t at = find_word(text, part, from);
    if (at == std::u32string_view::npos) return false;
    from = at + part.size();
  }
  return true;
}

// "пэ": letters in order, each at the beginning of a word or right behind the one before.
bool fits_by_initials(std::u32string_view query, std::u32string_view text, std::size_t from = 0, bool behind = false) {
  if (query.empty()) return true;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] != query[0]) continue;
    if (!begins_word(text, at) && !(behind && at == from)) continue;
    if (fits_by_initials(query.substr(1), text, at + 1, true)) return true;
  }
  return false;
}

int score(std::u32string_view query, std::u32string_view text) {
  if (query.empty()) return 0;
  // Of two that fit alike the shorter title is meant.
  const int shorter = 60 - static_cast<int>(std::min<std::size_t>(60, text.size()));
  if (text.starts_with(query)) return 500 + shorter;
  if (find_word(text, query, 0) != std::u32string_view::npos) return 400 + shorter;
  if (fits_by_words(query, text)) return 300 + shorter;
  if (query.size() >= 2 && fits_by_initials(query, text)) return 200 + shorter;
  if (query.size() >= 3 && text.find(query) != std::u32string_view::npos) return 100 + shorter;
  return 0;
}

}  // namespace

int fuzzy_score(std::string_view folded_query, std::string_view folded_text) {
  const std::u32string text = letters_of(folded_text);
  return std::max(score(letters_of(folded_query), text),
                  score(letters_of(folded(on_other_layout(folded_query))), text));
}

}  // namespace voronka::ui
