// Meetings and tasks from a calendar come in as activities: of the deal of those who take part, when that is clear, else of the contact.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "commands/done.hpp"

namespace voronka {

struct AppointmentRow {
  Activity activity =
      {};          // kind, title, comment, minutes, and the origin by which it is known again; due once its time is in
  RawId own = {};  // of the activity that was exported from here
  // Its begin, or the day a task is due. A time on the wall of nobody's zone until the page has put its own in (ImportSession::put_in_time).
  Moment at = {};
  bool has_time = false;          // else only the day counts
  std::int32_t busy_minutes = 0;  // until its end; of a task 0
  bool is_event = false;          // over when its time is over; a task is done when it says so
  std::optional<Moment> done_at = {};
  std::int64_t changed_ms = 0;  // when the calendar wrote it; 0: it does not say
  TextList emails = {};         // of all who take part
  std::size_t line = 0;         // of the file
  bool operator==(const AppointmentRow&) const = default;
};
inline constexpr std::string_view calendar_system = "ical";  // Origin::system

struct ApplyAppointments {
  std::vector<AppointmentRow> rows = {};
  Text label = {};
};

enum class AppointmentFate : std::uint8_t {
  to_deal,     // of those who take part exactly one deal is open
  to_contact,  // none or several
  changed,     // it is here, at another time or not yet done
  same,
  newer_here,    // it was changed here after the calendar was written
  no_people,     // new, and there is no address in it by which anybody could be found
  nobody_known,  // ... and nobody here has one of them
};
inline constexpr std::size_t appointment_fate_count = 7;
struct AppointmentPlan {
  std::vector<AppointmentFate> fates = {};  // of each row
  std::vector<std::string> places = {};     // title of the deal or name of the contact; empty for all others
  std::size_t counts[appointment_fate_count] = {};
  std::size_t count(AppointmentFate fate) const { return counts[static_cast<std::size_t>(fate)]; }
};
// What reduce() would do at `now`. Linear in rows, contacts, deals and activities.
AppointmentPlan plan_appointments(const Document& document, const std::vector<AppointmentRow>& rows, Moment now);

// Of what is here day, time and minutes follow the calendar, and what is done there is done here; words are filled in where there are none. A new
// event that is over comes as done, for nobody wants years of meetings to catch up with. What is in the trash stays there and is not made
// again; what an undo took back is. The same rows again change nothing. Never refused.
Result<Done> reduce(Draft& draft, ApplyAppointments apply);

}  // namespace voronka
