// Plain ASCII digits in and out, without a locale and without iostream. Not for what a user sees: ui formats that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Decimal digits only, at most 18 of them: no sign, no spaces, no overflow.
inline std::optional<std::int64_t> digits_to_int(std::string_view text) {
  if (text.empty() || text.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Also of the smallest number, which has no positive one.
constexpr std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

inline std::string padded(std::int64_t value, std::size_t width) {
  std::string digits = std::to_string(value);
  return digits.size() >= width ? digits : std::string(width - digits.size(), '0') + digits;
}

}  // namespace voronka
