// Calendars of other programs, and of ours (calendar.hpp), on their way in: the events and tasks of an iCalendar file (RFC 5545). Where they
// belong is found in the page (commands/apply_appointments.hpp).
#pragma once

#include <string>
#include <vector>

#include "commands/apply_appointments.hpp"
#include "formats/content_lines.hpp"
#include "formats/import_table.hpp"

namespace voronka {

struct AppointmentList {
  std::vector<AppointmentRow> rows = {};     // in the order of the file
  std::size_t cancelled = 0;                 // left out
  std::vector<ImportWarning> warnings = {};  // the first hundred
  std::size_t warning_count = 0;
  bool operator==(const AppointmentList&) const = default;
};

inline bool is_calendar(std::string_view bytes) { return begins_with(bytes, "BEGIN:VCALENDAR"); }

// Times with a TZID are taken as they stand on the wall there, those in UTC wait for the zone of the device. Of what repeats the first time is
// taken, and told; tasks without a day are left out, and told. An event is a meeting, a task a task, and either a call where its words say so.
// Places and links go into the comment. Refused: above 64 MB, more than 200,000, neither events nor tasks.
Result<AppointmentList> read_calendar(std::string bytes);

// A duration of RFC 5545 in minutes ("P1DT2H", "PT90M"), at least 0 and at most ten years; nothing for what is none.
std::optional<std::int32_t> duration_minutes_from(std::string_view text);

}  // namespace voronka
