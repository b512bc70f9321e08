#include "formats/import_mapping.hpp"

#include <algorithm>
#include <utility>

#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

constexpr std::size_t header_search_rows = 10;
constexpr std::size_t max_distinct = 60;
constexpr std::size_t max_stage_values = 300;

bool is_email(std::string_view cell) {
  const std::size_t at = cell.find('@');
  return at != std::string_view::npos && at > 0 && cell.find('.', at) != std::string_view::npos &&
         cell.find(' ') == std::string_view::npos;
}

bool is_phone(std::string_view cell) {
  std::size_t digits = 0;
  for (const char c : cell) {
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (std::string_view("+-() ',.").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return digits >= 10 && digits <= 15 &&
         (cell.starts_with('+') || cell.starts_with('8') || cell.find('(') != cell.npos);
}

bool is_date_target(ImportTarget target) {
  using enum ImportTarget;
  return target == created || target == stage_entered || target == modified || target == closed ||
         target == close_date || target == expected_close;
}

std::string stem_of(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  const std::size_t dot = file_name.find_last_of('.');
  return std::string(dot == 0 ? file_name : file_name.substr(0, dot));
}

StageValue* find_value(std::vector<StageValue>& values, std::string_view trimmed) {
  for (StageValue& it : values)
    if (it.value == trimmed) return &it;
  return nullptr;
}

void count_value(std::vector<StageValue>& values, std::string_view cell, bool closed) {
  const std::string value = trimmed_cell(cell);
  if (value.empty()) return;
  StageValue* known = find_value(values, value);
  if (!known) {
    if (values.size() == max_stage_values) return;  // no stage column at all; the rest becomes the unknown stage
    values.push_back({.value = value, .name = value, .outcome = outcome_of_word(value)});
    known = &values.back();
  }
  ++known->rows;
  known->closed_rows += closed ? 1 : 0;
}

}  // namespace

TextKey text_of(ImportTarget target) {
  constexpr TextKey keys[import_target_count] = {
      TextKey::import_target_skip,        TextKey::import_target_extra,         TextKey::import_target_title,
      TextKey::import_target_external_id, TextKey::import_target_company,       TextKey::import_target_contact,
      TextKey::import_target_job_title,   TextKey::import_target_phone,         TextKey::import_target_email,
      TextKey::import_target_amount,      TextKey::import_target_currency,      TextKey::import_target_status,
      TextKey::import_target_closed_flag, TextKey::import_target_stage,         TextKey::import_target_pipeline,
      TextKey::import_target_created,     TextKey::import_target_stage_entered, TextKey::import_target_modified,
      TextKey::import_target_closed,      TextKey::import_target_close_date,    TextKey::import_target_expected_close,
      TextKey::import_target_owner,       TextKey::import_target_source,        TextKey::import_target_comment,
      TextKey::import_target_tags,        TextKey::import_target_product,       TextKey::import_target_probability,
      TextKey::import_target_next_step,   TextKey::import_target_loss_reason};
  return keys[static_cast<std::size_t>(target)];
}

bool may_repeat(ImportTarget target) {
  using enum ImportTarget;
  return target == skip || target == extra || target == phone || target == email || target == comment ||
         target == tags || target == stage_entered || target == closed;
}

std::size_t column_of(const ImportMapping& mapping, ImportTarget target) {
  for (std::size_t i = 0; i < mapping.columns.size(); ++i)
    if (mapping.columns[i].target == target) return i;
  return no_column;
}

std::size_t closed_unknown_rows(const ImportMapping& mapping) {
  std::size_t rows = 0;
  if (column_of(mapping, ImportTarget::status) != no_column) return 0;  // the status column has the last word
  for (const StageValue& stage : mapping.stages)
    if (stage.outcome == StageOutcome::open) rows += stage.closed_rows;
  return rows;
}

// What the cells of one column look like.
struct MappingJob::ColumnFacts {
  std::size_t filled = 0;
  std::size_t dates = 0;
  std::size_t only_day_first = 0;
  std::size_t only_month_first = 0;
  std::size_t either_order = 0;
  std::size_t numbers = 0;
  std::size_t money = 0;  // numbers that name a currency
  std::size_t decimal_points = 0;
  std::size_t decimal_commas = 0;
  std::size_t flags = 0;
  std::size_t emails = 0;
  std::size_t phones = 0;
  bool above_one = false;  // of a probability column: 60, not 0.6
  std::string sample = {};
  std::vector<std::string> distinct = {};  // folded; stops at max_distinct

  void look_at(std::string_view cell) {
    if (is_nothing(cell)) return;
    ++filled;
    if (sample.empty()) sample = std::string(trimmed_cell(cell).substr(0, 200));
    if (distinct.size() <= max_distinct && cell.size() <= 200) {
      std::string value = folded_cell(cell);
      if (std::ranges::find(distinct, value) == distinct.end()) distinct.push_back(std::move(value));
    }
    const DateEvidence date = date_evidence(cell);
    if (date.is_date) {
      ++dates;
      only_day_first += date.day_first_possible && !date.month_first_possible ? 1 : 0;
      only_month_first += date.month_first_possible && !date.day_first_possible ? 1 : 0;
      either_order += date.day_first_possible && date.month_first_possible ? 1 : 0;
      return;
    }
    emails += is_email(cell) ? 1 : 0;
    phones += is_phone(cell) ? 1 : 0;
    flags += parse_flag(cell).has_value() ? 1 : 0;
    auto amount = parse_amount_cell(cell, DecimalMark::point);
    if (!amount) amount = parse_amount_cell(cell, DecimalMark::comma);
    if (!amount) return;
    ++numbers;
    money += amount->currency.code != 0 ? 1 : 0;
    const auto mark = decimal_evidence(cell);
    decimal_points += mark == DecimalMark::point ? 1 : 0;
    decimal_commas += mark == DecimalMark::comma ? 1 : 0;
    above_one = above_one ||
                !(amount->decimal == "1" || amount->decimal.starts_with("0") || amount->decimal.starts_with("1.0"));
  }
  bool mostly(std::size_t count) const { return filled > 0 && count * 10 >= filled * 7; }
};

MappingJob::MappingJob(TableReader reader, MappingWishes wishes)
    : reader_(std::move(reader)), wishes_(std::move(wishes)) {
  reader_.rewind();
}
MappingJob::MappingJob(TableReader reader, ImportMapping changed)
    : reader_(std::move(reader)), mapping_(std::move(changed)), phase_(Phase::before_stages) {}
MappingJob::~MappingJob() = default;
MappingJob::MappingJob(MappingJob&&) noexcept = default;
MappingJob& MappingJob::operator=(MappingJob&&) noexcept = default;

double MappingJob::progress() const {
  switch (phase_) {
    case Phase::header:
      return 0;
    case Phase::columns:
      return reader_.progress() * 0.6;
    case Phase::before_stages:
      return 0.6;
    case Phase::stages:
      return 0.6 + reader_.progress() * 0.4;
    case Phase::done:
      return 1;
  }
  return 1;
}

Result<bool> MappingJob::step(std::size_t rows) {
  if (phase_ == Phase::done) return true;
  if (phase_ == Phase::header) {
    const Result<bool> found = read_header();
    if (!found) return std::unexpected(found.error());
    phase_ = Phase::columns;
  }
  if (phase_ == Phase::before_stages) {
    if (const Result<bool> started = start_counting(); !started) return std::unexpected(started.error());
    phase_ = Phase::stages;
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const Result<bool> more = reader_.next();
    if (!more) return std::unexpected(more.error());
    if (*more) {
      phase_ == Phase::columns ? look_at_row() : count_row();
      continue;
    }
    if (phase_ == Phase::stages) {
      finish_counting();
      phase_ = Phase::done;
      return true;
    }
    choose_columns();
    phase_ = Phase::before_stages;
    return false;
  }
  return false;
}

// The header is the one of the first rows with the most known words; titles above it and the absence of one are normal.
Result<bool> MappingJob::read_header() {
  std::size_t best_hits = 0;
  std::size_t first_width = 0;
  bool first_is_text = false;
  std::vector<std::string> names;
  std::vector<std::string> first_names;
  std::size_t first_line = 0;
  for (std::size_t row = 0; row < header_search_rows; ++row) {
    const Result<bool> more = reader_.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    const RowCells& cells = reader_.cells();
    std::vector<std::string> here;
    std::size_t hits = 0;
    std::size_t filled = 0;
    bool text = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      here.push_back(trimmed_cell(cells.at(i)));
      if (here.back().empty()) continue;
      ++filled;
      hits += guess_from_header(folded_header(here.back())).confidence >= 60 ? 1 : 0;
      text = text && !parse_amount_cell(here.back(), DecimalMark::point) && !date_evidence(here.back()).is_date;
    }
    if (row == 0) {
      first_width = filled;
      first_is_text = text;
      first_names = here;
      first_line = reader_.line();
    }
    if (hits > best_hits) {
      best_hits = hits;
      names = std::move(here);
      mapping_.header_line = reader_.line();
    }
  }
  if (best_hits == 0) {
    if (first_names.empty()) return refuse(TextKey::import_is_empty);
    if (first_width < 2 && reader_.info().kind == TableKind::csv) return refuse(TextKey::import_no_table);
    names = std::move(first_names);
    mapping_.header_line = first_is_text ? first_line : 0;
  }
  mapping_.table = reader_.info();
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string name = mapping_.header_line == 0 || names[i].empty() ? std::to_string(i + 1) : names[i];
    if (name.size() > 200) name = std::to_string(i + 1);
    std::string unique = name;  // amoCRM has four columns called "Источник"
    for (std::size_t n = 2;
         std::ranges::find(mapping_.columns, unique, &ImportColumn::header) != mapping_.columns.end(); ++n)
      unique = name + " (" + std::to_string(n) + ")";
    mapping_.columns.push_back({.header = std::move(unique)});
    if (mapping_.header_line != 0 && names[i].empty()) mapping_.columns.back().header.clear();
  }
  facts_.resize(mapping_.columns.size());
  return skip_header(reader_, mapping_);
}

