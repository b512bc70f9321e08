#include "formats/calendar_read.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "formats/call_list.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_job.hpp"
#include "formats/people_list.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_comment = 500'000, max_people = 200;
constexpr std::int32_t ten_years_minutes = 10 * 366 * 24 * 60;

struct Time {
  Moment at = {};  // offset no_zone: of a wall, else UTC
  bool has_time = false;
};

// "20260903", "20260903T110000", "20260903T080000Z".
std::optional<Time> time_from(std::string_view text) {
  if (text.size() != 8 && text.size() != 15 && text.size() != 16) return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t size) {
    return static_cast<std::int32_t>(digits_to_int(text.substr(from, size)).value_or(-1));
  };
  const auto date = date_from({.year = number(0, 4), .month = number(4, 2), .day = number(6, 2)});
  if (!date) return std::nullopt;
  if (text.size() == 8) return Time{.at = moment_from_local(*date, {}, no_zone)};
  const std::int32_t hour = number(9, 2), minute = number(11, 2), second = number(13, 2);
  const bool fits = text[8] == 'T' && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0;
  if (!fits || (text.size() == 16 && text[15] != 'Z')) return std::nullopt;
  return Time{.at = moment_from_local(*date, {hour * 60 + minute}, text.size() == 16 ? 0 : no_zone), .has_time = true};
}

std::string address_of(const ContentLine& line) {
  std::string_view text = without_scheme(trimmed(line.value), "mailto:");
  if (!text.contains('@')) text = line.parameter("EMAIL");
  return text.contains('@') ? first_part(text, max_import_title) : std::string();
}

bool is_about_a_call(std::string_view words) {
  const std::string text = folded(words);
  for (const std::string_view word : {"звонок", "созвон", "позвонить", "перезвонить"})
    if (text.contains(word)) return true;
  return text == "call" || text.starts_with("call ") || text.contains(" call") || text.contains("phone call");
}

class Entry {
 public:
  Entry(bool is_event, std::size_t line) {
    row_.is_event = is_event;
    row_.line = line;
  }

  void read(const ContentLine& line) {
    const std::string& name = line.name;
    if (name == "SUMMARY") {
      row_.activity.title = first_part(trimmed(unescaped(line.value)), max_import_title);
    } else if (name == "DESCRIPTION") {
      description_ = trimmed(unescaped(line.value));
    } else if (name == "LOCATION" || name == "URL") {
      add_line(place_, trimmed(unescaped(line.value)));
    } else if (name == "CATEGORIES") {
      categories_ = line.value;
    } else if (name == "UID") {
      uid_ = first_part(trimmed(line.value), max_import_title);
    } else if (name == "RECURRENCE-ID") {
      instance_ = first_part(trimmed(line.value), 40);
    } else if (name == "DTSTART") {
      start_ = time_from(trimmed(line.value));
    } else if (name == "DTEND") {
      end_ = time_from(trimmed(line.value));
    } else if (name == "DUE") {
      due_ = time_from(trimmed(line.value));
    } else if (name == "DURATION") {
      duration_ = duration_minutes_from(trimmed(line.value));
    } else if (name == "COMPLETED") {
      completed_ = time_from(trimmed(line.value));
    } else if (name == "STATUS") {
      status_ = folded(trimmed(line.value));
    } else if (name == "LAST-MODIFIED" || (name == "DTSTAMP" && row_.changed_ms == 0)) {
      if (const auto time = time_from(trimmed(line.value)))
        row_.changed_ms = std::max(time->at.utc_ms, row_.changed_ms);
    } else if (name == "RRULE" || name == "RDATE") {
      repeats_ = true;
    } else if (name == "ATTENDEE" || name == "ORGANIZER") {
      if (std::string address = address_of(line); !address.empty() && row_.emails.size() < max_people &&
                                                  std::ranges::find(row_.emails, address) == row_.emails.end())
        row_.emails.push_back(std::move(address));
    }
  }

