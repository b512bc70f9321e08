#include "app/reminders.hpp"

#include <algorithm>

#include "base/sort.hpp"

namespace voronka {
namespace {

constexpr std::uint32_t slice = 25'000;  // rows at once, about 2 ms in wasm
constexpr std::int64_t day_minutes = 24 * 60;

std::int64_t local_minutes(Moment now) { return local_date(now).days * day_minutes + local_time(now).minutes; }

}  // namespace

void Reminders::begin_again(std::int32_t day) {
  planned_.clear();
  std::erase_if(rung_, [&](const Rung& one) { return one.due < (day - 1) * day_minutes; });
  day_ = day;
  next_row_ = 0;
  looking_ = true;
}

void Reminders::consider(const Document& document, std::uint32_t row) {
  const auto rows = document.table<Activity>().rows();
  if (row >= rows.size()) return;
  const Activity& activity = rows[row];
  if (activity.deleted || activity.done_at || !activity.due.date) return;
  const Date date = *activity.due.date;
  if (date.days < day_ - 1 || date.days > day_ + 1) return;
  const bool has_hour = activity.due.time.has_value();
  const std::int64_t due = date.days * day_minutes + activity.due.time.value_or(hour_of_a_day).minutes;
  std::int64_t ring = due - (has_hour ? lead_.value_or(0) : 0);
  if (ring <= rung_until_) ring = due;
  const bool rang = std::ranges::find(rung_, Rung{activity.id, due}) != rung_.end();
  planned_.push_back({.row = row,
                      .ring = ring,
                      .due = due,
                      .has_hour = has_hour,
                      .rings = lead_.has_value() && ring > rung_until_ && !rang});
}

void Reminders::follow(const Document& document, Moment now, ReminderLead lead) {
  if (rung_until_ == INT64_MIN) rung_until_ = local_minutes(now);
  const std::int32_t day = local_date(now).days;
  const auto touched = document.touched_since(revision_);
  if (day != day_ || lead != lead_ || !touched) {
    lead_ = lead;
    begin_again(day);
  } else {
    for (const auto& one : *touched)
      if (one.type == RecordType::activity && (!looking_ || one.row < next_row_)) {
        std::erase_if(planned_, [&](const Planned& planned) { return planned.row == one.row; });
        consider(document, one.row);
      }
  }
  revision_ = document.revision();
  if (!looking_) {
    next_row_ = static_cast<std::uint32_t>(document.table<Activity>().size());
    return;
  }
  const auto size = static_cast<std::uint32_t>(document.table<Activity>().size());
  for (const std::uint32_t end = std::min(size, next_row_ + slice); next_row_ < end; ++next_row_)
    consider(document, next_row_);
  looking_ = next_row_ < size;
}

std::vector<Id<Activity>> Reminders::take(const Document& document, Moment now) {
  if (looking_) return {};  // what stands further down would be taken for what rang before the page was opened
  const std::int64_t minute = local_minutes(now);
  rung_until_ = std::min(rung_until_, minute);  // a clock that was set back, a journey to the west
  if (minute == rung_until_) return {};
  std::vector<Planned> ringing;
  for (Planned& one : planned_) {
    if (!one.rings || one.ring > minute) continue;
    one.rings = false;
    ringing.push_back(one);
  }
  rung_until_ = minute;
  sort_rows(ringing, [](const Planned& a, const Planned& b) { return a.due < b.due; });
  std::vector<Id<Activity>> ids;
  for (const Planned& one : ringing) {
    const Activity& activity = document.table<Activity>().rows()[one.row];
    rung_.push_back({activity.id, one.due});
    const Deal* deal = document.find(activity.deal);
    if (deal && is_worked_on(*deal)) ids.push_back(activity.id);
  }
  return ids;
}

std::int64_t Reminders::wait_ms(Moment now) const {
  if (looking_) return 1;
  const std::int64_t minute = local_minutes(now);
  std::int64_t next = (local_date(now).days + 1) * day_minutes;
  for (const Planned& one : planned_) {
    if (one.rings && one.ring > minute) next = std::min(next, one.ring);
    // Overdue from the minute after.
    if (one.has_hour && one.due >= minute) next = std::min(next, one.due + 1);
  }
  const std::int64_t into_minute = ((now.utc_ms % 60'000) + 60'000) % 60'000;
  // An hour at most: on two nights of the year a local minute is not where it was counted to be.
  return std::min<std::int64_t>((next - minute) * 60'000 - into_minute, 60 * 60'000);
}

}  // namespace voronka
