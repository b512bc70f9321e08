// Whole records with their stamps and history as JSON and back, by one loop over the field table: a new field needs no
// line here. The shape is described in README.md ("The record"). Reading goes straight from tokens into the record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "formats/event_json.hpp"
#include "formats/value_json.hpp"
#include "model/record_set.hpp"
#include "model/stamps.hpp"

namespace voronka {

// Buckets keep history apart from the rest of the record; files and journal rows keep it inside.
enum class HistoryMode : std::uint8_t { with_history, without_history };

// `record` must be of the type that is named.
void write_record(JsonWriter& out, RecordType type, const void* record, HistoryMode mode);
std::string encode_record(RecordType type, const void* record, HistoryMode mode = HistoryMode::with_history);
template <class Record>
std::string encode_record(const Record& record, HistoryMode mode = HistoryMode::with_history) {
  return encode_record(record_type_of<Record>(), &record, mode);
}
void write_stamp(JsonWriter& out, const FieldStamp& stamp);  // "3fK9aZ01:812@1764075600123"

// Takes the object that comes next and adds it to the list of its type; one of an unknown type to the opaque ones.
// A refusal is in the reader, and then nothing was added.
struct RecordPlace {
  RecordType type = RecordType::opaque;
  void* record = nullptr;  // in `records`, until the next one is added; null after a refusal
};
RecordPlace read_record(JsonReader& in, RecordSet& records);
void drop_last(RecordType type, RecordSet& records);  // takes back what has just been added
FieldStamp read_stamp(JsonReader& in);

// One record alone; the typed form refuses a text that holds another type.
Result<RecordSet> decode_record(std::string_view json);
template <class Record>
Result<Record> decode_record(std::string_view json) {
  Result<RecordSet> records = decode_record(json);
  if (!records) return std::unexpected(std::move(records.error()));
  if (records->of<Record>().empty()) return refuse(TextKey::error_record_type);
  return std::move(records->of<Record>().front());
}

// The newest wall time at which something of the record was written down: the clock of files, which must not ask one.
std::int64_t newest_time_ms(RecordType type, const void* record);

const RawId& id_of(const void* record);                            // every record begins with its id
const EventList* history_of(RecordType type, const void* record);  // null for types without one

}  // namespace voronka
