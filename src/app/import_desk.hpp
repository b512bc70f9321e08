// What the disposable helper does with a file: look at it, guess, count again when the user changes the mapping, and make
// the records. Runs in a Worker with its own wasm instance (or in place, in tests and the headless tool); questions and
// answers are bytes. Nothing here touches a document.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "commands/apply_import.hpp"
#include "formats/calendar_read.hpp"
#include "formats/call_list.hpp"
#include "formats/catalog.hpp"
#include "formats/file.hpp"
#include "formats/file_kind.hpp"
#include "formats/import_known.hpp"
#include "formats/import_table.hpp"
#include "formats/people_list.hpp"

namespace voronka {

// The file is a foreign table: what we take it for, and what would come of it.
struct TableProposal {
  ImportMapping mapping = {};
  ImportCounts counts = {};
  std::vector<ImportWarning> warnings = {};
  std::size_t warning_count = 0;
  std::vector<DealKey> keys = {};        // of the deals it would make
  std::vector<std::string> sheets = {};  // of a workbook
  bool operator==(const TableProposal&) const = default;
};

// The file is one of ours.
struct OwnFileSummary {
  RawId dataset = {};
  bool masked = false;     // can only be added
  bool checked = true;     // false: its check is wrong; what could be read is here
  std::size_t unread = 0;  // records that could not
  std::string name = {};   // of the data set
  std::int64_t exported_at_ms = 0;
  std::size_t pipelines = 0;
  std::size_t deals = 0;
  std::size_t contacts = 0;
  std::size_t companies = 0;
  std::size_t activities = 0;
  std::size_t not_understood = 0;  // records of types this version does not know: kept, not shown
  bool operator==(const OwnFileSummary&) const = default;
};

enum class OwnFileAction : std::uint8_t { add, replace, merge };

struct ImportOutcome {
  RecordSet records = {};
  ImportMode mode = ImportMode::add;
  VersionVector seen = {};
  bool to_merge = false;  // the records are the file's own, to be compared
  FileScope scope = {};
  bool checked = true;
  ImportCounts counts = {};
  std::vector<ImportWarning> warnings = {};
  std::size_t warning_count = 0;
  bool operator==(const ImportOutcome&) const = default;
};

// What several files are that were chosen together.
struct FileKinds {
  std::vector<FileKind> kinds = {};  // of the file, then of those beside it
  bool operator==(const FileKinds&) const = default;
};

// ---- questions ----
struct SortFiles {};  // several files were chosen: what each of them is -> FileKinds
struct InspectFile {
  MappingWishes wishes = {};
};
struct ReadCalls {  // the list of calls again, its dates in this order
  DateOrder date_order = DateOrder::day_month_year;
};
struct CountTable {
  ImportMapping mapping = {};
};
struct MakeFromTable {
  ImportMapping mapping = {};
  ImportStamp stamp = {};
};
struct MakeFromOwnFile {
  OwnFileAction action = OwnFileAction::add;
  ImportStamp stamp = {};
};
struct ListProblems {  // the rows that have warnings with this mapping -> ProblemRows
  ImportMapping mapping = {};
};
struct ReadCatalog {  // the table is a price list
  Currency usual = {};
};
struct ReadPeople {};  // the table is one of contacts
using DeskRequest = std::variant<InspectFile, CountTable, MakeFromTable, MakeFromOwnFile, ReadCalls, ReadCatalog,
                                 ListProblems, ReadPeople, SortFiles>;
using DeskReply = std::variant<TableProposal, OwnFileSummary, ImportOutcome, CatalogTable, Error, CallList, ProblemRows,
                               PeopleList, AppointmentList, FileKinds>;

std::string encode_request(const DeskRequest& request);
// Of an outcome everything but the records, which come before it in pieces (formats/wire.hpp); the decoded one has room for them.
std::string encode_reply(const DeskReply& reply);
// The other side is the same build; damaged bytes still only give nothing.
std::optional<DeskRequest> decode_request(std::string_view bytes);
std::optional<DeskReply> decode_reply(std::string_view bytes);

class ImportDesk {
 public:
  // `progress` is called with 0..1 now and then during handle().
  using Progress = void (*)(void* context, double done);
  ImportDesk(std::string bytes, Progress progress, void* context)
      : bytes_(std::move(bytes)), progress_(progress), context_(context) {}
  // A file that was chosen together with this one: where a row names somebody by an id of that file, its name is taken from there.
  void put_beside(std::string bytes) { beside_.push_back(std::move(bytes)); }
  DeskReply handle(const DeskRequest& request);
  // The answer as bytes; the records of an outcome are first given to `send`, piece by piece.
  using Send = void (*)(void* context, std::string_view piece);
  std::string handle_bytes(std::string_view request, Send send, void* context);

 private:
  Result<TableReader> open_table(std::optional<TextEncoding> encoding = {}, std::optional<std::size_t> sheet = {});
  DeskReply sort_files() const;
  DeskReply inspect(MappingWishes wishes);
  DeskReply read_calls(TableReader reader, CallColumns columns, std::optional<DateOrder> order);
  DeskReply read_calls_again(DateOrder order);
  DeskReply count(ImportMapping mapping);
  DeskReply make(ImportMapping mapping, ImportStamp stamp, bool for_counting);
  DeskReply read_as_catalog(Currency usual);
  DeskReply problems(ImportMapping mapping);
  DeskReply read_as_people();
  DeskReply make_from_own(OwnFileAction action, ImportStamp stamp);

  std::string bytes_;
  std::vector<std::string> beside_ = {};
  std::shared_ptr<const TableLinks> links_ = {};  // of those beside it, once they were looked into
  std::optional<FileContents> own_ = {};  // read to be looked at; reading it again would double the time of an import
  Progress progress_ = nullptr;
  void* context_ = nullptr;
};

// A copy of the records under new ids, references following; stamps and dots empty, so that plan() makes them anew.
// The settings record stays behind.
RecordSet with_new_ids(RecordSet records, ImportStamp stamp);

}  // namespace voronka
