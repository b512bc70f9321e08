// A file on its way in: chosen, read by a disposable helper, shown, confirmed, applied as one command. Nothing of the
// document changes before the last step; cancelling kills the helper and leaves no trace.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/import_desk.hpp"
#include "app/ports.hpp"
#include "base/result.hpp"
#include "commands/apply_merge.hpp"
#include "merge/preview.hpp"

namespace voronka {

enum class ImportStep : std::uint8_t {
  none,
  reading,   // progress() rises
  calls,     // a list of calls: what would be logged is shown
  table,     // a foreign table: the mapping preview is shown; recounting() while a changed mapping is counted
  password,  // the file has one
  own_file,  // a voronka file: summary; merge, add or replace
  people,    // cards or a table of contacts: who of them is new is shown
  dates,     // a calendar: what would be planned is shown
  catalog,   // a price list: what it would add and change is shown
  merge,     // a voronka file was compared with what is here: the differences are shown
  applying,  // confirmed: the helper makes the records
  failed,    // error() says why; nothing was changed
};

class ImportSession {
 public:
  static constexpr std::string_view pasted_name = "clipboard.tsv";  // as web/clipboard.js calls pasted rows
  ImportSession(Jobs& jobs, Files& files) : jobs_(jobs), files_(files) {}

  void ask_for_file(bool calls = false);  // calls: what comes has to be a list of them
  void ask_for_catalog(
      Currency usual);  // the file that is chosen is a price list; `usual`: of prices that name no currency
  void read_as_catalog(Currency usual);          // step table: it is one
  std::optional<ApplyCatalog> answer_catalog();  // step catalog: agreed to. Ends the session
  // Of several chosen together: waits for all of them, has the helper say what each is, then takes them one after the other.
  void start(const FileArrived& file);
  // The next of several, once nothing is on the screen. Call when what the last one brought has been written.
  void go_on();
  void unlock(std::string password);  // step password
  // The next file is a copy of these data as they were: it is for bringing back, not for merging, unless somebody says so.
  void expect_copy() { copy_expected_ = true; }
  void preview(const ImportMapping& mapping);
  // Step table: in another encoding, or another sheet of the workbook; everything is guessed anew.
  void read_again(MappingWishes wishes);
  void list_problems();  // step table: the rows that have warnings -> problems()
  void drop_problems() { problems_.reset(); }
  // Step calls: the dates are in another order; the file is no list of calls but a table of deals; their times are on the wall of the
  // device, the zone of which the clock knows; the list, once, which ends the session.
  void read_calls(DateOrder order);
  void read_as_table(MappingWishes wishes);
  void put_in_time(const Clock& clock);  // step dates as well
  CallList take_calls();
  // Step people: the table is one of deals: read_as_table(); it was agreed to. Step table: it is one of contacts.
  void read_as_people();
  std::optional<ApplyPeople> answer_people(KnownPeople known, const PeopleWords& words);
  std::optional<ApplyAppointments> answer_dates();  // step dates: agreed to
  void answer(const ImportMapping& mapping, ImportPlace place, const ImportStamp& stamp);
  void answer(OwnFileAction action, const ImportStamp& stamp);
  // Step merge: what was agreed to, as a command, once. Ends the session.
  std::optional<ApplyMerge> answer(std::vector<MergeChoice> choices);
  // The document may have changed while the differences are on the screen: looks again.
  void follow(const Document& document, std::int64_t now_ms);
  void other_ways();  // from step merge back to the question what to do with the file
  void cancel();      // of several: all that is left of them
  void skip();        // only this one

  // Answers of the helper. A finished import is handed out once: the caller turns it into a command.
  void handle(const JobProgress& progress);
  void handle(const FileLocked& locked);
  std::optional<ImportOutcome> handle(JobReply reply, const MappingWishes& wishes, const Document& document,
                                      const ImportStamp& stamp);
  void handle(const JobFailed& failed);

