// What a scan of JSON text needs to know of its letters. Pure functions; JsonReader calls them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

inline bool is_json_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
inline bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
inline bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }
// The first four digits; nothing when they are no hexadecimal ones.
std::optional<std::uint32_t> hex4(std::string_view text);
// Only for text whose escapes have been checked.
void append_unescaped(std::string& out, std::string_view text);
// Whether a number with a fraction or an exponent is 1e308 or more, beyond which doubles end. By its decimal magnitude,
// so that no conversion is needed; the sliver between 1e308 and the largest double is refused too.
bool overflows(std::string_view number);

}  // namespace voronka
