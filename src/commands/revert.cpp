#include "commands/revert.hpp"

#include <utility>

#include "model/custom_values.hpp"

namespace voronka {
namespace {

template <class Record>
void void_events(Record& record, const EventList& events) {
  if constexpr (has_history<Record>) {
    for (const Event& event : events)
      record.history.push_back({.kind = EventKind::voided, .origin = EventOrigin::user, .value = event.dot});
  }
}

// A new record becomes unseen. Answers how many left the sight of the user by it.
template <class Record>
std::size_t unmake(Draft& draft, const Record& now) {
  if constexpr (requires { now.deleted; }) {
    Record back = now;
    const bool seen = !back.deleted;
    back.deleted = {.by = DeletedBy::undo, .at_ms = draft.stamp().now.utc_ms};
    draft.put(std::move(back));
    return seen ? 1 : 0;
  }
  return 0;
}

}  // namespace

Result<Done> reduce(Draft& draft, const Revert& revert) {
  Done done;
  std::size_t restored = 0;
  // After a replaced data set: what came leaves, what left comes back, each with its own stamps.
  if (revert.entry.removed.size() > 0) {
    draft.keep_stamps(revert.entry.dots);
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& now : draft.document().table<Record>().rows()) draft.remove(now.id);
      for (const Record& old : revert.entry.removed.of<Record>()) draft.put(old);
    });
    return done;
  }
  draft.keep_histories();
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto& made = revert.entry.made[static_cast<std::size_t>(record_type_of<Record>())];
    draft.reserve<Record>(made.size());
    for (const RawId id : made) {
      const Record* now = draft.find(Id<Record>{id});
      restored += now ? unmake(draft, *now) : 0;
      done.skipped += now ? 0 : 1;
    }
  });
  for (const RecordEdit& edit : revert.entry.edits) {
    with_record_type(edit.type, [&]<class Record>(std::type_identity<Record>) {
      if constexpr (has_fields<Record>) {
        const Record* now = draft.find(Id<Record>{edit.id});
        if (!now) {
          ++done.skipped;
          return;
        }
        if (edit.created) {
          restored += unmake(draft, *now);
          return;
        }
        Record back = *now;
        const auto fields = fields_of(edit.type);
        std::size_t taken_back = 0;
        for (const FieldEdit& field : edit.fields) {
          if (const auto* before = std::get_if<CustomValues>(&field.before)) {
            CustomValues values = std::get<CustomValues>(get_field(now, fields[field.slot]));
            const bool taken = take_back_custom_values(values, *before, *std::get_if<CustomValues>(&field.after));
            set_field(&back, fields[field.slot], std::move(values));
            ++(taken ? taken_back : done.skipped);
            continue;
          }
          if (now->stamps.of(field.slot).dot != field.stamp.dot) {
            ++done.skipped;
            continue;
          }
          set_field(&back, fields[field.slot], field.before);
          ++taken_back;
        }
        restored += taken_back;
        // Half an undone step keeps its events: what they tell is still partly true, and they carry the field that stayed.
        if (taken_back > 0 || edit.fields.empty()) void_events(back, edit.events);
        draft.put(std::move(back));
      }
    });
  }
  if (restored == 0 && done.skipped > 0) return refuse(TextKey::error_nothing_to_undo);
  return done;
}

}  // namespace voronka
