#include "ui/words.hpp"

#include <array>
#include <vector>

#include "base/digits.hpp"
#include "generated/word_runs.hpp"

namespace voronka {
namespace {

// By key; the runs of a language are read when its first word is asked for, and once more when its first later word is.
std::string_view text_of(Language language, TextKey key) {
  static std::array<std::vector<std::string_view>, 2> read;
  std::vector<std::string_view>& texts = read[language == Language::ru ? 0 : 1];
  const auto index = static_cast<std::size_t>(key);
  if (index >= text_key_count) return {};
  if (texts.empty()) read_run(first_words(language), texts);
  if (index >= texts.size()) read_run(later_words(language), texts);
  return texts[index];
}

// Where the form stands in one, few, many, other. CLDR: ru one 1, 21, 31...; few 2-4, 22-24...; many the rest. en: one 1.
int form_for(Language language, std::int64_t count) {
  constexpr int one = 0, few = 1, many = 2, other = 3;
  const std::uint64_t n = magnitude(count);
  if (language == Language::en) return n == 1 ? one : other;
  const std::uint64_t last = n % 10;
  const std::uint64_t last_two = n % 100;
  if (last == 1 && last_two != 11) return one;
  return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) ? few : many;
}

}  // namespace

std::string_view words_of(Language language, TextKey key, std::optional<std::int64_t> count) {
  std::string_view text = text_of(language, key);
  if (text.find('\1') == std::string_view::npos) return text;
  for (int skip = count ? form_for(language, *count) : 3; skip > 0; --skip) text.remove_prefix(text.find('\1') + 1);
  return text.substr(0, text.find('\1'));
}

}  // namespace voronka
