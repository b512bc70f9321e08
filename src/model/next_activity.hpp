// What one usually does after what was just done: the call that was answered leads to an offer, the offer to a question about it.
// A suggestion for the line that plans the next step, never done by itself. The user's own steps are asked first.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "model/activity.hpp"
#include "model/follow_up.hpp"

namespace voronka {

struct ActivityIdea {
  ActivityKind kind = ActivityKind::call;
  TextKey title = TextKey::none;  // none: see own_title
  std::int32_t working_days = 1;
  std::string own_title = {};  // in the user's words; empty as well: that of what was done, for it is to be tried again
  bool nothing = false;        // a step of the user's says that nothing follows
  bool operator==(const ActivityIdea&) const = default;
};

inline constexpr int calls_before_writing = 3;

// `unanswered`: how many of the deal's last activities, this one included, reached nobody.
ActivityIdea idea_after(ActivityKind kind, ActivityOutcome outcome, int unanswered);

struct DoneStep {
  ActivityKind kind = ActivityKind::call;
  ActivityOutcome outcome = ActivityOutcome::none;  // not said yet: taken for a success, as the built-in suggestions do
  std::string_view title = {};
  Id<Stage> stage = {};  // of its deal
  int unanswered = 0;
};
// The step that fits most exactly: one with a title before one with a stage, that before one with an outcome, that before one with a
// kind; among equals the upper one. Nothing when none fits; those in the trash never do. A call that nobody answered is tried again as ever
// unless a step speaks of that outcome. One pass.
const FollowUp* step_after(std::span<const FollowUp> steps, const DoneStep& done);
// What that step says, else the built-in suggestion.
ActivityIdea idea_after(std::span<const FollowUp> steps, const DoneStep& done);

// What is built in, as steps to be changed: without ids and ranks, `title` words those that have one. All but the calls that nobody
// answers: how often they are tried is counted.
struct BuiltInStep {
  FollowUp step = {};
  TextKey title = TextKey::none;
};
std::vector<BuiltInStep> built_in_steps();
// Whether a step speaks of the same case.
bool is_same_case(const FollowUp& a, const FollowUp& b);

}  // namespace voronka
