#include "app/import_desk.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/random.hpp"
#include "base/sort.hpp"
#include "formats/contact_table.hpp"
#include "formats/record_json.hpp"
#include "formats/vcard_read.hpp"
#include "formats/wire.hpp"
#include "model/fields.hpp"

namespace voronka {
namespace {

constexpr std::size_t rows_a_step = 2000;

// Runs a job of formats to its end and tells how far it is; `from` and `to` are its share of the whole.
template <class Job, class Tell>
std::optional<Error> run(Job& job, const Tell& tell, double from, double to) {
  for (;;) {
    const Result<bool> done = job.step(rows_a_step);
    if (!done) return done.error();
    tell(from + (to - from) * job.progress());
    if (*done) return std::nullopt;
  }
}

using RenamedIds = std::unordered_map<RawId, RawId, IdHash>;

// The text of a filter speaks of stages by their ids ("stage=stg_01J…"), a record of a newer version of any. One that is not in the
// file stays: it finds nothing.
std::string with_renamed_ids(std::string text, const RenamedIds& renamed) {
  constexpr std::size_t length = 26;
  for (std::size_t at = text.find('_'); at != std::string::npos; at = text.find('_', at + 1)) {
    const std::optional<RawId> id = raw_id_from(std::string_view(text).substr(at + 1, length));
    const auto found = id ? renamed.find(*id) : renamed.end();
    if (found != renamed.end()) text.replace(at + 1, length, text_of(found->second));
  }
  return text;
}

// A damaged file is better than none, as long as everybody is told.
Result<FileContents> read_own(std::string_view bytes) {
  Result<FileContents> file = read_file(bytes);
  if (file) return file;
  Result<FileContents> rest = salvage_file(bytes);
  return rest ? std::move(rest) : std::move(file);
}

// What stands behind the prefix of an id of a newer version ("inv_01J…"), when it is made like ours.
std::optional<RawId> written_id(const Opaque& opaque) {
  JsonReader in(opaque.json);
  if (!in.enter_object()) return std::nullopt;
  while (const auto name = in.next_member()) {
    const bool is_id = *name == "id" && in.kind() == JsonKind::text;
    if (!is_id) {
      in.take_raw();
      continue;
    }
    const std::string_view text = in.take_text();
    const std::size_t bar = text.find('_');
    return bar == std::string_view::npos ? std::nullopt : raw_id_from(text.substr(bar + 1));
  }
  return std::nullopt;
}

// In memory such a record goes by a hash of what it says (record_json.cpp), so its new id has to be written into it: under any other
// it would lie in a bucket where nobody looks for it. False: it has no id that could be another.
bool rename(Opaque& opaque, const RenamedIds& renamed) {
  Result<Opaque> copy = decode_record<Opaque>(with_renamed_ids(opaque.json, renamed));
  if (!copy || copy->id == opaque.id) return false;
  opaque = std::move(*copy);
  return true;
}

template <class List>
DeskReply reply_of(Result<List> list) {
  if (!list) return std::move(list.error());
  return std::move(*list);
}

OwnFileSummary summary_of(const FileContents& file) {
  OwnFileSummary summary = {.dataset = file.dataset,
                            .masked = file.scope.masked,
                            .checked = file.checked,
                            .unread = file.unread,
                            .exported_at_ms = file.exported_at.utc_ms,
                            .contacts = file.records.of<Contact>().size(),
                            .companies = file.records.of<Company>().size(),
                            .activities = file.records.of<Activity>().size()};
  if (!file.records.of<Settings>().empty()) summary.name = file.records.of<Settings>()[0].name;
  const auto alive = [](const auto& rows) {
    return static_cast<std::size_t>(std::ranges::count_if(rows, [](const auto& row) { return !row.deleted; }));
  };
  summary.pipelines = alive(file.records.of<Pipeline>());
  summary.deals = alive(file.records.of<Deal>());
  for (const Opaque& opaque : file.records.of<Opaque>()) summary.not_understood += belongs_to_data_set(opaque) ? 0 : 1;
  return summary;
}

}  // namespace

DeskReply ImportDesk::handle(const DeskRequest& request) {
  if (const auto* it = std::get_if<InspectFile>(&request)) return inspect(it->wishes);
  if (const auto* it = std::get_if<CountTable>(&request)) return count(it->mapping);
  if (const auto* it = std::get_if<MakeFromTable>(&request)) return make(it->mapping, it->stamp, false);
  if (const auto* it = std::get_if<ReadCalls>(&request)) return read_calls_again(it->date_order);
  if (const auto* it = std::get_if<ReadCatalog>(&request)) return read_as_catalog(it->usual);
  if (const auto* it = std::get_if<ListProblems>(&request)) return problems(it->mapping);
  if (std::holds_alternative<ReadPeople>(request)) return read_as_people();
  if (std::holds_alternative<SortFiles>(request)) return sort_files();
  const auto& own = std::get<MakeFromOwnFile>(request);
  return make_from_own(own.action, own.stamp);
}

std::string ImportDesk::handle_bytes(std::string_view request, Send send, void* context) {
  const std::optional<DeskRequest> question = decode_request(request);
  if (!question) return encode_reply(Error{.text = {.key = TextKey::error_field_value}});
  const DeskReply reply = handle(*question);
  if (const auto* outcome = std::get_if<ImportOutcome>(&reply)) {
    const RecordSet& records = outcome->records;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (std::size_t first = 0; first < records.of<Record>().size(); first += wire_piece_records)
        send(context, encode_wire(records, record_type_of<Record>(), first, wire_piece_records));
    });
  }
  return encode_reply(reply);
}

