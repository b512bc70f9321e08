#include "ui/views/merge_choices.hpp"

#include <algorithm>
#include <tuple>

namespace voronka::ui {
namespace {

auto key_of(const MergeChoice& choice) { return std::tuple(choice.type, choice.id, choice.slot); }

}  // namespace

const MergeChoice* MergeChoices::find(const RecordMerge& merge, std::uint8_t slot) const {
  const auto key = std::tuple(merge.type, merge.id, slot);
  const auto at = std::ranges::lower_bound(choices_, key, {}, key_of);
  return at != choices_.end() && key_of(*at) == key ? &*at : nullptr;
}

void MergeChoices::set(const RecordMerge& merge, std::uint8_t slot, std::optional<MergeSide> side) {
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

void MergeChoices::choose_all(const MergePreview& preview, MergeKind kind, MergeSide side) {
  for (const RecordMerge& merge : preview.records())
    if (merge.kind == kind) choose(merge, side);
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
  for (const RecordMerge& merge : preview.records()) {
    if (merge.kind == MergeKind::removed) {
      price.removed += side(merge) == MergeSide::theirs ? 1 : 0;
    } else if (merge.kind == MergeKind::conflict || merge.kind == MergeKind::kept) {
      const bool gives_way = std::ranges::any_of(merge.fields, [&](const FieldMerge& field) {
        return field.relation != FieldRelation::theirs && side(merge, field) == MergeSide::theirs;
      });
      price.overwritten += gives_way ? 1 : 0;
    }
  }
  return price;
}

}  // namespace voronka::ui
