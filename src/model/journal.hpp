// One row of the journal: what one command changed, field by field. Serves undo (also after a reload), other tabs and
// rescue; may be pruned at any time without harm. The record's own history, not this, is what metrics read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "model/event.hpp"
#include "model/fields.hpp"
#include "model/patch.hpp"
#include "model/record_set.hpp"
#include "model/stamps.hpp"

namespace voronka {

class Document;

struct FieldEdit {
  std::uint8_t slot = 0;
  FieldValue before = {};
  FieldValue after = {};
  FieldStamp stamp = {};  // of `after`; after a merge each may have its own
  bool operator==(const FieldEdit&) const = default;
};

struct RecordEdit {
  RecordType type = RecordType::deal;
  RawId id = {};
  bool created = false;  // then `fields` is empty
  std::vector<FieldEdit> fields = {};
  FieldStamp stamp = {};  // that this command gave to those fields, or most of them
  EventList events = {};  // that it added; for a created record its whole first history stays in the record
  bool operator==(const RecordEdit&) const = default;
};

// Ids of many new records, by type: of an import of 100,000 deals an edit for each record would be 28 MB, this is five.
using IdLists = std::array<std::vector<RawId>, record_type_count>;

enum class EntryKind : std::uint8_t { change, undo, redo };
constexpr std::array<std::string_view, 3> names_of(EntryKind) { return {"change", "undo", "redo"}; }

struct JournalEntry {
  std::uint64_t seq = 0;       // position in the journal; 0 while not stored
  std::string commit_id = {};  // unique for ever
  std::int64_t at_ms = 0;
  Actor actor = {};
  EntryKind kind = EntryKind::change;
  std::vector<std::string> of = {};  // commit ids that an undo takes back or a redo brings back
  std::string merge_key = {};        // neighbours with the same non-empty key are one undo step
  Text label = {};
  std::vector<RecordEdit> edits = {};
  IdLists made = {};       // of more than bulk_limit new records: in place of their edits and of `created`
  RecordSet created = {};  // whole new records
  RecordSet removed = {};  // whole records that left: only when the data set was replaced
  VersionVector dots = {};
  bool operator==(const JournalEntry&) const = default;
};

inline constexpr std::size_t bulk_limit = 200;

// The edits of a patch; kind, label, key and ids are left to the caller. Linear in the patch.
JournalEntry journal_of(const Patch& patch);

// The patch that the entry means for a document that stands where it stood: the law "a replay of the journal gives the
// document" rests on it. Bulk creations cannot be replayed (their records are in storage): they are left out.
Patch replay(const Document& document, const JournalEntry& entry);

// Several entries of one step as one: the oldest before, the newest after. Oldest first.
JournalEntry combined(std::vector<JournalEntry> entries);

}  // namespace voronka
