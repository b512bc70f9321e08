#include "commands/finish_activity.hpp"

#include <utility>

#include "model/recurrence.hpp"
#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const FinishActivity& finish) {
  const Activity* activity = draft.find(finish.activity);
  if (!activity || activity->deleted) return refuse(TextKey::error_record_gone);
  const bool was_done = activity->done_at.has_value();
  Activity changed = *activity;
  changed.done_at = finish.done ? std::optional(finish.at.value_or(draft.stamp().now)) : std::nullopt;
  changed.outcome = finish.done ? finish.outcome : ActivityOutcome::none;
  Done done;
  if (finish.done && !was_done) {
    if (auto next = next_of_series(changed, local_date(*changed.done_at))) {
      next->id = draft.new_id<Activity>();
      done.created = next->id.raw;
      draft.put(*std::move(next));
    }
  }
  draft.put(std::move(changed));
  return done;
}

Text label_of(const Document& document, const FinishActivity& finish) {
  return {.key = finish.done ? TextKey::undo_finish_activity : TextKey::undo_reopen_activity,
          .arguments = {{.name = "name", .value = title_of(document, finish.activity)}}};
}

}  // namespace voronka
