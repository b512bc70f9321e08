// Reading files of ours, whole or what is left of them. Writing: file_write.cpp.
#include "formats/file.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/sort.hpp"
#include "formats/file_parts.hpp"
#include "formats/record_json.hpp"
#include "formats/sha256.hpp"

namespace voronka {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// `of` and `value` are JSON. Read like any record, so that it has the id that it will have when it comes from storage.
void keep(RecordSet& records, std::string_view type, std::string_view of, std::string_view value) {
  JsonWriter out;
  out.begin_object();
  out.key("type");
  out.plain(type);
  out.key("of");
  out.word(of.empty() ? "null" : of);
  out.key("kept");
  out.word(value);
  out.end_object();
  JsonReader in(out.bytes());
  read_record(in, records);
}

// One copy for all record types. Files of ours are sorted already.
std::optional<RawId> twice_in(std::vector<RawId> ids) {
  if (!std::ranges::is_sorted(ids)) sort_rows(ids);
  const auto twice = std::ranges::adjacent_find(ids);
  return twice == ids.end() ? std::nullopt : std::optional<RawId>(*twice);
}

class FileReader {
 public:
  // `believing`: whether the check must be right.
  explicit FileReader(std::string_view bytes, bool believing = true)
      : bytes_(bytes),
        believing_(believing),
        begin_(bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0),
        in_(bytes, begin_) {}

  Result<FileContents> read() {
    if (bytes_.size() > max_file_bytes)
      return refuse(TextKey::error_file_large, {{.name = "limit", .value = std::int64_t{max_file_bytes >> 20}}});
    if (in_.enter_object())
      while (const auto name = in_.next_member()) read_member(*name);
    in_.finish();
    if (in_.failed()) return std::unexpected(told(in_.error()));
    if (!is_ours_) return refuse(TextKey::error_file_foreign);
    for (const std::string_view part : {"minReader", "datasetId", "vv", "records"})
      if (std::ranges::find(found_, part) == found_.end())
        return refuse(TextKey::error_file_part, {{.name = "name", .value = std::string(part)}});
    if (believing_) {
      if (check_.sha256.empty()) return refuse(TextKey::error_file_cut);
      if (auto error = wrong_check()) return std::unexpected(std::move(*error));
    }
    if (contents_.records.of<Settings>().size() > 1) return refuse(TextKey::error_file_two_settings);
    if (!unknown_header_.empty()) keep(contents_.records, header_type, {}, "{" + unknown_header_.substr(1) + "}");
    if (auto error = record_twice()) return std::unexpected(std::move(*error));
    return std::move(contents_);
  }

 private:
  void read_member(std::string_view name) {
    constexpr std::string_view known[] = {"format",     "formatVersion", "minReader",  "datasetId",
                                          "fileId",     "exportedAt",    "scope",      "vv",
                                          "exportedBy", "records",       "tombstones", "check"};
    const auto part = std::ranges::find(known, name);
    if (!check_.sha256.empty()) {  // nothing may follow what the check vouches for
      in_.refuse(TextKey::error_file_check);
      return;
    }
    if (part == std::end(known)) {
      unknown_header_ += ',';
      unknown_header_ += in_.take_member();
      return;
    }
    found_.push_back(*part);
    if (*part == "format") {
      is_ours_ = in_.take_text() == "voronka";
      if (!is_ours_) in_.refuse(TextKey::error_file_foreign);
    } else if (*part == "formatVersion") {
      contents_.format_version = in_.take_integer();
    } else if (*part == "minReader") {
      const std::int64_t version = in_.take_integer();
      if (version > file_format_version) in_.refuse(TextKey::error_file_newer, {{.name = "version", .value = version}});
    } else if (*part == "datasetId") {
      read_parsed(in_, contents_.dataset, raw_id_from);
    } else if (*part == "fileId") {
      contents_.file_id = in_.take_text();
    } else if (*part == "exportedAt") {
      read_parsed(in_, contents_.exported_at, moment_from_iso);
    } else if (*part == "scope") {
      read_scope();
    } else if (*part == "vv") {
      contents_.seen = read_version_vector(in_);
    } else if (*part == "records") {
      read_records();
    } else if (*part == "tombstones") {
      read_tombstones();
    } else if (*part == "check") {
      check_at_ = bytes_.substr(0, in_.offset()).rfind(file_check_start);
      read_check();
    } else {  // exportedBy: of that file, never handed on
      in_.take_raw();
    }
  }

