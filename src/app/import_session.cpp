#include "app/import_session.hpp"

#include <utility>

#include "formats/file.hpp"
#include "formats/wire.hpp"

namespace voronka {

void ImportSession::ask_for_file() { files_.ask(++ticket_, ".json,.csv,.tsv,.txt,.xls,.html,.voronka"); }

void ImportSession::start(const FileArrived& file) {
  if (step_ != ImportStep::none && step_ != ImportStep::failed)
    return;  // one at a time: the running one is on the screen
  cancel();
  file_name_ = file.name;
  if (file.size_bytes > max_file_bytes)
    return fail(
        {.text = {.key = TextKey::error_file_too_large,
                  .arguments = {{.name = "limit", .value = static_cast<std::int64_t>(max_file_bytes / 1024 / 1024)}}}});
  step_ = ImportStep::reading;
  progress_ = 0;
  opened_ = false;
  started_ = ++ticket_;
  jobs_.start(ticket_, file.file);
}

void ImportSession::ask(std::string request) {
  progress_ = 0;
  jobs_.ask(++ticket_, std::move(request));
}

void ImportSession::preview(const ImportMapping& mapping) {
  if (step_ != ImportStep::table) return;
  proposal_.mapping = mapping;  // shown at once; the counts follow
  recounting_ = true;
  ask(encode_request(CountTable{.mapping = mapping}));
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

void ImportSession::cancel() {
  jobs_.end();
  ++ticket_;  // late answers are nobody's
  step_ = ImportStep::none;
  recounting_ = false;
  proposal_ = {};
  own_file_ = {};
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

std::optional<ImportOutcome> ImportSession::handle(JobReply reply, const MappingWishes& wishes) {
  if (reply.ticket != ticket_) return std::nullopt;
  if (!opened_) {  // the helper has the file now
    opened_ = true;
    MappingWishes named = wishes;
    named.file_name = file_name_;
    ask(encode_request(InspectFile{.wishes = std::move(named)}));
    return std::nullopt;
  }
  std::optional<DeskReply> answer = decode_reply(reply.bytes);
  recounting_ = false;
  if (!answer) {
    fail({.text = {.key = TextKey::error_import_helper}});
  } else if (auto* error = std::get_if<Error>(&*answer)) {
    fail(std::move(*error));
  } else if (auto* proposal = std::get_if<TableProposal>(&*answer)) {
    proposal_ = std::move(*proposal);
    ++proposals_;
    step_ = ImportStep::table;
  } else if (auto* summary = std::get_if<OwnFileSummary>(&*answer)) {
    own_file_ = std::move(*summary);
    step_ = ImportStep::own_file;
  } else {
    ImportOutcome outcome = std::move(std::get<ImportOutcome>(*answer));
    if (!take_records(outcome.records)) {
      fail({.text = {.key = TextKey::import_wire}});
      return std::nullopt;
    }
    cancel();
    return outcome;
  }
  return std::nullopt;
}

bool ImportSession::take_records(RecordSet& records) {
  for (std::string piece = jobs_.take_piece(); !piece.empty(); piece = jobs_.take_piece())
    if (!add_from_wire(piece, records)) return false;
  return true;
}

void ImportSession::handle(const JobFailed& failed) {
  if (failed.ticket == ticket_) fail({.text = {.key = TextKey::error_import_helper}, .where = failed.detail});
}

}  // namespace voronka
