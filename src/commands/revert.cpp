#include "commands/revert.hpp"

#include <utility>

namespace voronka {
namespace {

template <class Record>
void void_events(Record& record, const EventList& events) {
  if constexpr (has_history<Record>) {
    for (const Event& event : events)
      record.history.push_back({.kind = EventKind::voided, .origin = EventOrigin::user, .value = event.dot});
  }
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
  for (const RecordEdit& edit : revert.entry.edits) {
    with_record_type(edit.type, [&]<class Record>(std::type_identity<Record>) {
      if constexpr (has_fields<Record>) {
        const Record* now = draft.find(Id<Record>{edit.id});
        if (!now) {
          ++done.skipped;
          return;
        }
        Record back = *now;
        if (edit.created) {
          if constexpr (requires { back.deleted; }) {
            if (!back.deleted) ++restored;
            back.deleted = {.by = DeletedBy::undo, .at_ms = draft.stamp().now.utc_ms};
            draft.put(std::move(back));
          }
          return;
        }
        const auto fields = fields_of(edit.type);
        std::size_t taken_back = 0;
        for (const FieldEdit& field : edit.fields) {
          if (now->stamps.of(field.slot).dot != field.dot) {
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
