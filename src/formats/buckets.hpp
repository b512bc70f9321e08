// Records as they lie in IndexedDB: per type 1,024 buckets by a frozen hash of the id, a line and a checksum each, the
// history in buckets of its own (README.md, "Buckets"). Which bucket is written when is the store's business, not this file's.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "formats/record_json.hpp"
#include "model/document.hpp"
#include "model/patch.hpp"
#include "model/record_set.hpp"

namespace voronka {

inline constexpr std::uint32_t bucket_count = 1024;

// Frozen for ever: FNV-1a-64 over the sixteen bytes of the id, most significant first, modulo 1,024.
std::uint32_t bucket_of(RawId id);
std::string bucket_key(RecordType type, std::uint32_t bucket);  // "deal/1023"
struct BucketName {
  RecordType type = RecordType::opaque;
  std::uint32_t bucket = 0;
  auto operator<=>(const BucketName&) const = default;
};
std::optional<BucketName> bucket_from_key(std::string_view key);

// Which ids lie in which bucket, so that writing one bucket looks at its own hundred records only. Kept beside the
// document by whoever commits: rebuilt once after loading, then told of every patch.
class BucketIndex {
 public:
  void rebuild(const Document& document);
  void apply(const Patch& patch);  // the patch that document.commit() gets; before or after, it does not matter
  std::span<const RawId> ids(BucketName name) const;  // sorted

 private:
  using Buckets = std::vector<std::vector<RawId>>;  // empty, or bucket_count of them
  void add(RecordType type, RawId id);
  void remove(RecordType type, RawId id);
  std::array<Buckets, record_type_count> types_ = {};
};

// The buckets a patch touches, each once, in order.
struct TouchedBucket {
  BucketName name = {};
  bool history = false;  // the history changed too: write both stores
  bool operator==(const TouchedBucket&) const = default;
};
std::vector<TouchedBucket> touched_buckets(const Patch& patch);
// Sorted by name, each name once: the entry with history, when there is one.
void merge_touched(std::vector<TouchedBucket>& touched);

// The whole bucket as it stands in the document; empty when nothing is in it, and then the key is to be removed.
std::string encode_record_bucket(const Document& document, const BucketIndex& index, BucketName name);
std::string encode_history_bucket(const Document& document, const BucketIndex& index, BucketName name);

// One bucket in one of the two stores.
struct BucketPart {
  BucketName name = {};
  bool history = false;
  auto operator<=>(const BucketPart&) const = default;
};
// Lines that cannot be read and that somebody has decided to go on without. They stay in their bucket for whoever can read them one day,
// each behind a mark, and no longer count as damage.
class LinesAside {
 public:
  void add(BucketPart part, std::string_view line);       // as it was found, with or without mark and line end
  void replace(BucketPart part, std::string_view bytes);  // by those of a bucket as it is stored
  void add_all(const LinesAside& other);
  std::string_view of(BucketPart part) const;  // marked, a line end behind each
  bool empty() const { return lines_.empty(); }
  std::size_t count() const;  // of lines

 private:
  std::vector<std::pair<BucketPart, std::string>> lines_ = {};
};

// Collects what a load delivers, bucket by bucket and in any order, and joins records with their history at the end.
// A line that cannot be read (checksum, JSON, a record that belongs elsewhere) becomes a problem and the rest goes on:
// whether a load with problems may be used, and that nothing is written after it, is decided by the store.
class BucketReader {
 public:
  void add_records(std::string_view key, std::string_view bytes);
  void add_history(std::string_view key, std::string_view bytes);

  struct History {
    RawId id = {};
    EventList events = {};
  };
  // Without taking: what has come so far, histories not joined. For a store that shows records before their history.
  const RecordSet& records() const { return records_; }
  const std::vector<History>& histories(RecordType type) const { return histories_[static_cast<std::size_t>(type)]; }
  std::vector<History> take_histories(RecordType type) { return std::move(histories_[static_cast<std::size_t>(type)]); }
  const std::vector<Error>& problems() const { return problems_; }
  // Where they are, in the order found, and the lines themselves; those that were set aside before, too.
  const std::vector<BucketPart>& damaged() const { return damaged_; }
  const LinesAside& aside() const { return aside_; }
  // Where records lie of a type that an older version did not know, and where they belong: both to be written anew.
  const std::vector<TouchedBucket>& moved() const { return moved_; }
  // A history whose record is not there: kept like a line that cannot be read.
  void set_aside(RecordType type, const History& history);

  struct Contents {
    RecordSet records = {};
    std::vector<Error> problems = {};
  };
  Contents take();

 private:
  void move(BucketName from, BucketName to);
  template <class Function>
  void add_lines(BucketPart part, std::string_view key, std::string_view bytes, const Function& read);

  RecordSet records_ = {};
  std::array<std::vector<History>, record_type_count> histories_ = {};
  std::vector<Error> problems_ = {};
  std::vector<BucketPart> damaged_ = {};
  std::vector<TouchedBucket> moved_ = {};
  LinesAside aside_ = {};
};

}  // namespace voronka
