#include "formats/value_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/sort.hpp"
#include "formats/plain_text.hpp"

namespace voronka {
namespace {

template <class Enum>
constexpr auto enum_names = names_of(Enum{});

template <class T>
struct KindOf;
template <class Enum>
  requires std::is_enum_v<Enum>
struct KindOf<Enum> {
  static_assert(sizeof(Enum) == 1, "enumerations are read and written through a byte");
  static constexpr KindInfo info = {.shape = ValueShape::enumeration, .names = enum_names<Enum>};
};
template <class Record>
struct KindOf<Id<Record>> {
  static constexpr KindInfo info = {.shape = ValueShape::id, .target = record_type_of<Record>()};
};
#define KIND(type, name)                                          \
  template <>                                                     \
  struct KindOf<type> {                                           \
    static constexpr KindInfo info = {.shape = ValueShape::name}; \
  };
KIND(std::string, text)
KIND(bool, flag)
KIND(std::int32_t, integer)
KIND(std::optional<std::int32_t>, maybe_integer)
KIND(std::optional<Money>, maybe_money)
KIND(std::optional<Date>, maybe_date)
KIND(std::optional<Moment>, maybe_moment)
KIND(Currency, currency)
KIND(Position, position)
KIND(Rank, rank)
KIND(Due, due)
KIND(Deletion, deletion)
KIND(Origin, origin)
KIND(TextList, texts)
KIND(ExtraFields, extra)
KIND(RateList, rates)
KIND(std::vector<Id<Contact>>, contacts)
KIND(std::vector<Id<Tag>>, tags)
#undef KIND

constexpr auto kinds = []<std::size_t... Index>(std::index_sequence<Index...>) {
  return std::array<KindInfo, sizeof...(Index)>{KindOf<std::variant_alternative_t<Index, FieldValue>>::info...};
}(std::make_index_sequence<std::variant_size_v<FieldValue>>{});

template <class T>
const T& as(const void* value) {
  return *static_cast<const T*>(value);
}
template <class T>
T& as(void* value) {
  return *static_cast<T*>(value);
}

const void* address_in(const FieldValue& value) {
  return std::visit([](const auto& alternative) -> const void* { return &alternative; }, value);
}
void* address_in(FieldValue& value) {
  return std::visit([](auto& alternative) -> void* { return &alternative; }, value);
}

std::string_view prefix_of(RecordType type) { return record_names[static_cast<std::size_t>(type)].prefix; }

std::optional<Rank> rank_from(std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  if (!std::ranges::all_of(text, is_letter)) return std::nullopt;
  return Rank{.text = std::string(text)};
}

std::uint8_t read_name(JsonReader& in, std::span<const std::string_view> names) {
  const std::string_view name = in.take_text();
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) in.refuse(TextKey::error_record_value);
  return static_cast<std::uint8_t>(found == names.end() ? 0 : found - names.begin());
}

// The members of a composite value. What is not known in it is left out: a new part of a value is a new field.
template <class Function>
void read_parts(JsonReader& in, const Function& read_part) {
  if (!in.enter_object()) return;
  while (const auto name = in.next_member())
    if (!read_part(*name)) in.take_raw();
}

template <class Record>
void read_ids(JsonReader& in, std::vector<Id<Record>>& ids) {
  if (!in.enter_list()) return;
  while (in.next_item()) ids.push_back({read_id(in, record_type_of<Record>())});
}

template <class Record>
void write_ids(JsonWriter& out, const std::vector<Id<Record>>& ids) {
  out.begin_list();
  for (const Id<Record> id : ids) write_id(out, record_type_of<Record>(), id.raw);
  out.end_list();
}

void read_rates(JsonReader& in, RateList& rates) {
  if (!in.enter_list()) return;
  while (in.next_item()) {
    DatedRate rate = {};
    read_parts(in, [&](std::string_view part) {
      if (part == "currency") {
        read_parsed(in, rate.currency, currency_from);
      } else if (part == "date") {
        read_parsed(in, rate.date, date_from_iso);
      } else if (part == "rate") {
        rate.rate = in.take_text();
        if (!is_decimal(rate.rate)) in.refuse(TextKey::error_record_value);
      } else {
        return false;
      }
      return true;
    });
    rates.push_back(std::move(rate));
  }
}

void read_extra(JsonReader& in, ExtraFields& extra) {
  if (!in.enter_object()) return;
  while (const auto name = in.next_member()) {
    std::string key(*name);
    extra.emplace_back(std::move(key), in.take_text());
  }
  sort_rows(extra);
}

// Whether there is nothing to say: an empty text, no date. Flags, numbers and enumerations always say something, since
// their default may be any of their values.
bool is_nothing(const FieldInfo& field, const void* value) {
  switch (kinds[field.kind].shape) {
    case ValueShape::flag:
    case ValueShape::integer:
    case ValueShape::enumeration:
      return false;
    case ValueShape::text:
      return as<std::string>(value).empty();
    case ValueShape::maybe_integer:
      return !as<std::optional<std::int32_t>>(value);
    case ValueShape::maybe_money:
      return !as<std::optional<Money>>(value);
    case ValueShape::maybe_date:
      return !as<std::optional<Date>>(value);
    case ValueShape::maybe_moment:
      return !as<std::optional<Moment>>(value);
    case ValueShape::currency:
      return as<Currency>(value) == Currency{};
    case ValueShape::position:
      return !as<Position>(value).stage && as<Position>(value).rank.text.empty();
    case ValueShape::rank:
      return as<Rank>(value).text.empty();
    case ValueShape::due:
      return !as<Due>(value).date && !as<Due>(value).time;
    case ValueShape::deletion:
      return as<Deletion>(value) == Deletion{};
    case ValueShape::origin:
      return as<Origin>(value).system.empty() && as<Origin>(value).id.empty();
    case ValueShape::texts:
      return as<TextList>(value).empty();
    case ValueShape::extra:
      return as<ExtraFields>(value).empty();
    case ValueShape::rates:
      return as<RateList>(value).empty();
    case ValueShape::id:
      return !as<RawId>(value);
    case ValueShape::contacts:
      return as<std::vector<Id<Contact>>>(value).empty();
    case ValueShape::tags:
      return as<std::vector<Id<Tag>>>(value).empty();
  }
  return false;
}

}  // namespace

