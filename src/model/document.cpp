#include "model/document.hpp"

#include <unordered_set>
#include <utility>

namespace voronka {

void Document::commit(Patch patch) {
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
    }
    if (changes.size() - leaving > table.size()) table.reserve(table.size() + changes.size());
    for (Change<Record>& change : changes)
      if (change.after) table.put(std::move(*change.after));
  });
  seen_.add(patch.dots);
  ++revision_;
}

}  // namespace voronka
