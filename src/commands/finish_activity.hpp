// An activity is done (it becomes a touch), with what came of it, or not done after all. One that repeats is planned again.
#pragma once

#include <optional>

#include "commands/done.hpp"

namespace voronka {

struct FinishActivity {
  Id<Activity> activity = {};
  bool done = true;
  std::optional<Moment> at = {};  // empty = now
  ActivityOutcome outcome = ActivityOutcome::none;
  std::optional<std::int32_t> minutes = {};  // how long it took; its follower is planned as long as it was itself
};

Result<Done> reduce(Draft& draft, const FinishActivity& finish);
Text label_of(const Document& document, const FinishActivity& finish);

}  // namespace voronka
