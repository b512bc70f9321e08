#include "merge/merge_record.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "merge/custom_values.hpp"
#include "merge/histories.hpp"
#include "merge/unite_values.hpp"
#include "merge/unknown_members.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

// [R3] What must not be half of one side and half of the other.
constexpr std::string_view outcome_fields[] = {"status", "position", "closedOn", "lossReason", "lossNote"};

bool is_outcome(RecordType type, std::uint8_t slot) {
  return type == RecordType::deal &&
         std::ranges::find(outcome_fields, fields_of(type)[slot].name) != std::end(outcome_fields);
}

template <class T>
const T* value_of(const void* record, const FieldInfo& field) {
  const T* found = nullptr;
  visit_field(record, field, [&]<class Value>(const Value& value) {
    if constexpr (std::is_same_v<Value, T>) found = &value;
  });
  return found;
}
template <class T>
T* value_of(void* record, const FieldInfo& field) {
  return const_cast<T*>(value_of<T>(static_cast<const void*>(record), field));
}

// [R3] The order in a list: nobody wants to be asked.
bool is_only_rank(const RecordView& mine, const RecordView& theirs, const FieldInfo& field) {
  if (value_of<Rank>(mine.record, field)) return true;
  const auto* here = value_of<Position>(mine.record, field);
  const auto* there = value_of<Position>(theirs.record, field);
  return here && there && here->stage == there->stage;
}

// [R2] The union; where one of them is it already, that one, and nobody is asked.
void unite(FieldMerge& field, const RecordView& mine, const RecordView& theirs, const FieldInfo& info) {
  const bool mine_is_all = includes_values(mine.record, theirs.record, info);
  const bool theirs_is_all = includes_values(theirs.record, mine.record, info);
  if (!mine_is_all && !theirs_is_all) {
    field.suggested = MergeSide::both;
    return;
  }
  // The same in another order: as the stamps say.
  const bool take_theirs = mine_is_all && theirs_is_all ? field.suggested == MergeSide::theirs : theirs_is_all;
  field.relation = take_theirs ? FieldRelation::theirs : FieldRelation::mine;
  field.suggested = field.natural = take_theirs ? MergeSide::theirs : MergeSide::mine;
}

// [R9] One by one. The field's own stamp decides nothing: it is the newest of them.
void merge_custom(RecordMerge& merge, std::size_t slot, const CustomValues& mine, const CustomValues& theirs,
                  FieldStamp stamp_mine, FieldStamp stamp_theirs, const MergeSides& sides) {
  const CustomVerdict verdict = united_custom_values(mine, theirs, sides, MergeSide::both);
  if (!verdict.conflict && say_the_same(verdict.values, mine)) {
    merge.writes = merge.writes || verdict.values != mine || greater(stamp_mine, stamp_theirs) != stamp_mine;
    if (!say_the_same(verdict.values, theirs))
      merge.fields.push_back({.slot = static_cast<std::uint8_t>(slot), .relation = FieldRelation::mine});
    return;
  }
  const FieldRelation relation = verdict.conflict ? FieldRelation::conflict : FieldRelation::theirs;
  const MergeSide side = verdict.values == theirs ? MergeSide::theirs : MergeSide::both;
  merge.fields.push_back(
      {.slot = static_cast<std::uint8_t>(slot), .relation = relation, .suggested = side, .natural = side});
}

void decide_outcome(RecordMerge& merge, const RecordView& mine, const RecordView& theirs, const MergeSides& sides) {
  FieldStamp newest_mine = {};
  FieldStamp newest_theirs = {};
  bool conflict = false;
  for (const FieldMerge& field : merge.fields) {
    if (!is_outcome(merge.type, field.slot)) continue;
    conflict = conflict || field.relation == FieldRelation::conflict;
    const FieldStamp here = mine.stamps->of(field.slot);
    const FieldStamp there = theirs.stamps->of(field.slot);
    if (later(here, newest_mine, sides.now_ms)) newest_mine = here;
    if (later(there, newest_theirs, sides.now_ms)) newest_theirs = there;
  }
  if (!conflict) return;
  const MergeSide side = later(newest_theirs, newest_mine, sides.now_ms) ? MergeSide::theirs : MergeSide::mine;
  for (FieldMerge& field : merge.fields) {
    if (!is_outcome(merge.type, field.slot)) continue;
    field.relation = FieldRelation::conflict;
    field.suggested = side;
  }
}

