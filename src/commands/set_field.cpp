#include "commands/set_field.hpp"

#include <utility>

#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, SetField edit) {
  const auto fields = fields_of(edit.type);
  if (edit.slot >= fields.size() || edit.value.index() != fields[edit.slot].kind)
    return refuse(TextKey::error_field_value);
  const FieldInfo& field = fields[edit.slot];
  if (field.name == "status" || field.name == "position" || field.name == "deleted")
    return refuse(TextKey::error_field_value);
  Result<Done> result = refuse(TextKey::error_record_gone);
  with_record_type(edit.type, [&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      const Record* record = draft.find(Id<Record>{edit.id});
      if (!record) return;
      Record changed = *record;
      set_field(&changed, field, std::move(edit.value));
      draft.put(std::move(changed));
      result = Done{};
    }
  });
  return result;
}

Text label_of(const Document& document, const SetField& edit) {
  return {.key = TextKey::undo_set_field,
          .arguments = {{.name = "record", .value = name_value_of(document, edit.type, edit.id)}}};
}

}  // namespace voronka
