// Values of fields on their way into JSON.
#include "formats/plain_text.hpp"
#include "formats/record_json.hpp"
#include "formats/value_kinds.hpp"

namespace voronka {
namespace {

template <class Record>
void write_ids(JsonWriter& out, const std::vector<Id<Record>>& ids) {
  out.begin_list();
  for (const Id<Record> id : ids) write_id(out, record_type_of<Record>(), id.raw);
  out.end_list();
}

// Whether there is nothing to say: an empty text, no date. Flags, numbers and enumerations always say something, since
// their default may be any of their values.
bool is_nothing(const FieldInfo& field, const void* value) {
  switch (kind_of(field).shape) {
    case ValueShape::flag:
    case ValueShape::integer:
    case ValueShape::enumeration:
      return false;
    case ValueShape::text:  // the quantity of a new line is one: an empty one says something
      return as<std::string>(value).empty() && field.name != "quantity";
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
    case ValueShape::custom:
      return as<CustomValues>(value).empty();
    case ValueShape::links:
      return as<PersonLinks>(value).empty();
    case ValueShape::rates:
      return as<RateList>(value).empty();
    case ValueShape::id:
      return !as<RawId>(value);
    case ValueShape::contacts:
      return as<std::vector<Id<Contact>>>(value).empty();
    case ValueShape::tags:
      return as<std::vector<Id<Tag>>>(value).empty();
    case ValueShape::stages:
      return as<std::vector<Id<Stage>>>(value).empty();
  }
  return false;
}

}  // namespace

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
  const KindInfo& kind = kind_of(field);
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
    case ValueShape::stages:
      write_ids(out, as<std::vector<Id<Stage>>>(value));
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
    case ValueShape::custom:
      out.begin_list();
      for (const CustomValue& one : as<CustomValues>(value)) {
        out.begin_object();
        out.key("field");
        write_id(out, RecordType::custom_field, one.field.raw);
        if (!one.text.empty()) {
          out.key("value");
          out.text(one.text);
        }
        if (one.stamp != FieldStamp{}) {
          out.key("stamp");
          write_stamp(out, one.stamp);
        }
        out.end_object();
      }
      out.end_list();
      return;
    case ValueShape::links:
      out.begin_list();
      for (const PersonLink& link : as<PersonLinks>(value)) {
        out.begin_object();
        out.key("contact");
        write_id(out, RecordType::contact, link.contact.raw);
        if (!link.words.empty()) {
          out.key("as");
          out.text(link.words);
        }
        out.end_object();
      }
      out.end_list();
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

}  // namespace voronka