const KindInfo& kind_of(const FieldInfo& field) { return kinds[field.kind]; }

void write_money(JsonWriter& out, Money money) {
  out.begin_object();
  out.key("minor");
  out.integer(money.minor);
  if (money.currency != Currency{}) {
    out.key("currency");
    out.plain(text_of(money.currency));
  }
  out.end_object();
}

void write_value(JsonWriter& out, const FieldInfo& field, const void* value) {
  if (is_nothing(field, value)) {
    out.null();
    return;
  }
  const KindInfo& kind = kinds[field.kind];
  switch (kind.shape) {
    case ValueShape::text:
      out.text(as<std::string>(value));
      return;
    case ValueShape::flag:
      out.flag(as<bool>(value));
      return;
    case ValueShape::integer:
      out.integer(as<std::int32_t>(value));
      return;
    case ValueShape::maybe_integer:
      out.integer(*as<std::optional<std::int32_t>>(value));
      return;
    case ValueShape::maybe_money:
      write_money(out, *as<std::optional<Money>>(value));
      return;
    case ValueShape::maybe_date:
      out.plain(PlainText().add(*as<std::optional<Date>>(value)).view());
      return;
    case ValueShape::maybe_moment:
      out.plain(PlainText().add(*as<std::optional<Moment>>(value)).view());
      return;
    case ValueShape::currency:
      out.plain(text_of(as<Currency>(value)));
      return;
    case ValueShape::enumeration:
      out.plain(kind.names[as<unsigned char>(value)]);
      return;
    case ValueShape::rank:
      out.plain(as<Rank>(value).text);
      return;
    case ValueShape::id:
      write_id(out, kind.target, as<RawId>(value));
      return;
    case ValueShape::contacts:
      write_ids(out, as<std::vector<Id<Contact>>>(value));
      return;
    case ValueShape::tags:
      write_ids(out, as<std::vector<Id<Tag>>>(value));
      return;
    case ValueShape::position: {
      const Position& position = as<Position>(value);
      out.begin_object();
      if (position.stage) {
        out.key("stage");
        write_id(out, RecordType::stage, position.stage.raw);
      }
      if (!position.rank.text.empty()) {
        out.key("rank");
        out.plain(position.rank.text);
      }
      out.end_object();
      return;
    }
    case ValueShape::due: {
      const Due& due = as<Due>(value);
      out.begin_object();
      if (due.date) {
        out.key("date");
        out.plain(PlainText().add(*due.date).view());
      }
      if (due.time) {
        out.key("time");
        out.plain(PlainText().add(*due.time).view());
      }
      out.end_object();
      return;
    }
    case ValueShape::deletion: {
      const Deletion& deletion = as<Deletion>(value);
      out.begin_object();
      out.key("by");
      out.plain(name_of(deletion.by));
      out.key("at");
      out.integer(deletion.at_ms);
      out.end_object();
      return;
    }
    case ValueShape::origin: {
      const Origin& origin = as<Origin>(value);
      out.begin_object();
      out.key("system");
      out.text(origin.system);
      out.key("id");
      out.text(origin.id);
      out.end_object();
      return;
    }
    case ValueShape::texts:
      out.begin_list();
      for (const std::string& text : as<TextList>(value)) out.text(text);
      out.end_list();
      return;
    case ValueShape::extra:
      out.begin_object();
      for (const auto& [key, text] : as<ExtraFields>(value)) {
        out.key(key);
        out.text(text);
      }
      out.end_object();
      return;
    case ValueShape::rates:
      out.begin_list();
      for (const DatedRate& rate : as<RateList>(value)) {
        out.begin_object();
        out.key("currency");
        out.plain(text_of(rate.currency));
        out.key("date");
        out.plain(PlainText().add(rate.date).view());
        out.key("rate");
        out.plain(rate.rate);
        out.end_object();
      }
      out.end_list();
      return;
  }
}

