// UTF-8 as bytes: valid or not, one code point at a time. Everything that enters Voronka is validated once at its inlet.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace voronka {

// Offset of the first byte that is not well-formed UTF-8 (overlong forms, surrogates, above U+10FFFF), or npos.
std::size_t first_invalid_utf8(std::string_view text);
inline bool is_utf8(std::string_view text) { return first_invalid_utf8(text) == std::string_view::npos; }

// Takes one code point off the front. `text` must be valid and not empty.
char32_t take_code_point(std::string_view& text);
void append_utf8(std::string& out, char32_t code_point);

// At most `max_bytes`, cut between code points.
std::string_view clipped_utf8(std::string_view text, std::size_t max_bytes);

// Without blanks and line ends at both sides.
std::string_view trimmed(std::string_view text);

}  // namespace voronka
