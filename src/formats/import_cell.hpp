// What the readers of cells share: blanks and lists of words.
#pragma once

#include <cstddef>
#include <string_view>

namespace voronka {

inline bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x202F ||
         (c >= 0x2000 && c <= 0x200A);
}

// True when `word` is one of the `|`-separated words of `list`.
inline bool is_one_of(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = list.find('|');
    if (list.substr(0, end) == word) return true;
    if (end == std::string_view::npos) return false;
    list.remove_prefix(end + 1);
  }
  return false;
}

}  // namespace voronka
