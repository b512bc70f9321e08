// Days that are said by today: "month", "next30". Weeks begin on Monday whatever the locale, so that a link means the same to both.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace voronka {

// Both included.
struct DayRange {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

enum class PeriodKind : std::uint8_t { today, week, month, quarter, overdue, last_days, next_days };
struct Period {
  PeriodKind kind = PeriodKind::today;
  std::int32_t days = 0;  // of last_days and next_days, 1..3650
  bool operator==(const Period&) const = default;
};

std::optional<Period> period_from(std::string_view word);  // nothing: not a word of this version
std::string text_of(const Period& period);                 // "next30"
// The last 7 days are today and the seven before it; the next 7 are today and the seven after; overdue is all before today.
DayRange days_of(const Period& period, Date today);

}  // namespace voronka
