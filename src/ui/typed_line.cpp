#include "ui/typed_line.hpp"

#include <vector>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "base/utf8.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t most_digits = 15;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

constexpr std::string_view times_signs[] = {"x", "X", "х", "Х", "×", "*"};

bool is_times(std::string_view word) {
  for (const std::string_view sign : times_signs)
    if (word == sign) return true;
  return false;
}

// "1400 × 1200" without a unit or a currency is a size: nobody sells so many of anything for so much.
bool is_size(std::string_view first, std::string_view second) {
  const auto long_number = [](std::string_view text) {
    return text.size() > 2 && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return long_number(first) && long_number(second);
}

// "2х" is the number and the sign.
std::string_view before_times(std::string_view word) {
  for (const std::string_view sign : times_signs)
    if (word.size() > sign.size() && word.ends_with(sign) && is_digit(word[word.size() - sign.size() - 1]))
      return word.substr(0, word.size() - sign.size());
  return {};
}

// The text from the first to the last of some words, with all that stands between them.
std::string joined(const std::vector<std::string_view>& words, std::size_t first, std::size_t last) {
  if (first >= last) return {};
  const char* from = &words[first].front();
  const char* to = &words[last - 1].back() + 1;  // of one text: no word is empty
  return {from, to};
}

std::optional<TypedLine> quantity_first(const Locale& locale, const std::vector<std::string_view>& words,
                                        Currency currency) {
  const std::string_view glued = before_times(words[0]);
  const bool apart = glued.empty() && words.size() > 2 && is_times(words[1]);
  const std::size_t first = apart ? 2 : 1;
  if ((glued.empty() && !apart) || words.size() <= first) return std::nullopt;
  const auto quantity = decimal_typed(locale, glued.empty() ? words[0] : glued);
  if (!quantity) return std::nullopt;
  TypedLine line = {.quantity = *quantity};
  std::size_t last = words.size();
  // "2 x Доска 50 x 100": what stands behind another sign belongs to a size.
  if (last - first > 1 && is_digit(words[last - 1][0]) && !is_times(words[last - 2])) {
    line.price = locale.parse_money(words[last - 1], currency);
    if (line.price) --last;
  }
  line.name = joined(words, first, last);
  return line;
}

std::optional<TypedLine> price_last(const Locale& locale, const std::vector<std::string_view>& words,
                                    Currency currency) {
  for (std::size_t sign = words.size() - 1; sign >= 2; --sign) {
    if (!is_times(words[sign])) continue;
    const std::string behind = joined(words, sign + 1, words.size());
    const auto price = is_digit(behind.c_str()[0]) ? locale.parse_money(behind, currency) : std::nullopt;
    if (!price) return std::nullopt;
    if (const auto quantity = decimal_typed(locale, words[sign - 1])) {
      // "Окно 1400 × 1200 × 70": the number is part of a size, too.
      if (is_times(words[sign - 2]) || is_size(words[sign - 1], behind)) return std::nullopt;
      return TypedLine{.name = joined(words, 0, sign - 1), .quantity = *quantity, .price = price};
    }
    const auto quantity = sign > 2 ? decimal_typed(locale, words[sign - 2]) : std::nullopt;
    if (!quantity || is_times(words[sign - 3])) return std::nullopt;
    return TypedLine{.name = joined(words, 0, sign - 2),
                     .quantity = *quantity,
                     .unit = std::string(words[sign - 1]),
                     .price = price};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> decimal_typed(const Locale& locale, std::string_view text) {
  std::string digits;
  std::size_t marks = 0, mark_at = 0;
  char mark = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const char32_t c = take_code_point(rest);
    if (c < 0x80 && is_digit(static_cast<char>(c))) {
      digits += static_cast<char>(c);
    } else if (c == U',' || c == U'.') {
      if (marks > 0 && mark != static_cast<char>(c)) return std::nullopt;
      mark = static_cast<char>(c);
      mark_at = digits.size();
      ++marks;
    } else if (c == U'%' && trimmed(rest).empty()) {
      break;
    } else if (c != U' ' && c != 0xA0 && c != 0x202F && c != 0x2009) {
      return std::nullopt;
    }
  }
  if (digits.empty()) return std::nullopt;
  const std::string_view group = locale.data().group;
  const bool groups = marks > 0 && group.size() == 1 && group[0] == mark && digits.size() - mark_at == 3;
  if (marks > 1 && !groups) return std::nullopt;
  std::string behind;
  if (marks == 1 && !groups) {
    behind = digits.substr(mark_at);
    digits.resize(mark_at);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  while (behind.ends_with('0')) behind.pop_back();
  if (digits.size() > most_digits || behind.size() > most_digits) return std::nullopt;
  if (digits.empty()) digits = "0";
  return behind.empty() ? digits : digits + "." + behind;
}

VORONKA_LATER TypedLine typed_line_from(const Locale& locale, std::string_view typed, Currency currency) {
  typed = trimmed(typed);
  if (const std::vector<std::string_view> words = words_of(typed); words.size() > 1) {
    if (auto line = quantity_first(locale, words, currency)) return *line;
    if (auto line = price_last(locale, words, currency)) return *line;
  }
  return {.name = std::string(typed)};
}

}  // namespace voronka::ui
