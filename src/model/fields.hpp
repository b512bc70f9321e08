// The field table: name, type and place of every field of every record. Diff, stamps, journal, JSON, undo and merge are
// each one loop over it, so a new field is one line in fields.cpp and one member.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

#include "model/records.hpp"

namespace voronka {

// Every type a field can have; the index is the field's kind. Order is free: nothing stored depends on it.
using FieldValue =
    std::variant<std::string, bool, std::int32_t, std::optional<std::int32_t>, std::optional<Money>,
                 std::optional<Date>, std::optional<Moment>, Currency, DealStatus, StageKind, ActivityKind,
                 ForecastCategory, ActivityOutcome, Repeat, PaperKind, PaperState, CustomOwner, CustomKind,
                 TemplateKind, Position, Rank, Due, Deletion, Origin, TextList, ExtraFields, CustomValues, PersonLinks,
                 RateList, Id<Company>, Id<Contact>, Id<Deal>, Id<LossReason>, Id<Pipeline>, Id<Product>, Id<Paper>,
                 std::vector<Id<Contact>>, std::vector<Id<Tag>>, std::vector<Id<Stage>>>;

struct FieldInfo {
  std::string_view name = {};  // in files: "expectedClose"
  std::uint8_t kind = 0;       // index in FieldValue
  std::uint16_t offset = 0;    // of the member in its record
};

// Slot = index in this table. Opaque has none.
std::span<const FieldInfo> fields_of(RecordType type);
std::size_t slot_of(RecordType type, std::string_view name);  // npos when unknown
inline constexpr std::size_t no_slot = static_cast<std::size_t>(-1);

// Calls f(const T&) with the field of `record`, which must be of the type the table belongs to.
template <class Function>
void visit_field(const void* record, const FieldInfo& field, Function&& f) {
  const auto* at = static_cast<const std::byte*>(record) + field.offset;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((Index == field.kind ? f(*reinterpret_cast<const std::variant_alternative_t<Index, FieldValue>*>(at)) : void()),
     ...);
  }(std::make_index_sequence<std::variant_size_v<FieldValue>>{});
}
template <class Function>
void visit_field(void* record, const FieldInfo& field, Function&& f) {
  auto* at = static_cast<std::byte*>(record) + field.offset;
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    ((Index == field.kind ? f(*reinterpret_cast<std::variant_alternative_t<Index, FieldValue>*>(at)) : void()), ...);
  }(std::make_index_sequence<std::variant_size_v<FieldValue>>{});
}

bool same_field(const void* a, const void* b, const FieldInfo& field);
void copy_field(void* to, const void* from, const FieldInfo& field);
FieldValue get_field(const void* record, const FieldInfo& field);
// False, and nothing written, when the value is of another kind than the field.
bool set_field(void* record, const FieldInfo& field, FieldValue value);
FieldValue default_value(const FieldInfo& field);

// The slot of a member, for code that knows it: `slot_of_member(&Deal::title)`. Costs a walk over the table.
template <class Record, class Member>
std::size_t slot_of_member(Member Record::* member) {
  static const Record probe = {};
  const auto offset = reinterpret_cast<const std::byte*>(&(probe.*member)) - reinterpret_cast<const std::byte*>(&probe);
  const auto fields = fields_of(record_type_of<Record>());
  for (std::size_t slot = 0; slot < fields.size(); ++slot)
    if (fields[slot].offset == offset) return slot;
  return no_slot;
}

}  // namespace voronka
