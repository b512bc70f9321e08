// A file on its way in: chosen, read by a disposable helper, shown, confirmed, applied as one command. Nothing of the
// document changes before the last step; cancelling kills the helper and leaves no trace.
#pragma once

#include <optional>
#include <string>

#include "app/import_desk.hpp"
#include "app/ports.hpp"
#include "base/result.hpp"

namespace voronka {

enum class ImportStep : std::uint8_t {
  none,
  reading,   // progress() rises
  table,     // a foreign table: the mapping preview is shown; recounting() while a changed mapping is counted
  own_file,  // a voronka file: summary, add or replace
  applying,  // confirmed: the helper makes the records
  failed,    // error() says why; nothing was changed
};

class ImportSession {
 public:
  ImportSession(Jobs& jobs, Files& files) : jobs_(jobs), files_(files) {}

  void ask_for_file();
  void start(const FileArrived& file);
  void preview(const ImportMapping& mapping);
  void answer(const ImportMapping& mapping, const ImportStamp& stamp);
  void answer(OwnFileAction action, const ImportStamp& stamp);
  void cancel();

  // Answers of the helper. A finished import is handed out once: the caller turns it into a command.
  void handle(const JobProgress& progress);
  std::optional<ImportOutcome> handle(JobReply reply, const MappingWishes& wishes);
  void handle(const JobFailed& failed);

  ImportStep step() const { return step_; }
  bool recounting() const { return recounting_; }
  double progress() const { return progress_; }
  const std::string& file_name() const { return file_name_; }
  const TableProposal& proposal() const { return proposal_; }   // step table
  const OwnFileSummary& own_file() const { return own_file_; }  // step own_file
  const Error& error() const { return error_; }                 // step failed

 private:
  void ask(std::string request);
  void fail(Error error);
  bool take_records(RecordSet& records);  // false: damaged

  Jobs& jobs_;
  Files& files_;
  ImportStep step_ = ImportStep::none;
  Ticket ticket_ = 0;
  bool opened_ = false;  // the helper has the file
  bool recounting_ = false;
  double progress_ = 0;
  std::string file_name_ = {};
  TableProposal proposal_ = {};
  OwnFileSummary own_file_ = {};
  Error error_ = {};
};

}  // namespace voronka