// The table, with the names that those beside it have for its ids. Of a file that nobody chose another with, it is the table.
Result<TableReader> ImportDesk::open_table(std::optional<TextEncoding> encoding, std::optional<std::size_t> sheet) {
  Result<TableReader> reader = TableReader::open(bytes_, encoding, sheet);
  if (!reader || beside_.empty()) return reader;
  if (!links_) {
    auto links = std::make_shared<TableLinks>();
    for (const std::string& other : beside_) add_links(*links, other);
    links_ = std::move(links);
  }
  const Result<bool> joined = reader->join(links_);
  if (!joined) return std::unexpected(joined.error());
  return reader;
}

DeskReply ImportDesk::sort_files() const {
  FileKinds answer;
  answer.kinds.push_back(kind_of_file(bytes_));
  for (const std::string& other : beside_) answer.kinds.push_back(kind_of_file(other));
  return answer;
}

DeskReply ImportDesk::inspect(MappingWishes wishes) {
  if (is_voronka_file(bytes_)) {
    Result<FileContents> file = read_own(bytes_);
    if (!file) return file.error();
    own_ = std::move(*file);
    return summary_of(*own_);
  }
  if (is_vcard(bytes_)) return reply_of(read_vcards(bytes_));
  if (is_calendar(bytes_)) return reply_of(read_calendar(bytes_));
  const auto tell = [this](double done) { progress_(context_, done); };
  Result<TableReader> reader = open_table(wishes.encoding, wishes.sheet);
  if (!reader) return reader.error();
  // A table that is called a list of calls has to be one; one that nobody calls anything may be.
  const bool asked = wishes.importer == calls_system;
  if (asked || wishes.importer.empty()) {
    Result<CallColumns> columns = call_columns(*reader);
    if (!columns) return columns.error();
    if (columns->missing == TextKey::none) return read_calls(std::move(*reader), std::move(*columns), {});
    if (asked) return Error{.text = {.key = columns->missing}};
    const Result<ContactColumns> contacts = contact_columns(*reader);
    if (!contacts) return contacts.error();
    if (contacts->is_contacts) return reply_of(read_contact_table(std::move(*reader), *contacts));
  }
  MappingJob job(std::move(*reader), std::move(wishes));
  if (auto error = run(job, tell, 0, 0.5)) return std::move(*error);
  return make(job.mapping(), {}, true);
}

