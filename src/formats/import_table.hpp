// A table and its mapping into records: a new pipeline with stages, companies, contacts and deals with what is known of
// their past. Pure given the stamp; touches no document. What a row says wrong is a warning, never the end of the rest.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.hpp"
#include "formats/import_mapping.hpp"
#include "formats/import_problems.hpp"
#include "model/document.hpp"
#include "model/record_set.hpp"

namespace voronka {

struct ImportStamp {
  Moment now = {};         // its offset is taken for times without a zone
  std::uint64_t seed = 0;  // of ids
};

struct ImportWarning {
  Text text = {};
  std::size_t line = 0;  // of the file; 0: concerns the whole
  bool operator==(const ImportWarning&) const = default;
};
inline constexpr std::size_t max_listed_warnings = 100;

struct ImportCounts {
  std::size_t rows = 0;  // below the header
  std::size_t deals = 0;
  std::size_t open = 0;
  std::size_t won = 0;
  std::size_t lost = 0;
  std::size_t companies = 0;
  std::size_t contacts = 0;
  std::size_t stages = 0;
  std::size_t without_date = 0;  // deals of which the file knows no day at all
  std::size_t skipped = 0;       // rows: footers, repeated headers, nothing to make a deal of
  std::size_t repeated = 0;      // rows with the id of an earlier one: they mend that deal
  std::size_t changes = 0;       // rows that are changes of deals: the deals are put together from them
  bool operator==(const ImportCounts&) const = default;
};

// Dots are empty and stamps unset: plan() gives both. Ranks are spread, ids new, references whole.
struct ImportResult {
  RecordSet records = {};
  ImportCounts counts = {};
  std::vector<ImportWarning> warnings = {};  // the first hundred
  std::size_t warning_count = 0;             // all of them
  bool operator==(const ImportResult&) const = default;
};

// Rows in steps, so that a worker can tell how far it is and hear a "stop".
class ImportJob {
 public:
  // `reader` is the one the mapping was guessed from (or a new one over the same bytes).
  ImportJob(TableReader reader, ImportMapping mapping, ImportStamp stamp);
  ~ImportJob();
  ImportJob(ImportJob&&) noexcept;
  ImportJob& operator=(ImportJob&&) noexcept;

  // Rows with warnings go there too, as they stand in the table; it must outlive the job. Before the first step.
  void collect_problems(ProblemRows& rows);

  Result<bool> step(std::size_t rows);  // true when done
  double progress() const { return reader_.progress(); }
  ImportResult take() { return std::move(result_); }  // once done

 private:
  struct OpenPipeline {
    std::vector<std::size_t> stages = {};  // indexes in the record list, in the order met
  };
  struct Place {  // of a deal; no stage while only its outcome is known
    std::size_t pipeline = 0;
    std::size_t stage = no_column;
  };
  struct Row;
  enum class PutAway : std::uint8_t { no, archived, inactive, deleted };
  using NameIndex = std::unordered_map<std::string, std::size_t>;

  std::size_t column_for(ImportTarget target) const;  // in this row, or no_column
  std::string_view cell(ImportTarget target) const;
  std::string extra_text(std::string_view cell) const;
  void read_row();
  bool says(PutAway what) const;
  Row parsed_row();
  std::optional<ParsedDate> date_cell(std::size_t column, Deal& deal);
  void read_dates(Row& row);
  void read_moves(Row& row, std::size_t column);
  const StageValue* stage_value(std::string_view text) const;
  void read_amount(Row& row);
  void read_outcome(Row& row);
  void read_people(Row& row);
  void read_lists(Row& row);
  void put_extra(Deal& deal, std::size_t column);
  void give_title(Row& row);
  void write_history(Row& row, std::size_t pipeline);
  void keep(Row row);
  void keep_changes();
  void finish();
  void know_stages();
  void order_stages();
  void order_stages_of(OpenPipeline& pipeline);
  std::vector<std::int32_t> leads_of(const OpenPipeline& pipeline) const;
  void settle_homeless();
  void rank_deals();