void write_value(JsonWriter& out, const FieldInfo& field, const FieldValue& value) {
  write_value(out, field, address_in(value));
}

std::string encode_value(const FieldInfo& field, const FieldValue& value) {
  JsonWriter out;
  write_value(out, field, value);
  return out.take();
}

void write_version_vector(JsonWriter& out, const VersionVector& vector) {
  out.begin_object();
  for (const auto& [actor, set] : vector.actors()) {
    out.key(text_of(actor));
    out.plain(text_of(set));
  }
  out.end_object();
}

void write_id(JsonWriter& out, RecordType type, RawId id) {
  out.plain(PlainText().add(prefix_of(type)).add(id).view());
}

std::string text_of_id(RecordType type, RawId id) {
  return std::string(PlainText().add(prefix_of(type)).add(id).view());
}

std::optional<AnyId> any_id_from(std::string_view text) {
  for (std::size_t i = 0; i < record_type_count; ++i) {
    const auto type = static_cast<RecordType>(i);
    if (!text.starts_with(prefix_of(type))) continue;
    const auto id = raw_id_from(text.substr(prefix_of(type).size()));
    if (id && *id) return AnyId{.type = type, .id = *id};
  }
  return std::nullopt;
}

RawId read_id(JsonReader& in, RecordType type) {
  const std::string_view text = in.take_text();
  const std::string_view prefix = prefix_of(type);
  const auto id = text.starts_with(prefix) ? raw_id_from(text.substr(prefix.size())) : std::nullopt;
  if (id && *id) return *id;
  in.refuse(TextKey::error_record_id);
  return {};
}

std::int32_t read_small_integer(JsonReader& in) {
  const std::int64_t value = in.take_integer();
  if (value < INT32_MIN || value > INT32_MAX) in.refuse(TextKey::error_json_number);
  return static_cast<std::int32_t>(value);
}

Money read_money(JsonReader& in) {
  Money money = {};
  bool has_amount = false;
  read_parts(in, [&](std::string_view part) {
    if (part == "minor") {
      money.minor = in.take_integer();
      has_amount = true;
    } else if (part == "currency") {
      read_parsed(in, money.currency, currency_from);
    } else {
      return false;
    }
    return true;
  });
  if (!has_amount) in.refuse(TextKey::error_record_value);
  return money;
}

