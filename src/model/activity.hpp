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
  std::string comment = {};
  Origin origin = {};
  ExtraFields extra = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Activity&) const = default;
};

}  // namespace voronka
