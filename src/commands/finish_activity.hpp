// An activity is done (it becomes a touch) or not done after all.
#pragma once

#include <optional>

#include "commands/done.hpp"

namespace voronka {

struct FinishActivity {
  Id<Activity> activity = {};
  bool done = true;
  std::optional<Moment> at = {};  // empty = now
};

Result<Done> reduce(Draft& draft, const FinishActivity& finish);
Text label_of(const Document& document, const FinishActivity& finish);

}  // namespace voronka