DeskReply ImportDesk::read_calls(TableReader reader, CallColumns columns, std::optional<DateOrder> order) {
  CallListJob job(std::move(reader), std::move(columns), order);
  const auto tell = [this](double done) { progress_(context_, done); };
  if (auto error = run(job, tell, 0, 1)) return std::move(*error);
  return job.take();
}

DeskReply ImportDesk::read_calls_again(DateOrder order) {
  Result<TableReader> reader = open_table();
  if (!reader) return reader.error();
  Result<CallColumns> columns = call_columns(*reader);
  if (!columns) return columns.error();
  if (columns->missing != TextKey::none) return Error{.text = {.key = columns->missing}};
  return read_calls(std::move(*reader), std::move(*columns), order);
}

DeskReply ImportDesk::count(ImportMapping mapping) {
  const auto tell = [this](double done) { progress_(context_, done); };
  Result<TableReader> reader = open_table(mapping.table.encoding, mapping.table.sheet);
  if (!reader) return reader.error();
  MappingJob job(std::move(*reader), std::move(mapping));
  if (auto error = run(job, tell, 0, 0.5)) return std::move(*error);
  return make(job.mapping(), {}, true);
}

DeskReply ImportDesk::problems(ImportMapping mapping) {
  const auto tell = [this](double done) { progress_(context_, done); };
  Result<TableReader> reader = open_table(mapping.table.encoding, mapping.table.sheet);
  if (!reader) return reader.error();
  ProblemRows rows;
  ImportJob job(std::move(*reader), std::move(mapping), {});
  job.collect_problems(rows);
  if (auto error = run(job, tell, 0, 1)) return std::move(*error);
  return rows;
}

DeskReply ImportDesk::read_as_catalog(Currency usual) {
  Result<TableReader> reader = open_table();
  if (!reader) return reader.error();
  Result<CatalogTable> table = read_catalog(std::move(*reader), usual);
  if (!table) return table.error();
  return std::move(*table);
}

DeskReply ImportDesk::read_as_people() {
  Result<TableReader> reader = open_table();
  if (!reader) return reader.error();
  const Result<ContactColumns> columns = contact_columns(*reader);
  if (!columns) return columns.error();
  return reply_of(read_contact_table(std::move(*reader), *columns));
}

DeskReply ImportDesk::make(ImportMapping mapping, ImportStamp stamp, bool for_counting) {
  const auto tell = [this](double done) { progress_(context_, done); };
  Result<TableReader> reader = open_table(mapping.table.encoding, mapping.table.sheet);
  if (!reader) return reader.error();
  std::vector<std::string> sheets = reader->sheets();
  ImportJob job(std::move(*reader), mapping, stamp);
  if (auto error = run(job, tell, for_counting ? 0.5 : 0, 1)) return std::move(*error);
  ImportResult result = job.take();
  if (for_counting)
    return TableProposal{.mapping = std::move(mapping),
                         .counts = result.counts,
                         .warnings = std::move(result.warnings),
                         .warning_count = result.warning_count,
                         .keys = keys_of(result.records),
                         .sheets = std::move(sheets)};
  return ImportOutcome{.records = std::move(result.records),
                       .counts = result.counts,
                       .warnings = std::move(result.warnings),
                       .warning_count = result.warning_count};
}

