// One record on two sides: what is decided about each of its fields (compare_record), and the record that comes of it (merge_record).
// README.md has the rules by number.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "merge/three_way.hpp"
#include "model/records.hpp"

namespace voronka {

struct FieldMerge {
  std::uint8_t slot = 0;
  FieldRelation relation = FieldRelation::mine;
  MergeSide suggested = MergeSide::mine;
  // The side whose dot may stay; another one that is taken is a decision with a dot of its own. Both: neither may.
  MergeSide natural = MergeSide::mine;
  bool operator==(const FieldMerge&) const = default;
};

// In the order in which people should look at them.
enum class MergeKind : std::uint8_t {
  removed,    // deleted there, not touched here
  conflict,   // at least one field
  changed,    // by the file
  added,      // new here
  kept,       // the file is behind: what is here stands
  unchanged,  // nothing to see; perhaps stamps or events
};
inline constexpr std::size_t merge_kinds = 6;

struct RecordMerge {
  RecordType type = RecordType::deal;
  RawId id = {};
  std::uint32_t row = 0;  // in the file's list of that type
  MergeKind kind = MergeKind::unchanged;
  std::vector<FieldMerge> fields = {};  // those whose values differ, by slot
  std::uint32_t new_events = 0;
  bool writes = false;  // by itself, without any choice: also if it is only stamps
};

// What somebody chose against the suggestion.
struct MergeChoice {
  static constexpr std::uint8_t whole_record = 255;  // every field of it; of a new one, mine leaves it out
  RecordType type = RecordType::deal;
  RawId id = {};
  std::uint8_t slot = whole_record;
  MergeSide side = MergeSide::mine;
  bool operator==(const MergeChoice&) const = default;
};

// Parts of a record of any type, so that the work is compiled once.
struct RecordView {
  RecordType type = RecordType::deal;
  const void* record = nullptr;
  const Stamps* stamps = nullptr;
  const EventList* history = nullptr;  // null: has none
  const std::string* unknown = nullptr;
  bool deleted = false;
};
template <class Record>
RecordView view_of(const Record& record) {
  RecordView view = {
      .type = record_type_of<Record>(), .record = &record, .stamps = &record.stamps, .unknown = &record.unknown};
  if constexpr (has_history<Record>) view.history = &record.history;
  if constexpr (requires { record.deleted; }) view.deleted = static_cast<bool>(record.deleted);
  return view;
}
struct RecordParts {
  RecordType type = RecordType::deal;
  void* record = nullptr;
  Stamps* stamps = nullptr;
  EventList* history = nullptr;
  std::string* unknown = nullptr;
};
template <class Record>
RecordParts parts_of(Record& record) {
  RecordParts parts = {
      .type = record_type_of<Record>(), .record = &record, .stamps = &record.stamps, .unknown = &record.unknown};
  if constexpr (has_history<Record>) parts.history = &record.history;
  return parts;
}

// Of a record that both sides have. Id and row are left to the caller. Linear in fields and events.
RecordMerge compare_record(const RecordView& mine, const RecordView& theirs, const MergeSides& sides);

// Writes what was decided into `mine`. Fields that need a new dot have a stamp without one afterwards, and so have new voids: plan()
// gives them. `choices` are those of this record.
void merge_record(const RecordParts& mine, const RecordView& theirs, const RecordMerge& merge,
                  std::span<const MergeChoice> choices, const MergeSides& sides);

// [R3] Two fields of which one side must win both.
bool decided_together(RecordType type, std::uint8_t a, std::uint8_t b);

// The side a field ends up on.
MergeSide side_of(const FieldMerge& field, std::span<const MergeChoice> choices);

}  // namespace voronka
