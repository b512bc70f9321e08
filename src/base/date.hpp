// Days, times of day and moments. A Date has no zone: "expected close 15 October" is the same day everywhere.
// A Moment is UTC plus the offset that was on the wall, so history can be shown as it was lived.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

struct YearMonthDay {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1..12
  std::int32_t day = 1;    // 1..31
  bool operator==(const YearMonthDay&) const = default;
};

struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  auto operator<=>(const Date&) const = default;
};

// Years 1..9999 only; anything else, and days that do not exist (30 February), give nothing.
std::optional<Date> date_from(YearMonthDay ymd);
YearMonthDay ymd_of(Date date);
// The same day of a later month, or its last one where that is shorter: 31 January plus one is 28 February.
Date plus_months(Date date, std::int32_t months);
std::int32_t weekday_of(Date date);  // 0 = Monday ... 6 = Sunday
std::string iso_text(Date date);     // "2026-10-15"
std::optional<Date> date_from_iso(std::string_view text);

// Minutes since local midnight, 0..1439. An activity at 09:00 stays at 09:00 over summer time because no zone is stored.
struct TimeOfDay {
  std::int32_t minutes = 0;
  auto operator<=>(const TimeOfDay&) const = default;
};
std::string iso_text(TimeOfDay time);  // "09:00"
std::optional<TimeOfDay> time_from_iso(std::string_view text);

struct Moment {
  std::int64_t utc_ms = 0;
  std::int32_t offset_minutes = 0;  // local minus UTC, -1440..1440
  bool operator==(const Moment&) const = default;
};
Date local_date(Moment moment);
TimeOfDay local_time(Moment moment);
// "2026-01-05T12:12:00.000+03:00": fixed width, so files diff well; "Z" is read as +00:00.
std::string iso_text(Moment moment);
std::optional<Moment> moment_from_iso(std::string_view text);
Moment moment_from_local(Date date, TimeOfDay time, std::int32_t offset_minutes);

inline constexpr std::int64_t day_ms = 86'400'000;

}  // namespace voronka
