#include "commands/adopt_column.hpp"

#include "model/custom_values.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, AdoptColumn adopt) {
  CustomField& field = adopt.field;
  field.id = draft.new_id<CustomField>();
  Rank last;
  for (const CustomField& other : draft.document().table<CustomField>().rows())
    if (!other.deleted && last < other.rank) last = other.rank;
  field.rank = rank_between(last, {}, draft.stamp().actor);
  const Id<CustomField> id = field.id;
  draft.put(std::move(field));
  for (const AdoptColumn::Value& value : adopt.values) {
    const Deal* deal = draft.find(value.deal);
    if (!deal) continue;
    Deal changed = *deal;
    // Planned anew after another tab: what stands there now may not be what was read.
    const auto is_read = [&](const auto& one) { return one.first == adopt.column && one.second == value.read; };
    if (std::erase_if(changed.extra, is_read) == 0) continue;
    set_custom_value(changed.custom, id, value.text);
    draft.put(std::move(changed));
  }
  return Done{.created = id.raw};
}

Text label_of(const Document&, const AdoptColumn& adopt) {
  return {.key = TextKey::undo_add_custom_field, .arguments = {{.name = "name", .value = adopt.field.name}}};
}

}  // namespace voronka
