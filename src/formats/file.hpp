// The file a user exports and opens again: `*.voronka.json` (README.md, "The file"). Deterministic: the same document
// gives the same bytes. Importing (add or replace) is a command and is not here.
#pragma once

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

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
};

// Encodes every record twice (the hash of all of them stands in the header) instead of holding the file in memory.
void export_file(const Document& document, ByteSink& sink);
std::string export_file(const Document& document);

struct FileContents {
  std::int64_t format_version = 1;
  RawId dataset = {};
  std::string file_id = {};
  Moment exported_at = {};
  std::string scope = {};  // "all"
  VersionVector seen = {};
  RecordSet records = {};  // unknown header members and tombstones are among the opaque ones
};

// Whether it says of itself that it is one: enough to choose a reader, not to trust it. Looks at the beginning only.
bool is_voronka_file(std::string_view bytes);
// One error with its place, or everything. Costs about the size of the file in memory on top of it.
Result<FileContents> read_file(std::string_view bytes);

}  // namespace voronka