  void finish(AppointmentList& list, bool all_cancelled) {
    const std::string title = row_.activity.title;
    if (status_ == "cancelled" || all_cancelled) {
      ++list.cancelled;
      return;
    }
    const std::optional<Time> when = row_.is_event || !due_ ? start_ : due_;
    if (!when) return tell(list, row_.line, TextKey::dates_in_no_date, title);
    if (repeats_) tell(list, row_.line, TextKey::dates_in_repeats, title);
    row_.at = when->at;
    row_.has_time = when->has_time;
    Activity& activity = row_.activity;
    if (row_.is_event && row_.has_time) {
      std::int64_t minutes = duration_.value_or(0);
      if (!duration_ && end_ && end_->at.offset_minutes == row_.at.offset_minutes)
        minutes = (end_->at.utc_ms - row_.at.utc_ms) / 60'000;
      row_.busy_minutes = static_cast<std::int32_t>(std::clamp<std::int64_t>(minutes, 0, ten_years_minutes));
      if (row_.busy_minutes > 0) activity.duration_minutes = std::min(row_.busy_minutes, 24 * 60);
    }
    if (status_ == "completed" || completed_) row_.done_at = completed_ ? completed_->at : row_.at;
    const bool call = is_about_a_call(title) || is_about_a_call(categories_);
    activity.kind = call ? ActivityKind::call : row_.is_event ? ActivityKind::meeting : ActivityKind::task;
    activity.comment = first_part(description_, max_comment);
    add_line(activity.comment, place_);
    constexpr std::string_view prefix = "act_", suffix = "@voronka";
    if (uid_.starts_with(prefix) && uid_.ends_with(suffix))
      row_.own = raw_id_from(std::string_view(uid_).substr(prefix.size(), uid_.size() - prefix.size() - suffix.size()))
                     .value_or(RawId{});
    if (uid_.empty()) uid_ = title + " " + iso_text(Moment{.utc_ms = row_.at.utc_ms});
    if (!instance_.empty()) uid_ += " " + instance_;
    activity.origin = {.system = std::string(calendar_system), .id = std::move(uid_)};
    list.rows.push_back(std::move(row_));
  }

 private:
  AppointmentRow row_ = {};
  std::string uid_ = {}, instance_ = {}, status_ = {}, categories_ = {}, description_ = {}, place_ = {};
  std::optional<Time> start_ = {}, end_ = {}, due_ = {}, completed_ = {};
  std::optional<std::int32_t> duration_ = {};
  bool repeats_ = false;
};

}  // namespace

std::optional<std::int32_t> duration_minutes_from(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P')) return std::nullopt;
  text.remove_prefix(1);
  std::int64_t seconds = 0;
  bool time = false, any = false;
  while (!text.empty()) {
    if (text[0] == 'T' && !time) {
      time = true;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t end = text.find_first_not_of("0123456789");
    const auto number = end > 6 ? std::nullopt : digits_to_int(text.substr(0, end));  // nor without a unit
    if (!number) return std::nullopt;
    const char unit = text[end];
    const std::int64_t unit_seconds = unit == 'W' && !time   ? 7 * 86'400
                                      : unit == 'D' && !time ? 86'400
                                      : unit == 'H' && time  ? 3600
                                      : unit == 'M' && time  ? 60
                                      : unit == 'S' && time  ? 1
                                                             : 0;
    if (unit_seconds == 0) return std::nullopt;
    seconds += *number * unit_seconds;
    any = true;
    text.remove_prefix(end + 1);
  }
  if (!any) return std::nullopt;
  return static_cast<std::int32_t>(std::min<std::int64_t>(seconds / 60, ten_years_minutes));
}

Result<AppointmentList> read_calendar(std::string bytes) {
  if (bytes.size() > max_table_bytes)
    return refuse(TextKey::import_too_large, {{.name = "limit", .value = std::int64_t{max_table_bytes >> 20}}});
  ContentLines lines(std::move(bytes));
  AppointmentList list;
  std::optional<Entry> event;
  std::size_t begun = 0, inside = 0;  // inside: how deep in parts of the event, such as its alarms
  bool all_cancelled = false;
  for (ContentLine line; lines.next(line);) {
    if (event && line.name == "BEGIN") {
      ++inside;
    } else if (event && line.name == "END" && inside > 0) {
      --inside;
    } else if (event && line.name == "END") {
      event->finish(list, all_cancelled);
      event.reset();
    } else if (event && inside == 0) {
      event->read(line);
    } else if (!event && line.name == "BEGIN") {
      const std::string part = folded(trimmed(line.value));
      if (part != "vevent" && part != "vtodo") continue;
      if (list.rows.size() == max_table_rows)
        return refuse(TextKey::import_too_many_rows, {{.name = "limit", .value = std::int64_t{max_table_rows}}});
      begun = line.line;
      event.emplace(part == "vevent", begun);
    } else if (!event && line.name == "METHOD") {
      all_cancelled = folded(trimmed(line.value)) == "cancel";
    }
  }
  if (event) {
    tell(list, begun, TextKey::dates_in_cut);
    event->finish(list, all_cancelled);
  }
  if (list.rows.empty() && list.cancelled == 0 && list.warning_count == 0) return refuse(TextKey::dates_in_none);
  return list;
}

}  // namespace voronka
