#include "formats/import_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/sort.hpp"
#include "formats/import_cell.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

constexpr std::size_t max_pipelines = 50;

// Columns in which systems say that they have put a deal away; the trash of some is a day ("deletedAt").
constexpr std::string_view archived_headers =
    "archived|is archived|archived at|archive status|archive time|в архиве|архив|архивная";
constexpr std::string_view deleted_headers = "deleted|is deleted|deleted at|deletion date|удалена|удалено|удален";

}  // namespace

ImportJob::ImportJob(TableReader reader, ImportMapping mapping, ImportStamp stamp)
    : reader_(std::move(reader)), mapping_(std::move(mapping)), stamp_(stamp), random_(stamp.seed) {
  columns_.assign(import_target_count, no_column);
  for (std::size_t i = mapping_.columns.size(); i-- > 0;) {
    std::size_t& first = columns_[static_cast<std::size_t>(mapping_.columns[i].target)];
    if (first != no_column && !may_repeat(mapping_.columns[i].target)) more_columns_.push_back(first);
    first = i;
    if (mapping_.columns[i].target == ImportTarget::extra) extra_columns_.push_back(i);
  }
  sort_rows(extra_columns_,
            [&](std::size_t a, std::size_t b) { return mapping_.columns[a].header < mapping_.columns[b].header; });
  for (const ImportColumn& column : mapping_.columns)
    stage_pipelines_.push_back(folded_cell(stage_date_of(column.header).pipeline));
  if (const std::size_t amount = column_of(mapping_, ImportTarget::amount); amount != no_column) {
    amount_currency_ = currency_of_header(mapping_.columns[amount].header);
    amount_decimals_ = folded_header(mapping_.columns[amount].header).ends_with("amount micros") ? 6 : 0;
  }
  system_ = mapping_.importer;
  std::string_view active;
  if (const Importer* importer = importer_of(mapping_.importer)) {
    list_mark_ = importer->list_mark;
    name_mark_ = importer->name_mark;
    if (!importer->system.empty()) system_ = importer->system;
    active = importer->active;
  }
  rows_are_changes_ = rows_are_changes(mapping_);
  for (const ImportColumn& column : mapping_.columns) {
    const std::string header = folded_header(column.header);
    of_company_.push_back(header.starts_with("company ") || header.starts_with("organization ") ||
                          header.starts_with("компания: ") || header.ends_with(" компании"));
    using enum PutAway;
    put_away_.push_back(is_one_of(header, archived_headers)            ? archived
                        : is_one_of(header, deleted_headers)           ? deleted
                        : !active.empty() && is_one_of(header, active) ? inactive
                                                                       : no);
  }
  if (mapping_.unknown_stage_name.empty()) mapping_.unknown_stage_name = "?";
  if (mapping_.pipeline_name.empty()) mapping_.pipeline_name = mapping_.importer;
}

ImportJob::~ImportJob() = default;
ImportJob::ImportJob(ImportJob&&) noexcept = default;
ImportJob& ImportJob::operator=(ImportJob&&) noexcept = default;

Result<bool> ImportJob::step(std::size_t rows) {
  if (done_) return true;
  if (!started_) {
    if (const Result<bool> found = skip_header(reader_, mapping_); !found) return std::unexpected(found.error());
    started_ = true;
  }
  for (std::size_t i = 0; i < rows; ++i) {
    const Result<bool> more = reader_.next();
    if (!more) return std::unexpected(more.error());
    if (!*more) {
      finish();
      done_ = true;
      return true;
    }
    read_row();
  }
  return false;
}

std::size_t ImportJob::column_for(ImportTarget target) const {
  for (const std::size_t column : more_columns_)  // the last ones first
    if (mapping_.columns[column].target == target && !is_nothing(reader_.cells().at(column))) return column;
  return columns_[static_cast<std::size_t>(target)];
}

std::string_view ImportJob::cell(ImportTarget target) const {
  const std::size_t column = column_for(target);
  return column == no_column ? std::string_view{} : reader_.cells().at(column);
}

void ImportJob::warn(TextKey key, std::vector<TextArgument> arguments, bool of_row) {
  ++result_.warning_count;
  if (problems_ != nullptr && of_row) keep_problem({.key = key, .arguments = arguments});
  if (result_.warnings.size() == max_listed_warnings) return;
  result_.warnings.push_back(
      {.text = {.key = key, .arguments = std::move(arguments)}, .line = of_row ? reader_.line() : 0});
}

void ImportJob::collect_problems(ProblemRows& rows) {
  problems_ = &rows;
  rows.table = mapping_.table;
  for (const ImportColumn& column : mapping_.columns) rows.headers.push_back(column.header);
}

