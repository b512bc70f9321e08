#include "model/recurrence.hpp"

#include <algorithm>

#include "base/workdays.hpp"

namespace voronka {
namespace {

constexpr Date first_day = {.days = -719'162};  // 0001-01-01
constexpr Date last_day = {.days = 2'932'896};  // 9999-12-31

std::int32_t months_of(Repeat repeat) {
  switch (repeat) {
    case Repeat::monthly:
      return 1;
    case Repeat::quarterly:
      return 3;
    case Repeat::yearly:
      return 12;
    default:
      return 0;
  }
}

// The `day` of the month that many months later, or its last one.
Date on_day_of_month(Date from, std::int32_t months, std::int32_t day) {
  const YearMonthDay here = ymd_of(from);
  const Date first = plus_months({from.days - here.day + 1}, months);
  const Date last = {plus_months(first, 1).days - 1};
  return {std::min(first.days + day - 1, last.days)};
}

Date next_day(const Activity& done, Date due, Date after, std::int32_t day_of_month) {
  switch (done.repeat) {
    case Repeat::daily:
      return {after.days + 1};
    case Repeat::working_days:
      return plus_working_days({after.days + 1}, 0);
    case Repeat::weekly:
    case Repeat::two_weeks: {
      const std::int32_t every = done.repeat == Repeat::weekly ? 7 : 14;
      return {due.days + ((after.days - due.days) / every + 1) * every};
    }
    default: {
      const std::int32_t every = months_of(done.repeat);
      // From its own month on: what was put off into the next one still comes on its day there.
      Date next = on_day_of_month(due, 0, day_of_month);
      for (std::int32_t months = every; next <= after; months += every)
        next = on_day_of_month(due, months, day_of_month);
      return next;
    }
  }
}

// The day of the month it is for. One that stands more than a week away from it was given another day, not put off.
std::int32_t day_of_month_of(const Activity& activity, Date due) {
  constexpr std::int32_t put_off_days = 7;
  if (!activity.repeat_day) return ymd_of(due).day;
  const std::int32_t day = std::clamp(*activity.repeat_day, 1, 31);
  for (const std::int32_t months : {-1, 0})
    if (const std::int32_t away = due.days - on_day_of_month(due, months, day).days; away >= 0 && away <= put_off_days)
      return day;
  return ymd_of(due).day;
}

}  // namespace

std::optional<Activity> next_of_series(const Activity& done, Date after) {
  if (done.repeat == Repeat::none) return std::nullopt;
  const Date due = done.due.date.value_or(after);
  const Date from = std::max(due, after);
  if (from.days > last_day.days - 400 || due.days < first_day.days + 62) return std::nullopt;
  Activity next = {.deal = done.deal, .contact = done.contact, .kind = done.kind, .title = done.title, .due = done.due};
  next.duration_minutes = done.duration_minutes;
  next.repeat = done.repeat;
  if (months_of(done.repeat) > 0) next.repeat_day = day_of_month_of(done, due);
  next.due.date = next_day(done, due, from, next.repeat_day.value_or(1));
  return next;
}

}  // namespace voronka