DeskReply ImportDesk::make_from_own(OwnFileAction action, ImportStamp stamp) {
  std::optional<FileContents> file = std::exchange(own_, std::nullopt);
  if (!file) {  // it was not looked at before, or is made a second time
    Result<FileContents> read = read_own(bytes_);
    if (!read) return read.error();
    file = std::move(*read);
  }
  ImportCounts counts;
  const OwnFileSummary summary = summary_of(*file);
  counts.deals = summary.deals;
  counts.companies = summary.companies;
  counts.contacts = summary.contacts;
  if (action != OwnFileAction::add && file->scope.masked) return Error{.text = {.key = TextKey::error_file_masked}};
  if (action == OwnFileAction::merge)
    return ImportOutcome{.records = std::move(file->records),
                         .seen = std::move(file->seen),
                         .to_merge = true,
                         .scope = std::move(file->scope),
                         .checked = file->checked,
                         .counts = counts};
  if (action == OwnFileAction::replace && !file->checked) return Error{.text = {.key = TextKey::error_file_check}};
  if (action == OwnFileAction::replace)
    return ImportOutcome{.records = std::move(file->records),
                         .mode = ImportMode::replace,
                         .seen = std::move(file->seen),
                         .counts = counts};
  return ImportOutcome{.records = with_new_ids(std::move(file->records), stamp), .counts = counts};
}

RecordSet with_new_ids(RecordSet records, ImportStamp stamp) {
  records.of<Settings>().clear();
  std::erase_if(records.of<Opaque>(), belongs_to_data_set);
  RenamedIds renamed;
  renamed.reserve(records.size());
  Random random(stamp.seed);
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (Record& record : records.of<Record>()) {
      const std::uint64_t high = random.next();
      const RawId id = ulid(stamp.now.utc_ms, high, random.next());
      if constexpr (has_fields<Record>) {
        // Two types may share an id: both then get the same new one, for references do not say which they mean.
        record.id.raw = renamed.try_emplace(record.id.raw, id).first->second;
      } else if (const auto written = written_id(record)) {
        renamed.try_emplace(*written, id);
      }
    }
  });
  std::erase_if(records.of<Opaque>(), [&](Opaque& opaque) { return !rename(opaque, renamed); });
  // A reference that leads out of the file leads nowhere here, too: it is dropped rather than refused.
  const auto rename = [&](RawId& id) {
    if (!id) return;
    const auto it = renamed.find(id);
    id = it == renamed.end() ? RawId{} : it->second;
  };
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    if constexpr (has_fields<Record>) {
      for (Record& record : records.of<Record>()) {
        for (const FieldInfo& field : fields_of(record_type_of<Record>())) {
          visit_field(static_cast<void*>(&record), field, [&]<class T>(T& value) {
            if constexpr (requires { value.raw; }) {
              rename(value.raw);
            } else if constexpr (std::is_same_v<T, Position>) {
              rename(value.stage.raw);
            } else if constexpr (requires { value.front().raw; }) {
              for (auto& id : value) rename(id.raw);
              std::erase_if(value, [](const auto& id) { return !id; });
            } else if constexpr (std::is_same_v<T, PersonLinks>) {
              for (PersonLink& one : value) rename(one.contact.raw);
              std::erase_if(value, [](const PersonLink& one) { return !one.contact; });
            } else if constexpr (std::is_same_v<T, CustomValues>) {
              for (CustomValue& one : value) {
                rename(one.field.raw);
                one.stamp = {};
              }
              std::erase_if(value, [](const CustomValue& one) { return !one.field || one.text.empty(); });
              sort_rows(value, [](const CustomValue& a, const CustomValue& b) { return a.field < b.field; });
            }
          });
        }
        record.stamps = {};
        if constexpr (std::is_same_v<Record, SavedView>) record.filter = with_renamed_ids(record.filter, renamed);
        if constexpr (has_history<Record>) {
          for (Event& event : record.history) {
            auto* id = std::get_if<RawId>(&event.value);
            if (!id) continue;
            rename(*id);
            if (!*id) event.value = {};  // an id of nothing could be written, but not read again
          }
          // New dots for the events, and a void must keep pointing at what it voids: apply the voids instead.
          const std::vector<bool> live = live_events(record.history);
          EventList kept;
          for (std::size_t i = 0; i < live.size(); ++i) {
            if (!live[i]) continue;
            record.history[i].dot = {};
            kept.push_back(std::move(record.history[i]));
          }
          record.history = std::move(kept);
        }
      }
    }
  });
  return records;
}

}  // namespace voronka
