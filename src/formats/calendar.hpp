// Planned activities as a calendar file (iCalendar, RFC 5545) with alarms: a page that is closed cannot ring, a calendar can. Every
// activity keeps its UID and its SEQUENCE grows with every change, so a calendar that is given the file again moves what it has.
#pragma once

#include <array>
#include <span>
#include <string>

#include "formats/file.hpp"
#include "model/activity.hpp"

namespace voronka {

// What the file says besides the data, in the user's language.
struct CalendarWords {
  std::array<std::string, 5> kinds = {};  // by ActivityKind
};

struct CalendarOptions {
  Moment now = {};
  std::int32_t lead_minutes = 0;  // of the alarm
  CalendarWords words = {};
};

// Those of `chosen`, or all when it is empty, that are not done, have a day, and whose deal is worked on; with all of them also those to
// come that are done, deleted or of another deal, as cancelled. Gives their number; nothing is written when it is 0. Times are
// "floating": 16:00 is 16:00 wherever the calendar is, as in the page. One pass over the activities.
std::size_t write_calendar(ByteSink& out, const Document& document, std::span<const Id<Activity>> chosen,
                           const CalendarOptions& options);

}  // namespace voronka