// [R9] Whether values of custom fields on one side are news to the other: with both sides' news a list is of neither.
bool has_custom_news(const RecordView& from, const RecordView& to, const MergeSides& sides, FieldRelation relation) {
  const std::size_t slot = slot_of(from.type, "custom");
  if (slot == no_slot) return false;
  const FieldInfo& field = fields_of(from.type)[slot];
  const bool mine = relation == FieldRelation::mine;
  const auto* here = value_of<CustomValues>(mine ? from.record : to.record, field);
  const auto* there = value_of<CustomValues>(mine ? to.record : from.record, field);
  const CustomVerdict verdict = united_custom_values(*here, *there, sides, MergeSide::both);
  return !say_the_same(verdict.values, mine ? *there : *here);
}

// [R4] Somebody deleted what somebody else was still working on.
void decide_deletion(RecordMerge& merge, const RecordView& mine, const RecordView& theirs, const MergeSides& sides) {
  if (mine.deleted == theirs.deleted) return;
  const std::size_t slot = slot_of(merge.type, "deleted");
  const auto deletion = std::ranges::find(merge.fields, slot, &FieldMerge::slot);
  if (deletion == merge.fields.end()) return;
  const bool deleted_there = theirs.deleted;
  if (deletion->relation != (deleted_there ? FieldRelation::theirs : FieldRelation::mine)) {
    // In conflict already (a restoring against a deleting): kept, too.
    if (deletion->relation == FieldRelation::conflict)
      deletion->suggested = deleted_there ? MergeSide::mine : MergeSide::theirs;
    return;
  }
  const FieldRelation worked_on = deleted_there ? FieldRelation::mine : FieldRelation::theirs;
  const bool edited = std::ranges::any_of(merge.fields, [&](const FieldMerge& field) {
    return field.slot != slot && (field.relation == worked_on || field.relation == FieldRelation::conflict);
  });
  const bool by_mine = worked_on == FieldRelation::mine;
  if (!edited && !has_custom_news(by_mine ? mine : theirs, by_mine ? theirs : mine, sides, worked_on)) return;
  deletion->relation = FieldRelation::conflict;
  deletion->suggested = deleted_there ? MergeSide::mine : MergeSide::theirs;
}

MergeKind kind_of(const RecordMerge& merge, const RecordView& mine, const RecordView& theirs) {
  if (merge.fields.empty()) return MergeKind::unchanged;
  const auto any = [&](FieldRelation relation) {
    return std::ranges::any_of(merge.fields, [&](const FieldMerge& field) { return field.relation == relation; });
  };
  if (mine.deleted && theirs.deleted) return MergeKind::unchanged;
  if (any(FieldRelation::conflict)) return MergeKind::conflict;
  if (!any(FieldRelation::theirs)) return MergeKind::kept;
  const std::size_t deleted = slot_of(merge.type, "deleted");
  const auto deletion = std::ranges::find(merge.fields, deleted, &FieldMerge::slot);
  if (theirs.deleted && deletion != merge.fields.end() && deletion->relation == FieldRelation::theirs)
    return MergeKind::removed;
  return mine.deleted && !(deletion != merge.fields.end() && deletion->relation == FieldRelation::theirs)
             ? MergeKind::unchanged
             : MergeKind::changed;
}

std::uint32_t missing_in(const EventList& here, const EventList& there) {
  if (there.size() == here.size() && there == here) return 0;
  return static_cast<std::uint32_t>(united(here, there).size() - here.size());
}

