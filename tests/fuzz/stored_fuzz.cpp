// What comes back from the database: bucket lines, the meta, rows of the journal. Nothing of it is believed, and what is accepted is
// written again as the same. An input is lines, each with a letter in front that says what it is; checksums are added here, for else
// every line would be refused for its checksum alone:
//   R{record}   H<type> {history line}   M{meta}   J{journal row}   B<key> <line as it is, checksum and all>
#include <string>
#include <vector>

#include "app/plan.hpp"
#include "base/crc32c.hpp"
#include "formats/buckets.hpp"
#include "formats/journal_json.hpp"
#include "formats/meta_json.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {
namespace {

std::string with_crc(std::string_view json) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string line(8, '0');
  std::uint32_t crc = crc32c(json);
  for (std::size_t i = 8; i-- > 0; crc >>= 4) line[i] = digits[crc & 15];
  return line + " " + std::string(json) + "\n";
}

void read_meta(std::string_view json) {
  const Result<StoredMeta> meta = decode_meta(json);
  if (!meta) return;
  const Result<StoredMeta> again = decode_meta(encode_meta(*meta));
  claim(again && *again == *meta, "the meta is written again as it was read", json);
}

std::vector<JournalEntry> read_row(std::string_view json) {
  Result<JournalEntry> entry = decode_journal_row(json);
  if (!entry) return {};
  const std::string row = encode_journal_row(*entry);
  const Result<JournalEntry> again = decode_journal_row(row);
  claim(again.has_value(), "a journal row that was read can be read again", again ? "" : wording(again.error()) + row);
  claim(*again == *entry, "a journal row is written again as it was read", row);
  return {std::move(*entry)};
}

// Under the key where it belongs, as far as the line says what it is.
void read_record_line(std::string_view json, BucketReader& reader) {
  const Result<RecordSet> record = decode_record(json);
  std::string key = "deal/0";
  if (record)
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& it : record->of<Record>()) key = bucket_key(record_type_of<Record>(), bucket_of(it.id.raw));
    });
  const std::size_t problems = reader.problems().size();
  reader.add_records(key, with_crc(json));
  claim(reader.problems().size() == problems + (record ? 0 : 1), "a line is read or it is a problem", json);
}

void read_history_line(std::string_view line, BucketReader& reader) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::string_view json = line.substr(std::min(space + 1, line.size()));
  std::string key = std::string(line.substr(0, space)) + "/0";
  JsonReader in(json);
  if (in.enter_object())
    while (const auto name = in.next_member()) {
      if (*name != "id" || in.kind() != JsonKind::text) {
        in.take_raw();
      } else if (const auto id = any_id_from(in.take_text())) {
        key = bucket_key(id->type, bucket_of(id->id));
      }
      if (in.failed()) break;
    }
  reader.add_history(key, with_crc(json));
}

BucketReader::Contents stored_and_read(const Document& document) {
  BucketIndex index;
  index.rebuild(document);
  BucketReader reader;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : document.table<Record>().rows()) {
      const BucketName name = {.type = record_type_of<Record>(), .bucket = bucket_of(record.id.raw)};
      if (index.ids(name).front() != record.id.raw) continue;  // one of the bucket speaks for all
      const std::string key = bucket_key(name.type, name.bucket);
      reader.add_records(key, encode_record_bucket(document, index, name));
      reader.add_history(key, encode_history_bucket(document, index, name));
    }
  });
  return reader.take();
}

// Undo reads the row as it is stored; whatever it says, it is refused or leaves a document that can be stored.
void take_back(const JournalEntry& entry, Document document) {
  Result<Planned> planned = plan(document, Revert{.entry = entry},
                                 {.now = {.utc_ms = 1'764'075'600'123, .offset_minutes = 180},
                                  .actor = Actor{5},
                                  .first_dot = 1'000'000,
                                  .random_seed = 5});
  if (!planned) return;
  const JournalEntry undo = journal_of(planned->patch);
  const Result<JournalEntry> stored = decode_journal_row(encode_journal_row(undo));
  claim(stored.has_value(), "the row of an undo can be read", stored ? "" : wording(stored.error()));
  document.commit(std::move(planned->patch));
  const BucketReader::Contents back = stored_and_read(document);
  claim(back.problems.empty(), "what an undo leaves can be stored and read",
        back.problems.empty() ? "" : wording(back.problems.front()));
}

}  // namespace

void fuzz(std::string_view bytes) {
  BucketReader reader;
  std::vector<JournalEntry> entries;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.empty()) continue;
    const std::string_view rest = line.substr(1);
    switch (line[0]) {
      case 'R':
        read_record_line(rest, reader);
        break;
      case 'H':
        read_history_line(rest, reader);
        break;
      case 'M':
        read_meta(rest);
        break;
      case 'J':
        for (JournalEntry& entry : read_row(rest)) entries.push_back(std::move(entry));
        break;
      case 'B':
        reader.add_records(rest.substr(0, rest.find(' ')), rest.substr(std::min(rest.find(' '), rest.size())));
        break;
      default:
        break;
    }
  }
  const Document document = document_of(reader.take().records);
  const BucketReader::Contents back = stored_and_read(document);
  claim(back.problems.empty(), "what was read can be stored and read again",
        back.problems.empty() ? "" : wording(back.problems.front()));
  RecordSet records;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    const auto rows = document.table<Record>().rows();
    records.of<Record>().assign(rows.begin(), rows.end());
  });
  claim(sorted(back.records) == sorted(std::move(records)), "the database keeps every record");
  for (const JournalEntry& entry : entries) take_back(entry, document);
}

}  // namespace voronka
