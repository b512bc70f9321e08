// Which encoding the bytes of a foreign table are in, and the way to UTF-8. Only the five that exports really come in.
// Not for our own files: those are UTF-8 or refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace voronka {

enum class TextEncoding : std::uint8_t { utf8, utf16_le, utf16_be, windows_1251, windows_1252 };
inline constexpr std::size_t text_encoding_count = 5;
constexpr std::string_view name_of(TextEncoding encoding) {
  constexpr std::string_view names[] = {"UTF-8", "UTF-16 LE", "UTF-16 BE", "windows-1251", "windows-1252"};
  return names[static_cast<std::size_t>(encoding)];
}

struct EncodingGuess {
  TextEncoding encoding = TextEncoding::utf8;
  std::size_t bom_size = 0;  // bytes to skip at the front
  bool operator==(const EncodingGuess&) const = default;
};

// A byte order mark decides; then strict UTF-8; then where the zero bytes stand; then whether letters above 0x80 come in
// runs (Cyrillic words) or alone between Latin ones (accents).
EncodingGuess guess_encoding(std::string_view bytes);

// Always valid UTF-8: what cannot be read becomes U+FFFD.
std::string to_utf8(std::string_view bytes, TextEncoding encoding);

// The other way, for test data in the shape of old exports; a character the table lacks becomes '?'.
std::string to_windows_1251(std::string_view utf8);

}  // namespace voronka
