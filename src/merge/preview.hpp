// What a merge would do, before anybody agrees: every record of the file that differs, and the records themselves. Built piece by piece,
// so that a file of 100,000 deals of which three differ never lies in memory.
#pragma once

#include <array>
#include <vector>

#include "merge/merge_record.hpp"
#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

class MergePreview {
 public:
  MergePreview() = default;
  MergePreview(VersionVector theirs, bool checked) : seen_(std::move(theirs)), checked_(checked) {}

  // Keeps what is new or differs. Linear in the piece.
  void add(const Document& document, RecordSet piece, std::int64_t now_ms);
  // The document has changed: looks again at what was kept.
  void refresh(const Document& document, std::int64_t now_ms);

  // By kind, then as in the file. Unchanged ones are not among them, although a merge may write stamps of them.
  const std::vector<RecordMerge>& records() const { return records_; }
  std::size_t count(MergeKind kind) const { return counts_[static_cast<std::size_t>(kind)]; }
  std::size_t unchanged() const { return unchanged_ + count(MergeKind::unchanged); }
  bool does_nothing() const { return !writes_; }  // without choices
  const RecordSet& theirs() const { return theirs_; }
  RecordSet take() { return std::move(theirs_); }
  const VersionVector& seen() const { return seen_; }
  bool checked() const { return checked_; }
  template <class Record>
  const Record& theirs_of(const RecordMerge& merge) const {
    return theirs_.of<Record>()[merge.row];
  }

 private:
  void look(const Document& document, std::int64_t now_ms);

  VersionVector seen_ = {};
  bool checked_ = true;
  RecordSet theirs_ = {};
  std::vector<RecordMerge> records_ = {};
  std::array<std::size_t, merge_kinds> counts_ = {};
  std::size_t unchanged_ = 0;
  bool writes_ = false;
};

}  // namespace voronka
