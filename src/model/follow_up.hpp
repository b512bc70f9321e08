// The user's own "after this comes that": what is suggested once an activity is done, before the built-in suggestions (next_activity.hpp).
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct FollowUp {
  Id<FollowUp> id = {};
  // After what. The kind stands by its name, an empty one means any: a kind of a later version is kept and fits nothing here.
  std::string after_kind = {};
  ActivityOutcome after_outcome =
      ActivityOutcome::none;           // none: whatever came of it, but for a call that nobody answered
  std::string after_title = {};        // only after what was called so; compared folded
  std::vector<Id<Stage>> stages = {};  // only for deals in one of these; empty: in any
  // What then.
  bool ends = false;  // nothing is suggested
  ActivityKind next_kind = ActivityKind::call;
  std::string next_title = {};    // empty: that of what was done
  std::int32_t working_days = 1;  // 0 to 365
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const FollowUp&) const = default;
};

inline constexpr std::int32_t max_follow_up_days = 365;

}  // namespace voronka
