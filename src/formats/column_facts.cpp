#include "formats/column_facts.hpp"

#include <algorithm>

namespace voronka {
namespace {

constexpr std::size_t max_distinct = 60;

bool is_email(std::string_view cell) {
  const std::size_t at = cell.find('@');
  return at != std::string_view::npos && at > 0 && cell.find('.', at) != std::string_view::npos &&
         cell.find(' ') == std::string_view::npos;
}

bool is_phone(std::string_view cell) {
  std::size_t digits = 0;
  for (const char c : cell) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (std::string_view("+-() ',.").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digits >= 10 && digits <= 15 &&
         (cell.starts_with('+') || cell.starts_with('8') || cell.find('(') != cell.npos);
}

}  // namespace

void MappingJob::ColumnFacts::look_at(std::string_view cell) {
  if (is_nothing(cell)) return;
  ++filled;
  if (sample.empty()) sample = std::string(trimmed_cell(cell).substr(0, 200));
  if (distinct.size() <= max_distinct && cell.size() <= 200) {
    std::string value = folded_cell(cell);
    if (std::ranges::find(distinct, value) == distinct.end()) distinct.push_back(std::move(value));
  }
  const DateEvidence date = date_evidence(cell);
  if (date.is_date) {
    ++dates;
    only_day_first += date.day_first_possible && !date.month_first_possible ? 1 : 0;
    only_month_first += date.month_first_possible && !date.day_first_possible ? 1 : 0;
    either_order += date.day_first_possible && date.month_first_possible ? 1 : 0;
    return;
  }
  emails += is_email(cell) ? 1 : 0;
  phones += is_phone(cell) ? 1 : 0;
  flags += parse_flag(cell).has_value() ? 1 : 0;
  auto amount = parse_amount_cell(cell, DecimalMark::point);
  if (!amount) amount = parse_amount_cell(cell, DecimalMark::comma);
  if (!amount) return;
  ++numbers;
  money += amount->currency.code != 0 ? 1 : 0;
  const auto mark = decimal_evidence(cell);
  decimal_points += mark == DecimalMark::point ? 1 : 0;
  decimal_commas += mark == DecimalMark::comma ? 1 : 0;
  above_one =
      above_one || !(amount->decimal == "1" || amount->decimal.starts_with("0") || amount->decimal.starts_with("1.0"));
}

}  // namespace voronka
