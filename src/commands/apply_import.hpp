// Records from outside come in: an import, a sample, the first pipeline. One command, one undo step; rules do not run,
// because history must not make new tasks.
#pragma once

#include <vector>

#include "commands/done.hpp"
#include "model/record_set.hpp"

namespace voronka {

enum class ImportMode : std::uint8_t {
  add,      // ids must be new, or of what an undo took away; plan() gives stamps and the dots of events
  replace,  // ids, stamps and dots stay as they are; everything that was here leaves
};

struct ApplyImport {
  RecordSet records = {};
  ImportMode mode = ImportMode::add;
  // Only for add: deals that are here, under their ids, with what a table says of them anew. What is empty says nothing; a stage, won
  // and lost go the way of a hand's own moves; the open status says nothing either. Events in their history are added where the deal
  // does not have them: the same in the same second (on the same day, where one of both has no time) is not told twice, and one of which
  // nobody knew when it was gives way.
  std::vector<Deal> updates = {};
  VersionVector seen = {};  // of the file; only for replace
  Text label = {};          // "Import of 1,204 deals from deals.csv"
};

// Refuses ids that exist (add; but a record that is the same by its origin is left as it is here), a second settings record, and stages or
// deals whose references lead nowhere (the checks of plan()). Updates of deals that are gone meanwhile are left out. Settings of the import
// are dropped when the data set has its own (add).
Result<Done> reduce(Draft& draft, ApplyImport import);

}  // namespace voronka
