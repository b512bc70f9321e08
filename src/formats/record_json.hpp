// Records, their values, stamps and history as JSON and back, by one loop over the field table: a new field needs no
// line here. The shape is described in README.md ("The record"). Reading goes straight from tokens into the record.
#pragma once

#include <string>
#include <string_view>

#include "base/dot.hpp"
#include "base/result.hpp"
#include "formats/json_reader.hpp"
#include "formats/json_writer.hpp"
#include "model/fields.hpp"
#include "model/record_set.hpp"
#include "model/records.hpp"
#include "model/stamps.hpp"

namespace voronka {

// Buckets keep history apart from the rest of the record; files and journal rows keep it inside.
enum class HistoryMode : std::uint8_t { with_history, without_history };

// ---- writing ---- `record` must be of the type that is named.
void write_record(JsonWriter& out, RecordType type, const void* record, HistoryMode mode);
std::string encode_record(RecordType type, const void* record, HistoryMode mode = HistoryMode::with_history);
template <class Record>
std::string encode_record(const Record& record, HistoryMode mode = HistoryMode::with_history) {
  return encode_record(record_type_of<Record>(), &record, mode);
}
void write_history(JsonWriter& out, const EventList& history);
void write_event(JsonWriter& out, const Event& event);
void write_value(JsonWriter& out, const FieldInfo& field, const void* value);   // of the member itself
void write_value(JsonWriter& out, const FieldInfo& field, const FieldValue& value);
std::string encode_value(const FieldInfo& field, const FieldValue& value);
bool is_default_value(const FieldInfo& field, const void* value);
void write_version_vector(JsonWriter& out, const VersionVector& vector);
void write_money(JsonWriter& out, Money money);
std::string text_of(const FieldStamp& stamp);      // "3fK9aZ01:812@1764075600123"
std::string text_of_id(RecordType type, RawId id);  // "deal_01J8…"

// ---- reading ---- A refusal is in the reader (failed(), error()); what was returned then means nothing.
// Takes the object that comes next and adds it to the list of its type; one of an unknown type to the opaque ones.
struct RecordPlace {
  RecordType type = RecordType::opaque;
  void* record = nullptr;  // in `records`, until the next one is added; null after a refusal
};
RecordPlace read_record(JsonReader& in, RecordSet& records);
EventList read_history(JsonReader& in);
Event read_event(JsonReader& in);
void read_value(JsonReader& in, const FieldInfo& field, void* value);  // null gives the default
FieldValue read_value(JsonReader& in, const FieldInfo& field);
VersionVector read_version_vector(JsonReader& in);
Money read_money(JsonReader& in);
FieldStamp read_stamp(JsonReader& in);
RawId read_id(JsonReader& in, RecordType type);  // refuses another type's prefix

struct AnyId {
  RecordType type = RecordType::opaque;
  RawId id = {};
  bool operator==(const AnyId&) const = default;
};
std::optional<AnyId> any_id_from(std::string_view text);  // the type by its prefix; opaque without one

// One record alone. Refuses when the text holds another type.
Result<RecordSet> decode_record(std::string_view json);
template <class Record>
Result<Record> decode_record(std::string_view json) {
  Result<RecordSet> records = decode_record(json);
  if (!records) return std::unexpected(std::move(records.error()));
  if (records->of<Record>().empty()) return refuse(TextKey::error_record_type);
  return std::move(records->of<Record>().front());
}

// The newest wall time that the record carries (stamps, events, deletion): the clock of files that must not have one.
std::int64_t newest_time_ms(RecordType type, const void* record);

const RawId& id_of(const void* record);  // every record begins with its id
const EventList* history_of(RecordType type, const void* record);  // null for types without one

}  // namespace voronka
