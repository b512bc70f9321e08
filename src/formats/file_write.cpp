// A document as a file of ours: README.md, "The file".
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/sort.hpp"
#include "formats/file.hpp"
#include "formats/file_parts.hpp"
#include "formats/record_json.hpp"
#include "formats/sha256.hpp"

namespace voronka {
namespace {

constexpr std::size_t file_id_digits = 32;
// 9999-12-31T23:59:59.999Z. Stamps may say more (a clock may say anything), but a file that did could not be read.
constexpr std::int64_t last_moment_ms = 253'402'300'799'999;

struct Row {
  RecordType type = RecordType::opaque;
  RawId id = {};
  const void* record = nullptr;
};

// A member of an opaque record as it is written there; empty when there is none.
std::string_view raw_member(const Opaque& opaque, std::string_view wanted) {
  JsonReader in(opaque.json);
  if (!in.enter_object()) return {};
  while (const auto name = in.next_member()) {
    const bool found = *name == wanted;
    const std::string_view value = in.take_raw();
    if (found) return value;
  }
  return {};
}

// Of one type, or of every type that a newer version wrote; by type, then by the id as it is written.
std::vector<const Opaque*> sorted_opaque(const Document& document, std::string_view type = {}) {
  std::vector<const Opaque*> found;
  for (const Opaque& opaque : document.table<Opaque>().rows())
    if (type.empty() ? !belongs_to_data_set(opaque) : opaque.type == type) found.push_back(&opaque);
  sort_rows(found, [](const Opaque* a, const Opaque* b) {
    if (a->type != b->type) return a->type < b->type;
    const std::string_view id = belongs_to_data_set(*a) ? "of" : "id";
    return raw_member(*a, id) < raw_member(*b, id);
  });
  return found;
}

void sort_from(std::vector<Row>& rows, std::size_t first) {
  sort_rows(rows, [](const Row& a, const Row& b) { return a.id < b.id; }, first);
}

std::vector<Row> sorted_records(const Document& document) {
  std::vector<Row> rows;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      const std::size_t first = rows.size();
      for (const Record& record : document.table<Record>().rows())
        rows.push_back({.type = record_type_of<Record>(), .id = record.id.raw, .record = &record});
      sort_from(rows, first);
    }
  });
  for (const Opaque* opaque : sorted_opaque(document)) rows.push_back({.id = opaque->id.raw, .record = opaque});
  return rows;
}

// What our own opaque records hold: {"type":"#tombstone","of":"deal_…","kept":VALUE}.
std::vector<std::string_view> kept_values(const Document& document, std::string_view type) {
  std::vector<std::string_view> values;
  for (const Opaque* opaque : sorted_opaque(document, type)) values.push_back(raw_member(*opaque, "kept"));
  return values;
}

std::string utc_text(std::int64_t ms) {
  std::string text = iso_text(Moment{.utc_ms = ms});
  text.replace(text.size() - 6, 6, "Z");
  return text;
}

// Passes bytes on and remembers their hash.
class HashingSink {
 public:
  explicit HashingSink(ByteSink& sink) : sink_(sink) {}
  void write(std::string_view bytes) {
    hash_.add(bytes);
    sink_.write(bytes);
  }
  std::string hash() { return hex_of(hash_.digest()); }

 private:
  ByteSink& sink_;
  Sha256 hash_ = {};
};

// Calls f(line) for every record, one line each, with the separator in front.
template <class Function>
void each_record_line(const std::vector<Row>& rows, const Function& f) {
  JsonWriter out;
  std::string_view separator = "\n";
  for (const Row& row : rows) {
    out.clear();
    out.bare(separator);
    write_record(out, row.type, row.record, HistoryMode::with_history);
    f(out.bytes());
    separator = ",\n";
  }
}

void write_scope(JsonWriter& out, const FileScope& scope) {
  out.key("scope");
  out.begin_object();
  out.key("kind");
  out.plain(name_of(scope.kind));
  out.key("omits");
  out.begin_list();
  if (!scope.notes) {
    out.plain("activity");
    out.plain("note");
  }
  out.end_list();
  if (scope.masked) {
    out.key("masked");
    out.flag(true);
  }
  if (scope.kind == ScopeKind::delta) {
    out.key("since");
    write_version_vector(out, scope.since);
  }
  out.end_object();
}

std::string header_of(const Document& document, const std::vector<Row>& rows, const FileScope& scope) {
  Sha256 hash;
  each_record_line(rows, [&](std::string_view line) { hash.add(line); });
  std::int64_t newest = 0;
  for (const Row& row : rows) newest = std::max(newest, newest_time_ms(row.type, row.record));
  newest = std::min(newest, last_moment_ms);
  JsonWriter out;
  out.begin_object();
  out.key("format");
  out.plain("voronka");
  out.key("formatVersion");
  out.integer(file_format_version);
  out.key("minReader");
  out.integer(file_format_version);
  out.key("datasetId");
  out.plain(text_of(document.settings() ? document.settings()->id.raw : RawId{}));
  out.key("fileId");
  out.plain(hex_of(hash.digest()).substr(0, file_id_digits));
  out.key("exportedAt");
  out.plain(utc_text(newest));
  for (const std::string_view members : kept_values(document, header_type))
    if (members.size() > 2) out.kept_members("," + std::string(members.substr(1, members.size() - 2)));
  JsonWriter told;
  told.begin_object();
  write_scope(told, scope);
  out.bare(",\n");
  out.bare(told.bytes().substr(1));
  out.bare(",\n\"vv\":");
  JsonWriter seen;
  write_version_vector(seen, document.seen());
  out.bare(seen.bytes());
  out.bare(",\n\"records\":[");
  return out.take();
}

class StringSink final : public ByteSink {
 public:
  void write(std::string_view bytes) override { bytes_ += bytes; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_ = {};
};

}  // namespace

void export_file(const Document& document, ByteSink& sink, const FileScope& scope) {
  const std::vector<Row> rows = sorted_records(document);
  const std::vector<std::string_view> tombstones = kept_values(document, tombstone_type);
  HashingSink out(sink);
  out.write(header_of(document, rows, scope));
  each_record_line(rows, [&](std::string_view line) { out.write(line); });
  out.write(rows.empty() ? "],\n\"tombstones\":[" : "\n],\n\"tombstones\":[");
  for (std::size_t i = 0; i < tombstones.size(); ++i) {
    out.write(i == 0 ? "\n" : ",\n");
    out.write(tombstones[i]);
  }
  out.write(tombstones.empty() ? "]" : "\n]");
  sink.write(std::string(file_check_start) + ":{\"records\":" + std::to_string(rows.size()) +
             ",\"tombstones\":" + std::to_string(tombstones.size()) + ",\"sha256\":\"" + out.hash() + "\"}}\n");
}

std::string export_file(const Document& document) {
  StringSink sink;
  export_file(document, sink);
  return sink.take();
}

}  // namespace voronka
