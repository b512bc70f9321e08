// A const Document plus what a command has written so far. Reads its own writes; ends as a Patch. Stamp, events and
// checks are added by plan(), so a reducer only says what is different afterwards.
#pragma once

#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "model/document.hpp"
#include "model/patch.hpp"

namespace voronka {

// When and by whom: an input, so that plan() is pure and a replay agrees.
struct Stamp {
  Moment now = {};
  Actor actor = {};
  std::uint64_t first_dot = 1;    // dots are taken from here upwards
  std::uint64_t random_seed = 0;  // of new ids
  // Events that this command's own take the place of, if they tell of the same field: what the same typing wrote so far.
  std::vector<Dot> supersedes = {};
  bool operator==(const Stamp&) const = default;
};

// When the user says it happened, if not now: "won on Friday".
struct When {
  Moment at = {};
  Precision precision = Precision::ms;
  bool operator==(const When&) const = default;
};

class Draft {
 public:
  Draft(const Document& document, const Stamp& stamp)
      : document_(document), stamp_(stamp), random_(stamp.random_seed) {}

  const Document& document() const { return document_; }
  const Stamp& stamp() const { return stamp_; }
  Date today() const { return local_date(stamp_.now); }

  template <class Record>
  const Record* find(Id<Record> id) const {
    const auto& written = written_.of<Record>();
    const std::uint32_t at = index<Record>().find(id.raw, id_of_change<Record>());
    if (at == IdIndex::absent) return document_.find(id);
    return written[at].after ? &*written[at].after : nullptr;
  }

  template <class Record>
  void put(Record record) {
    const RawId id = record.id.raw;
    auto& written = written_.of<Record>();
    const std::uint32_t at = index<Record>().find(id, id_of_change<Record>());
    if (at != IdIndex::absent) {
      written[at].after = std::move(record);
      return;
    }
    index<Record>().add(id, static_cast<std::uint32_t>(written.size()), id_of_change<Record>());
    const Record* before = document_.find(Id<Record>{id});
    written.push_back({.before = Boxed<Record>::copy_of(before), .after = std::move(record)});
  }

  // So many more will be put: a list of 100,000 would else be moved and doubled a dozen times.
  template <class Record>
  void reserve(std::size_t more) {
    written_.of<Record>().reserve(written_.of<Record>().size() + more);
  }

  // Only for replacing the whole data set; everything else is deleted by its `deleted` field.
  template <class Record>
  void remove(Id<Record> id) {
    const Record* record = document_.find(id);
    if (!record) return;
    index<Record>().add(id.raw, static_cast<std::uint32_t>(written_.of<Record>().size()), id_of_change<Record>());
    written_.of<Record>().push_back({.before = *record, .after = std::nullopt});
  }

  template <class Record>
  Id<Record> new_id() {
    const std::uint64_t high = random_.next();
    return {ulid(stamp_.now.utc_ms, high, random_.next())};
  }

  // Events of this command carry this time instead of now.
  void happened(When when) { when_ = when; }
  const std::optional<When>& when() const { return when_; }

  // Events are not derived from before and after: the records bring theirs, only the missing dots are given.
  void keep_histories() { histories_kept_ = true; }
  // The same for records that are new; what happens to one that was here is told as ever.
  void bring_histories() { histories_brought_ = true; }
  // Stamps and dots stay as they are, and the document then knows what `seen` says: the data set is being replaced.
  void keep_stamps(VersionVector seen) {
    histories_kept_ = stamps_kept_ = true;
    written_.dots = std::move(seen);
  }
  // Values from a file keep the stamps they came with; what has none, and fields written with an empty one, get a dot of this command.
  void merge_stamps(VersionVector seen) {
    histories_kept_ = stamps_merged_ = true;
    written_.dots = std::move(seen);
  }
  bool stamps_merged() const { return stamps_merged_; }
  bool histories_kept() const { return histories_kept_; }
  bool histories_brought() const { return histories_kept_ || histories_brought_; }
  bool stamps_kept() const { return stamps_kept_; }

  const Patch& so_far() const { return written_; }
  Patch& so_far() { return written_; }  // for plan(), which adds stamps and events in place
  Patch take() { return std::move(written_); }

 private:
  template <class Record>
  IdIndex& index() {
    return index_[static_cast<std::size_t>(record_type_of<Record>())];
  }
  template <class Record>
  const IdIndex& index() const {
    return index_[static_cast<std::size_t>(record_type_of<Record>())];
  }
  template <class Record>
  auto id_of_change() const {
    return [this](std::uint32_t at) {
      const Change<Record>& change = written_.of<Record>()[at];
      return change.after ? change.after->id.raw : change.before->id.raw;
    };
  }

  const Document& document_;
  Stamp stamp_;
  Random random_;
  std::optional<When> when_ = {};
  bool histories_kept_ = false;
  bool histories_brought_ = false;
  bool stamps_kept_ = false;
  bool stamps_merged_ = false;
  Patch written_ = {};
  std::array<IdIndex, record_type_count> index_ = {};
};

}  // namespace voronka
