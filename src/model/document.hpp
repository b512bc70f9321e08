// What is true: all records of the data set, and what it has seen. Read by everybody; changed only by commit(), and only
// the Store calls that (the architecture test looks).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "base/compiled_once.hpp"
#include "base/dot.hpp"
#include "model/patch.hpp"
#include "model/record_set.hpp"
#include "model/records.hpp"
#include "model/table.hpp"

namespace voronka {

namespace detail {
template <class Tuple>
struct Tables;
template <class... Record>
struct Tables<std::tuple<Record...>> {
  using type = std::tuple<Table<Record>...>;
};
}  // namespace detail

class Document {
 public:
  VORONKA_COMPILED_ONCE(Document);

  template <class Record>
  const Table<Record>& table() const {
    return std::get<Table<Record>>(tables_);
  }
  template <class Record>
  const Record* find(Id<Record> id) const {
    return table<Record>().find(id);
  }
  const VersionVector& seen() const { return seen_; }
  std::uint64_t revision() const { return revision_; }  // rises with every commit; what caches compare
  const Settings* settings() const { return table<Settings>().empty() ? nullptr : &table<Settings>().rows()[0]; }
  Currency base_currency() const { return settings() ? settings()->base_currency : Currency{}; }
  // A row that was written to. Rows stay where they are while this says so.
  struct Touched {
    std::uint64_t revision = 0;
    RecordType type = RecordType::deal;
    std::uint32_t row = 0;
  };
  // What was written after `revision`, oldest first, a row perhaps several times: so a cache looks at what changed and not
  // at everything. Nothing when that is long ago, was very much, or rows moved: then everything may be another.
  std::optional<std::span<const Touched>> touched_since(std::uint64_t revision) const;

  // Whether a row of that type may be another than at `revision`.
  bool touched(RecordType type, std::uint64_t revision) const;

  std::size_t record_count() const;  // of all types, also of those nobody sees
  bool empty() const { return table<Settings>().empty() && table<Pipeline>().empty() && table<Deal>().empty(); }

  // For loading only, into an empty document: takes the lists as they are, for at 100,000 deals a patch of them would be
  // three times as much memory. Of two records with one id the later one stays.
  void load(RecordSet records, VersionVector seen);

  // For loading only: history comes after the records, and copying every record to add it would double the memory.
  // Not a change of the data: the revision rises so that caches look again. Ids that are not there are left out.
  template <class Record>
  void attach_history(Id<Record> id, EventList history) {
    auto& table = std::get<Table<Record>>(tables_);
    const std::uint32_t row = table.index_.find(id.raw, table.id_of_row());
    ++revision_;
    if (row == IdIndex::absent) return;
    table.rows_[row].history = std::move(history);
    touch(record_type_of<Record>(), row);
  }

  // The dots of commands that were taken back before they were stored: nobody will ever meet them.
  void forget(const VersionVector& dots) { seen_.remove(dots); }

  // Puts every `after`, removes what has none. 3 microseconds for a drag; linear in the patch.
  void commit(Patch patch);

 private:
  void touch(RecordType type, std::uint32_t row);
  void forget_touched();

  std::vector<Touched> touched_ = {};
  std::uint64_t touched_from_ = 0;  // touched_ has everything after this revision
  detail::Tables<Records>::type tables_ = {};
  VersionVector seen_ = {};
  std::uint64_t revision_ = 0;
};

}  // namespace voronka