void read_value(JsonReader& in, const FieldInfo& field, void* value) {
  if (in.take_null() || in.failed()) return;
  const KindInfo& kind = kinds[field.kind];
  switch (kind.shape) {
    case ValueShape::text:
      as<std::string>(value) = in.take_text(field.name == "text" || field.name == "comment" ? max_json_long_text_bytes
                                                                                            : max_json_text_bytes);
      return;
    case ValueShape::flag:
      as<bool>(value) = in.take_flag();
      return;
    case ValueShape::integer:
      as<std::int32_t>(value) = read_small_integer(in);
      return;
    case ValueShape::maybe_integer:
      as<std::optional<std::int32_t>>(value) = read_small_integer(in);
      return;
    case ValueShape::maybe_money:
      as<std::optional<Money>>(value) = read_money(in);
      return;
    case ValueShape::maybe_date:
      read_parsed(in, as<std::optional<Date>>(value), date_from_iso);
      return;
    case ValueShape::maybe_moment:
      read_parsed(in, as<std::optional<Moment>>(value), moment_from_iso);
      return;
    case ValueShape::currency:
      read_parsed(in, as<Currency>(value), currency_from);
      return;
    case ValueShape::enumeration:
      as<unsigned char>(value) = read_name(in, kind.names);
      return;
    case ValueShape::rank:
      read_parsed(in, as<Rank>(value), rank_from);
      return;
    case ValueShape::id:
      as<RawId>(value) = read_id(in, kind.target);
      return;
    case ValueShape::contacts:
      read_ids(in, as<std::vector<Id<Contact>>>(value));
      return;
    case ValueShape::tags:
      read_ids(in, as<std::vector<Id<Tag>>>(value));
      return;
    case ValueShape::position:
      read_parts(in, [&](std::string_view part) {
        if (part == "stage") {
          as<Position>(value).stage.raw = read_id(in, RecordType::stage);
        } else if (part == "rank") {
          read_parsed(in, as<Position>(value).rank, rank_from);
        } else {
          return false;
        }
        return true;
      });
      return;
    case ValueShape::due:
      read_parts(in, [&](std::string_view part) {
        if (part == "date") {
          read_parsed(in, as<Due>(value).date, date_from_iso);
        } else if (part == "time") {
          read_parsed(in, as<Due>(value).time, time_from_iso);
        } else {
          return false;
        }
        return true;
      });
      return;
    case ValueShape::deletion:
      read_parts(in, [&](std::string_view part) {
        if (part == "by") {
          as<Deletion>(value).by = static_cast<DeletedBy>(read_name(in, enum_names<DeletedBy>));
        } else if (part == "at") {
          as<Deletion>(value).at_ms = in.take_integer();
        } else {
          return false;
        }
        return true;
      });
      return;
    case ValueShape::origin:
      read_parts(in, [&](std::string_view part) {
        if (part == "system") {
          as<Origin>(value).system = in.take_text();
        } else if (part == "id") {
          as<Origin>(value).id = in.take_text();
        } else {
          return false;
        }
        return true;
      });
      return;
    case ValueShape::texts:
      if (!in.enter_list()) return;
      while (in.next_item()) as<TextList>(value).emplace_back(in.take_text());
      return;
    case ValueShape::extra:
      read_extra(in, as<ExtraFields>(value));
      return;
    case ValueShape::rates:
      read_rates(in, as<RateList>(value));
      return;
  }
}

FieldValue read_value(JsonReader& in, const FieldInfo& field) {
  FieldValue value = default_value(field);
  read_value(in, field, address_in(value));
  return value;
}

VersionVector read_version_vector(JsonReader& in) {
  VersionVector vector = {};
  if (!in.enter_object()) return vector;
  while (const auto name = in.next_member()) {
    const auto actor = actor_from(*name);
    const auto set = interval_set_from(in.take_text(max_json_long_text_bytes));
    if (!actor || !set) {
      in.refuse(TextKey::error_record_value);
      continue;
    }
    for (const auto& [first, last] : set->ranges()) vector.add(*actor, first, last);
  }
  return vector;
}

}  // namespace voronka
