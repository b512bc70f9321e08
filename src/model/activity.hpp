// Something to do or done with a deal: a call, a meeting. One with `done_at` is a touch.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Contact;
struct Deal;

struct Activity {
  Id<Activity> id = {};
  Id<Deal> deal = {};
  Id<Contact> contact = {};
  ActivityKind kind = ActivityKind::task;
  std::string title = {};
  Due due = {};
  std::optional<Moment> done_at = {};
  ActivityOutcome outcome = ActivityOutcome::none;
  std::string comment = {};
  std::optional<std::int32_t> duration_minutes = {};  // planned, or how long it took
  Repeat repeat = Repeat::none;
  std::optional<std::int32_t> repeat_day = {};  // 1 to 31: of a monthly one, so that the 31st comes back after February
  Origin origin = {};
  ExtraFields extra = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Activity&) const = default;
};

inline constexpr TimeOfDay hour_of_a_day = {9 * 60};  // when what has a day and no hour rings

}  // namespace voronka
