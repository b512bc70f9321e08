#include "commands/finish_activity.hpp"

#include <utility>

#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const FinishActivity& finish) {
  const Activity* activity = draft.find(finish.activity);
  if (!activity || activity->deleted) return refuse(TextKey::error_record_gone);
  Activity changed = *activity;
  changed.done_at = finish.done ? std::optional(finish.at.value_or(draft.stamp().now)) : std::nullopt;
  draft.put(std::move(changed));
  return Done{};
}

Text label_of(const Document& document, const FinishActivity& finish) {
  return {.key = finish.done ? TextKey::undo_finish_activity : TextKey::undo_reopen_activity,
          .arguments = {{.name = "name", .value = title_of(document, finish.activity)}}};
}

}  // namespace voronka