  std::size_t pipeline_for(std::string_view name);                     // index in pipelines_ and in the record list
  std::size_t stage_for(std::size_t pipeline, std::string_view name);  // index in the record list
  template <class Record>
  std::size_t named(NameIndex& index, std::string_view name, std::string_view scope = {});
  template <class Record>
  Id<Record> new_id();
  void warn(TextKey key, std::vector<TextArgument> arguments = {}, bool of_row = true);
  void keep_problem(Text text);

  TableReader reader_;
  ImportMapping mapping_;
  ImportStamp stamp_;
  Random random_;
  ImportResult result_ = {};
  ProblemRows* problems_ = nullptr;
  bool started_ = false;
  bool done_ = false;
  std::vector<std::size_t> columns_ = {};          // by target: the first column of it, or npos
  std::vector<std::size_t> extra_columns_ = {};    // sorted by header
  std::vector<std::size_t> more_columns_ = {};     // further ones of a meaning that is usually one column's
  std::vector<std::string> stage_pipelines_ = {};  // by column: the only pipeline its date of a stage is of, folded
  std::vector<bool> of_company_ = {};              // by column: the header says so ("Company phone")
  std::string_view list_mark_ = {};                // see Importer
  std::string_view name_mark_ = {};
  Currency amount_currency_ = {};              // the header says it
  std::int32_t amount_decimals_ = 0;           // so many digits of a whole number are decimals (of millionths six)
  std::string system_ = {};                    // of Deal::origin
  std::vector<PutAway> put_away_ = {};         // by column: what a "yes" in it says (a "no" for inactive)
  std::vector<std::string> stage_order_ = {};  // names of stages, where the file says it
  bool rows_are_changes_ = false;              // a row is one change of a deal; the rows with one id are its past
  std::vector<Row> changes_;                   // of a table whose rows are changes of deals
  std::vector<OpenPipeline> pipelines_ = {};   // beside the pipeline records
  std::vector<Place> places_ = {};             // beside the deal records
  NameIndex pipeline_index_ = {};
  NameIndex stage_index_ = {};
  NameIndex company_index_ = {};
  NameIndex contact_index_ = {};
  NameIndex tag_index_ = {};
  NameIndex reason_index_ = {};
  NameIndex deal_index_ = {};  // by the id in the file
};

// The whole import at once.
Result<ImportResult> import_table(TableReader reader, ImportMapping mapping, ImportStamp stamp);

// What to do with rows that are deals of the document already (import_known.hpp).
// `fill`: only what the deal does not say itself is taken from the row; its stage and its outcome stay.
enum class KnownRows : std::uint8_t { update, skip, add, fill };

// Where the deals of a table go.
struct ImportPlace {
  Id<Pipeline> into = {};  // none: the pipelines of the table become new ones
  KnownRows known = KnownRows::add;
  Currency unsaid_currency = {};  // a bare number is taken for; of a known deal it is the own one
  std::string unknown_stage_name =
      {};                // what the mapping calls a stage the table does not say: into the first one of `into`
  bool changes = false;  // the rows are changes of deals (ImportCounts::changes)
};

struct FittedImport {
  RecordSet records = {};
  std::vector<Deal> updates = {};  // for ApplyImport
  std::size_t left_out = 0;        // deals of a table of changes that are not here
};

// Fits the records to the document they are to be added to: new pipelines behind the old ones; a tag, a loss reason or a
// company that the document has by the same name (folded) is used instead of a new one, and so are the stages of `into`: those
// it does not have come behind its sales stages. What only known rows needed is left out. Linear in both.
// Of a table of changes only the way through the stages goes into the deals that are here (import_past.cpp), by `update` as by `fill`;
// where none of them is, and by `add`, its deals are new ones like others.
FittedImport fitted_to(RecordSet records, const Document& document, const ImportPlace& place = {});

}  // namespace voronka
