// What one usually does after what was just done: the call that was answered leads to an offer, the offer to a question about it.
// A suggestion for the line that plans the next step, never done by itself.
#pragma once

#include "base/result.hpp"
#include "model/activity.hpp"

namespace voronka {

struct ActivityIdea {
  ActivityKind kind = ActivityKind::call;
  TextKey title = TextKey::none;  // none: that of what was done, for it is to be tried again
  std::int32_t working_days = 1;
};

inline constexpr int calls_before_writing = 3;

// `unanswered`: how many of the deal's last activities, this one included, reached nobody.
ActivityIdea idea_after(ActivityKind kind, ActivityOutcome outcome, int unanswered);

}  // namespace voronka
