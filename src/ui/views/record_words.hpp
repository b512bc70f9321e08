// Records and their fields in words, for lists that are about all kinds of them: a merge, the trash. No drawing.
#pragma once

#include <string>

#include "model/fields.hpp"
#include "model/record_set.hpp"
#include "ui/view.hpp"
#include "ui/views/chain_words.hpp"
#include "ui/views/paper_words.hpp"

namespace voronka::ui {

std::string words_of(const Ui& ui, RecordType type);  // "Сделка"
std::string field_words(const Ui& ui, RecordType type, std::size_t slot);

// A value as people read it: "120 000 ₽", "Переговоры", "да"; "пусто" for nothing. `more`: records that are not in the document (yet), where
// names of what a value refers to may be found, too.
std::string value_words(const ViewContext& context, const FieldInfo& field, const void* record,
                        const RecordSet* more = nullptr);

// A deal's title, a contact's name; for one without any: what kind it is.
template <class Record>
std::string name_words(const Ui& ui, const Record& record) {
  std::string name;
  if constexpr (std::is_same_v<Record, Paper>) {
    name = paper_title(ui, record);
  } else if constexpr (std::is_same_v<Record, FollowUp>) {
    name = follow_up_words(ui, record);
  } else if constexpr (requires { record.title; }) {
    name = record.title;
  } else if constexpr (requires { record.name; }) {
    name = record.name;
  } else if constexpr (requires { record.text; }) {
    name = record.text;
  }
  return name.empty() ? ui.tr(TextKey::merge_untitled) : name;
}

}  // namespace voronka::ui
