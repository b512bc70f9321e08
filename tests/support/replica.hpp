// The same data set on several devices: each with an actor of its own, merging what the others have.
#pragma once

#include "formats/file.hpp"
#include "merge/preview.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {

inline RecordSet records_of(const Document& document) {
  RecordSet records;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto rows = document.table<Record>().rows();
    records.of<Record>().assign(rows.begin(), rows.end());
  });
  return records;
}

inline ApplyMerge merge_of(const Document& theirs, std::vector<MergeChoice> choices = {}) {
  return {.theirs = records_of(theirs), .seen = theirs.seen(), .choices = std::move(choices)};
}

// A copy that goes its own way: other dots, other ids, a clock of its own.
inline PipelineFixture replica_of(const PipelineFixture& origin, std::uint64_t number) {
  PipelineFixture copy = origin;
  copy.actor = Actor{1'000 + number};
  copy.seed = origin.seed + number * 1'000'000;
  copy.now_ms = origin.now_ms + static_cast<std::int64_t>(number) * 1'000;
  copy.next_dot = 1;
  return copy;
}

inline MergePreview preview_of(const PipelineFixture& mine, const Document& theirs, bool checked = true) {
  MergePreview preview(theirs.seen(), checked);
  preview.add(mine.document, records_of(theirs), mine.now_ms);
  return preview;
}

}  // namespace voronka::test
