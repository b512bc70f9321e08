// The newest journal rows once more over what was just read: of a commit whose beginning a power cut took (web/journal.js) the row is there
// and a bucket is as it was before. In any other database this finds nothing.
#pragma once

#include <span>

#include "model/journal.hpp"

namespace voronka {

class Document;

// Which of the two reads has come; what is not read yet is not missed.
enum class RowsOver : std::uint8_t { records, records_and_histories };

// What those entries, oldest first and without a gap up to the newest, say of records and the document does not have: values of the
// last edit of a field, records that were made or left, events. `expected`: how many records the store's meta counts; only when it counts more
// than there are is one made again. Not told by rows, and so not done: records of which they have only the ids (bulk_limit), those of
// unknown types, unknown members, events without a dot, a stamp that changed without its value. Linear in the entries, a search in the document each.
Patch redo_of(const Document& document, std::span<const JournalEntry> entries, std::uint64_t expected, RowsOver what);

}  // namespace voronka
