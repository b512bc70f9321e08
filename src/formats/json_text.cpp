#include "formats/json_text.hpp"

#include <algorithm>

#include "base/digits.hpp"
#include "base/utf8.hpp"

namespace voronka {

std::optional<std::uint32_t> hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(0, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit(c) && !(lower >= 'a' && lower <= 'f')) return std::nullopt;
    value = value << 4 | static_cast<std::uint32_t>(is_digit(c) ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

void append_unescaped(std::string& out, std::string_view text) {
  while (true) {
    const std::size_t slash = text.find('\\');
    out += text.substr(0, slash);
    if (slash == std::string_view::npos) return;
    const char c = text[slash + 1];
    text.remove_prefix(slash + 2);
    if (c != 'u') {
      constexpr std::string_view letters = "bfnrt";
      constexpr std::string_view meanings = "\b\f\n\r\t";
      const std::size_t at = letters.find(c);
      out += at == std::string_view::npos ? c : meanings[at];
      continue;
    }
    char32_t point = *hex4(text);
    text.remove_prefix(4);
    if (is_high_surrogate(point)) {
      point = 0x10000 + ((point - 0xD800) << 10) + (*hex4(text.substr(2)) - 0xDC00);
      text.remove_prefix(6);
    }
    append_utf8(out, point);
  }
}

bool overflows(std::string_view number) {
  if (number.starts_with('-')) number.remove_prefix(1);
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string_view digits = number.substr(0, mark);
  const std::size_t significant = digits.find_first_of("123456789");
  if (significant == std::string_view::npos) return false;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  auto magnitude =
      static_cast<std::int64_t>(point) - static_cast<std::int64_t>(significant) - (significant < point ? 1 : 0);
  if (mark < number.size()) {
    std::string_view exponent = number.substr(mark + 1);
    const bool negative = exponent.starts_with('-');
    if (negative || exponent.starts_with('+')) exponent.remove_prefix(1);
    exponent.remove_prefix(std::min(exponent.find_first_not_of('0'), exponent.size()));
    const std::int64_t value = exponent.empty() ? 0 : digits_to_int(exponent).value_or(std::int64_t{1} << 60);
    magnitude += negative ? -value : value;
  }
  return magnitude >= 308;
}

}  // namespace voronka
