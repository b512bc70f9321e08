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
  bool some_left = false;
  for (const JournalEntry& entry : entries) {
    some_left = some_left || entry.removed.size() > 0;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      constexpr RecordType type = record_type_of<Record>();
      for (const Record& record : entry.removed.of<Record>())
        touches.push_back({.type = type, .id = record.id.raw, .entry = &entry, .left = true});
      // Of 300,000 made at once only those matter that had left before.
      for (const RawId id : entry.made[static_cast<std::size_t>(type)])
        if (some_left) touches.push_back({.type = type, .id = id, .entry = &entry});
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
      if (std::exchange(newer[field.slot], true)) continue;
      // The stamp of custom values says nothing of each of them (merge rule R9).
      const bool custom = std::holds_alternative<CustomValues>(field.after);
      if (!custom && stamps.of(field.slot).dot == field.stamp.dot) continue;
      if (get_field(record, fields[field.slot]) != field.after) unseen.push_back(&field);
    }
  }
  return unseen;
}

// By their dots: one that has none is given one by whoever writes the record next, and would be met twice.
void add_unseen(EventList& unseen, const EventList& history, const EventList& events) {
  for (const Event& event : events)
    if (event.dot != Dot{} && std::ranges::find(history, event.dot, &Event::dot) == history.end())
      unseen.push_back(event);
}

// A data set that replaces another, or comes back, brings histories as they are: what earlier rows added may not be in them any more.
// Such a commit needs no dot of its own, but for its name.
bool retells(const JournalEntry& entry) {
  const auto dot = dot_from(std::string_view(entry.commit_id).substr(0, entry.commit_id.find('/')));
  return !dot || !entry.dots.contains(*dot);
}

template <class Record>
const Record* created_by(const Touch& touch) {
  const auto& created = touch.entry->created.of<Record>();
  const auto found = std::ranges::find_if(created, [&](const Record& one) { return one.id.raw == touch.id; });
  return found == created.end() ? nullptr : &*found;
}

// After the last touch that made it or let it go.
std::size_t after_turn(Touches touches) {
  std::size_t after = touches.size();
  while (after > 0 && !touches[after - 1].left && !touches[after - 1].makes()) --after;
  return after;
}
bool has_left(Touches touches) {
  const std::size_t after = after_turn(touches);
  return after > 0 && touches[after - 1].left;
}

template <class Record>
void redo(Patch& patch, const Document& document, Touches touches, bool records_missing, RowsOver what) {
  const Record* now = document.find(Id<Record>{touches.front().id});
  const std::size_t after_it = after_turn(touches);
  const Touch* turn = after_it > 0 ? &touches[after_it - 1] : nullptr;
  auto& changes = patch.of<Record>();
  if (turn && turn->left) {
    if (now) changes.push_back({.before = *now, .after = std::nullopt});
    return;
  }
  const Record* created = turn ? created_by<Record>(*turn) : nullptr;
  const Record* from = now || !records_missing ? now : created;
  if (!from) return;
  std::size_t told = 0;  // from where on its events are told
  for (std::size_t at = 0; at < touches.size(); ++at)
    if (retells(*touches[at].entry)) told = at;
  const bool from_creation = created && told < after_it;
  const Touches event_touches = touches.subspan(std::max(told, after_it));
  touches = touches.subspan(after_it);
  if constexpr (has_fields<Record>) {
    const auto fields = unseen_edits(from, from->stamps, touches);
    EventList events;
    if constexpr (has_history<Record>) {
      if (what == RowsOver::records_and_histories) {
        if (from_creation) add_unseen(events, from->history, created->history);
        for (const Touch& touch : event_touches) add_unseen(events, from->history, touch.edit->events);
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
  const std::vector<Touch> all = touches_of(entries);
  std::size_t staying = document.record_count();
  // Those that are to leave first: by what stays it is known whether any are missing.
  std::vector<Touches> records;
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = at + 1;
    while (end < all.size() && all[end].same_record(all[at])) ++end;
    records.push_back(Touches(all).subspan(at, end - at));
    at = end;
  }
  for (const Touches touches : records) {
    if (!has_left(touches)) continue;
    with_record_type(touches.front().type, [&]<class Record>(std::type_identity<Record>) {
      staying -= document.find(Id<Record>{touches.front().id}) ? 1 : 0;
    });
  }
  for (const Touches touches : records) {
    with_record_type(touches.front().type, [&]<class Record>(std::type_identity<Record>) {
      redo<Record>(patch, document, touches, staying < expected, what);
    });
  }
  return patch;
}

}  // namespace voronka
