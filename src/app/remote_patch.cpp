#include "app/remote_patch.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "formats/journal_json.hpp"

namespace voronka {
namespace {

// Sorted ids of one type, for membership tests.
class IdSet {
 public:
  void add(RawId id) { ids_.push_back(id); }
  void seal() { sort_rows(ids_); }
  bool contains(RawId id) const { return std::ranges::binary_search(ids_, id); }

 private:
  std::vector<RawId> ids_ = {};
};

}  // namespace

Result<Patch> remote_patch(const Document& document, const BucketIndex& index, std::span<const StorageBucket> buckets,
                           std::span<const std::string> journal_rows, std::span<const JournalEntry* const> unsaved) {
  BucketReader reader;
  std::vector<BucketName> record_buckets;
  for (const StorageBucket& bucket : buckets) {
    const auto name = bucket_from_key(bucket.key);
    if (!name) continue;  // of a newer build: not ours to read
    if (bucket.store == StoreName::records) {
      record_buckets.push_back(*name);
      reader.add_records(bucket.key, bucket.bytes);
    } else {
      reader.add_history(bucket.key, bucket.bytes);
    }
  }
  if (!reader.problems().empty()) return std::unexpected(reader.problems().front());

  Patch patch;
  for (const std::string& row : journal_rows)
    if (const auto entry = decode_journal_row(row)) patch.dots.add(entry->dots);

  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    constexpr RecordType type = record_type_of<Record>();
    IdSet stored;
    IdSet own;
    for (const Record& record : reader.records().template of<Record>()) stored.add(record.id.raw);
    for (const JournalEntry* entry : unsaved) {
      for (const RecordEdit& edit : entry->edits)
        if (edit.type == type) own.add(edit.id);
      for (const RawId id : entry->made[static_cast<std::size_t>(type)]) own.add(id);
    }
    stored.seal();
    own.seal();
    std::vector<const BucketReader::History*> histories;
    for (const BucketReader::History& history : reader.histories(type)) histories.push_back(&history);
    sort_rows(histories, [](const BucketReader::History* a, const BucketReader::History* b) { return a->id < b->id; });
    auto& changes = patch.of<Record>();
    for (const Record& record : reader.records().template of<Record>()) {
      const Record* before = document.find(record.id);
      Record after = record;
      if constexpr (has_history<Record>) {
        if (before) after.history = before->history;
        const auto at = std::ranges::lower_bound(histories, record.id.raw, {}, &BucketReader::History::id);
        if (at != histories.end() && (*at)->id == record.id.raw) after.history = (*at)->events;
      }
      if (before && *before == after) continue;
      changes.push_back({.before = Boxed<Record>::copy_of(before), .after = std::move(after)});
    }
    for (const BucketName name : record_buckets) {
      if (name.type != type) continue;
      for (const RawId id : index.ids(name)) {
        const Record* gone = document.find(Id<Record>{id});
        if (gone && !stored.contains(id) && !own.contains(id))
          changes.push_back({.before = *gone, .after = std::nullopt});
      }
    }
  });
  return patch;
}

}  // namespace voronka
