#include "formats/wire.hpp"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "base/utf8.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

constexpr std::uint32_t magic = 0x564B5752;  // "RWKV"

// Numbers go out seven bits a byte, signed ones zigzag, so that small ones and "nothing" cost one byte.
class Writer {
 public:
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }
  void signed_number(std::int64_t value) {
    number(static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  void fixed(std::uint64_t value) {
    char bytes[8];
    std::memcpy(bytes, &value, 8);
    out_.append(bytes, 8);
  }
  void id(RawId value) {  // most references are empty
    number(value ? 1 : 0);
    if (!value) return;
    fixed(value.high);
    fixed(value.low);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_ = {};
};

// Once something is wrong everything reads as nothing; asked once, at the end.
class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (in_.empty()) break;
      const auto byte = static_cast<unsigned char>(in_[0]);
      in_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  std::int64_t signed_number() {
    const std::uint64_t value = number();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::int32_t small() {
    const std::int64_t value = signed_number();
    if (value < INT32_MIN || value > INT32_MAX) fail();
    return static_cast<std::int32_t>(value);
  }
  // Of an enumeration or index with that many values.
  std::uint8_t below(std::size_t count) {
    const std::uint64_t value = number();
    return static_cast<std::uint8_t>(value < count ? value : fail());
  }
  bool flag() { return below(2) == 1; }
  // How many elements follow. Each takes at least one byte, so more than the rest is damage and must not be allocated.
  std::size_t count() {
    const std::uint64_t value = number();
    return static_cast<std::size_t>(value <= in_.size() ? value : fail());
  }
  std::string text() {
    const std::size_t size = count();
    std::string value(in_.substr(0, size));
    in_.remove_prefix(size);
    if (!is_utf8(value)) fail();
    return value;
  }
  std::uint64_t fixed() {
    if (in_.size() < 8) return fail();
    std::uint64_t value = 0;
    std::memcpy(&value, in_.data(), 8);
    in_.remove_prefix(8);
    return value;
  }
  RawId id() {
    if (!flag()) return {};
    const std::uint64_t high = fixed();
    return {.high = high, .low = fixed()};
  }
  bool good() const { return good_; }
  bool at_end() const { return in_.empty(); }

 private:
  std::uint64_t fail() {
    good_ = false;
    in_ = {};
    return 0;
  }
  std::string_view in_;
  bool good_ = true;
};

// ---- one pair of put and get per type a field can have ----

template <class T>
void put(Writer& out, const T& value);
template <class T>
void get(Reader& in, T& value);

template <class T>
struct Optional : std::false_type {};
template <class T>
struct Optional<std::optional<T>> : std::true_type {
  using type = T;
};
template <class T>
struct List : std::false_type {};
template <class T>
struct List<std::vector<T>> : std::true_type {
  using type = T;
};
template <class T>
concept IsId = requires(T id) { id.raw.high; };

template <class T>
void put(Writer& out, const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    out.text(value);
  } else if constexpr (Optional<T>::value) {
    out.number(value ? 1 : 0);
    if (value) put(out, *value);
  } else if constexpr (List<T>::value) {
    out.number(value.size());
    for (const auto& element : value) put(out, element);
  } else if constexpr (IsId<T>) {
    out.id(value.raw);
  } else if constexpr (std::is_same_v<T, RawId>) {
    out.id(value);
  } else if constexpr (std::is_same_v<T, bool>) {
    out.number(value ? 1 : 0);
  } else if constexpr (std::is_enum_v<T>) {
    out.number(static_cast<std::uint64_t>(value));
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    out.signed_number(value);
  } else if constexpr (std::is_same_v<T, Currency>) {
    out.number(value.code);
  } else if constexpr (std::is_same_v<T, Money>) {
    out.signed_number(value.minor);
    out.number(value.currency.code);
  } else if constexpr (std::is_same_v<T, Date>) {
    out.signed_number(value.days);
  } else if constexpr (std::is_same_v<T, TimeOfDay>) {
    out.signed_number(value.minutes);
  } else if constexpr (std::is_same_v<T, Moment>) {
    out.signed_number(value.utc_ms);
    out.signed_number(value.offset_minutes);
  } else if constexpr (std::is_same_v<T, Position>) {
    out.id(value.stage.raw);
    out.text(value.rank.text);
  } else if constexpr (std::is_same_v<T, Rank>) {
    out.text(value.text);
  } else if constexpr (std::is_same_v<T, Due>) {
    put(out, value.date);
    put(out, value.time);
  } else if constexpr (std::is_same_v<T, Deletion>) {
    put(out, value.by);
    out.signed_number(value.at_ms);
  } else if constexpr (std::is_same_v<T, Origin>) {
    out.text(value.system);
    out.text(value.id);
  } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
    out.text(value.first);
    out.text(value.second);
  } else if constexpr (std::is_same_v<T, DatedRate>) {
    put(out, value.currency);
    put(out, value.date);
    out.text(value.rate);
  } else if constexpr (std::is_same_v<T, PersonLink>) {
    out.id(value.contact.raw);
    out.text(value.words);
  } else if constexpr (std::is_same_v<T, CustomValue>) {
    out.id(value.field.raw);
    out.text(value.text);
    put(out, value.stamp.dot);
    out.signed_number(value.stamp.at_ms);
  } else {
    static_assert(std::is_same_v<T, Dot>);
    out.number(value.actor.value);
    out.number(value.n);
  }
}

