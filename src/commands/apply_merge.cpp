#include "commands/apply_merge.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/sort.hpp"
#include "merge/unknown_members.hpp"
#include "model/custom_values.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

auto key_of(const MergeChoice& choice) { return std::tuple(choice.type, choice.id, choice.slot); }

// Calls f(dot) for every dot in the record.
template <class Record, class Function>
void each_dot(const Record& record, const Function& f) {
  if constexpr (has_fields<Record>) {
    each_stamp(record, [&](const FieldStamp& stamp) { f(stamp.dot); });
  }
  if constexpr (has_history<Record>)
    for (const Event& event : record.history) f(event.dot);
}

class Merger {
 public:
  Merger(Draft& draft, ApplyMerge& merge)
      : draft_(draft),
        merge_(merge),
        sides_({.mine = draft.document().seen(),
                .theirs = merge.seen,
                .now_ms = draft.stamp().now.utc_ms,
                .checked = merge.checked}) {
    sort_rows(merge_.choices, [](const MergeChoice& a, const MergeChoice& b) { return key_of(a) < key_of(b); });
  }

  template <class Record>
  void take(Record& theirs) {
    if constexpr (!has_fields<Record>) {
      const Record* mine = draft_.find(theirs.id);
      if (mine ? opaque_from_theirs(*mine, theirs, sides_) : theirs.type != "#header") draft_.put(std::move(theirs));
    } else {
      const auto choices = choices_of(record_type_of<Record>(), theirs.id.raw);
      const Record* mine = draft_.find(theirs.id);
      if (!mine) return take_new(theirs, choices);
      const RecordMerge merge = compare_record(view_of(*mine), view_of(theirs), sides_);
      if (!merge.writes && choices.empty()) return;
      Record merged = *mine;
      merge_record(parts_of(merged), view_of(theirs), merge, choices, sides_);
      if (!stand_in_for_missing(merged)) {
        ++skipped_;
        return;
      }
      remember_dots(theirs);
      draft_.put(std::move(merged));
    }
  }

  // After all records: people may be linked with people who come later in the file.
  void stand_in_for_linked() {
    for (const Id<Contact> id : linked_) stand_in(id);
  }

  VersionVector take_dots() { return std::move(taken_); }
  std::size_t skipped() const { return skipped_; }

 private:
  // Of a whole file what it has seen is remembered, and that includes what it holds, unless it was made by somebody careless.
  template <class Record>
  void remember_dots(const Record& theirs) {
    each_dot(theirs, [&](Dot dot) {
      if (!merge_.whole || !merge_.seen.contains(dot)) taken_.add(dot);
    });
  }

  template <class Record>
  void take_new(Record& theirs, std::span<const MergeChoice> choices) {
    if (std::is_same_v<Record, Settings> && draft_.document().settings()) return;  // ours stay
    const bool left_out = std::ranges::any_of(choices, [](const MergeChoice& choice) {
      return choice.slot == MergeChoice::whole_record && choice.side == MergeSide::mine;
    });
    if (left_out) return;
    if (!stand_in_for_missing(theirs)) {
      ++skipped_;
      return;
    }
    remember_dots(theirs);
    draft_.put(std::move(theirs));
  }

  std::span<const MergeChoice> choices_of(RecordType type, RawId id) const {
    const auto first =
        std::ranges::lower_bound(merge_.choices, std::tuple(type, id), {},
                                 [](const MergeChoice& choice) { return std::tuple(choice.type, choice.id); });
    auto last = first;
    while (last != merge_.choices.end() && last->type == type && last->id == id) ++last;
    return {first, last};
  }

