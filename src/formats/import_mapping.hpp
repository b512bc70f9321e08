// Which column of a foreign table is what: guessed from the header words of two languages and from what the cells hold,
// then shown to the user, who may change every choice. Applying it is import_table's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "formats/import_values.hpp"
#include "formats/table_reader.hpp"

namespace voronka {

enum class ImportTarget : std::uint8_t {
  skip,   // empty, or said better by another column
  extra,  // kept in deal.extra under its header, so that nothing is lost
  title,
  external_id,
  company,
  contact,
  job_title,
  // Of most meanings the surest column is taken; may_repeat() says which ones several columns can have. Where a system gives
  // one meaning to two columns all the same, the last that is not empty counts.
  phone,
  email,
  amount,
  currency,
  status,
  closed_flag,
  stage,
  pipeline,
  created,
  stage_entered,
  modified,
  closed,
  close_date,  // expected while the deal is open, actual when it is closed: most systems have only this one
  expected_close,
  owner,
  source,
  comment,
  tags,
  product,
  probability,
  next_step,
  loss_reason,
};
inline constexpr std::size_t import_target_count = 29;
TextKey text_of(ImportTarget target);
bool may_repeat(ImportTarget target);

struct ImportColumn {
  std::string header = {};
  ImportTarget target = ImportTarget::extra;
  std::int32_t confidence = 0;  // 0..100
  // Of stage_entered: which stage the date is of; empty: the one the deal is in. Of closed: "won" or "lost" when the date is
  // only that of such an end.
  std::string stage = {};
  std::string sample = {};                   // the first cell that says something
  std::optional<DateOrder> date_order = {};  // where this column proves another one than the file's
  std::optional<Date> sample_day = {};       // what the sample is read as, in a column of dates
  bool operator==(const ImportColumn&) const = default;
};

// One value of the stage column (or of the status column).
struct StageValue {
  std::string value = {};  // trimmed, as first met
  std::string name = {};   // of the stage to be made; the user may rename it, two values with one name become one stage
  StageOutcome outcome = StageOutcome::open;  // won and lost are no stages
  std::size_t rows = 0;
  std::size_t closed_rows = 0;  // of them the file says "closed"
  bool operator==(const StageValue&) const = default;
};

// One value of the owner, source or currency column, and how it is written down: several with one name become one. Of currencies only
// those are here that the file does not name in words everybody knows.
struct ValueName {
  ImportTarget target = ImportTarget::owner;
  std::string value = {};  // trimmed, as first met
  std::string name = {};   // empty: left out; of a currency its code
  std::size_t rows = 0;
  bool operator==(const ValueName&) const = default;
};
inline constexpr std::size_t max_value_names = 100;  // of each column: what has more is no list of values

// A closed deal in a stage that is neither a known win nor a known loss.
enum class ClosedUnknown : std::uint8_t { open, won, lost };

struct ImportMapping {
  std::string importer = {};  // id in the registry: "bitrix24", "maven", "table"
  TableInfo table = {};
  std::size_t header_line = 0;  // 0: the table has no header, columns are named by their number
  std::size_t rows = 0;         // below the header
  std::vector<ImportColumn> columns = {};
  DateOrder date_order = DateOrder::day_month_year;
  bool date_order_sure = true;  // false: 03/04/2020 could be either; ask
  DecimalMark decimal_mark = DecimalMark::point;
  bool probability_is_fraction = false;
  std::vector<StageValue> stages = {};
  std::vector<StageValue> statuses = {};
  std::vector<ValueName> values = {};
  ClosedUnknown closed_unknown = ClosedUnknown::open;
  Currency default_currency = {};
  bool currency_missing = false;  // some amounts name no currency: ask for default_currency
  std::string pipeline_name = {};
  std::string unknown_stage_name = {};  // for deals whose stage the file does not say
  bool operator==(const ImportMapping&) const = default;
};

std::size_t column_of(const ImportMapping& mapping, ImportTarget target);  // npos when there is none
inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

bool is_date_target(ImportTarget target);
DateOrder date_order_of(const ImportMapping& mapping, std::size_t column);
// nullptr: not among them, and to be written as it stands.
const ValueName* value_name_of(const ImportMapping& mapping, ImportTarget target, std::string_view cell);

// How many deals wait for the answer to "closed, but won or lost?".
std::size_t closed_unknown_rows(const ImportMapping& mapping);

struct MappingWishes {
  std::string file_name = {};  // names the pipeline
  std::string importer = {};   // empty: recognised by the headers
  Currency default_currency = {};
  std::string unknown_stage_name = {};        // in the user's language
  std::optional<TextEncoding> encoding = {};  // the user's choices
  std::optional<std::size_t> sheet = {};
};

// Reads the table twice in steps: once for the columns, once for the values of the stage column they lead to.
class MappingJob {
 public:
  MappingJob(TableReader reader, MappingWishes wishes);
  // The user gave the columns other meanings: count the stages and look at the currencies again, keep everything else.
  MappingJob(TableReader reader, ImportMapping changed);
  ~MappingJob();
  MappingJob(MappingJob&&) noexcept;
  MappingJob& operator=(MappingJob&&) noexcept;

  Result<bool> step(std::size_t rows);  // true when done
  double progress() const;
  const ImportMapping& mapping() const { return mapping_; }
  TableReader take_reader() { return std::move(reader_); }

 private:
  struct ColumnFacts;
  enum class Phase : std::uint8_t { header, columns, before_stages, stages, done };

  Result<bool> read_header();
  void look_at_row();
  void choose_columns();
  Result<bool> start_counting();
  void count_row();
  void finish_counting();

  TableReader reader_;
  MappingWishes wishes_ = {};
  ImportMapping mapping_ = {};
  std::vector<ColumnFacts> facts_;
  Currency amount_currency_ = {};  // the header says it
  Phase phase_ = Phase::header;
};

// Skips to the row behind the header. False when the table ends before.
Result<bool> skip_header(TableReader& reader, const ImportMapping& mapping);

// The whole guess at once, for callers that need not stay responsive.
Result<ImportMapping> guess_mapping(TableReader& reader, MappingWishes wishes);

}  // namespace voronka
