#include "ui/views/merge_choices.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/sort.hpp"

namespace voronka::ui {
namespace {

auto key_of(const MergeChoice& choice) { return std::tuple(choice.type, choice.id, choice.slot); }

}  // namespace

std::span<const RecordMerge> records_of(const MergePreview& preview, MergeKind kind) {
  std::size_t first = 0;
  for (std::size_t before = 0; before < static_cast<std::size_t>(kind); ++before)
    first += preview.count(static_cast<MergeKind>(before));
  return std::span(preview.records()).subspan(first, preview.count(kind));
}

const MergeChoice* MergeChoices::find(const RecordMerge& merge, std::uint8_t slot) const {
  const auto key = std::tuple(merge.type, merge.id, slot);
  const auto at = std::ranges::lower_bound(choices_, key, {}, key_of);
  return at != choices_.end() && key_of(*at) == key ? &*at : nullptr;
}

void MergeChoices::set(const RecordMerge& merge, std::uint8_t slot, std::optional<MergeSide> side) {
  ++version_;
  const auto key = std::tuple(merge.type, merge.id, slot);
  const auto at = std::ranges::lower_bound(choices_, key, {}, key_of);
  const bool known = at != choices_.end() && key_of(*at) == key;
  if (!side) {
    if (known) choices_.erase(at);
  } else if (known) {
    at->side = *side;
  } else {
    choices_.insert(at, {.type = merge.type, .id = merge.id, .slot = slot, .side = *side});
  }
}

void MergeChoices::choose(const RecordMerge& merge, std::uint8_t slot, MergeSide side) {
  const MergeChoice* whole = find(merge, MergeChoice::whole_record);
  const std::optional<MergeSide> otherwise = whole ? std::optional(whole->side) : std::nullopt;
  for (const FieldMerge& field : merge.fields)
    if (decided_together(merge.type, field.slot, slot))
      set(merge, field.slot, otherwise.value_or(field.suggested) == side ? std::nullopt : std::optional(side));
}

void MergeChoices::choose(const RecordMerge& merge, MergeSide side) {
  for (const FieldMerge& field : merge.fields) set(merge, field.slot, std::nullopt);
  if (merge.kind == MergeKind::conflict) {  // what is not in conflict comes from whoever changed it
    for (const FieldMerge& field : merge.fields)
      if (field.relation == FieldRelation::conflict && field.suggested != side) set(merge, field.slot, side);
    return;
  }
  const bool suggestion = side == suggested(merge.kind);
  set(merge, MergeChoice::whole_record, suggestion ? std::nullopt : std::optional(side));
}

// Into a list of their own and then sorted once: one by one in their place, 100,000 would be moved 100,000 times.
void MergeChoices::choose_all(const MergePreview& preview, MergeKind kind, MergeSide side) {
  MergeChoices chosen;
  std::vector<std::pair<RecordType, RawId>> records;
  for (const RecordMerge& merge : records_of(preview, kind)) {
    records.emplace_back(merge.type, merge.id);
    MergeChoices one;
    one.choose(merge, side);
    chosen.choices_.insert(chosen.choices_.end(), one.choices_.begin(), one.choices_.end());
  }
  sort_rows(records);
  std::erase_if(choices_, [&](const MergeChoice& choice) {
    return std::ranges::binary_search(records, std::pair(choice.type, choice.id));
  });
  choices_.insert(choices_.end(), chosen.choices_.begin(), chosen.choices_.end());
  sort_rows(choices_, [](const MergeChoice& a, const MergeChoice& b) { return key_of(a) < key_of(b); });
  ++version_;
}

MergeSide MergeChoices::side(const RecordMerge& merge) const {
  const MergeChoice* whole = find(merge, MergeChoice::whole_record);
  return whole ? whole->side : suggested(merge.kind);
}

MergeSide MergeChoices::side(const RecordMerge& merge, const FieldMerge& field) const {
  if (const MergeChoice* own = find(merge, field.slot)) return own->side;
  const MergeChoice* whole = find(merge, MergeChoice::whole_record);
  return whole ? whole->side : field.suggested;
}

MergeChoices::Price MergeChoices::price(const MergePreview& preview) const {
  Price price;
  for (const RecordMerge& merge : records_of(preview, MergeKind::removed))
    price.removed += side(merge) == MergeSide::theirs ? 1 : 0;
  for (const MergeKind kind : {MergeKind::conflict, MergeKind::kept}) {
    for (const RecordMerge& merge : records_of(preview, kind)) {
      price.overwritten += std::ranges::any_of(merge.fields, [&](const FieldMerge& field) {
        return field.relation != FieldRelation::theirs && side(merge, field) == MergeSide::theirs;
      });
    }
  }
  return price;
}

}  // namespace voronka::ui
