#include "model/journal.hpp"

#include <algorithm>
#include <utility>

#include "model/custom_values.hpp"
#include "model/document.hpp"

namespace voronka {
namespace {

// They stand at the end but after a merge, which puts them where they belong.
void add_new_events(EventList& events, const EventList& before, const EventList& after) {
  const auto [known, first] = std::ranges::mismatch(before, after);
  if (known == before.end()) {
    events.insert(events.end(), first, after.end());
    return;
  }
  for (const Event& event : after)
    if (std::ranges::find(before, event) == before.end()) events.push_back(event);
}

template <class Record>
RecordEdit edit_of(const Change<Record>& change) {
  RecordEdit edit = {.type = record_type_of<Record>(), .id = change.after->id.raw, .created = !change.before};
  if constexpr (has_fields<Record>) {
    const auto fields = fields_of(edit.type);
    if (edit.created) {
      edit.stamp = change.after->stamps.rest();
      return edit;
    }
    for (std::size_t slot = 0; slot < fields.size(); ++slot) {
      if (same_field(&*change.before, &*change.after, fields[slot])) continue;
      edit.fields.push_back({.slot = static_cast<std::uint8_t>(slot),
                             .before = get_field(&*change.before, fields[slot]),
                             .after = get_field(&*change.after, fields[slot]),
                             .stamp = change.after->stamps.of(slot)});
      edit.stamp = change.after->stamps.of(slot);
    }
    if constexpr (has_history<Record>) {
      add_new_events(edit.events, change.before->history, change.after->history);
    }
  }
  return edit;
}

}  // namespace

JournalEntry journal_of(const Patch& patch) {
  JournalEntry entry = {.dots = patch.dots};
  std::size_t created = 0;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Change<Record>& change : patch.of<Record>()) created += change.after && !change.before ? 1 : 0;
  });
  const bool bulk = created > bulk_limit;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& made = entry.made[static_cast<std::size_t>(record_type_of<Record>())];
    if (bulk) made.reserve(patch.of<Record>().size());
    for (const Change<Record>& change : patch.of<Record>()) {
      if (!change.after) {
        if (change.before) entry.removed.of<Record>().push_back(*change.before);
      } else if (bulk && !change.before) {
        made.push_back(change.after->id.raw);
      } else {
        entry.edits.push_back(edit_of(change));
        if (!change.before) entry.created.of<Record>().push_back(*change.after);
      }
    }
  });
  return entry;
}

Patch replay(const Document& document, const JournalEntry& entry) {
  Patch patch;
  patch.dots = entry.dots;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : entry.created.of<Record>())
      patch.of<Record>().push_back({.before = {}, .after = record});
    for (const Record& record : entry.removed.of<Record>())
      patch.of<Record>().push_back({.before = record, .after = {}});
  });
  for (const RecordEdit& edit : entry.edits) {
    if (edit.created) continue;
    with_record_type(edit.type, [&]<class Record>(std::type_identity<Record>) {
      if constexpr (has_fields<Record>) {
        const Record* before = document.find(Id<Record>{edit.id});
        if (!before) return;
        Record after = *before;
        const auto fields = fields_of(edit.type);
        for (const FieldEdit& field : edit.fields) {
          set_field(&after, fields[field.slot], field.after);
          after.stamps.set(field.slot, field.stamp);
        }
        if constexpr (has_history<Record>)
          after.history.insert(after.history.end(), edit.events.begin(), edit.events.end());
        patch.of<Record>().push_back({.before = *before, .after = std::move(after)});
      }
    });
  }
  return patch;
}

JournalEntry combined(std::vector<JournalEntry> entries) {
  if (entries.size() == 1) return std::move(entries.front());
  JournalEntry whole;
  for (JournalEntry& entry : entries) {
    if (whole.edits.empty()) whole.label = entry.label;
    whole.kind = entry.kind;
    whole.merge_key = entry.merge_key;
    whole.at_ms = entry.at_ms;
    whole.actor = entry.actor;
    whole.commit_id = entry.commit_id;
    whole.dots.add(entry.dots);
    for (std::size_t type = 0; type < record_type_count; ++type)
      whole.made[type].insert(whole.made[type].end(), entry.made[type].begin(), entry.made[type].end());
    for (RecordEdit& edit : entry.edits) {
      const auto same = std::ranges::find_if(
          whole.edits, [&](const RecordEdit& earlier) { return earlier.type == edit.type && earlier.id == edit.id; });
      if (same == whole.edits.end()) {
        whole.edits.push_back(std::move(edit));
        continue;
      }
      same->stamp = edit.stamp;
      same->events.insert(same->events.end(), edit.events.begin(), edit.events.end());
      if (same->created) continue;
      for (FieldEdit& field : edit.fields) {
        const auto known = std::ranges::find(same->fields, field.slot, &FieldEdit::slot);
        if (known == same->fields.end()) {
          same->fields.push_back(std::move(field));
        } else {
          if (auto* custom = std::get_if<CustomValues>(&known->after)) {
            append_custom_edit(std::get<CustomValues>(known->before), *custom, std::get<CustomValues>(field.before),
                               std::get<CustomValues>(field.after));
          } else {
            known->after = std::move(field.after);
          }
          known->stamp = field.stamp;
        }
      }
    }
  }
  return whole;
}

}  // namespace voronka
