#include "formats/record_json.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <tuple>
#include <utility>

#include "base/digits.hpp"
#include "formats/plain_text.hpp"
#include "formats/sha256.hpp"

namespace voronka {
namespace {

// ---- where the parts of a record lie that are not fields ----

struct Layout {
  std::uint16_t stamps = 0;  // 0: the record has none of these (opaque)
  std::uint16_t unknown = 0;
  std::uint16_t history = 0;         // 0: no history
  const void* (*fresh)() = nullptr;  // a new record: what a member that is left out means
  void* (*append)(RecordSet&) = nullptr;
  void (*drop_last)(RecordSet&) = nullptr;
};

#pragma GCC diagnostic ignored "-Winvalid-offsetof"  // see fields.cpp
template <class Record>
constexpr Layout layout_of() {
  Layout layout = {.fresh = []() -> const void* {
                     static const Record record = {};
                     return &record;
                   },
                   .append = [](RecordSet& set) -> void* { return &set.of<Record>().emplace_back(); },
                   .drop_last = [](RecordSet& set) { set.of<Record>().pop_back(); }};
  if constexpr (has_fields<Record>) {
    layout.stamps = offsetof(Record, stamps);
    layout.unknown = offsetof(Record, unknown);
  }
  if constexpr (has_history<Record>) layout.history = offsetof(Record, history);
  return layout;
}
constexpr auto layouts = []<std::size_t... Index>(std::index_sequence<Index...>) {
  return std::array<Layout, sizeof...(Index)>{layout_of<std::tuple_element_t<Index, Records>>()...};
}(std::make_index_sequence<record_type_count>{});

const Layout& layout(RecordType type) { return layouts[static_cast<std::size_t>(type)]; }

template <class T>
const T& at(const void* record, std::size_t offset) {
  return *reinterpret_cast<const T*>(static_cast<const std::byte*>(record) + offset);
}
template <class T>
T& at(void* record, std::size_t offset) {
  return *reinterpret_cast<T*>(static_cast<std::byte*>(record) + offset);
}
// Between the members and the stamps that this version does not know, in Record::unknown. JSON itself cannot hold it.
constexpr char stamps_follow = '\x1f';

// ---- reading: the head first ----

struct Head {
  std::optional<AnyId> id = {};
  std::string id_text = {};
  std::string type = {};
  bool typed = false;
  bool left = false;  // the object is behind us
};

// In the open object of a record: which one it is. Our own files say so first; elsewhere the whole object is looked
// through, and then read from its beginning again.
Head read_head(JsonReader& in) {
  const JsonReader::Mark begin = in.mark();
  Head head;
  bool identified = false;
  std::size_t members = 0;
  while (!(identified && head.typed)) {
    const auto name = in.next_member();
    if (!name) {  // nothing can be read again, but only a record of an unknown type may lack one of the two
      head.left = true;
      return head;
    }
    ++members;
    if (*name == "id" && in.kind() == JsonKind::text) {
      const std::string_view text = in.take_text();
      head.id = any_id_from(text);
      head.id_text = text;
      // A prefix of ours with anything but an id behind it.
      if (!head.id && std::ranges::any_of(record_names, [&](const RecordName& it) {
            return !it.prefix.empty() && text.starts_with(it.prefix);
          }))
        in.refuse(TextKey::error_record_id);
      identified = true;
    } else if (*name == "type") {
      head.type = in.take_text();
      head.typed = true;
    } else {
      in.take_raw();
    }
  }
  if (members > 2) in.go_back(begin);
  return head;
}

RecordType type_from_name(std::string_view name) {
  for (std::size_t i = 0; i < record_type_count; ++i)
    if (record_names[i].type == name) return static_cast<RecordType>(i);
  return RecordType::opaque;
}

// In memory a record of an unknown type is known by a hash: of its type and id, because two new types may share an id
// (both may have one record per data set), or of all its bytes when it has no id.
RawId opaque_id(std::string_view type, std::string_view id, std::string_view json) {
  Sha256 hash;
  hash.add(type);
  hash.add("\n");
  hash.add(id.empty() ? json : id);
  const auto digest = hash.digest();
  RawId raw = {};
  for (std::size_t i = 0; i < 8; ++i) {
    raw.high = raw.high << 8 | digest[i];
    raw.low = raw.low << 8 | digest[i + 8];
  }
  return raw;
}

void read_stamps(JsonReader& in, RecordType type, Stamps& stamps, std::string& unknown) {
  if (!in.enter_object()) return;
  while (const auto name = in.next_member()) {
    if (*name == "*") {
      stamps.set_rest(read_stamp(in));
    } else if (const std::size_t slot = slot_of(type, *name); slot != no_slot) {
      stamps.set(slot, read_stamp(in));
    } else {
      unknown += ',';
      unknown += in.take_member();
    }
  }
}

void write_stamps(JsonWriter& out, RecordType type, const Stamps& stamps, std::string_view unknown) {
  const auto fields = fields_of(type);
  const bool has_rest = stamps.rest() != FieldStamp{};
  if (!has_rest && stamps.own().empty() && unknown.empty()) return;
  out.key("_s");
  out.begin_object();
  if (has_rest) {
    out.key("*");
    write_stamp(out, stamps.rest());
  }
  for (const auto& [slot, stamp] : stamps.own()) {
    out.key(fields[slot].name);
    write_stamp(out, stamp);
  }
  out.kept_members(unknown);
  out.end_object();
}

// Files of ours hold the fields in the order of the table, so the next one is usually near.
std::size_t find_slot(std::span<const FieldInfo> fields, std::string_view name, std::size_t expected) {
  for (std::size_t slot = expected; slot < fields.size(); ++slot)
    if (fields[slot].name == name) return slot;
  for (std::size_t slot = 0; slot < expected; ++slot)
    if (fields[slot].name == name) return slot;
  return no_slot;
}

void read_members(JsonReader& in, RecordType type, void* record) {
  const Layout& parts = layout(type);
  const auto fields = fields_of(type);
  std::string& unknown = at<std::string>(record, parts.unknown);
  std::string unknown_stamps;
  std::size_t expected = 0;
  while (const auto name = in.next_member()) {
    if (*name == "_s") {
      read_stamps(in, type, at<Stamps>(record, parts.stamps), unknown_stamps);
    } else if (parts.history != 0 && *name == "history") {
      at<EventList>(record, parts.history) = read_history(in);
    } else if (*name == "id" || *name == "type") {  // known from the head
      in.take_raw();
    } else if (const std::size_t slot = find_slot(fields, *name, expected); slot != no_slot) {
      read_value(in, fields[slot], &at<std::byte>(record, fields[slot].offset));
      expected = slot + 1;
    } else {
      unknown += ',';
      unknown += in.take_member();
    }
  }
  if (unknown_stamps.empty()) return;
  unknown += stamps_follow;
  unknown += unknown_stamps;
}

}  // namespace

// ---- writing ----

void write_stamp(JsonWriter& out, const FieldStamp& stamp) {
  PlainText text;
  if (stamp.dot) text.add(stamp.dot);
  out.plain(text.add("@").add(static_cast<std::uint64_t>(std::max<std::int64_t>(stamp.at_ms, 0))).view());
}

void write_record(JsonWriter& out, RecordType type, const void* record, HistoryMode mode) {
  if (type == RecordType::opaque) {
    out.word(at<Opaque>(record, 0).json);
    return;
  }
  const Layout& parts = layout(type);
  out.begin_object();
  out.key("id");
  write_id(out, type, id_of(record));
  out.key("type");
  out.plain(record_names[static_cast<std::size_t>(type)].type);
  const void* fresh = parts.fresh();
  for (const FieldInfo& field : fields_of(type)) {
    if (same_field(record, fresh, field)) continue;
    out.key(field.name);
    write_value(out, field, &at<std::byte>(record, field.offset));
  }
  const std::string_view unknown = at<std::string>(record, parts.unknown);
  const std::size_t stamps_at = unknown.find(stamps_follow);
  out.kept_members(unknown.substr(0, stamps_at));
  if (const EventList* history = history_of(type, record);
      mode == HistoryMode::with_history && history != nullptr && !history->empty()) {
    out.key("history");
    write_history(out, *history);
  }
  write_stamps(out, type, at<Stamps>(record, parts.stamps),
               stamps_at == std::string_view::npos ? std::string_view() : unknown.substr(stamps_at + 1));
  out.end_object();
}

std::string encode_record(RecordType type, const void* record, HistoryMode mode) {
  JsonWriter out;
  write_record(out, type, record, mode);
  return out.take();
}

// ---- reading ----

FieldStamp read_stamp(JsonReader& in) {
  const std::string_view text = in.take_text();
  const std::size_t sign = text.find('@');
  const auto at_ms = sign == std::string_view::npos ? std::nullopt : digits_to_int(text.substr(sign + 1));
  const auto dot = sign == 0 ? std::optional<Dot>(Dot{}) : dot_from(text.substr(0, sign));
  if (at_ms && *at_ms <= max_json_integer && dot) return {.dot = *dot, .at_ms = *at_ms};
  in.refuse(TextKey::error_record_value);
  return {};
}

RecordPlace read_record(JsonReader& in, RecordSet& records) {
  in.kind();
  const std::size_t start = in.offset();
  if (!in.enter_object()) return {};
  const Head head = read_head(in);
  const RecordType type = type_from_name(head.type);
  if (in.failed()) return {};
  if (!head.typed || head.type.empty() || head.type.size() > 64) {
    in.refuse(TextKey::error_record_type);
    return {};
  }
  if (type != RecordType::opaque && (!head.id || head.id->type != type)) {
    in.refuse(TextKey::error_record_id);
    return {};
  }
  void* record = layout(type).append(records);
  if (type == RecordType::opaque) {
    Opaque& opaque = at<Opaque>(record, 0);
    while (!head.left && in.next_member()) in.take_raw();
    opaque.type = head.type;
    if (!in.failed()) opaque.json = compact_json(in.since(start));
    opaque.id.raw = opaque_id(opaque.type, head.id_text, opaque.json);
  } else {
    at<RawId>(record, 0) = head.id->id;
    read_members(in, type, record);
  }
  if (!in.failed()) return {.type = type, .record = record};
  layout(type).drop_last(records);
  return {};
}

void drop_last(RecordType type, RecordSet& records) { layout(type).drop_last(records); }

Result<RecordSet> decode_record(std::string_view json) {
  JsonReader in(json);
  RecordSet records;
  read_record(in, records);
  if (!in.finish()) return std::unexpected(in.error());
  return records;
}

// ---- parts ----

const RawId& id_of(const void* record) { return at<RawId>(record, 0); }

const EventList* history_of(RecordType type, const void* record) {
  const std::uint16_t offset = layout(type).history;
  return offset == 0 ? nullptr : &at<EventList>(record, offset);
}

std::int64_t newest_time_ms(RecordType type, const void* record) {
  if (type == RecordType::opaque) return 0;
  const Stamps& stamps = at<Stamps>(record, layout(type).stamps);
  std::int64_t newest = stamps.rest().at_ms;
  for (const auto& [slot, stamp] : stamps.own()) newest = std::max(newest, stamp.at_ms);
  if (const EventList* history = history_of(type, record))
    for (const Event& event : *history) newest = std::max(newest, event.recorded_at_ms);
  return newest;
}

}  // namespace voronka