void ImportJob::keep_problem(Text text) {
  auto& rows = problems_->rows;
  if (rows.empty() || rows.back().line != reader_.line()) {
    if (rows.size() == max_problem_rows) {
      ++problems_->left_off;
      return;
    }
    ProblemRow& row = rows.emplace_back(ProblemRow{.line = reader_.line()});
    const RowCells& cells = reader_.cells();
    for (std::size_t i = 0; i < cells.size(); ++i) row.cells.emplace_back(cells.at(i));
  }
  rows.back().problems.push_back(std::move(text));
}

std::size_t ImportJob::pipeline_for(std::string_view name) {
  // A column that was taken for a pipeline and is not one must not make a thousand.
  if (pipelines_.size() == max_pipelines && !pipeline_index_.contains(folded_cell(name) + '\x1f')) return 0;
  const std::size_t at = named<Pipeline>(pipeline_index_, name);
  if (at == pipelines_.size()) pipelines_.push_back({});
  return at;
}

std::size_t ImportJob::stage_for(std::size_t pipeline, std::string_view name) {
  auto& stages = result_.records.of<Stage>();
  const std::size_t before = stages.size();
  const std::size_t at = named<Stage>(stage_index_, name, std::to_string(pipeline));
  if (at == before) {
    stages[at].pipeline = result_.records.of<Pipeline>()[pipeline].id;
    pipelines_[pipeline].stages.push_back(at);
  }
  return at;
}

void ImportJob::read_row() {
  ++result_.counts.rows;
  const RowCells& cells = reader_.cells();
  std::size_t filled = 0;
  std::size_t as_header = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_nothing(cells.at(i))) continue;
    ++filled;
    as_header += i < mapping_.columns.size() && trimmed_cell(cells.at(i)) == mapping_.columns[i].header ? 1 : 0;
  }
  // Footers of reports ("Confidential information") and headers that come again on every printed page.
  const bool footer = filled <= 1 && mapping_.columns.size() >= 4;
  // Of monday: parts of an item stand below it under captions of their own ("Subitems"), all one column further.
  const bool part = mapping_.importer == "monday" && cells.size() > 0 &&
                    mapping_.columns[0].target == ImportTarget::title &&
                    (is_nothing(cells.at(0)) || trimmed_cell(cells.at(0)) == "Subitems");
  if (filled == 0 || footer || part || as_header * 2 > filled) {
    ++result_.counts.skipped;
    if (filled > 0) warn(TextKey::import_row_skipped);
    return;
  }
  if (cells.size() > mapping_.columns.size()) {
    const auto surplus = [&] {
      for (std::size_t i = mapping_.columns.size(); i < cells.size(); ++i)
        if (!is_nothing(cells.at(i))) return true;
      return false;
    };
    if (surplus())
      warn(TextKey::import_row_long,
           {{.name = "count", .value = static_cast<std::int64_t>(cells.size())},
            {.name = "expected", .value = static_cast<std::int64_t>(mapping_.columns.size())}});
  }
  // What is in the trash over there must not be work to do here.
  if (says(PutAway::deleted)) {
    ++result_.counts.skipped;
    const Importer* importer = importer_of(mapping_.importer);
    warn(TextKey::import_row_deleted,
         {{.name = "system", .value = importer ? importer->title : TextKey::import_format_table}});
    return;
  }
  Row row = parsed_row();
  if (row.deal.title.empty()) {
    ++result_.counts.skipped;
    warn(TextKey::import_row_skipped);
    return;
  }
  if (rows_are_changes_) {
    ++result_.counts.changes;
    changes_.push_back(std::move(row));
  } else {
    keep(std::move(row));
  }
}

