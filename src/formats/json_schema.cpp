#include "formats/json_schema.hpp"

#include <string_view>

#include "formats/event_json.hpp"
#include "formats/record_json.hpp"

namespace voronka {
namespace {

constexpr std::string_view ulid_pattern = "[0-7][0-9A-HJKMNP-TV-Z]{25}";
constexpr std::string_view dot_pattern = "[0-9A-Za-z]{8}:[1-9][0-9]*";
constexpr std::string_view day_pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
constexpr std::string_view offset_pattern = "[+-][0-9]{2}:[0-9]{2}";

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

std::string quoted(std::string_view text) {
  JsonWriter out;
  out.text(text);
  return out.take();
}

// `{"type":"string","pattern":"^…$"}`
std::string matching(std::string_view pattern) {
  return joined({R"({"type":"string","pattern":)", quoted(joined({"^", pattern, "$"})), "}"});
}

std::string id_of_type(RecordType type) {
  return matching(joined({record_names[static_cast<std::size_t>(type)].prefix, ulid_pattern}));
}

std::string list_of(std::string_view items) { return joined({R"({"type":"array","items":)", items, "}"}); }

std::string any_of_names(std::span<const std::string_view> names) {
  JsonWriter out;
  out.begin_object();
  out.key("enum");
  out.begin_list();
  for (const std::string_view name : names) out.text(name);
  out.end_list();
  out.end_object();
  return out.take();
}

// References into "$defs" where the shape has a name of its own.
std::string shape_schema(const KindInfo& kind) {
  const auto defined = [](std::string_view name) { return joined({R"({"$ref":"#/$defs/)", name, R"("})"}); };
  switch (kind.shape) {
    case ValueShape::text:
      return R"({"type":"string"})";
    case ValueShape::flag:
      return R"({"type":"boolean"})";
    case ValueShape::integer:
    case ValueShape::maybe_integer:
      return R"({"type":"integer"})";
    case ValueShape::maybe_money:
      return defined("money");
    case ValueShape::maybe_date:
      return defined("date");
    case ValueShape::maybe_moment:
      return defined("moment");
    case ValueShape::currency:
      return defined("currency");
    case ValueShape::enumeration:
      return any_of_names(kind.names);
    case ValueShape::position:
      return defined("position");
    case ValueShape::rank:
      return defined("rank");
    case ValueShape::due:
      return defined("due");
    case ValueShape::deletion:
      return defined("deletion");
    case ValueShape::origin:
      return defined("origin");
    case ValueShape::texts:
      return list_of(R"({"type":"string"})");
    case ValueShape::extra:
      return R"({"type":"object","additionalProperties":{"type":"string"}})";
    case ValueShape::custom:
      return list_of(joined({R"({"type":"object","required":["field"],"properties":{"field":)",
                             id_of_type(RecordType::custom_field), R"(,"value":{"type":"string"},"stamp":)",
                             defined("stamp"), "}}"}));
    case ValueShape::links:
      return list_of(joined({R"({"type":"object","required":["contact"],"properties":{"contact":)",
                             id_of_type(RecordType::contact), R"(,"as":{"type":"string"}}})"}));
    case ValueShape::rates:
      return list_of(defined("rate"));
    case ValueShape::id:
      return id_of_type(kind.target);
    case ValueShape::contacts:
      return list_of(id_of_type(RecordType::contact));
    case ValueShape::tags:
      return list_of(id_of_type(RecordType::tag));
    case ValueShape::stages:
      return list_of(id_of_type(RecordType::stage));
  }
  return "true";
}

// A member that is left out of a record has the value it has in a new one: worth saying where that is not nothing.
std::string with_default(std::string schema, const FieldInfo& field, const void* fresh) {
  JsonWriter value;
  write_value(value, field, static_cast<const std::byte*>(fresh) + field.offset);
  if (value.bytes() == "null") return schema;
  schema.insert(schema.size() - 1, joined({R"(,"default":)", value.bytes()}));
  return schema;
}

void write_record_schema(JsonWriter& out, RecordType type, const void* fresh) {
  out.key(record_names[static_cast<std::size_t>(type)].type);
  out.begin_object();
  out.key("properties");
  out.begin_object();
  out.key("id");
  out.word(id_of_type(type));
  for (const FieldInfo& field : fields_of(type)) {
    out.key(field.name);
    out.word(with_default(shape_schema(kind_of(field)), field, fresh));
  }
  if (history_of(type, fresh) != nullptr) {
    out.key("history");
    out.word(R"({"type":"array","items":{"$ref":"#/$defs/event"}})");
  }
  out.key("_s");
  out.word(R"({"type":"object","additionalProperties":{"$ref":"#/$defs/stamp"}})");
  out.end_object();
  out.end_object();
}

void write_definitions(JsonWriter& out) {
  const auto define = [&](std::string_view name, std::string_view schema) {
    out.key(name);
    out.word(schema);
  };
  const std::string moment = joined({day_pattern, "T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}", offset_pattern});
  define("ulid", matching(ulid_pattern));
  define("money",
         R"({"type":"object","required":["minor"],"properties":{"minor":{"type":"integer","minimum":-9007199254740991,)"
         R"("maximum":9007199254740991},"currency":{"$ref":"#/$defs/currency"}}})");
  define("currency", matching("[A-Z]{3}"));
  define("date", matching(day_pattern));
  define("moment", matching(moment));
  define("rank", matching("[0-9A-Za-z]+"));
  define("position", joined({R"({"type":"object","properties":{"stage":)", id_of_type(RecordType::stage),
                             R"(,"rank":{"$ref":"#/$defs/rank"}}})"}));
  define("due", joined({R"({"type":"object","properties":{"date":{"$ref":"#/$defs/date"},"time":)",
                        matching("[0-2][0-9]:[0-5][0-9]"), "}}"}));
  define("deletion", joined({R"({"type":"object","required":["by","at"],"properties":{"by":)",
                             any_of_names(names_of(DeletedBy{})), R"(,"at":{"type":"integer"}}})"}));
  define("origin", R"({"type":"object","properties":{"system":{"type":"string"},"id":{"type":"string"}}})");
  define(
      "rate",
      joined(
          {R"({"type":"object","required":["currency","date","rate"],"properties":{"currency":{"$ref":"#/$defs/currency"},)",
           R"("date":{"$ref":"#/$defs/date"},"rate":)", matching("-?[0-9]+(\\.[0-9]+)?"), "}}"}));
  define("stamp", matching(joined({"(", dot_pattern, ")?@[0-9]+"})));
  define("dots", matching("[1-9][0-9]*(-[1-9][0-9]*)?(,[1-9][0-9]*(-[1-9][0-9]*)?)*"));
  define(
      "event",
      joined(
          {R"({"type":"array","description":"kind, at, dot, value, more","minItems":1,"prefixItems":[{"type":"string"},)",
           R"({"type":["string","null"],"pattern":)",
           quoted(joined({"^(", moment, "|", day_pattern, "(", offset_pattern, ")?)$"})),
           R"(},{"type":["string","null"],"pattern":)", quoted(joined({"^", dot_pattern, "$"})), "}]}"}));
}

// A record of a type that is not listed is allowed: a reader keeps it.
void write_records_schema(JsonWriter& out) {
  out.key("records");
  out.begin_object();
  out.key("type");
  out.text("array");
  out.key("items");
  out.begin_object();
  out.key("type");
  out.text("object");
  out.key("required");
  out.word(R"(["type"])");
  out.key("allOf");
  out.begin_list();
  for (const RecordName& name : record_names) {
    if (name.prefix.empty()) continue;
    out.word(joined({R"({"if":{"properties":{"type":{"const":")", name.type,
                     R"("}}},"then":{"required":["id"],"$ref":"#/$defs/)", name.type, R"("}})"}));
  }
  out.end_list();
  out.end_object();
  out.end_object();
}

// One member or item a line; empty brackets stay together.
std::string indented(std::string_view json) {
  std::string text;
  std::size_t depth = 0;
  bool in_text = false;
  const auto new_line = [&] { text += "\n" + std::string(2 * depth, ' '); };
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_text || c == '"') {
      if (c == '"' && (i == 0 || !in_text || json[i - 1] != '\\')) in_text = !in_text;
      text += c;
      continue;
    }
    if (c == '}' || c == ']') {
      --depth;
      new_line();
    }
    text += c;
    if (c == '{' || c == '[') {
      ++depth;
      new_line();
    }
    if (c == ',') new_line();
    if (c == ':') text += ' ';
  }
  return text + "\n";
}

}  // namespace

std::string file_schema() {
  JsonWriter out;
  out.begin_object();
  out.key("$schema");
  out.text("https://json-schema.org/draft/2020-12/schema");
  out.key("title");
  out.text("Voronka file, format 1");
  out.key("description");
  out.text(
      "UTF-8 JSON, integers within 53 bits, no double members. check.sha256 is of every byte before the line of "
      "\"check\". "
      "Members and record types that are not listed are kept by every reader.");
  out.key("type");
  out.text("object");
  out.key("required");
  out.word(R"(["format","formatVersion","minReader","datasetId","vv","records","check"])");
  out.key("properties");
  out.begin_object();
  const auto property = [&](std::string_view name, std::string_view schema) {
    out.key(name);
    out.word(schema);
  };
  property("format", R"({"const":"voronka"})");
  property("formatVersion", R"({"type":"integer","minimum":1})");
  property("minReader", R"({"type":"integer","minimum":1})");
  property("datasetId", R"({"$ref":"#/$defs/ulid"})");
  property("fileId", R"({"type":"string"})");
  property("exportedAt", matching(joined({day_pattern, "T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z"})));
  property(
      "scope",
      R"({"type":"object","properties":{"kind":{"type":"string"},"omits":{"type":"array"},"masked":{"type":"boolean"},"since":{"type":"object"}}})");
  property("vv", R"({"type":"object","additionalProperties":{"$ref":"#/$defs/dots"}})");
  write_records_schema(out);
  property("tombstones", R"({"type":"array","items":{"type":"object"}})");
  property(
      "check",
      R"({"type":"object","required":["records","tombstones","sha256"],"properties":{"records":{"type":"integer"},)"
      R"("tombstones":{"type":"integer"},"sha256":{"type":"string","pattern":"^[0-9a-f]{64}$"}}})");
  out.end_object();
  out.key("$defs");
  out.begin_object();
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      const Record fresh = {};
      write_record_schema(out, record_type_of<Record>(), &fresh);
    }
  });
  write_definitions(out);
  out.end_object();
  out.end_object();
  return indented(out.bytes());
}

}  // namespace voronka
