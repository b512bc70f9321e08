// What somebody chose in the list of differences, and what follows from it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "merge/preview.hpp"

namespace voronka::ui {

// The records of one kind, which stand together in the preview.
std::span<const RecordMerge> records_of(const MergePreview& preview, MergeKind kind);

class MergeChoices {
 public:
  // The side a whole record is on when nobody said anything; a conflict has one for each field.
  static MergeSide suggested(MergeKind kind) { return kind == MergeKind::kept ? MergeSide::mine : MergeSide::theirs; }

  void choose(const RecordMerge& merge, std::uint8_t slot, MergeSide side);
  // Of one record, or of all of a kind at once. The suggestion takes the choices back.
  void choose(const RecordMerge& merge, MergeSide side);
  void choose_all(const MergePreview& preview, MergeKind kind, MergeSide side);

  MergeSide side(const RecordMerge& merge) const;
  MergeSide side(const RecordMerge& merge, const FieldMerge& field) const;
  bool empty() const { return choices_.empty(); }
  std::uint64_t version() const { return version_; }  // rises with every choice
  const std::vector<MergeChoice>& all() const { return choices_; }

  // What a merge would cost: records that go to the trash, and records of which something written here gives way.
  struct Price {
    std::size_t removed = 0;
    std::size_t overwritten = 0;
  };
  Price price(const MergePreview& preview) const;

 private:
  const MergeChoice* find(const RecordMerge& merge, std::uint8_t slot) const;
  void set(const RecordMerge& merge, std::uint8_t slot, std::optional<MergeSide> side);

  std::vector<MergeChoice> choices_ = {};  // sorted
  std::uint64_t version_ = 1;
};

}  // namespace voronka::ui
