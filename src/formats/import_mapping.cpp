#include "formats/import_mapping.hpp"

#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "formats/column_facts.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

constexpr std::size_t header_search_rows = 10;
constexpr std::size_t max_stage_values = 300;

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

// Spellings that differ only in capitals are one value from the start: `Avito`, `AVITO`.
void count_name(std::vector<ValueName>& values, ImportTarget target, std::string_view cell) {
  if (is_nothing(cell) || cell.size() > 200) return;
  const std::string value = trimmed_cell(cell);
  if (target == ImportTarget::currency && currency_from_words(value)) return;
  std::size_t known = 0;
  const ValueName* alike = nullptr;
  for (ValueName& it : values) {
    if (it.target != target) continue;
    if (it.value == value) return void(++it.rows);
    if (!alike && folded_cell(it.value) == folded_cell(value)) alike = &it;
    ++known;
  }
  if (known == max_value_names) return;
  std::string name = target == ImportTarget::currency ? std::string() : alike ? alike->name : value;
  values.push_back({.target = target, .value = value, .name = std::move(name), .rows = 1});
}

}  // namespace

bool is_date_target(ImportTarget target) {
  using enum ImportTarget;
  return target == created || target == stage_entered || target == modified || target == closed ||
         target == close_date || target == expected_close;
}

DateOrder date_order_of(const ImportMapping& mapping, std::size_t column) {
  return mapping.columns[column].date_order.value_or(mapping.date_order);
}

const ValueName* value_name_of(const ImportMapping& mapping, ImportTarget target, std::string_view cell) {
  if (mapping.values.empty()) return nullptr;
  const std::string value = trimmed_cell(cell);
  for (const ValueName& it : mapping.values)
    if (it.target == target && it.value == value) return &it;
  return nullptr;
}

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
  const bool is_json = reader_.info().kind == TableKind::json;  // its first row is made of the names
  for (std::size_t row = 0; row < (is_json ? 1 : header_search_rows); ++row) {
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
    if (first_width < 2 && reader_.info().kind != TableKind::html) return refuse(TextKey::import_no_table);
    names = std::move(first_names);
    mapping_.header_line = first_is_text || is_json ? first_line : 0;
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

Result<bool> MappingJob::start_counting() {
  for (auto* values : {&mapping_.stages, &mapping_.statuses}) {
    for (StageValue& value : *values) {
      value.rows = 0;
      value.closed_rows = 0;
    }
  }
  for (ValueName& value : mapping_.values) value.rows = 0;
  mapping_.currency_missing = false;
  const std::size_t amount = column_of(mapping_, ImportTarget::amount);
  amount_currency_ = amount == no_column ? Currency{} : currency_of_header(mapping_.columns[amount].header);
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
  for (const ImportTarget target : {ImportTarget::owner, ImportTarget::source, ImportTarget::currency})
    count_name(mapping_.values, target, cell(target));
  if (!mapping_.currency_missing) {
    const auto amount = parse_amount_cell(cell(ImportTarget::amount), mapping_.decimal_mark);
    mapping_.currency_missing = amount && amount_currency_.code == 0 && amount->currency.code == 0 &&
                                !currency_from_words(cell(ImportTarget::currency));
  }
}

void MappingJob::finish_counting() {
  const auto gone = [](const StageValue& value) { return value.rows == 0; };
  std::erase_if(mapping_.stages, gone);
  std::erase_if(mapping_.statuses, gone);
  for (StageValue& stage : mapping_.stages)
    if (stage.name == stage.value) stage.name = name_of_code(mapping_, std::move(stage.name));
  for (ValueName& value : mapping_.values)
    if (value.target == ImportTarget::source && value.name == value.value)
      value.name = name_of_code(mapping_, std::move(value.name));
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    ImportColumn& column = mapping_.columns[i];
    const auto date =
        is_date_target(column.target) ? parse_date_cell(column.sample, date_order_of(mapping_, i), 0) : std::nullopt;
    column.sample_day = date ? std::optional(local_date(date->at)) : std::nullopt;
  }
  std::erase_if(mapping_.values, [](const ValueName& value) { return value.rows == 0; });
  sort_rows(mapping_.values, [](const ValueName& a, const ValueName& b) { return a.target < b.target; });
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