  ImportStep step() const { return step_; }
  Ticket started() const { return started_; }  // another one for each file
  bool recounting() const { return recounting_; }
  double progress() const { return progress_; }
  const std::string& file_name() const { return file_name_; }
  std::size_t file_number() const { return files_done_ + 1; }  // of several, from 1
  std::size_t file_count() const { return files_done_ + queue_.size() + (file_ == 0 ? 0 : 1); }
  const TableProposal& proposal() const { return proposal_; }  // step table
  const CallList& calls() const { return calls_; }             // step calls
  const std::optional<ProblemRows>& problems() const { return problems_; }
  const PeopleList& people() const { return people_; }     // step people
  const AppointmentList& dates() const { return dates_; }  // step dates
  std::uint32_t proposals() const { return proposals_; }   // rises with each of them
  std::uint32_t package() const { return package_; }       // what came has files of documents with it; 0: none
  bool pasted() const { return file_name_ == pasted_name; }
  const ImportPlace& place() const { return place_; }                        // of the last answer
  const OwnFileSummary& own_file() const { return own_file_; }               // step own_file
  std::optional<LockProblem> lock_problem() const { return lock_problem_; }  // step password, after a try
  bool unlocking() const { return unlocking_; }
  const CatalogTable& catalog() const { return catalog_; }  // step catalog
  bool is_catalog() const { return is_catalog_; }           // it was meant to be one, whatever came of it
  bool is_call_list() const { return calls_wanted_; }       // ... a list of calls
  bool has_gap() const { return merge_gap_; }           // step merge: changes before those of the file never came here
  const MergePreview& merge() const { return merge_; }  // step merge
  const Error& error() const { return error_; }         // step failed

 private:
  void begin(const FileArrived& file);
  void gather(const FileArrived& file);
  void sort_gathered(const FileKinds& kinds);
  void finish();
  void reset();
  void take_as_they_came();
  void ask(std::string request);
  void fail(Error error);
  bool take_records(RecordSet& records);  // false: damaged
  bool compare(ImportOutcome outcome, const Document& document, std::int64_t now_ms);

  Jobs& jobs_;
  Files& files_;
  ImportStep step_ = ImportStep::none;
  Ticket ticket_ = 0;
  Ticket started_ = 0;
  bool opened_ = false;  // the helper has the file
  bool recounting_ = false;
  double progress_ = 0;
  std::string file_name_ = {};
  std::uint32_t file_ = 0;                   // the helper's
  std::vector<FileArrived> gathered_ = {};   // of several, until all have come and are sorted
  std::vector<FileArrived> queue_ = {};      // still to be asked about
  std::vector<std::uint32_t> company_ = {};  // all files that were chosen together
  std::vector<std::uint32_t> tables_ = {};   // of them those that may speak of each other
  std::size_t files_done_ = 0;
  std::size_t expected_ = 0;
  TableProposal proposal_ = {};
  CallList calls_ = {};
  PeopleList people_ = {};
  AppointmentList dates_ = {};
  Ticket calls_asked_ = 0;  // of the picker that was opened for a list of calls
  bool calls_wanted_ = false;
  std::uint32_t proposals_ = 0;
  std::optional<ProblemRows> problems_ = {};
  ImportPlace place_ = {};
  OwnFileSummary own_file_ = {};
  CatalogTable catalog_ = {};
  Ticket catalog_ticket_ = 0;  // of the picker that was opened for one
  Currency usual_currency_ = {};
  bool is_catalog_ = false;
  MergePreview merge_ = {};
  FileScope merge_scope_ = {};
  std::uint64_t merge_revision_ = 0;  // of the document that was compared
  bool merge_gap_ = false;
  std::uint32_t package_ = 0;
  std::uint32_t locked_file_ = 0;
  bool unlocking_ = false;
  std::optional<LockProblem> lock_problem_ = {};
  bool copy_expected_ = false, is_copy_ = false;
  Error error_ = {};
};

}  // namespace voronka
