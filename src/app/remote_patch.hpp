// What other tabs wrote, as a patch for this tab's document: the touched buckets are read again and compared. Storage is
// the truth; the journal rows only said where to look.
#pragma once

#include <span>
#include <vector>

#include "app/ports.hpp"
#include "formats/buckets.hpp"
#include "model/journal.hpp"

namespace voronka {

// `unsaved`: entries of this tab whose records are not in storage yet and must not be taken for removed.
// An Error means that a bucket cannot be read: then the session must stop writing.
Result<Patch> remote_patch(const Document& document, const BucketIndex& index, std::span<const StorageBucket> buckets,
                           std::span<const std::string> journal_rows, std::span<const JournalEntry* const> unsaved);

}  // namespace voronka
