#include "formats/import_values.hpp"

#include <algorithm>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/import_cell.hpp"

namespace voronka {
namespace {

// Marks that people do not see: zero width space and joiner, soft hyphen, BOM.
bool is_invisible(char32_t c) { return (c >= 0x200B && c <= 0x200D) || c == 0xFEFF || c == 0xAD; }

}  // namespace

std::string trimmed_cell(std::string_view cell) {
  std::string out;
  bool gap = false;
  while (!cell.empty()) {
    const char32_t c = take_code_point(cell);
    if (is_invisible(c)) continue;
    if (is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    append_utf8(out, c);
  }
  return out;
}

std::string folded_cell(std::string_view cell) { return folded(trimmed_cell(cell)); }

bool is_nothing(std::string_view cell) {
  if (cell.size() > 40) return false;
  return is_one_of(folded_cell(cell),
                   "|-|--|–|—|n/a|na|null|none|\\n|#n/a|not closed|no cerrado|não fechado|000000000000000aaa|не "
                   "закрыта|не закрыт|не указано|не указан|нет данных|0000-00-00|00.00.0000");
}

std::optional<bool> parse_flag(std::string_view cell) {
  if (cell.size() > 20) return std::nullopt;
  const std::string word = folded_cell(cell);
  if (is_one_of(word, "да|yes|true|1|y|д|+|истина")) return true;
  if (is_one_of(word, "нет|no|false|0|n|н|ложь")) return false;
  return std::nullopt;
}

std::optional<std::int32_t> parse_percent(std::string_view cell, bool fraction) {
  std::string clean = trimmed_cell(cell);
  while (!clean.empty() && (clean.back() == '%' || clean.back() == ' ')) clean.pop_back();
  std::replace(clean.begin(), clean.end(), ',', '.');
  const std::size_t point = clean.find('.');
  const auto whole = digits_to_int(std::string_view(clean).substr(0, point));
  std::string decimals = point == std::string::npos ? "" : clean.substr(point + 1);
  decimals.resize(4, '0');
  const auto rest = digits_to_int(decimals);
  if (!whole || !rest || *whole > 100) return std::nullopt;
  const std::int64_t ten_thousandths = *whole * 10'000 + *rest;
  const std::int64_t percent = fraction ? (ten_thousandths + 50) / 100 : (ten_thousandths + 5'000) / 10'000;
  return percent > 100 ? std::nullopt : std::optional(static_cast<std::int32_t>(percent));
}

}  // namespace voronka
