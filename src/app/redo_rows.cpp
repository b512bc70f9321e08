#include "app/redo_rows.hpp"

#include <algorithm>
#include <array>

#include "base/sort.hpp"
#include "model/document.hpp"

namespace voronka {
namespace {

// That an entry is about a record.
struct Touch {
  RecordType type = RecordType::deal;
  RawId id = {};
  const JournalEntry* entry = nullptr;
  const RecordEdit* edit = nullptr;  // none: it left, or is one of many that were made
  bool left = false;

  bool makes() const { return !left && (!edit || edit->created); }
  bool same_record(const Touch& other) const { return type == other.type && id == other.id; }
  bool operator<(const Touch& other) const { return type != other.type ? type < other.type : id < other.id; }
};

std::vector<Touch> touches_of(std::span<const JournalEntry> entries) {
  std::vector<Touch> touches;
  for (const JournalEntry& entry : entries) {
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      constexpr RecordType type = record_type_of<Record>();
      for (const Record& record : entry.removed.of<Record>())
        touches.push_back({.type = type, .id = record.id.raw, .entry = &entry, .left = true});
      for (const RawId id : entry.made[static_cast<std::size_t>(type)])
        touches.push_back({.type = type, .id = id, .entry = &entry});
    });
    for (const RecordEdit& edit : entry.edits)
      touches.push_back({.type = edit.type, .id = edit.id, .entry = &entry, .edit = &edit});
  }
  sort_rows(touches, std::less<>{});  // of one record oldest first, for equals keep their order
  return touches;
}

using Touches = std::span<const Touch>;  // of one record, oldest first

// The last edit of each field that `record` does not show: it has another value, and by another edit. The same value by an older one is
// left alone.
std::vector<const FieldEdit*> unseen_edits(const void* record, const Stamps& stamps, Touches touches) {
  std::vector<const FieldEdit*> unseen;
  std::array<bool, 256> newer = {};
  for (std::size_t at = touches.size(); at-- > 0;) {
    const auto fields = fields_of(touches[at].type);
    for (const FieldEdit& field : touches[at].edit->fields) {
      if (std::exchange(newer[field.slot], true) || stamps.of(field.slot).dot == field.stamp.dot) continue;
      if (get_field(record, fields[field.slot]) != field.after) unseen.push_back(&field);
    }
  }
  return unseen;
}

void add_unseen(EventList& unseen, const EventList& history, const EventList& events) {
  for (const Event& event : events)
    if (std::ranges::find(history, event) == history.end()) unseen.push_back(event);
}

template <class Record>
const Record* created_by(const Touch& touch) {
  const auto& created = touch.entry->created.of<Record>();
  const auto found = std::ranges::find_if(created, [&](const Record& one) { return one.id.raw == touch.id; });
  return found == created.end() ? nullptr : &*found;
}

struct Missing {  // by their number
  bool records = false, removals = false;
};

template <class Record>
void redo(Patch& patch, const Document& document, Touches touches, Missing missing, RowsOver what) {
  const Record* now = document.find(Id<Record>{touches.front().id});
  std::size_t after_it = touches.size();  // after the last that made it or let it go
  while (after_it > 0 && !touches[after_it - 1].left && !touches[after_it - 1].makes()) --after_it;
  const Touch* turn = after_it > 0 ? &touches[after_it - 1] : nullptr;
  auto& changes = patch.of<Record>();
  if (turn && turn->left) {
    if (now && missing.removals) changes.push_back({.before = *now, .after = std::nullopt});
    return;
  }
  const Record* created = turn ? created_by<Record>(*turn) : nullptr;
  const Record* from = now || !missing.records ? now : created;
  if (!from) return;
  touches = touches.subspan(after_it);
  if constexpr (has_fields<Record>) {
    const auto fields = unseen_edits(from, from->stamps, touches);
    EventList events;
    if constexpr (has_history<Record>) {
      if (what == RowsOver::records_and_histories) {
        if (created) add_unseen(events, from->history, created->history);
        for (const Touch& touch : touches) add_unseen(events, from->history, touch.edit->events);
      }
    }
    if (now && fields.empty() && events.empty()) return;
    Record after = *from;
    for (const FieldEdit* field : fields) {
      set_field(&after, fields_of(record_type_of<Record>())[field->slot], field->after);
      after.stamps.set(field->slot, field->stamp);
    }
    if constexpr (has_history<Record>) after.history.insert(after.history.end(), events.begin(), events.end());
    changes.push_back({.before = Boxed<Record>::copy_of(now), .after = std::move(after)});
  } else if (!now) {
    changes.push_back({.before = {}, .after = *from});
  }
}

}  // namespace

Patch redo_of(const Document& document, std::span<const JournalEntry> entries, std::uint64_t expected, RowsOver what) {
  Patch patch;
  const Missing missing = {.records = document.record_count() < expected,
                           .removals = document.record_count() > expected};
  const std::vector<Touch> all = touches_of(entries);
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = at + 1;
    while (end < all.size() && all[end].same_record(all[at])) ++end;
    with_record_type(all[at].type, [&]<class Record>(std::type_identity<Record>) {
      redo<Record>(patch, document, Touches(all).subspan(at, end - at), missing, what);
    });
    at = end;
  }
  return patch;
}

}  // namespace voronka