void ImportJob::keep(Row row) {
  auto& deals = result_.records.of<Deal>();
  Deal& deal = row.deal;
  std::size_t at = deals.size();
  if (!deal.origin.id.empty()) {
    const auto [known, fresh] = deal_index_.try_emplace(deal.origin.id, at);
    at = known->second;
    if (!fresh) {
      ++result_.counts.repeated;
      warn(TextKey::import_repeated_id, {{.name = "id", .value = deal.origin.id}});
      Deal& old = deals[at];
      if (!row.product.empty()) {
        // Bitrix24 writes one row per product, each with its own part of the sum.
        if (old.amount && deal.amount && old.amount->currency == deal.amount->currency &&
            deal.amount->minor <= max_amount_minor - std::abs(old.amount->minor))
          old.amount->minor += deal.amount->minor;
        for (Event& event : old.history)
          if (event.kind == EventKind::amount_changed && old.amount) event.value = *old.amount;
        for (auto& [key, value] : old.extra)
          if (key == mapping_.columns[column_for(ImportTarget::product)].header &&
              value.size() + row.product.size() < max_import_text)
            value += "\n" + row.product;
        return;
      }
    }
  }
  const bool fresh = at == deals.size();
  deal.id = fresh ? new_id<Deal>() : deals[at].id;
  if (!rows_are_changes_) {  // else the cells are those of another row
    read_people(row);
    read_lists(row);
  }

  Place place = {.pipeline = pipeline_for(row.pipeline)};
  row.stage_said = !row.stage.empty();
  if (!row.stage_said && deal.status == DealStatus::open) row.stage = mapping_.unknown_stage_name;
  for (Row::Entry& entry : row.entered)
    if (entry.stage.empty()) entry.stage = row.stage;
  std::erase_if(row.entered, [](const Row::Entry& entry) { return entry.stage.empty(); });
  if (row.stage.empty() && !row.entered.empty()) row.stage = row.entered.back().stage;
  if (!row.stage.empty()) {
    place.stage = stage_for(place.pipeline, row.stage);
    deal.position.stage = result_.records.of<Stage>()[place.stage].id;
  }
  write_history(row, place.pipeline);
  if (fresh) {
    deals.push_back(std::move(deal));
    places_.push_back(place);
  } else {
    deals[at] = std::move(deal);
    places_[at] = place;
  }
}

void ImportJob::write_history(Row& row, std::size_t pipeline) {
  Deal& deal = row.deal;
  // When nothing says when, the place in time is that of the writing down.
  const ParsedDate unknown = {.at = {.utc_ms = stamp_.now.utc_ms}, .precision = Precision::unknown};
  ParsedDate born = unknown;
  EventOrigin born_origin = EventOrigin::inferred;
  if (row.created) {
    born = *row.created;
    born_origin = EventOrigin::import;
  } else if (!row.entered.empty()) {
    born = row.entered[0].date;  // it existed at the latest when it came to its first stage
  } else if (deal.status != DealStatus::open && row.closed) {
    born = *row.closed;
  } else {
    ++result_.counts.without_date;
  }
  const auto add = [&](EventKind kind, const ParsedDate& when, EventOrigin origin, EventValue value = {}) {
    deal.history.push_back({.kind = kind,
                            .precision = when.precision,
                            .origin = origin,
                            .at = when.at,
                            .recorded_at_ms = stamp_.now.utc_ms,
                            .value = std::move(value)});
  };
  add(EventKind::created, born, born_origin);
  add(EventKind::pipeline_entered, born, EventOrigin::inferred, result_.records.of<Pipeline>()[pipeline].id.raw);
  bool has_own_entry = false;
  for (const Row::Entry& entry : row.entered) {
    if (entry.kind != EventKind::stage_entered) {
      add(entry.kind, entry.date, EventOrigin::import);
      continue;
    }
    const std::size_t at = stage_for(pipeline, entry.stage);
    const Id<Stage> stage = result_.records.of<Stage>()[at].id;
    has_own_entry = has_own_entry || stage == deal.position.stage;
    add(EventKind::stage_entered, entry.date, EventOrigin::import, stage.raw);
  }
  if (deal.position.stage && !has_own_entry)
    add(EventKind::stage_entered, unknown, row.stage_said ? EventOrigin::import : EventOrigin::inferred,
        deal.position.stage.raw);
  // That these were the first values, too, is a guess: an export only knows the last ones.
  if (deal.amount) add(EventKind::amount_changed, born, EventOrigin::inferred, *deal.amount);
  if (deal.expected_close) add(EventKind::expected_close_changed, born, EventOrigin::inferred, *deal.expected_close);
  if (!deal.owner.empty()) add(EventKind::owner_changed, born, EventOrigin::inferred, deal.owner);
  if (deal.probability) add(EventKind::probability_changed, born, EventOrigin::inferred, *deal.probability);
  if (deal.archived) add(EventKind::archived, unknown, EventOrigin::inferred);
  const ParsedDate closed = row.closed.value_or(unknown);
  if (deal.status == DealStatus::won) add(EventKind::won, closed, row.closed_origin);
  if (deal.status == DealStatus::lost)
    add(EventKind::lost, closed, row.closed_origin, deal.loss_reason ? EventValue(deal.loss_reason.raw) : EventValue());
}

Result<ImportResult> import_table(TableReader reader, ImportMapping mapping, ImportStamp stamp) {
  ImportJob job(std::move(reader), std::move(mapping), stamp);
  while (true) {
    const Result<bool> done = job.step(10'000);
    if (!done) return std::unexpected(done.error());
    if (*done) return job.take();
  }
}

}  // namespace voronka
