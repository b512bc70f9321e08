// What the parts of an ImportJob share: reading a row (import_row.cpp), keeping it (import_table.cpp), and what can be said
// once all rows are known (import_finish.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.hpp"
#include "formats/import_registry.hpp"
#include "formats/import_table.hpp"

namespace voronka {

// As src/app/check.hpp has them: longer texts would refuse the whole import, so they are cut with a warning here.
inline constexpr std::size_t max_import_text = 64 * 1024;
inline constexpr std::size_t max_import_title = 1000;

inline std::string first_part(std::string_view cell, std::size_t limit) {
  return std::string(clipped_utf8(cell, limit));
}

// A deal on its way, with what decides about it but is not stored in it.
struct ImportJob::Row {
  Deal deal = {};
  std::optional<ParsedDate> created = {};
  std::optional<ParsedDate> closed = {};
  std::optional<ParsedDate> won_at = {};  // the file's columns for the one end and for the other
  std::optional<ParsedDate> lost_at = {};
  EventOrigin closed_origin = EventOrigin::import;
  std::optional<ParsedDate> modified = {};
  std::optional<ParsedDate> close_date = {};
  struct Entry {
    std::string stage = {};
    ParsedDate date = {};
    EventKind kind = EventKind::stage_entered;  // or an end before the last one, or the way back from it
  };
  std::vector<Entry> entered = {};  // sorted by time
  std::string stage = {};           // of the pipeline; empty: the file does not say
  bool stage_said = true;           // else it was put where deals without a stage go
  std::string pipeline = {};
  std::string company = {};
  std::string contact = {};
  std::string product = {};
};

template <class Record>
Id<Record> ImportJob::new_id() {
  const std::uint64_t high = random_.next();
  return {ulid(stamp_.now.utc_ms, high, random_.next())};
}

// Where in its list the record of that name (in that scope) stands; it is made when it is met first.
template <class Record>
std::size_t ImportJob::named(NameIndex& index, std::string_view name, std::string_view scope) {
  std::string key = folded_cell(name);
  key += '\x1f';
  key += scope;
  auto& list = result_.records.of<Record>();
  const auto [at, fresh] = index.try_emplace(std::move(key), list.size());
  if (fresh) {
    list.push_back({});
    list.back().id = new_id<Record>();
    list.back().name = first_part(name, max_import_title);
  }
  return at->second;
}

}  // namespace voronka