  void read_scope() {
    if (!in_.enter_object()) return;
    while (const auto name = in_.next_member()) {
      if (*name == "kind") {
        const auto names = names_of(ScopeKind{});
        const auto found = std::ranges::find(names, in_.take_text());
        // A kind of a newer version: at least not everything.
        contents_.scope.kind = found == names.end() ? ScopeKind::part : static_cast<ScopeKind>(found - names.begin());
      } else if (*name == "masked") {
        contents_.scope.masked = true;
        in_.take_raw();
      } else if (*name == "omits") {
        if (!in_.enter_list()) return;
        while (in_.next_item()) contents_.scope.notes = contents_.scope.notes && in_.take_text() != "note";
      } else if (*name == "since") {
        contents_.scope.since = read_version_vector(in_);
      } else {
        in_.take_raw();
      }
    }
  }

  void read_records() {
    if (!in_.enter_list()) return;
    while (in_.next_item()) {
      const RecordPlace place = read_record(in_, contents_.records);
      if (place.record && place.type == RecordType::opaque &&
          belongs_to_data_set(contents_.records.of<Opaque>().back()))
        in_.refuse(TextKey::error_record_type);
      if (++record_count_ > max_file_records)
        in_.refuse(TextKey::error_file_many, {{.name = "limit", .value = std::int64_t{max_file_records}}});
    }
  }

  void read_tombstones() {
    if (!in_.enter_list()) return;
    while (in_.next_item()) {
      in_.kind();
      const std::size_t start = in_.offset();
      std::string_view id = {};
      if (!in_.enter_object()) return;
      while (const auto name = in_.next_member()) {
        const bool is_id = *name == "id";
        const std::string_view value = in_.take_raw();
        if (is_id) id = value;
      }
      if (in_.failed()) return;
      keep(contents_.records, tombstone_type, id, compact_json(in_.since(start)));
      if (++tombstone_count_ > max_file_records)
        in_.refuse(TextKey::error_file_many, {{.name = "limit", .value = std::int64_t{max_file_records}}});
    }
  }

  void read_check() {
    if (!in_.enter_object()) return;
    while (const auto name = in_.next_member()) {
      if (*name == "records") {
        check_.records = in_.take_integer();
      } else if (*name == "tombstones") {
        check_.tombstones = in_.take_integer();
      } else if (*name == "sha256") {
        check_.sha256 = in_.take_text();
      } else {
        in_.take_raw();
      }
    }
  }

  // What went wrong before the file had said that it is ours concerns people less than that it is not.
  Error told(const Error& error) const {
    if (!is_ours_) return {.text = {.key = TextKey::error_file_foreign}, .where = error.where};
    if (error.text.key == TextKey::error_json_cut)
      return {.text = {.key = TextKey::error_file_cut}, .where = error.where};
    return error;
  }

  std::optional<Error> wrong_check() const {
    const bool counts = check_.records == static_cast<std::int64_t>(record_count_) &&
                        check_.tombstones == static_cast<std::int64_t>(tombstone_count_);
    if (counts && check_at_ != std::string_view::npos &&
        sha256_hex(bytes_.substr(begin_, check_at_ - begin_)) == check_.sha256)
      return std::nullopt;
    return Error{.text = {.key = TextKey::error_file_check}, .where = "/check"};
  }

