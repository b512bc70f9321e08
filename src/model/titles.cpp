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

}  // namespace voronka
