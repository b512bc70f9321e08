#include "commands/finish_activity.hpp"

#include <utility>

#include "base/random.hpp"
#include "model/recurrence.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

// The same wherever and however often it is finished: ticked twice, or on two devices, it comes again once.
Id<Activity> follower_of(Id<Activity> done) {
  Random random(Random(done.raw.high).next() ^ done.raw.low);
  const auto time = static_cast<std::int64_t>(random.next() >> 20);
  const std::uint64_t high = random.next();  // before the call: compilers differ in the order of arguments
  return {ulid(time, high, random.next())};
}

RawId plan_again(Draft& draft, const Activity& done) {
  std::optional<Activity> next = next_of_series(done, local_date(*done.done_at));
  if (!next) return {};
  next->id = follower_of(done.id);
  const Activity* there = draft.find(next->id);
  if (there && !there->deleted) return {};
  if (there) {  // it went with an undo: the same one comes back
    Activity again = *there;
    again.deleted = {};
    next = std::move(again);
  }
  const RawId id = next->id.raw;
  draft.put(*std::move(next));
  return id;
}

}  // namespace

Result<Done> reduce(Draft& draft, const FinishActivity& finish) {
  const Activity* activity = draft.find(finish.activity);
  if (!activity || activity->deleted) return refuse(TextKey::error_record_gone);
  const bool was_done = activity->done_at.has_value();
  Activity changed = *activity;
  changed.done_at = finish.done ? std::optional(finish.at.value_or(draft.stamp().now)) : std::nullopt;
  changed.outcome = finish.done ? finish.outcome : ActivityOutcome::none;
  Done done;
  if (finish.done && !was_done) done.created = plan_again(draft, changed);
  if (finish.done && finish.minutes) changed.duration_minutes = finish.minutes;
  draft.put(std::move(changed));
  return done;
}

Text label_of(const Document& document, const FinishActivity& finish) {
  return {.key = finish.done ? TextKey::undo_finish_activity : TextKey::undo_reopen_activity,
          .arguments = {{.name = "name", .value = title_of(document, finish.activity)}}};
}

}  // namespace voronka
