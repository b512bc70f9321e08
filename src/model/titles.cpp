#include "model/titles.hpp"

namespace voronka {

std::string title_of(const Document& document, RecordType type, RawId id) {
  std::string title;
  with_record_type(type, [&]<class Record>(std::type_identity<Record>) {
    const Record* record = document.find(Id<Record>{id});
    if (!record) return;
    if constexpr (requires { record->title; }) {
      title = record->title;
    } else if constexpr (requires { record->name; }) {
      title = record->name;
    } else if constexpr (requires { record->number; }) {
      title = record->number;
    } else if constexpr (requires { record->text; }) {
      title = record->text;
    }
  });
  return title;
}

TextValue name_value_of(const Document& document, RecordType type, RawId id) {
  if (type == RecordType::follow_up) return TextKey::record_type_follow_up;
  return title_of(document, type, id);
}

}  // namespace voronka