void MappingJob::look_at_row() {
  ++mapping_.rows;
  const RowCells& cells = reader_.cells();
  const std::size_t width = std::min(cells.size(), facts_.size());
  for (std::size_t i = 0; i < width; ++i) facts_[i].look_at(cells.at(i));
}

void MappingJob::choose_columns() {
  std::vector<std::string> headers;
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    ImportColumn& column = mapping_.columns[i];
    const ColumnFacts& facts = facts_[i];
    column.sample = facts.sample;
    if (column.header.empty()) column.header = std::to_string(i + 1);
    headers.push_back(folded_header(column.header));
    HeaderGuess guess = guess_from_header(headers.back());
    // A header is believed unless the cells say otherwise.
    const bool numeric = guess.target == ImportTarget::amount || guess.target == ImportTarget::probability;
    if (facts.filled > 0) {
      if (is_date_target(guess.target) && !facts.mostly(facts.dates)) guess = {};
      if (numeric && !facts.mostly(facts.numbers)) guess = {};
      if (guess.target == ImportTarget::closed_flag && !facts.mostly(facts.flags)) guess = {};
      if (guess.target == ImportTarget::email && !facts.mostly(facts.emails)) guess = {};
    }
    if (guess.confidence == 0 && facts.filled > 0) {
      if (facts.mostly(facts.emails)) {
        guess = {.target = ImportTarget::email, .confidence = 50};
      } else if (facts.mostly(facts.phones)) {
        guess = {.target = ImportTarget::phone, .confidence = 40};
      } else if (facts.mostly(facts.money)) {
        guess = {.target = ImportTarget::amount, .confidence = 40};
      } else if (facts.distinct.size() >= 2 && facts.distinct.size() <= 20 && facts.filled > facts.distinct.size()) {
        const auto known = static_cast<std::size_t>(std::ranges::count_if(facts.distinct, [](const std::string& value) {
          return known_stage_order(value).has_value() || outcome_of_word(value) != StageOutcome::open;
        }));
        if (known * 2 >= facts.distinct.size()) guess = {.target = ImportTarget::stage, .confidence = 50};
      }
    }
    // An empty column never takes a place that a filled one could have.
    column.confidence = facts.filled == 0 ? guess.confidence / 4 : guess.confidence;
    column.target = guess.confidence == 0 ? ImportTarget::extra : guess.target;
    if (facts.filled == 0 && column.confidence == 0) column.target = ImportTarget::skip;
  }

  // Of several columns with one meaning the surest keeps it, the first when equal.
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    ImportColumn& column = mapping_.columns[i];
    if (may_repeat(column.target)) continue;
    for (std::size_t other = 0; other < mapping_.columns.size(); ++other) {
      const ImportColumn& rival = mapping_.columns[other];
      if (other == i || rival.target != column.target) continue;
      if (rival.confidence > column.confidence || (rival.confidence == column.confidence && other < i)) {
        column.target = facts_[i].filled == 0 ? ImportTarget::skip : ImportTarget::extra;
        break;
      }
    }
  }

  // "Статус" is a stage in tables that have no other and where it says more than open, won and lost.
  const std::size_t status = column_of(mapping_, ImportTarget::status);
  if (status != no_column && column_of(mapping_, ImportTarget::stage) == no_column) {
    const auto open_values = std::ranges::count_if(
        facts_[status].distinct, [](const std::string& value) { return outcome_of_word(value) == StageOutcome::open; });
    if (open_values > 1) mapping_.columns[status].target = ImportTarget::stage;
  }

  // With one date of closing, it is the expected one while the deal is open and the actual one afterwards.
  const std::size_t expected = column_of(mapping_, ImportTarget::expected_close);
  if (expected != no_column && column_of(mapping_, ImportTarget::closed) == no_column &&
      column_of(mapping_, ImportTarget::close_date) == no_column)
    mapping_.columns[expected].target = ImportTarget::close_date;

  const Importer* importer = importer_of(wishes_.importer);
  if (!importer) importer = importer_for(headers);
  mapping_.importer = importer->id;
  mapping_ = importer->refined(std::move(mapping_));

  std::size_t day_first = 0;
  std::size_t month_first = 0;
  std::size_t either = 0;
  std::size_t points = 0;
  std::size_t commas = 0;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    day_first += facts_[i].only_day_first;
    month_first += facts_[i].only_month_first;
    if (is_date_target(mapping_.columns[i].target)) either += facts_[i].either_order;
    if (mapping_.columns[i].target == ImportTarget::amount || mapping_.columns[i].target == ImportTarget::probability) {
      points += facts_[i].decimal_points;
      commas += facts_[i].decimal_commas;
    }
    if (mapping_.columns[i].target == ImportTarget::probability)
      mapping_.probability_is_fraction =
          !facts_[i].above_one && facts_[i].decimal_points + facts_[i].decimal_commas > 0;
  }
  mapping_.date_order = month_first > day_first ? DateOrder::month_day_year : DateOrder::day_month_year;
  mapping_.date_order_sure = day_first == 0 ? (either == 0 || month_first > 0) : month_first == 0;
  mapping_.decimal_mark = commas > points ? DecimalMark::comma : DecimalMark::point;
  mapping_.default_currency = wishes_.default_currency;
  mapping_.pipeline_name = stem_of(wishes_.file_name);
  mapping_.unknown_stage_name = wishes_.unknown_stage_name;
}

