// Values of fields as JSON and back, by the kind of the field: one switch, no template per record type. The shapes are
// the table of README.md ("The record").
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/dot.hpp"
#include "formats/json_reader.hpp"
#include "formats/json_writer.hpp"
#include "model/fields.hpp"
#include "model/records.hpp"

namespace voronka {

// ---- writing ---- `value` is the member itself (record + field.offset). Nothing (no date, an empty text) is null.
void write_value(JsonWriter& out, const FieldInfo& field, const void* value);
void write_value(JsonWriter& out, const FieldInfo& field, const FieldValue& value);
std::string encode_value(const FieldInfo& field, const FieldValue& value);
void write_money(JsonWriter& out, Money money);
void write_version_vector(JsonWriter& out, const VersionVector& vector);
void write_id(JsonWriter& out, RecordType type, RawId id);
std::string text_of_id(RecordType type, RawId id);  // "deal_01J8…"

// ---- reading ---- A refusal is in the reader (failed(), error()); what was returned then means nothing.
void read_value(JsonReader& in, const FieldInfo& field, void* value);  // `value` holds its default; a null leaves it so
FieldValue read_value(JsonReader& in, const FieldInfo& field);
std::int32_t read_small_integer(JsonReader& in);
Money read_money(JsonReader& in);
VersionVector read_version_vector(JsonReader& in);
RawId read_id(JsonReader& in, RecordType type);  // refuses another type's prefix

struct AnyId {
  RecordType type = RecordType::opaque;
  RawId id = {};
  bool operator==(const AnyId&) const = default;
};
std::optional<AnyId> any_id_from(std::string_view text);  // the type by its prefix; opaque without one

// A text that must be understood: refuses it with its place otherwise.
template <class T, class Parse>
void read_parsed(JsonReader& in, T& value, const Parse& parse) {
  if (const auto read = parse(in.take_text())) {
    value = *read;
  } else {
    in.refuse(TextKey::error_record_value);
  }
}

// What a field's kind looks like in JSON; for the published schema. A type added to FieldValue without a line in
// value_json.cpp does not compile.
enum class ValueShape : std::uint8_t {
  text,
  flag,
  integer,
  maybe_integer,
  maybe_money,
  maybe_date,
  maybe_moment,
  currency,
  enumeration,
  position,
  rank,
  due,
  deletion,
  origin,
  texts,
  extra,
  custom,
  links,
  rates,
  id,
  contacts,
  tags,
  stages
};
struct KindInfo {
  ValueShape shape = ValueShape::text;
  RecordType target = RecordType::opaque;        // of ids
  std::span<const std::string_view> names = {};  // of enumerations
};
const KindInfo& kind_of(const FieldInfo& field);

}  // namespace voronka
