// Dates and times as tables write them.
#include <array>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_values.hpp"

namespace voronka {
namespace {

// Takes 1..max digits off the front.
std::optional<std::int32_t> take_number(std::string_view& text, std::size_t max) {
  std::size_t length = 0;
  while (length < text.size() && length < max && is_digit(text[length])) ++length;
  const auto value = digits_to_int(text.substr(0, length));
  if (!value) return std::nullopt;
  text.remove_prefix(length);
  return static_cast<std::int32_t>(*value);
}

struct DateParts {
  std::array<std::int32_t, 3> numbers = {};
  bool year_first = false;
  char separator = '.';
  std::string_view rest = {};  // the time, trimmed
};

std::optional<DateParts> date_parts(std::string_view text) {
  DateParts parts;
  std::size_t first_length = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const std::size_t before = text.size();
    const auto number = take_number(text, 4);
    if (!number) return std::nullopt;
    const std::size_t length = before - text.size();
    if (i == 0) first_length = length;
    if (i == 1 && length > 2) return std::nullopt;
    if (i == 2 && first_length == 4 ? length > 2 : (i == 2 && length != 2 && length != 4)) return std::nullopt;
    parts.numbers[i] = *number;
    if (i == 2) {
      if (first_length < 4 && length == 2) parts.numbers[2] += *number < 70 ? 2000 : 1900;
      break;
    }
    if (text.empty() || (text[0] != '.' && text[0] != '/' && text[0] != '-')) return std::nullopt;
    if (i == 1 && text[0] != parts.separator) return std::nullopt;
    parts.separator = text[0];
    text.remove_prefix(1);
  }
  if (first_length == 3) return std::nullopt;
  parts.year_first = first_length == 4;
  if (!text.empty() && text[0] != ' ' && text[0] != 'T' && text[0] != ',') return std::nullopt;
  while (!text.empty() && (text[0] == ' ' || text[0] == 'T' || text[0] == ',')) text.remove_prefix(1);
  parts.rest = text;
  return parts;
}

struct ParsedTime {
  std::int64_t ms = 0;  // of the day
  std::optional<std::int32_t> offset_minutes = {};
};

std::optional<ParsedTime> parse_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || text.empty() || text[0] != ':') return std::nullopt;
  text.remove_prefix(1);
  const auto minute = take_number(text, 2);
  if (!minute || *hour > 23 || *minute > 59) return std::nullopt;
  std::int64_t hours = *hour;
  std::int64_t seconds = 0;
  std::int64_t ms = 0;
  if (text.starts_with(':')) {
    text.remove_prefix(1);
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return std::nullopt;
    seconds = *second;
    if (text.starts_with('.')) {
      text.remove_prefix(1);
      std::int64_t scale = 100;
      for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1), scale /= 10) ms += (text[0] - '0') * scale;
    }
  }
  while (text.starts_with(' ')) text.remove_prefix(1);
  const std::string half = folded(text);
  ParsedTime time;
  if (half == "am" || half == "pm") {
    if (hours < 1 || hours > 12) return std::nullopt;
    hours = hours % 12 + (half == "pm" ? 12 : 0);
  } else if (text == "Z" || text == "UTC") {
    time.offset_minutes = 0;
  } else if (!text.empty()) {
    const bool negative = text[0] == '-';
    if (!negative && text[0] != '+') return std::nullopt;
    text.remove_prefix(1);
    const auto zone_hours = take_number(text, 2);
    if (text.starts_with(':')) text.remove_prefix(1);
    const auto zone_minutes = text.empty() ? std::optional<std::int32_t>(0) : take_number(text, 2);
    if (!zone_hours || !zone_minutes || !text.empty() || *zone_hours > 18) return std::nullopt;
    time.offset_minutes = (*zone_hours * 60 + *zone_minutes) * (negative ? -1 : 1);
  }
  time.ms = ((hours * 60 + *minute) * 60 + seconds) * 1000 + ms;
  return time;
}

}  // namespace

std::optional<ParsedDate> parse_date_cell(std::string_view cell, DateOrder order, std::int32_t offset_minutes) {
  if (cell.size() > 60) return std::nullopt;
  const std::string clean = trimmed_cell(cell);
  const auto parts = date_parts(clean);
  if (!parts) return std::nullopt;
  const auto& n = parts->numbers;
  YearMonthDay ymd;
  if (parts->year_first) {
    ymd = {.year = n[0], .month = n[1], .day = n[2]};
  } else if (order == DateOrder::month_day_year && parts->separator != '.') {
    ymd = {.year = n[2], .month = n[0], .day = n[1]};
  } else {
    ymd = {.year = n[2], .month = n[1], .day = n[0]};
  }
  const auto date = date_from(ymd);
  if (!date) return std::nullopt;
  if (parts->rest.empty())
    return ParsedDate{.at = moment_from_local(*date, TimeOfDay{12 * 60}, offset_minutes), .precision = Precision::day};
  const auto time = parse_time(parts->rest);
  if (!time) return std::nullopt;
  Moment at = moment_from_local(*date, TimeOfDay{0}, time->offset_minutes.value_or(offset_minutes));
  at.utc_ms += time->ms;
  return ParsedDate{.at = at, .precision = Precision::ms};
}

DateEvidence date_evidence(std::string_view cell) {
  if (cell.size() > 60) return {};
  const auto day_first = parse_date_cell(cell, DateOrder::day_month_year, 0);
  const auto month_first = parse_date_cell(cell, DateOrder::month_day_year, 0);
  if (!day_first && !month_first) return {};
  const std::string clean = trimmed_cell(cell);
  const auto parts = date_parts(clean);
  const bool ordered = parts->year_first || parts->separator == '.';
  return {.is_date = true,
          .day_first_possible = !ordered && day_first.has_value(),
          .month_first_possible = !ordered && month_first.has_value()};
}

}  // namespace voronka