  // [R7] False: what it belongs to is nowhere.
  template <class Record>
  bool stand_in_for_missing(const Record& record) {
    bool found = true;
    for (const FieldInfo& field : fields_of(record_type_of<Record>())) {
      visit_field(static_cast<const void*>(&record), field, [&]<class T>(const T& value) {
        if constexpr (std::is_same_v<T, Id<Company>> || std::is_same_v<T, Id<Contact>> ||
                      std::is_same_v<T, Id<LossReason>> || std::is_same_v<T, Id<Product>>) {
          stand_in(value);
        } else if constexpr (std::is_same_v<T, std::vector<Id<Contact>>> || std::is_same_v<T, std::vector<Id<Tag>>>) {
          for (const auto id : value) stand_in(id);
        } else if constexpr (std::is_same_v<T, PersonLinks>) {
          for (const PersonLink& one : value) linked_.push_back(one.contact);
        } else if constexpr (std::is_same_v<T, CustomValues>) {
          for (const CustomValue& one : value) stand_in(one.field);
        } else if constexpr (std::is_same_v<T, Id<Deal>> || std::is_same_v<T, Id<Pipeline>> ||
                             std::is_same_v<T, Id<Paper>>) {
          found = found && (!value || draft_.find(value) != nullptr);
        } else if constexpr (std::is_same_v<T, Position>) {
          found = found && draft_.find(value.stage) != nullptr;
        }
      });
    }
    return found;
  }
  template <class Record>
  void stand_in(Id<Record> id) {
    if (!id || draft_.find(id)) return;
    Record record = {.id = id};
    if constexpr (requires { record.rank; }) record.rank = {.text = "V"};
    draft_.put(std::move(record));
  }

  Draft& draft_;
  ApplyMerge& merge_;
  MergeSides sides_;
  VersionVector taken_ = {};
  std::vector<Id<Contact>> linked_ = {};
  std::size_t skipped_ = 0;
};

// [R8] A stage that one side deleted while the other put a deal into it comes back, with its pipeline: on no board a deal would be lost to
// sight. Lost deals stay where they died. One pass over all deals.
void keep_columns_of_living_deals(Draft& draft) {
  const auto bring_back = [&]<class Record>(const Record* record) {
    if (!record || !record->deleted) return;
    Record living = *record;
    living.deleted = {};
    living.stamps.set(slot_of_member(&Record::deleted), {});  // a decision: plan() gives it a dot
    draft.put(std::move(living));
  };
  const auto look_at = [&](const Deal& deal) {
    if (deal.deleted || deal.status == DealStatus::lost) return;
    const Stage* stage = draft.find(deal.position.stage);
    const Pipeline* pipeline = stage ? draft.find(stage->pipeline) : nullptr;
    if (!pipeline || (!stage->deleted && !pipeline->deleted)) return;
    const Id<Stage> stage_id = stage->id;
    bring_back(pipeline);
    bring_back(draft.find(stage_id));
  };
  // Deals of the merge first, then those it did not touch: their stage may have come in as deleted.
  const std::size_t changed = draft.so_far().of<Deal>().size();
  for (std::size_t i = 0; i < changed; ++i) {
    const std::optional<Deal>& after = draft.so_far().of<Deal>()[i].after;
    if (after) look_at(*after);
  }
  const bool stages_changed = !draft.so_far().of<Stage>().empty() || !draft.so_far().of<Pipeline>().empty();
  if (!stages_changed) return;
  for (const Deal& deal : draft.document().table<Deal>().rows())
    if (const Deal* now = draft.find(deal.id)) look_at(*now);
}

}  // namespace

Result<Done> reduce(Draft& draft, ApplyMerge merge) {
  Merger merger(draft, merge);
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& records = merge.theirs.of<Record>();
    draft.reserve<Record>(records.size());
    for (Record& record : records) merger.take(record);
    records = std::vector<Record>();  // gives the room back
  });
  merger.stand_in_for_linked();
  keep_columns_of_living_deals(draft);
  // Only what is new to us: a plan that is taken back forgets these, and must not forget what was known before.
  VersionVector seen = merger.take_dots();
  if (merge.whole) seen.add(merge.seen);
  seen.remove(draft.document().seen());
  draft.merge_stamps(std::move(seen));
  return Done{.skipped = merger.skipped()};
}

}  // namespace voronka
