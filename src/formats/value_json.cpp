#include "formats/value_json.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "formats/record_json.hpp"
#include "formats/value_kinds.hpp"

namespace voronka {
namespace {

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
    // Half a rate could be written, but not read again.
    if (rate.currency == Currency{} || rate.rate.empty()) in.refuse(TextKey::error_record_value);
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

// More than anybody has; each is looked for among those before it.
constexpr std::size_t most_custom_values = 2000, most_links = 10'000;

void read_custom(JsonReader& in, CustomValues& values) {
  if (!in.enter_list()) return;
  while (in.next_item()) {
    if (values.size() > most_custom_values) in.refuse(TextKey::error_json_too_many);
    CustomValue value = {};
    read_parts(in, [&](std::string_view part) {
      if (part == "field") {
        value.field.raw = read_id(in, RecordType::custom_field);
      } else if (part == "value") {
        value.text = in.take_text();
      } else if (part == "stamp") {
        value.stamp = read_stamp(in);
      } else {
        return false;
      }
      return true;
    });
    if (!value.field) in.refuse(TextKey::error_record_value);
    const auto place = std::ranges::lower_bound(values, value.field, {}, &CustomValue::field);
    if (place == values.end() || place->field != value.field) values.insert(place, std::move(value));
  }
}

void read_links(JsonReader& in, PersonLinks& links) {
  if (!in.enter_list()) return;
  while (in.next_item()) {
    if (links.size() > most_links) in.refuse(TextKey::error_json_too_many);
    PersonLink link = {};
    read_parts(in, [&](std::string_view part) {
      if (part == "contact") {
        link.contact.raw = read_id(in, RecordType::contact);
      } else if (part == "as") {
        link.words = in.take_text();
      } else {
        return false;
      }
      return true;
    });
    if (!link.contact) in.refuse(TextKey::error_record_value);
    if (std::ranges::find(links, link.contact, &PersonLink::contact) == links.end()) links.push_back(std::move(link));
  }
}

}  // namespace

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
  const KindInfo& kind = kind_of(field);
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
    case ValueShape::stages:
      read_ids(in, as<std::vector<Id<Stage>>>(value));
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
    case ValueShape::custom:
      read_custom(in, as<CustomValues>(value));
      return;
    case ValueShape::links:
      read_links(in, as<PersonLinks>(value));
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
