// "%3B" for bytes that mean something where a text is put: an address, a list of settings. Which ones, the caller says.
#pragma once

#include <string>
#include <string_view>

namespace voronka {

constexpr int hex_digit(char c) {  // -1: none
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

template <class Escapes>
std::string percent_escaped(std::string_view text, const Escapes& escapes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (!escapes(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

// Only what `escapes` would have written; anything else stays as it stands. Any bytes may come of it.
template <class Escapes>
std::string percent_unescaped(std::string_view text, const Escapes& escapes) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool code =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    const char c = code ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (code && !escapes(c)) {
      out += text[i];
      continue;
    }
    out += c;
    if (code) i += 2;
  }
  return out;
}

}  // namespace voronka