template <class Enum>
constexpr std::size_t values_of() {
  if constexpr (std::is_same_v<Enum, EventKind>) {
    return static_cast<std::size_t>(EventKind::unknown) + 1;
  } else if constexpr (std::is_same_v<Enum, Precision> || std::is_same_v<Enum, EventOrigin>) {
    return 3;
  } else {
    return names_of(Enum{}).size();
  }
}

template <class T>
void get(Reader& in, T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    value = in.text();
  } else if constexpr (Optional<T>::value) {
    if (in.flag()) get(in, value.emplace());
  } else if constexpr (List<T>::value) {
    const std::size_t count = in.count();
    for (std::size_t i = 0; i < count && in.good(); ++i) get(in, value.emplace_back());
  } else if constexpr (IsId<T>) {
    value.raw = in.id();
  } else if constexpr (std::is_same_v<T, RawId>) {
    value = in.id();
  } else if constexpr (std::is_same_v<T, bool>) {
    value = in.flag();
  } else if constexpr (std::is_enum_v<T>) {
    value = static_cast<T>(in.below(values_of<T>()));
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    value = in.small();
  } else if constexpr (std::is_same_v<T, Currency>) {
    value.code = static_cast<std::uint32_t>(in.number());
  } else if constexpr (std::is_same_v<T, Money>) {
    value.minor = in.signed_number();
    get(in, value.currency);
  } else if constexpr (std::is_same_v<T, Date>) {
    value.days = in.small();
  } else if constexpr (std::is_same_v<T, TimeOfDay>) {
    value.minutes = in.small();
  } else if constexpr (std::is_same_v<T, Moment>) {
    value.utc_ms = in.signed_number();
    value.offset_minutes = in.small();
  } else if constexpr (std::is_same_v<T, Position>) {
    value.stage.raw = in.id();
    value.rank.text = in.text();
  } else if constexpr (std::is_same_v<T, Rank>) {
    value.text = in.text();
  } else if constexpr (std::is_same_v<T, Due>) {
    get(in, value.date);
    get(in, value.time);
  } else if constexpr (std::is_same_v<T, Deletion>) {
    get(in, value.by);
    value.at_ms = in.signed_number();
  } else if constexpr (std::is_same_v<T, Origin>) {
    value.system = in.text();
    value.id = in.text();
  } else if constexpr (std::is_same_v<T, std::pair<std::string, std::string>>) {
    value.first = in.text();
    value.second = in.text();
  } else if constexpr (std::is_same_v<T, DatedRate>) {
    get(in, value.currency);
    get(in, value.date);
    value.rate = in.text();
  } else if constexpr (std::is_same_v<T, PersonLink>) {
    value.contact.raw = in.id();
    value.words = in.text();
  } else if constexpr (std::is_same_v<T, CustomValue>) {
    value.field.raw = in.id();
    value.text = in.text();
    get(in, value.stamp.dot);
    value.stamp.at_ms = in.signed_number();
  } else {
    static_assert(std::is_same_v<T, Dot>);
    value.actor.value = in.number();
    value.n = in.number();
  }
}

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

}  // namespace

namespace {

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
