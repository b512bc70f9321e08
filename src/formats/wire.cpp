#include "formats/wire.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "formats/wire_values.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

constexpr std::uint32_t magic = 0x564B5752;  // "RWKV"

using wire::get;
using wire::put;
using wire::Reader;
using wire::Writer;

void put_events(Writer& out, const EventList& history) {
  out.number(history.size());
  for (const Event& event : history) {
    put(out, event.kind);
    put(out, event.precision);
    put(out, event.origin);
    put(out, event.at);
    // Mostly written down when it happened. Without signs, as it is read: damaged data has any two moments.
    out.signed_number(static_cast<std::int64_t>(static_cast<std::uint64_t>(event.recorded_at_ms) -
                                                static_cast<std::uint64_t>(event.at.utc_ms)));
    put(out, event.dot);
    out.number(event.value.index());
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (!std::is_same_v<T, std::monostate>) put(out, value);
        },
        event.value);
  }
}

EventValue get_event_value(Reader& in) {
  EventValue result;
  const std::uint8_t index = in.below(std::variant_size_v<EventValue>);
  [&]<std::size_t... Index>(std::index_sequence<Index...>) {
    const auto read = [&]<std::size_t I>() {
      auto& value = result.emplace<I>();
      if constexpr (I > 0) get(in, value);
    };
    ((Index == index ? read.template operator()<Index>() : void()), ...);
  }(std::make_index_sequence<std::variant_size_v<EventValue>>{});
  return result;
}

void get_events(Reader& in, EventList& history) {
  const std::size_t count = in.count();
  // An event takes at least eight bytes, so a count that fits the rest cannot ask for more memory than ten times that.
  history.reserve(count / 8 < 64 ? count : 0);
  for (std::size_t i = 0; i < count && in.good(); ++i) {
    Event& event = history.emplace_back();
    get(in, event.kind);
    get(in, event.precision);
    get(in, event.origin);
    get(in, event.at);
    event.recorded_at_ms = static_cast<std::int64_t>(static_cast<std::uint64_t>(in.signed_number()) +
                                                     static_cast<std::uint64_t>(event.at.utc_ms));
    get(in, event.dot);
    event.value = get_event_value(in);
  }
}

void put_stamp(Writer& out, const FieldStamp& stamp) {
  put(out, stamp.dot);
  out.signed_number(stamp.at_ms);
}

FieldStamp get_stamp(Reader& in) {
  FieldStamp stamp;
  get(in, stamp.dot);
  stamp.at_ms = in.signed_number();
  return stamp;
}

// The loop over the fields, once for all record types.
void put_fields(Writer& out, const void* record, std::span<const FieldInfo> fields) {
  for (const FieldInfo& field : fields) visit_field(record, field, [&](const auto& value) { put(out, value); });
}
void get_fields(Reader& in, void* record, std::span<const FieldInfo> fields) {
  for (const FieldInfo& field : fields) visit_field(record, field, [&](auto& value) { get(in, value); });
}

template <class Record>
void put_record(Writer& out, const Record& record) {
  out.id(record.id.raw);
  if constexpr (has_fields<Record>) {
    put_fields(out, &record, fields_of(record_type_of<Record>()));
    put_stamp(out, record.stamps.rest());
    out.number(record.stamps.own().size());
    for (const auto& [slot, stamp] : record.stamps.own()) {
      out.number(slot);
      put_stamp(out, stamp);
    }
    out.text(record.unknown);
    if constexpr (has_history<Record>) put_events(out, record.history);
  } else {
    out.text(record.type);
    out.text(record.json);
  }
}

template <class Record>
void get_record(Reader& in, Record& record) {
  record.id.raw = in.id();
  if constexpr (has_fields<Record>) {
    const auto fields = fields_of(record_type_of<Record>());
    get_fields(in, &record, fields);
    record.stamps.set_rest(get_stamp(in));
    const std::size_t own = in.count();
    for (std::size_t i = 0; i < own && in.good(); ++i) {
      const std::uint8_t slot = in.below(fields.size());
      record.stamps.set(slot, get_stamp(in));
    }
    record.unknown = in.text();
    if constexpr (has_history<Record>) get_events(in, record.history);
  } else {
    record.type = in.text();
    record.json = in.text();
  }
}

// `rows_of` answers the rows of each type.
template <class RowsOf>
std::string encode_lists(const RowsOf& rows_of) {
  Writer out;
  out.number(magic);
  out.number(wire_version);
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const std::span<const Record> rows = rows_of.template operator()<Record>();
    out.number(rows.size());
    for (const Record& record : rows) put_record(out, record);
  });
  return out.take();
}

template <class Record>
std::span<const Record> some_of(std::span<const Record> rows, std::size_t first, std::size_t count) {
  first = std::min(first, rows.size());
  return rows.subspan(first, std::min(count, rows.size() - first));
}

}  // namespace

std::string encode_wire(const RecordSet& records) {
  return encode_lists([&]<class Record>() { return std::span<const Record>(records.of<Record>()); });
}

std::string encode_wire(const Document& document, RecordType type, std::size_t first, std::size_t count) {
  return encode_lists([&]<class Record>() {
    if (record_type_of<Record>() != type) return std::span<const Record>();
    return some_of(document.table<Record>().rows(), first, count);
  });
}

std::string encode_wire(const RecordSet& records, RecordType type, std::size_t first, std::size_t count) {
  return encode_lists([&]<class Record>() {
    if (record_type_of<Record>() != type) return std::span<const Record>();
    return some_of(std::span<const Record>(records.of<Record>()), first, count);
  });
}

Result<RecordSet> decode_wire(std::string_view bytes) {
  RecordSet records;
  if (!add_from_wire(bytes, records)) return refuse(TextKey::import_wire);
  return records;
}

bool add_from_wire(std::string_view bytes, RecordSet& records) {
  Reader in(bytes);
  bool good = in.number() == magic && in.number() == wire_version;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if (!good) return;
    auto& list = records.of<Record>();
    const std::size_t count = in.count();
    // The smallest record is some twenty bytes: a count that is plausible is reserved at once, a lie costs little.
    // A list that grows piece by piece has its room from elsewhere, or doubles it.
    if (list.empty() && count > list.capacity() && count <= bytes.size() / 10) list.reserve(count);
    for (std::size_t i = 0; i < count && in.good(); ++i) get_record(in, list.emplace_back());
    good = in.good();
  });
  return good && in.at_end();
}

}  // namespace voronka
