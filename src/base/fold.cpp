#include "base/fold.hpp"

#include "base/digits.hpp"
#include "base/utf8.hpp"

namespace voronka {
namespace {
constexpr std::u32string_view latin_keys = U"qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
constexpr std::u32string_view cyrillic_keys = U"йцукенгшщзхъфывапролджэячсмитьбюе";
}  // namespace

char32_t folded(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c < 0xC0) return c;
  if (c == U'ё' || c == U'Ё') return U'е';
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 32;
  if (c >= 0x100 && c <= 0x17F) {  // Latin Extended-A comes in pairs; two stretches start with the odd code
    const bool odd_first = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x178 || c == 0x17F) return c;
    return odd_first ? (c % 2 == 1 ? c + 1 : c) : c | 1;
  }
  if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x460 && c <= 0x481) return c | 1;
  if (c >= 0x48A && c <= 0x4BF) return c | 1;
  if (c >= 0x4D0 && c <= 0x52F) return c | 1;
  return c;
}

std::string folded(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto first = static_cast<unsigned char>(utf8[0]);
    if (first < 0x80) {
      out += static_cast<char>(folded(char32_t{first}));
      utf8.remove_prefix(1);
    } else {
      append_utf8(out, folded(take_code_point(utf8)));
    }
  }
  return out;
}

std::string on_other_layout(std::string_view folded_text) {
  std::string out;
  while (!folded_text.empty()) {
    char32_t c = take_code_point(folded_text);
    if (const auto at = latin_keys.find(c); at != std::u32string_view::npos) {
      c = cyrillic_keys[at];
    } else if (const auto other = cyrillic_keys.find(c); other != std::u32string_view::npos) {
      c = latin_keys[other];
    }
    append_utf8(out, c);
  }
  return out;
}

std::string digits_of(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (is_digit(c)) out += c;
  return out;
}

bool less_for_people(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a[0]) && is_digit(b[0])) {
      const auto take_number = [](std::string_view& text) {
        while (text.size() > 1 && text[0] == '0' && is_digit(text[1])) text.remove_prefix(1);
        std::size_t length = 0;
        while (length < text.size() && is_digit(text[length])) ++length;
        const std::string_view number = text.substr(0, length);
        text.remove_prefix(length);
        return number;
      };
      const std::string_view left = take_number(a);
      const std::string_view right = take_number(b);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
      continue;
    }
    const char32_t left = folded(take_code_point(a));
    const char32_t right = folded(take_code_point(b));
    if (left != right) return left < right;
  }
  return a.empty() && !b.empty();
}

}  // namespace voronka