Result<bool> MappingJob::start_counting() {
  for (auto* values : {&mapping_.stages, &mapping_.statuses}) {
    for (StageValue& value : *values) {
      value.rows = 0;
      value.closed_rows = 0;
    }
  }
  mapping_.currency_missing = false;
  return skip_header(reader_, mapping_);
}

void MappingJob::count_row() {
  const RowCells& cells = reader_.cells();
  const auto cell = [&](ImportTarget target) {
    const std::size_t column = column_of(mapping_, target);
    return column == no_column ? std::string_view{} : cells.at(column);
  };
  const bool closed = parse_flag(cell(ImportTarget::closed_flag)).value_or(false);
  count_value(mapping_.stages, cell(ImportTarget::stage), closed);
  count_value(mapping_.statuses, cell(ImportTarget::status), closed);
  if (!mapping_.currency_missing) {
    const auto amount = parse_amount_cell(cell(ImportTarget::amount), mapping_.decimal_mark);
    mapping_.currency_missing =
        amount && amount->currency.code == 0 && !currency_from_words(cell(ImportTarget::currency));
  }
}

void MappingJob::finish_counting() {
  const auto gone = [](const StageValue& value) { return value.rows == 0; };
  std::erase_if(mapping_.stages, gone);
  std::erase_if(mapping_.statuses, gone);
}

Result<bool> skip_header(TableReader& reader, const ImportMapping& mapping) {
  reader.rewind();
  if (mapping.header_line == 0) return true;
  while (true) {
    const Result<bool> more = reader.next();
    if (!more || !*more || reader.line() == mapping.header_line) return more;
  }
}

Result<ImportMapping> guess_mapping(TableReader& reader, MappingWishes wishes) {
  MappingJob job(std::move(reader), std::move(wishes));
  while (true) {
    const Result<bool> done = job.step(10'000);
    if (!done) return std::unexpected(done.error());
    if (*done) break;
  }
  reader = job.take_reader();
  return job.mapping();
}

}  // namespace voronka
