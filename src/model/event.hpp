// History is in the record: a grow-only list of what happened to a deal or a stage. Only plan() writes events, derived
// from before and after; metrics, time travel and forecast grading are computed from them and nothing else.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/dot.hpp"
#include "base/id.hpp"
#include "base/money.hpp"

namespace voronka {

enum class EventKind : std::uint8_t {
  created,
  stage_entered,           // value: stage id
  pipeline_entered,        // value: pipeline id
  amount_changed,          // value: money, or nothing when cleared
  expected_close_changed,  // value: date, or nothing
  owner_changed,           // value: text
  probability_changed,     // value: percent, or nothing when it follows the stage again
  category_changed,        // value: text
  won,
  lost,  // value: loss reason id, or nothing
  reopened,
  archived,
  deleted,
  restored,            // from the trash or from the archive
  definition_changed,  // of a stage; value: "probability=60"
  voided,              // value: the dot of the event that undo took back
  unknown,             // written by a newer version; value: the JSON as it was read
};

enum class Precision : std::uint8_t { ms, day, unknown };
enum class EventOrigin : std::uint8_t { user, import, inferred };

using EventValue = std::variant<std::monostate, RawId, Money, Date, std::int32_t, std::string, Dot>;

struct Event {
  EventKind kind = EventKind::created;
  Precision precision = Precision::ms;
  EventOrigin origin = EventOrigin::user;
  Moment at = {};                   // when it happened; noon of the day for Precision::day
  std::int64_t recorded_at_ms = 0;  // when it was written down; later than `at` when backdated
  Dot dot = {};
  EventValue value = {};
  bool operator==(const Event&) const = default;
};

using EventList = std::vector<Event>;  // in the order of their dots' writing; sort by `at` to tell the story

// For every event whether it still counts: not a `voided` itself and not taken back (a voided void revives). O(n) for
// the short lists of a record.
std::vector<bool> live_events(const EventList& history);

}  // namespace voronka