// [M8] The stamp behind the fields that have none of their own. It differs only when both sides made the record: the follower of an
// activity that repeats, ticked off on two devices, has the same id on both.
FieldStamp rest_of_both(FieldStamp here, FieldStamp there) {
  return here.dot && there.dot ? greater(here, there) : here;
}

// Which events tell of a field.
bool tells_of(EventKind kind, std::string_view field) {
  switch (kind) {
    case EventKind::stage_entered:
    case EventKind::pipeline_entered:
      return field == "position";
    case EventKind::won:
    case EventKind::lost:
    case EventKind::reopened:
      return field == "status";
    case EventKind::amount_changed:
      return field == "amount";
    case EventKind::expected_close_changed:
      return field == "expectedClose";
    case EventKind::owner_changed:
      return field == "owner";
    case EventKind::probability_changed:
      return field == "probability";
    case EventKind::category_changed:
      return field == "category";
    case EventKind::archived:
      return field == "archived";
    case EventKind::deleted:
      return field == "deleted";
    case EventKind::restored:
      return field == "archived" || field == "deleted";
    default:
      return false;
  }
}

// [R5] `loser` and `winner` are the histories before the merge; events only the loser has, and later than all the winner tells, are voided.
void void_what_did_not_last(EventList& all, const EventList& loser, const EventList& winner, std::string_view field) {
  std::int64_t told_until_ms = INT64_MIN;
  for (const Event& event : winner)
    if (tells_of(event.kind, field)) told_until_ms = std::max(told_until_ms, event.at.utc_ms);
  const std::vector<bool> live = live_events(loser);
  for (std::size_t i = 0; i < loser.size(); ++i) {
    const Event& event = loser[i];
    if (!live[i] || !event.dot || !tells_of(event.kind, field) || event.at.utc_ms < told_until_ms) continue;
    if (std::ranges::find(winner, event.dot, &Event::dot) != winner.end()) continue;
    all.push_back({.kind = EventKind::voided, .origin = EventOrigin::user, .value = event.dot});
  }
}

}  // namespace

RecordMerge compare_record(const RecordView& mine, const RecordView& theirs, const MergeSides& sides) {
  RecordMerge merge = {.type = mine.type};
  const auto fields = fields_of(mine.type);
  for (std::size_t slot = 0; slot < fields.size(); ++slot) {
    const FieldStamp here = mine.stamps->of(slot);
    const FieldStamp there = theirs.stamps->of(slot);
    if (same_field(mine.record, theirs.record, fields[slot])) {
      merge.writes = merge.writes || stamp_of_both(here, there, sides) != here;
      continue;
    }
    if (const auto* own = value_of<CustomValues>(mine.record, fields[slot])) {
      merge_custom(merge, slot, *own, *value_of<CustomValues>(theirs.record, fields[slot]), here, there, sides);
      continue;
    }
    FieldVerdict verdict = compare_stamps(false, here, there, sides);
    FieldMerge field = {.slot = static_cast<std::uint8_t>(slot),
                        .relation = verdict.relation,
                        .suggested = verdict.suggested,
                        .natural = verdict.suggested};
    if (field.relation == FieldRelation::conflict) {
      if (is_only_rank(mine, theirs, fields[slot])) {
        field.relation = field.suggested == MergeSide::theirs ? FieldRelation::theirs : FieldRelation::mine;
      } else if ((there.dot || !here.dot) && can_unite(fields[slot])) {
        unite(field, mine, theirs, fields[slot]);
      }
    }
    // [M5] A dot that means two things must not stay, whichever of them is taken; nor may that of an edit by hand.
    if (here.dot == there.dot) field.natural = MergeSide::both;
    merge.fields.push_back(field);
  }
  decide_outcome(merge, mine, theirs, sides);
  decide_deletion(merge, mine, theirs, sides);
  if (mine.history) merge.new_events = missing_in(*mine.history, *theirs.history);
  merge.kind = kind_of(merge, mine, theirs);
  merge.writes = merge.writes || merge.new_events > 0 ||
                 rest_of_both(mine.stamps->rest(), theirs.stamps->rest()) != mine.stamps->rest() ||
                 *mine.unknown != *theirs.unknown || std::ranges::any_of(merge.fields, [](const FieldMerge& field) {
                   return field.suggested != MergeSide::mine || field.natural != MergeSide::mine;
                 });
  return merge;
}