  std::optional<Error> record_twice() const {
    std::optional<Error> error;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      std::vector<RawId> ids;
      for (const Record& record : contents_.records.of<Record>()) ids.push_back(record.id.raw);
      const std::optional<RawId> twice = twice_in(std::move(ids));
      if (!twice || error) return;
      error = Error{.text = {.key = TextKey::error_record_twice,
                             .arguments = {{.name = "id", .value = text_of_id(record_type_of<Record>(), *twice)}}},
                    .where = "/records"};
    });
    return error;
  }

  struct Check {
    std::int64_t records = -1;
    std::int64_t tombstones = -1;
    std::string sha256 = {};
  };

  std::string_view bytes_ = {};
  bool believing_ = true;
  std::size_t begin_ = 0;
  JsonReader in_;
  FileContents contents_ = {};
  std::string unknown_header_ = {};
  std::vector<std::string_view> found_ = {};
  std::size_t record_count_ = 0;
  std::size_t tombstone_count_ = 0;
  std::size_t check_at_ = std::string_view::npos;
  Check check_ = {};
  bool is_ours_ = false;
};

// Line by line, as the writer puts them: a record that is not whole costs only itself.
class Salvager {
 public:
  FileContents take(std::string_view bytes) {
    contents_.checked = false;
    while (!bytes.empty()) {
      const std::size_t end = bytes.find('\n');
      line(bytes.substr(0, end));
      bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    }
    return std::move(contents_);
  }

 private:
  void line(std::string_view text) {
    while (text.ends_with('\r') || text.ends_with(',')) text.remove_suffix(1);
    if (in_records_) {
      if (text.starts_with(']')) {
        in_records_ = false;
      } else if (!text.empty()) {
        record(text);
      }
    } else if (text.starts_with("\"records\":[")) {
      in_records_ = true;
    } else if (text.starts_with("\"scope\":")) {
      contents_.scope.masked = contents_.scope.masked || text.find("\"masked\":true") != std::string_view::npos;
    } else if (text.starts_with("\"vv\":")) {
      JsonReader in(text.substr(5));
      VersionVector seen = read_version_vector(in);
      if (in.finish()) contents_.seen = std::move(seen);
    } else if (text.starts_with("{\"format\":")) {
      header(std::string(text) + "}");
    }
  }

  void header(const std::string& text) {
    JsonReader in(text);
    if (!in.enter_object()) return;
    while (const auto name = in.next_member()) {
      if (*name == "datasetId") {
        read_parsed(in, contents_.dataset, raw_id_from);
      } else if (*name == "exportedAt") {
        read_parsed(in, contents_.exported_at, moment_from_iso);
      } else {
        in.take_raw();
      }
    }
  }

  void record(std::string_view text) {
    RecordSet one;
    JsonReader in(text);
    read_record(in, one);
    bool taken = in.finish() && one.size() == 1;
    if (taken) {
      for_each_record_type([&]<class Record>(std::type_identity<Record>) {
        for (Record& record : one.of<Record>()) {
          taken = ids_.insert({record_type_of<Record>(), record.id.raw}).second &&
                  (!std::is_same_v<Record, Settings> || contents_.records.of<Settings>().empty());
          if (taken) contents_.records.of<Record>().push_back(std::move(record));
        }
      });
    }
    contents_.unread += taken ? 0 : 1;
  }

  FileContents contents_ = {};
  std::set<std::pair<RecordType, RawId>> ids_ = {};
  bool in_records_ = false;
};

// What no salvaging can mend.
bool is_final(TextKey key) {
  return key == TextKey::error_file_foreign || key == TextKey::error_file_newer || key == TextKey::error_file_large ||
         key == TextKey::error_file_many;
}

}  // namespace

bool is_voronka_file(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  JsonReader in(bytes);
  if (!in.enter_object()) return false;
  const auto name = in.next_member();
  return name && *name == "format" && in.kind() == JsonKind::text && in.take_text() == "voronka";
}

Result<FileContents> read_file(std::string_view bytes) { return FileReader(bytes).read(); }

Result<FileContents> salvage_file(std::string_view bytes) {
  if (bytes.size() > max_file_bytes) return read_file(bytes);
  Result<FileContents> whole = FileReader(bytes, false).read();
  if (whole) {
    whole->checked = false;
    return whole;
  }
  if (!is_voronka_file(bytes) || is_final(whole.error().text.key)) return whole;
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  FileContents contents = Salvager().take(bytes);
  if (contents.records.size() == 0) return whole;
  return contents;
}

}  // namespace voronka
