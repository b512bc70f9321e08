#include "commands/apply_import.hpp"

#include <utility>
#include <vector>

namespace voronka {

Result<Done> reduce(Draft& draft, ApplyImport import) {
  if (import.mode == ImportMode::replace) {
    draft.keep_stamps(std::move(import.seen));
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& old : draft.document().table<Record>().rows()) draft.remove(old.id);
    });
  } else {
    draft.keep_histories();
    if (draft.document().settings()) import.records.of<Settings>().clear();
  }
  bool taken = false;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    auto& records = import.records.of<Record>();
    draft.reserve<Record>(records.size());
    for (Record& record : records) {
      taken = taken || (import.mode == ImportMode::add && draft.find(record.id) != nullptr);
      draft.put(std::move(record));
    }
    records = std::vector<Record>();  // "= {}" would keep the room, and of 100,000 deals each list counts
  });
  if (taken) return refuse(TextKey::error_id_taken);
  return Done{};
}

}  // namespace voronka