bool decided_together(RecordType type, std::uint8_t a, std::uint8_t b) {
  return a == b || (is_outcome(type, a) && is_outcome(type, b));
}

MergeSide side_of(const FieldMerge& field, std::span<const MergeChoice> choices) {
  MergeSide side = field.suggested;
  for (const MergeChoice& choice : choices)
    if (choice.slot == MergeChoice::whole_record) side = choice.side;
  for (const MergeChoice& choice : choices)
    if (choice.slot == field.slot) side = choice.side;
  return side;
}

void merge_record(const RecordParts& mine, const RecordView& theirs, const RecordMerge& merge,
                  std::span<const MergeChoice> choices, const MergeSides& sides) {
  const auto fields = fields_of(mine.type);
  const FieldStamp mine_rest = mine.stamps->rest();
  for (std::size_t slot = 0; slot < fields.size(); ++slot) {
    const FieldStamp here = mine.stamps->of(slot);
    const FieldStamp there = theirs.stamps->of(slot);
    if (std::ranges::find(merge.fields, slot, &FieldMerge::slot) != merge.fields.end()) continue;
    FieldStamp stamp = stamp_of_both(here, there, sides);
    auto* own = value_of<CustomValues>(mine.record, fields[slot]);
    if (const auto* other = value_of<CustomValues>(theirs.record, fields[slot]); own && *own != *other) {
      *own = united_custom_values(*own, *other, sides, MergeSide::both).values;
      stamp = greater(here, there);
    }
    if (stamp != here) mine.stamps->set(slot, stamp);
  }
  EventList all;
  if (mine.history) all = united(*mine.history, *theirs.history);
  for (const FieldMerge& field : merge.fields) {
    const FieldInfo& info = fields[field.slot];
    const MergeSide side = side_of(field, choices);
    if (auto* own = value_of<CustomValues>(mine.record, info)) {
      const MergeSide prefer = side == field.suggested ? MergeSide::both : side;
      const bool whole = prefer != MergeSide::both && field.relation != FieldRelation::conflict;
      auto united = united_custom_values(*own, *value_of<CustomValues>(theirs.record, info), sides, prefer, whole);
      *own = std::move(united.values);
      mine.stamps->set(field.slot, greater(mine.stamps->of(field.slot), theirs.stamps->of(field.slot)));
      continue;
    }
    if (side == MergeSide::both) {
      unite_values(mine.record, theirs.record, info, field.natural);
    } else if (side == MergeSide::theirs) {
      copy_field(mine.record, theirs.record, info);
    }
    if (side != field.natural || side == MergeSide::both) {
      mine.stamps->set(field.slot, {});
    } else if (side == MergeSide::theirs) {
      mine.stamps->set(field.slot, theirs.stamps->of(field.slot));
    }
    if (!mine.history || field.relation != FieldRelation::conflict || side == MergeSide::both) continue;
    if (side == MergeSide::mine) {
      void_what_did_not_last(all, *theirs.history, *mine.history, info.name);
    } else {
      void_what_did_not_last(all, *mine.history, *theirs.history, info.name);
    }
  }
  if (mine.history) *mine.history = std::move(all);
  const FieldStamp rest = rest_of_both(mine_rest, theirs.stamps->rest());
  if (rest != mine_rest) mine.stamps->rebase(rest, fields.size());
  *mine.unknown = merged_unknown(*mine.unknown, mine_rest, *theirs.unknown, theirs.stamps->rest(), rest, sides);
}

}  // namespace voronka
