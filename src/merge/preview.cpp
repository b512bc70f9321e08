#include "merge/preview.hpp"

#include <utility>

#include "base/later.hpp"
#include "base/sort.hpp"
#include "merge/unknown_members.hpp"

namespace voronka {
namespace {

template <class Record>
RecordMerge merge_of(const Document& document, const Record& theirs, const MergeSides& sides) {
  RecordMerge merge = {};
  const Record* mine = document.find(theirs.id);
  if constexpr (has_fields<Record>) {
    if (!mine) {
      // A data set has one settings record, and ours stays.
      const bool settings = std::is_same_v<Record, Settings> && document.settings();
      bool deleted = false;
      if constexpr (requires { theirs.deleted; }) deleted = static_cast<bool>(theirs.deleted);
      merge.kind = settings || deleted ? MergeKind::unchanged : MergeKind::added;
      merge.writes = !settings;
    } else {
      merge = compare_record(view_of(*mine), view_of(theirs), sides);
    }
  } else {
    merge.writes = mine ? opaque_from_theirs(*mine, theirs, sides) : theirs.type != "#header";
  }
  merge.type = record_type_of<Record>();
  merge.id = theirs.id.raw;
  return merge;
}

}  // namespace

VORONKA_LATER void MergePreview::add(const Document& document, RecordSet piece, std::int64_t now_ms) {
  const MergeSides sides = {.mine = document.seen(), .theirs = seen_, .now_ms = now_ms, .checked = checked_};
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (Record& record : piece.of<Record>()) {
      RecordMerge merge = merge_of(document, record, sides);
      if (merge.kind == MergeKind::unchanged && !merge.writes) {
        ++unchanged_;
        continue;
      }
      merge.row = static_cast<std::uint32_t>(theirs_.of<Record>().size());
      theirs_.of<Record>().push_back(std::move(record));
      ++counts_[static_cast<std::size_t>(merge.kind)];
      writes_ = writes_ || merge.writes;
      if (merge.kind != MergeKind::unchanged) records_.push_back(std::move(merge));
    }
  });
  sort_rows(records_, [](const RecordMerge& a, const RecordMerge& b) { return a.kind < b.kind; });
}

VORONKA_LATER void MergePreview::refresh(const Document& document, std::int64_t now_ms) {
  const std::size_t unchanged = unchanged_;
  MergePreview again(std::move(seen_), checked_);
  again.add(document, std::move(theirs_), now_ms);
  *this = std::move(again);
  unchanged_ += unchanged;
}

}  // namespace voronka
