#include "model/document.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/later.hpp"

namespace voronka {
namespace {

// More than a cache would rather look up one by one than build anew; 64 KB.
constexpr std::size_t most_touched = 4096;

}  // namespace

VORONKA_COMPILED_HERE(Document);

std::optional<std::span<const Document::Touched>> Document::touched_since(std::uint64_t revision) const {
  if (revision < touched_from_ || revision > revision_) return std::nullopt;
  std::size_t at = touched_.size();
  while (at > 0 && touched_[at - 1].revision > revision) --at;
  return std::span(touched_).subspan(at);
}

VORONKA_LATER bool Document::touched(RecordType type, std::uint64_t revision) const {
  const auto rows = touched_since(revision);
  return !rows || std::ranges::find(*rows, type, &Touched::type) != rows->end();
}

void Document::touch(RecordType type, std::uint32_t row) {
  if (touched_.size() == most_touched) forget_touched();
  touched_.push_back({.revision = revision_, .type = type, .row = row});
}

// This revision's own rows, too, may be missing from now on.
void Document::forget_touched() {
  touched_.clear();
  touched_from_ = revision_;
}

void Document::load(RecordSet records, VersionVector seen) {
  ++revision_;
  forget_touched();
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    std::get<Table<Record>>(tables_).take(std::move(records.of<Record>()));
  });
  seen_.add(seen);
}

std::size_t Document::record_count() const {
  std::size_t count = 0;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) { count += table<Record>().size(); });
  return count;
}

// The first picture is of what was loaded: nothing is committed before somebody acts.
VORONKA_LATER void Document::commit(Patch patch) {
  ++revision_;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& changes = patch.of<Record>();
    if (changes.empty()) return;
    auto& table = std::get<Table<Record>>(tables_);
    std::size_t leaving = 0;
    for (const Change<Record>& change : changes) leaving += change.after ? 0 : 1;
    if (leaving > 0) {
      Table<Record> kept;
      struct Hash {
        std::size_t operator()(const RawId& id) const { return hash_of(id); }
      };
      std::unordered_set<RawId, Hash> gone;
      for (const Change<Record>& change : changes)
        if (!change.after && change.before) gone.insert(change.before->id.raw);
      for (Record& row : table.rows_)
        if (!gone.contains(row.id.raw)) kept.put(std::move(row));
      table = std::move(kept);
      forget_touched();
    }
    if (changes.size() - leaving > table.size()) table.reserve(table.size() + changes.size());
    for (Change<Record>& change : changes)
      if (change.after) touch(record_type_of<Record>(), table.put(std::move(*change.after)));
    changes = std::vector<Change<Record>>();  // "= {}" would keep the room, which a big import needs for the next table
  });
  seen_.add(patch.dots);
}

}  // namespace voronka
