#include "commands/set_custom_value.hpp"

#include <utility>

#include "model/custom_values.hpp"
#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const SetCustomValue& set) {
  const CustomField* field = draft.find(set.field);
  if (!field || field->deleted) return refuse(TextKey::error_custom_field_gone);
  std::size_t found = 0;
  with_record_type(type_of(field->of), [&]<class Record>(std::type_identity<Record>) {
    if constexpr (requires(Record record) { record.custom; }) {
      for (const RawId id : set.ids) {
        const Record* record = draft.find(Id<Record>{id});
        if (!record) continue;
        ++found;
        Record changed = *record;
        set_custom_value(changed.custom, set.field, set.text);
        draft.put(std::move(changed));
      }
    }
  });
  if (found == 0) return refuse(TextKey::error_record_gone);
  return Done{};
}

Text label_of(const Document& document, const SetCustomValue& set) {
  const CustomField* field = document.find(set.field);
  const std::string name = field ? field->name : std::string();
  if (set.ids.size() != 1)
    return {.key = TextKey::undo_set_custom_many,
            .arguments = {{.name = "name", .value = name},
                          {.name = "count", .value = static_cast<std::int64_t>(set.ids.size())}}};
  return {
      .key = TextKey::undo_set_field,
      .arguments = {{.name = "record",
                     .value = title_of(document, type_of(field ? field->of : CustomOwner::deal), set.ids.front())}}};
}

}  // namespace voronka
