#include "model/next_activity.hpp"

namespace voronka {

ActivityIdea idea_after(ActivityKind kind, ActivityOutcome outcome, int unanswered) {
  using enum ActivityKind;
  switch (outcome) {
    case ActivityOutcome::no_contact:
      // Who does not lift the phone three times may read.
      if (kind == call && unanswered >= calls_before_writing)
        return {.kind = message, .title = TextKey::idea_write, .working_days = 0};
      if (kind == email || kind == message)
        return {.kind = call, .title = TextKey::idea_call_instead, .working_days = 1};
      return {.kind = kind, .working_days = 1};
    case ActivityOutcome::postponed:
      return {.kind = kind, .working_days = 5};
    case ActivityOutcome::refused:
      return {.kind = call, .title = TextKey::idea_return, .working_days = 60};
    case ActivityOutcome::none:
    case ActivityOutcome::success:
      break;
  }
  switch (kind) {
    case call:
      return {.kind = email, .title = TextKey::idea_offer, .working_days = 2};
    case meeting:
      return {.kind = email, .title = TextKey::idea_summary, .working_days = 1};
    case email:
    case message:
      return {.kind = call, .title = TextKey::idea_follow_up, .working_days = 3};
    case task:
      return {.kind = call, .title = TextKey::idea_follow_up, .working_days = 2};
  }
  return {};
}

}  // namespace voronka
