// The records of a file of the same data set (or of another, which then keeps its ids), merged into what is here: merge/README.md has
// the rules. One command, one undo step; planned anew when another tab was faster. Rules do not run.
#pragma once

#include <vector>

#include "commands/done.hpp"
#include "merge/merge_record.hpp"
#include "model/record_set.hpp"

namespace voronka {

struct ApplyMerge {
  RecordSet theirs = {};  // at least those that are new or differ
  VersionVector seen = {};
  bool whole = true;  // then the document has seen what the file has seen; else only what is taken
  bool checked = true;
  std::vector<MergeChoice> choices = {};  // against the suggestions
  Text label = {};
};

// New records whose deal, stage or pipeline is nowhere (left out by a choice) are left out, too, and counted as skipped; contacts and
// companies get a stand-in. Refuses what the checks of plan() refuse. Linear in the records.
Result<Done> reduce(Draft& draft, ApplyMerge merge);

}  // namespace voronka
