// One field of one record gets another value: what typing in a panel, a select or a colour picker sends. Fields whose
// change means more (status, position, deleted) have commands of their own and are refused here.
#pragma once

#include "commands/done.hpp"
#include "model/fields.hpp"

namespace voronka {

struct SetField {
  RecordType type = RecordType::deal;
  RawId id = {};
  std::size_t slot = 0;
  FieldValue value = {};
};

// `set_field(deal.id, &Deal::title, "Сайт")`
template <class Record, class Member>
SetField set_field(Id<Record> id, Member Record::* member, Member value) {
  return {.type = record_type_of<Record>(), .id = id.raw, .slot = slot_of_member(member), .value = std::move(value)};
}

Result<Done> reduce(Draft& draft, SetField edit);
Text label_of(const Document& document, const SetField& edit);

}  // namespace voronka
