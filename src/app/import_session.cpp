#include "app/import_session.hpp"

#include <limits>
#include <utility>

#include "formats/file.hpp"
#include "formats/file_scope.hpp"
#include "formats/wire.hpp"

namespace voronka {

void ImportSession::ask_for_file(bool calls) {
  files_.ask(
      ++ticket_,
      calls ? ".csv,.tsv,.txt,.xlsx,.xls,.html" : ".json,.zip,.enc,.csv,.tsv,.txt,.xlsx,.xls,.html,.vcf,.ics,.voronka",
      !calls);
  calls_asked_ = calls ? ticket_ : 0;
}

void ImportSession::ask_for_catalog(Currency usual) {
  usual_currency_ = usual;
  files_.ask(++ticket_, ".csv,.tsv,.txt,.xlsx,.xls,.html", false);
  catalog_ticket_ = ticket_;
}

void ImportSession::read_as_catalog(Currency usual) {
  if (step_ != ImportStep::table) return;
  usual_currency_ = usual;
  is_catalog_ = true;
  step_ = ImportStep::reading;
  ask(encode_request(ReadCatalog{.usual = usual}));
}

std::optional<ApplyCatalog> ImportSession::answer_catalog() {
  if (step_ != ImportStep::catalog) return std::nullopt;
  ApplyCatalog apply = {
      .rows = std::move(catalog_.rows),
      .label = {.key = TextKey::undo_import_catalog, .arguments = {{.name = "file", .value = file_name_}}}};
  finish();
  return apply;
}

void ImportSession::start(const FileArrived& file) {
  // Unlocked after it was given up: nobody's.
  if (step_ == ImportStep::none && locked_file_ != 0 && file.ticket != 0 && !file.locked) {
    locked_file_ = 0;
    return;
  }
  const bool unlocked = step_ == ImportStep::password && unlocking_ && file.ticket == ticket_;
  if (gathered_.empty() && expected_ > 0 && file.of > 1) {  // of several that were given up before all had come
    --expected_;
    return files_.forget(file.file);
  }
  if (!gathered_.empty() && gathered_.size() < expected_ && file.of == expected_) return gather(file);
  // Instead of one of several that cannot be read.
  if (step_ == ImportStep::failed && !queue_.empty() && file.of == 1) {
    company_.push_back(file.file);
    queue_.insert(queue_.begin(), file);
    return finish();
  }
  // One at a time: the running one is on the screen.
  if ((step_ != ImportStep::none && step_ != ImportStep::failed && !unlocked) || (!queue_.empty() && !unlocked))
    return files_.forget(file.file);
  unlocking_ = false;
  unlocked ? reset() : cancel();
  if (file.of > 1) return gather(file);
  company_.push_back(file.file);
  begin(file);
}

void ImportSession::begin(const FileArrived& file) {
  file_ = file.file;
  file_name_ = file.name;
  is_catalog_ = file.ticket != 0 && file.ticket == catalog_ticket_;  // a file that is dropped meanwhile is any file
  is_copy_ = std::exchange(copy_expected_, false);
  calls_wanted_ = file.ticket != 0 && file.ticket == calls_asked_;
  if (file.size_bytes > max_file_bytes)
    return fail(
        {.text = {.key = TextKey::error_file_too_large,
                  .arguments = {{.name = "limit", .value = static_cast<std::int64_t>(max_file_bytes / 1024 / 1024)}}}});
  if (file.locked) {
    locked_file_ = file.file;
    step_ = ImportStep::password;
    return;
  }
  package_ = file.attached > 0 ? file.file : 0;
  step_ = ImportStep::reading;
  progress_ = 0;
  opened_ = false;
  started_ = ++ticket_;
  std::vector<std::uint32_t> files = {file.file};
  for (const std::uint32_t other : tables_)
    if (other != file.file) files.push_back(other);
  jobs_.start(ticket_, files);
}

void ImportSession::ask(std::string request) {
  progress_ = 0;
  jobs_.ask(++ticket_, std::move(request));
}

void ImportSession::unlock(std::string password) {
  if (step_ != ImportStep::password || unlocking_) return;
  unlocking_ = true;
  lock_problem_.reset();
  files_.unlock(++ticket_, locked_file_, std::move(password));
}

void ImportSession::handle(const FileLocked& locked) {
  if (step_ == ImportStep::none) locked_file_ = 0;
  if (locked.ticket != ticket_ || step_ != ImportStep::password) return;
  unlocking_ = false;
  lock_problem_ = locked.problem;
}

void ImportSession::preview(const ImportMapping& mapping) {
  if (step_ != ImportStep::table) return;
  proposal_.mapping = mapping;  // shown at once; the counts follow
  recounting_ = true;
  ask(encode_request(CountTable{.mapping = mapping}));
}

void ImportSession::read_again(MappingWishes wishes) {
  if (step_ != ImportStep::table) return;
  wishes.file_name = file_name_;
  wishes.importer = "";
  recounting_ = true;
  ask(encode_request(InspectFile{.wishes = std::move(wishes)}));
}

void ImportSession::list_problems() {
  if (step_ != ImportStep::table || recounting_) return;
  recounting_ = true;
  ask(encode_request(ListProblems{.mapping = proposal_.mapping}));
}

void ImportSession::read_calls(DateOrder order) {
  if (step_ != ImportStep::calls) return;
  recounting_ = true;
  ask(encode_request(ReadCalls{.date_order = order}));
}

void ImportSession::read_as_table(MappingWishes wishes) {
  if (step_ != ImportStep::calls && step_ != ImportStep::people) return;
  wishes.file_name = file_name_;
  wishes.importer = "table";
  calls_wanted_ = false;
  step_ = ImportStep::reading;
  calls_ = {};
  people_ = {};
  ask(encode_request(InspectFile{.wishes = std::move(wishes)}));
}

void ImportSession::read_as_people() {
  if (step_ != ImportStep::table) return;
  step_ = ImportStep::reading;
  ask(encode_request(ReadPeople{}));
}

std::optional<ApplyPeople> ImportSession::answer_people(KnownPeople known, const PeopleWords& words) {
  if (step_ != ImportStep::people) return std::nullopt;
  ApplyPeople apply = {
      .rows = named(std::move(people_.rows), words),
      .known = known,
      .label = {.key = TextKey::undo_import_people, .arguments = {{.name = "file", .value = file_name_}}}};
  finish();
  return apply;
}

std::optional<ApplyAppointments> ImportSession::answer_dates() {
  if (step_ != ImportStep::dates) return std::nullopt;
  ApplyAppointments apply = {
      .rows = std::move(dates_.rows),
      .label = {.key = TextKey::undo_import_dates, .arguments = {{.name = "file", .value = file_name_}}}};
  finish();
  return apply;
}

// What the wall said, in the zone of the device as it was on that day: looked up once for the times of an hour. What came in UTC gets the
// device's wall.
void ImportSession::put_in_time(const Clock& clock) {
  constexpr std::int64_t hour_ms = 3'600'000, minute_ms = 60'000;
  std::int64_t hour = std::numeric_limits<std::int64_t>::min();
  std::int32_t offset = 0;
  const auto settle = [&](Moment& at) {
    if (at.offset_minutes != no_zone) return;
    const std::int64_t wall = at.utc_ms + no_zone * minute_ms;
    if (wall / hour_ms != hour) {
      hour = wall / hour_ms;
      offset = clock.offset_minutes(wall);
      offset = clock.offset_minutes(wall - offset * minute_ms);
    }
    at = {.utc_ms = wall - offset * minute_ms, .offset_minutes = offset};
  };
  for (Call& call : calls_.calls) settle(call.at);
  const auto settle_any = [&](Moment& at) {
    if (at.offset_minutes == 0) at.offset_minutes = clock.offset_minutes(at.utc_ms);
    settle(at);
  };
  for (AppointmentRow& row : dates_.rows) {
    settle_any(row.at);
    if (row.done_at) settle_any(*row.done_at);
  }
}

CallList ImportSession::take_calls() {
  if (step_ != ImportStep::calls || recounting_) return {};
  CallList list = std::move(calls_);
  finish();
  return list;
}

void ImportSession::answer(const ImportMapping& mapping, ImportPlace place, const ImportStamp& stamp) {
  if (step_ != ImportStep::table) return;
  place_ = std::move(place);
  if (mapping.currency_missing) place_.unsaid_currency = mapping.default_currency;
  step_ = ImportStep::applying;
  ask(encode_request(MakeFromTable{.mapping = mapping, .stamp = stamp}));
}

void ImportSession::answer(OwnFileAction action, const ImportStamp& stamp) {
  if (step_ != ImportStep::own_file) return;
  place_ = {};
  step_ = ImportStep::applying;
  ask(encode_request(MakeFromOwnFile{.action = action, .stamp = stamp}));
}

void ImportSession::reset() {
  jobs_.end();
  ++ticket_;  // late answers are nobody's
  step_ = ImportStep::none;
  recounting_ = false;
  proposal_ = {};
  problems_.reset();
  calls_ = {};
  people_ = {};
  dates_ = {};
  own_file_ = {};
  catalog_ = {};
  merge_ = {};
  package_ = 0;
  if (!unlocking_) locked_file_ = 0;  // else its answer is still on the way
  unlocking_ = false;
  lock_problem_.reset();
  error_ = {};
}

void ImportSession::fail(Error error) {
  jobs_.end();
  ++ticket_;
  step_ = ImportStep::failed;
  recounting_ = false;
  error_ = std::move(error);
}

void ImportSession::handle(const JobProgress& progress) {
  if (progress.ticket == ticket_) progress_ = progress.done;
}

std::optional<ImportOutcome> ImportSession::handle(JobReply reply, const MappingWishes& wishes,
                                                   const Document& document, const ImportStamp& stamp) {
  if (reply.ticket != ticket_) return std::nullopt;
  if (!opened_) {  // the helper has the file now
    opened_ = true;
    if (is_catalog_) {
      ask(encode_request(ReadCatalog{.usual = usual_currency_}));
      return std::nullopt;
    }
    if (!gathered_.empty()) {
      ask(encode_request(SortFiles{}));
      return std::nullopt;
    }
    MappingWishes named = wishes;
    named.file_name = file_name_;
    if (calls_wanted_) named.importer = calls_system;
    ask(encode_request(InspectFile{.wishes = std::move(named)}));
    return std::nullopt;
  }
  std::optional<DeskReply> answer = decode_reply(reply.bytes);
  recounting_ = false;
  if (!answer) {
    fail({.text = {.key = TextKey::error_import_helper}});
  } else if (auto* error = std::get_if<Error>(&*answer)) {
    // In that encoding, that sheet it cannot be read: what is shown stands, and this is its first remark.
    if (step_ == ImportStep::table) {
      proposal_.warnings.insert(proposal_.warnings.begin(), ImportWarning{.text = std::move(error->text)});
      ++proposal_.warning_count;
    } else {
      fail(std::move(*error));
    }
  } else if (auto* kinds = std::get_if<FileKinds>(&*answer)) {
    sort_gathered(*kinds);
  } else if (auto* proposal = std::get_if<TableProposal>(&*answer)) {
    proposal_ = std::move(*proposal);
    ++proposals_;
    step_ = ImportStep::table;
  } else if (auto* problems = std::get_if<ProblemRows>(&*answer)) {
    problems_ = std::move(*problems);
  } else if (auto* list = std::get_if<CallList>(&*answer)) {
    calls_ = std::move(*list);
    ++proposals_;
    step_ = ImportStep::calls;
  } else if (auto* people = std::get_if<PeopleList>(&*answer)) {
    people_ = std::move(*people);
    ++proposals_;
    step_ = ImportStep::people;
  } else if (auto* dates = std::get_if<AppointmentList>(&*answer)) {
    dates_ = std::move(*dates);
    ++proposals_;
    step_ = ImportStep::dates;
  } else if (auto* catalog = std::get_if<CatalogTable>(&*answer)) {
    catalog_ = std::move(*catalog);
    step_ = ImportStep::catalog;
  } else if (auto* summary = std::get_if<OwnFileSummary>(&*answer)) {
    own_file_ = std::move(*summary);
    step_ = ImportStep::own_file;
    // A file of these data is there to be merged; the other ways are one press away.
    const Settings* settings = document.settings();
    if (settings && settings->id.raw == own_file_.dataset && !own_file_.masked && !is_copy_)
      ImportSession::answer(OwnFileAction::merge, stamp);
  } else {
    ImportOutcome outcome = std::move(std::get<ImportOutcome>(*answer));
    if (outcome.to_merge) {
      if (!compare(std::move(outcome), document, stamp.now.utc_ms)) fail({.text = {.key = TextKey::import_wire}});
      return std::nullopt;
    }
    if (!take_records(outcome.records)) {
      fail({.text = {.key = TextKey::import_wire}});
      return std::nullopt;
    }
    finish();
    return outcome;
  }
  return std::nullopt;
}

// Piece by piece: only what differs stays in memory.
bool ImportSession::compare(ImportOutcome outcome, const Document& document, std::int64_t now_ms) {
  merge_ = MergePreview(std::move(outcome.seen), outcome.checked);
  merge_scope_ = std::move(outcome.scope);
  merge_gap_ = merge_scope_.kind == ScopeKind::delta && !tells_all(merge_scope_, document.seen());
  for (std::string piece = jobs_.take_piece(); !piece.empty(); piece = jobs_.take_piece()) {
    RecordSet records;
    if (!add_from_wire(piece, records)) return false;
    merge_.add(document, std::move(records), now_ms);
  }
  merge_revision_ = document.revision();
  step_ = ImportStep::merge;
  return true;
}

void ImportSession::follow(const Document& document, std::int64_t now_ms) {
  if (step_ != ImportStep::merge || merge_revision_ == document.revision()) return;
  merge_revision_ = document.revision();
  merge_.refresh(document, now_ms);
}

std::optional<ApplyMerge> ImportSession::answer(std::vector<MergeChoice> choices) {
  if (step_ != ImportStep::merge) return std::nullopt;
  const bool whole = merge_scope_.kind != ScopeKind::part && !merge_gap_;
  VersionVector seen = merge_.seen();
  const bool checked = merge_.checked();
  ApplyMerge merge = {.theirs = merge_.take(),
                      .seen = std::move(seen),
                      .whole = whole && checked,
                      .checked = checked,
                      .choices = std::move(choices),
                      .label = {.key = TextKey::undo_merge, .arguments = {{.name = "file", .value = file_name_}}}};
  finish();
  return merge;
}

void ImportSession::other_ways() {
  if (step_ != ImportStep::merge) return;
  merge_ = {};
  step_ = ImportStep::own_file;
}

bool ImportSession::take_records(RecordSet& records) {
  for (std::string piece = jobs_.take_piece(); !piece.empty(); piece = jobs_.take_piece())
    if (!add_from_wire(piece, records)) return false;
  return true;
}

void ImportSession::handle(const JobFailed& failed) {
  if (failed.ticket != ticket_) return;
  if (!gathered_.empty()) return take_as_they_came();  // together they are too much
  fail({.text = {.key = TextKey::error_import_helper}, .where = failed.detail});
}

}  // namespace voronka
