// A journal entry as the row that is stored beside the records, and back (README.md, "Journal rows").
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/journal.hpp"

namespace voronka {

// `seq` is not written: it is the row's key. One line.
std::string encode_journal_row(const JournalEntry& entry);
// An error only means that the undo history ends here. A label this build does not know becomes TextKey::none.
Result<JournalEntry> decode_journal_row(std::string_view row);

}  // namespace voronka
