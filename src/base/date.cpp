#include "base/date.hpp"

#include "base/digits.hpp"

namespace voronka {
namespace {

bool is_leap(std::int32_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
  constexpr std::int32_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

// Howard Hinnant's days_from_civil: exact over the whole proleptic Gregorian calendar.
std::optional<Date> date_from(YearMonthDay ymd) {
  if (ymd.year < 1 || ymd.year > 9999 || ymd.month < 1 || ymd.month > 12 || ymd.day < 1 ||
      ymd.day > days_in_month(ymd.year, ymd.month))
    return std::nullopt;
  const std::int32_t y = ymd.month <= 2 ? ymd.year - 1 : ymd.year;
  const std::int32_t era = y / 400;
  const std::int32_t year_of_era = y - era * 400;
  const std::int32_t day_of_year = (153 * (ymd.month + (ymd.month > 2 ? -3 : 9)) + 2) / 5 + ymd.day - 1;
  const std::int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return Date{era * 146097 + day_of_era - 719468};
}

YearMonthDay ymd_of(Date date) {
  const std::int64_t z = std::int64_t{date.days} + 719468;
  const std::int64_t era = floor_div(z, 146097);
  const std::int64_t day_of_era = z - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_index = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_index < 10 ? month_index + 3 : month_index - 9;
  return {.year = static_cast<std::int32_t>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
          .month = static_cast<std::int32_t>(month),
          .day = static_cast<std::int32_t>(day_of_year - (153 * month_index + 2) / 5 + 1)};
}

Date plus_months(Date date, std::int32_t months) {
  YearMonthDay ymd = ymd_of(date);
  const std::int32_t month = ymd.year * 12 + ymd.month - 1 + months;
  ymd.year = month / 12;
  ymd.month = month % 12 + 1;
  while (ymd.day > 28 && !date_from(ymd)) --ymd.day;
  return date_from(ymd).value_or(date);
}

std::int32_t weekday_of(Date date) { return static_cast<std::int32_t>(((std::int64_t{date.days} + 3) % 7 + 7) % 7); }

std::string iso_text(Date date) {
  const YearMonthDay ymd = ymd_of(date);
  return padded(ymd.year, 4) + "-" + padded(ymd.month, 2) + "-" + padded(ymd.day, 2);
}

std::optional<Date> date_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits_to_int(text.substr(0, 4));
  const auto month = digits_to_int(text.substr(5, 2));
  const auto day = digits_to_int(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return date_from({.year = static_cast<std::int32_t>(*year),
                    .month = static_cast<std::int32_t>(*month),
                    .day = static_cast<std::int32_t>(*day)});
}

std::string iso_text(TimeOfDay time) { return padded(time.minutes / 60, 2) + ":" + padded(time.minutes % 60, 2); }

std::optional<TimeOfDay> time_from_iso(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = digits_to_int(text.substr(0, 2));
  const auto minute = digits_to_int(text.substr(3, 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return TimeOfDay{static_cast<std::int32_t>(*hour * 60 + *minute)};
}

Date local_date(Moment moment) {
  return Date{
      static_cast<std::int32_t>(floor_div(moment.utc_ms + std::int64_t{moment.offset_minutes} * 60'000, day_ms))};
}

TimeOfDay local_time(Moment moment) {
  const std::int64_t local = moment.utc_ms + std::int64_t{moment.offset_minutes} * 60'000;
  return TimeOfDay{static_cast<std::int32_t>((local - floor_div(local, day_ms) * day_ms) / 60'000)};
}

std::string iso_text(Moment moment) {
  const std::int64_t local = moment.utc_ms + std::int64_t{moment.offset_minutes} * 60'000;
  const std::int64_t of_day = local - floor_div(local, day_ms) * day_ms;
  const std::int32_t offset = moment.offset_minutes < 0 ? -moment.offset_minutes : moment.offset_minutes;
  return iso_text(local_date(moment)) + "T" + padded(of_day / 3'600'000, 2) + ":" + padded(of_day / 60'000 % 60, 2) +
         ":" + padded(of_day / 1000 % 60, 2) + "." + padded(of_day % 1000, 3) +
         (moment.offset_minutes < 0 ? "-" : "+") + padded(offset / 60, 2) + ":" + padded(offset % 60, 2);
}

std::optional<Moment> moment_from_iso(std::string_view text) {
  // Seconds and their fraction may be missing; the offset may not: a moment without a zone is not a moment.
  if (text.size() < 17 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto date = date_from_iso(text.substr(0, 10));
  const auto time = time_from_iso(text.substr(11, 5));
  if (!date || !time) return std::nullopt;
  std::int64_t ms_of_minute = 0;
  std::size_t at = 16;
  if (text[at] == ':') {
    const auto seconds = text.size() >= at + 3 ? digits_to_int(text.substr(at + 1, 2)) : std::nullopt;
    if (!seconds || *seconds > 59) return std::nullopt;
    ms_of_minute = *seconds * 1000;
    at += 3;
    if (at < text.size() && text[at] == '.') {
      std::int64_t scale = 100;
      for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        ms_of_minute += (text[at] - '0') * scale;
        scale /= 10;
      }
    }
  }
  const std::string_view zone = text.substr(at);
  std::int32_t offset = 0;
  if (zone != "Z") {
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-')) return std::nullopt;
    const auto shift = time_from_iso(zone.substr(1));
    if (!shift) return std::nullopt;
    offset = zone[0] == '-' ? -shift->minutes : shift->minutes;
  }
  Moment moment = moment_from_local(*date, *time, offset);
  moment.utc_ms += ms_of_minute;
  return moment;
}

Moment moment_from_local(Date date, TimeOfDay time, std::int32_t offset_minutes) {
  return {.utc_ms = std::int64_t{date.days} * day_ms + (std::int64_t{time.minutes} - offset_minutes) * 60'000,
          .offset_minutes = offset_minutes};
}

}  // namespace voronka
