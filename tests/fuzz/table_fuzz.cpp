// Any file taken for a foreign table: refused, or through the registry to records that a file, the wire and the database can hold.
#include <memory>
#include <optional>

#include "formats/call_match.hpp"
#include "formats/contact_table.hpp"
#include "formats/file_kind.hpp"
#include "formats/import_table.hpp"
#include "formats/wire.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace voronka {
namespace {

// What the user chose, in front of the file: \x01, the encoding, and by how much every column's meaning is moved.
struct Choice {
  std::optional<TextEncoding> encoding = {};
  std::size_t shift = 0;
};

Choice choice_of(std::string_view& bytes) {
  if (bytes.size() < 3 || bytes[0] != '\x01') return {};
  Choice choice = {.shift = static_cast<unsigned char>(bytes[2])};
  if (const auto encoding = static_cast<unsigned char>(bytes[1]); encoding < 5)
    choice.encoding = static_cast<TextEncoding>(encoding);
  bytes.remove_prefix(3);
  return choice;
}

Result<ImportMapping> counted_anew(TableReader reader, ImportMapping changed) {
  MappingJob job(std::move(reader), std::move(changed));
  for (;;) {
    const Result<bool> done = job.step(7);
    if (!done) return std::unexpected(done.error());
    if (*done) return job.mapping();
  }
}

// The same table as a list of calls: every row is told of once, and what was logged is known the next time.
void fuzz_calls(TableReader reader) {
  Result<CallColumns> columns = call_columns(reader);
  if (!columns || columns->missing != TextKey::none) return;
  CallListJob job(std::move(reader), std::move(*columns));
  for (;;) {
    const Result<bool> done = job.step(7);
    if (!done) return;
    if (*done) break;
  }
  const CallList list = job.take();
  claim(list.calls.size() + list.repeated + list.internal + list.warning_count <= list.rows, "no row is told of twice");
  const RecordSet records =
      records_of({}, list, plan_calls({}, list), true, {.incoming = "In", .missed = "Missed"}, {.seed = 5});
  claim_file_keeps(records);
  const CallPlan again = plan_calls(document_of(records), list);
  claim(again.fresh.empty() && again.strange.empty(), "no call is logged twice");
}

// ... and beside itself: it may name its own rows by their ids. No row is lost, and none becomes shorter.
void fuzz_links(std::string_view bytes, TableReader plain) {
  auto links = std::make_shared<TableLinks>();
  add_links(*links, bytes);
  (void)kind_of_file(bytes);
  TableReader joined = plain;
  if (!joined.join(links)) return;
  plain.rewind();
  for (;;) {
    const Result<bool> more = plain.next();
    const Result<bool> more_joined = joined.next();
    claim(more.has_value() == more_joined.has_value(), "what can be read can be read with names");
    if (!more) return;
    claim(*more == *more_joined, "names make no rows");
    if (!*more) return;
    claim(joined.cells().size() >= plain.cells().size(), "names take no cells away");
  }
}

// ... and as one of contacts: nobody in it comes twice.
void fuzz_contacts(TableReader reader) {
  const Result<ContactColumns> columns = contact_columns(reader);
  if (!columns) return;
  const Result<PeopleList> list = read_contact_table(std::move(reader), *columns);
  if (!list) return;
  const PeoplePlan plan = plan_people({}, named(list->rows, {}), KnownPeople::fill);
  claim(plan.added + plan.repeated == list->rows.size(), "every row is somebody, once");
}

}  // namespace

void fuzz(std::string_view bytes) {
  const Choice choice = choice_of(bytes);
  Result<TableReader> reader = TableReader::open(std::string(bytes), choice.encoding);
  if (!reader) return;
  fuzz_calls(*reader);
  fuzz_links(bytes, *reader);
  fuzz_contacts(*reader);
  Result<ImportMapping> mapping =
      guess_mapping(*reader, {.file_name = "deals.csv", .unknown_stage_name = "Not in the file"});
  if (!mapping) return;
  if (choice.shift != 0) {
    for (ImportColumn& column : mapping->columns)
      column.target =
          static_cast<ImportTarget>((static_cast<std::size_t>(column.target) + choice.shift) % import_target_count);
    mapping->closed_unknown = static_cast<ClosedUnknown>(choice.shift % 3);
    mapping = counted_anew(std::move(*TableReader::open(std::string(bytes), choice.encoding)), std::move(*mapping));
    if (!mapping) return;
    reader = TableReader::open(std::string(bytes), choice.encoding);
  }
  const ImportStamp stamp = {.now = {.utc_ms = 1'764'075'600'123, .offset_minutes = 180}, .seed = 5};
  const Result<ImportResult> result = import_table(std::move(*reader), *mapping, stamp);
  if (!result) return;
  claim(result->counts.deals + result->counts.skipped + result->counts.repeated == result->counts.rows,
        "every row is a deal, mends one or is passed over");
  claim(result->records.of<Deal>().size() == result->counts.deals, "deals are counted");
  claim_file_keeps(result->records);
  const Result<RecordSet> back = decode_wire(encode_wire(result->records));
  claim(back && *back == result->records, "the wire keeps every record");
  // A second time, into what is here by now: every deal that says its number is known.
  const Document document = document_of(result->records);
  for (const KnownRows known : {KnownRows::update, KnownRows::skip}) {
    const FittedImport fitted = fitted_to(
        result->records, document,
        {.into = result->records.of<Pipeline>().front().id, .known = known, .changes = result->counts.changes > 0});
    claim(fitted.records.of<Deal>().size() + fitted.updates.size() + fitted.left_out <= result->counts.deals,
          "no deal comes twice");
  }
}

}  // namespace voronka
