// The file a user exports and opens again: `*.voronka.json` (README.md, "The file"). Deterministic: the same document
// gives the same bytes. Importing (add or replace) is a command and is not here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/dot.hpp"
#include "base/result.hpp"
#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

inline constexpr std::int64_t file_format_version = 1;
inline constexpr std::size_t max_file_bytes = 512U * 1024 * 1024;
inline constexpr std::size_t max_file_records = 2'000'000;

// Two kinds of Opaque that are not records: members of the header that this version does not know (one, or none) and
// the tombstones (one each). They travel through document, buckets and journal like records, so nothing else need know.
// No record of a file can have such a type: '#' is refused there.
inline constexpr std::string_view header_type = "#header";
inline constexpr std::string_view tombstone_type = "#tombstone";
// Adding a file as a separate pipeline leaves these behind: they speak of the other data set.
inline bool belongs_to_data_set(const Opaque& opaque) { return opaque.type.starts_with('#'); }

// What of the data set a file holds.
enum class ScopeKind : std::uint8_t {
  all,
  part,   // some records, each whole: what is absent says nothing
  delta,  // every record that changed since `since`
};
constexpr std::array<std::string_view, 3> names_of(ScopeKind) { return {"all", "part", "delta"}; }
struct FileScope {
  ScopeKind kind = ScopeKind::all;
  bool masked = false;       // names or amounts are hidden and ids are new: opens only as a separate pipeline
  bool notes = true;         // false: notes and activities were left out
  VersionVector since = {};  // of a delta
  bool operator==(const FileScope&) const = default;
};

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

// Encodes every record twice (the hash of all of them stands in the header) instead of holding the file in memory.
void export_file(const Document& document, ByteSink& sink, const FileScope& scope = {});
std::string export_file(const Document& document);

struct FileContents {
  std::int64_t format_version = 1;
  RawId dataset = {};
  std::string file_id = {};
  Moment exported_at = {};
  FileScope scope = {};
  VersionVector seen = {};
  RecordSet records = {};  // unknown header members and tombstones are among the opaque ones
  bool checked = true;     // false: of a file that was salvaged
  std::size_t unread = 0;  // records of it that cannot be read
};

// Whether it says of itself that it is one: enough to choose a reader, not to trust it. Looks at the beginning only.
bool is_voronka_file(std::string_view bytes);
// One error with its place, or everything. Costs about the size of the file in memory on top of it.
Result<FileContents> read_file(std::string_view bytes);

// What can still be read of a file of ours that read_file() refuses: one whose check is wrong (edited by hand, damaged on the way) as it is,
// of one that is cut or broken every record whose line is whole. Never to be applied without somebody looking at it. Refuses as
// read_file() does what is not ours, too new, too large, or of which nothing can be read.
Result<FileContents> salvage_file(std::string_view bytes);

}  // namespace voronka
