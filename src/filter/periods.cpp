#include "filter/periods.hpp"

#include <array>
#include <limits>

#include "base/digits.hpp"

namespace voronka {
namespace {

// By PeriodKind.
constexpr std::array<std::string_view, 7> words = {"today", "week", "month", "quarter", "overdue", "last", "next"};
constexpr std::int32_t most_days = 3650;

bool takes_days(PeriodKind kind) { return kind == PeriodKind::last_days || kind == PeriodKind::next_days; }

// From the first of a month on, `months` months.
DayRange months_from(std::int32_t year, std::int32_t month, std::int32_t months) {
  const Date first = date_from({.year = year, .month = month, .day = 1}).value_or(Date{});
  return {.first = first.days, .last = plus_months(first, months).days - 1};
}

}  // namespace

std::optional<Period> period_from(std::string_view word) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto kind = static_cast<PeriodKind>(i);
    if (!takes_days(kind)) {
      if (word == words[i]) return Period{.kind = kind};
      continue;
    }
    if (!word.starts_with(words[i])) continue;
    const std::string_view digits = word.substr(words[i].size());
    if (digits.size() > 4 || digits.starts_with('0')) return std::nullopt;
    const auto days = digits_to_int(digits);
    if (!days || *days < 1 || *days > most_days) return std::nullopt;
    return Period{.kind = kind, .days = static_cast<std::int32_t>(*days)};
  }
  return std::nullopt;
}

std::string text_of(const Period& period) {
  std::string text(words[static_cast<std::size_t>(period.kind)]);
  if (takes_days(period.kind)) text += std::to_string(period.days);
  return text;
}

DayRange days_of(const Period& period, Date today) {
  const YearMonthDay ymd = ymd_of(today);
  switch (period.kind) {
    case PeriodKind::today:
      return {.first = today.days, .last = today.days};
    case PeriodKind::week: {
      const std::int32_t monday = today.days - weekday_of(today);
      return {.first = monday, .last = monday + 6};
    }
    case PeriodKind::month:
      return months_from(ymd.year, ymd.month, 1);
    case PeriodKind::quarter:
      return months_from(ymd.year, (ymd.month - 1) / 3 * 3 + 1, 3);
    case PeriodKind::overdue:
      return {.first = std::numeric_limits<std::int32_t>::min(), .last = today.days - 1};
    case PeriodKind::last_days:
      return {.first = today.days - period.days, .last = today.days};
    case PeriodKind::next_days:
      return {.first = today.days, .last = today.days + period.days};
  }
  return {};
}

}  // namespace voronka
