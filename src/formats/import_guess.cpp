// Which column means what, from its header and its cells, once all of them were looked at.
#include <algorithm>
#include <utility>

#include "formats/column_facts.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_problems.hpp"
#include "formats/import_registry.hpp"

namespace voronka {
namespace {

std::string stem_of(std::string_view file_name) {
  const std::size_t slash = file_name.find_last_of("/\\");
  if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
  const std::size_t dot = file_name.find_last_of('.');
  return std::string(dot == 0 ? file_name : file_name.substr(0, dot));
}

}  // namespace

void MappingJob::choose_columns() {
  std::vector<std::string> headers;
  bool marks[] = {false, false, false};
  for (std::size_t i = 0; i < mapping_.columns.size(); ++i) {
    ImportColumn& column = mapping_.columns[i];
    const ColumnFacts& facts = facts_[i];
    column.sample = facts.sample;
    if (column.header.empty()) column.header = std::to_string(i + 1);
    headers.push_back(folded_header(column.header));
    HeaderGuess guess = guess_from_header(headers.back());
    const StageDate moved = stage_date_of(column.header);
    if (!moved.stage.empty()) {
      // The day of "Closed Won" is no day of a stage but of the end.
      const StageOutcome end = outcome_of_word(moved.stage);
      guess = {.target = end == StageOutcome::open ? ImportTarget::stage_entered : ImportTarget::closed,
               .confidence = 100};
      column.stage = end == StageOutcome::open ? moved.stage : end == StageOutcome::won ? "won" : "lost";
      marks[1] = true;
    }
    marks[0] = marks[0] || folded_cell(column.header).starts_with("deal - ");
    marks[2] = marks[2] || column.sample.find("::::") != std::string::npos;
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

  // What we ourselves said of rows that were saved to be mended.
  if (!headers.empty() && headers.back() == problem_header) mapping_.columns.back().target = ImportTarget::skip;

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

  constexpr std::string_view mark_names[] = {"deal - *", "date entered *", "*::::*"};
  for (std::size_t i = 0; i < std::size(marks); ++i)
    if (marks[i]) headers.emplace_back(mark_names[i]);
  const Importer* importer = importer_of(wishes_.importer);
  if (!importer) importer = importer_for(headers);
  mapping_.importer = importer->id;
  mapping_ = refined_by(*importer, std::move(mapping_));

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
  // Each column is believed: one export may have days as Europe writes them beside such as America does.
  bool unproven = false, torn = false;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    if (!is_date_target(mapping_.columns[i].target)) continue;
    const bool day = facts_[i].only_day_first > 0, month = facts_[i].only_month_first > 0;
    torn = torn || (day && month);
    unproven = unproven || (!day && !month && facts_[i].either_order > 0);
    const DateOrder own = day ? DateOrder::day_month_year : DateOrder::month_day_year;
    if (day != month && own != mapping_.date_order) mapping_.columns[i].date_order = own;
  }
  if (day_first > 0 && month_first > 0) mapping_.date_order_sure = !unproven && !torn;
  mapping_.decimal_mark = commas > points ? DecimalMark::comma : DecimalMark::point;
  mapping_.default_currency = wishes_.default_currency;
  mapping_.pipeline_name = stem_of(wishes_.file_name);
  mapping_.unknown_stage_name = wishes_.unknown_stage_name;
}

}  // namespace voronka
