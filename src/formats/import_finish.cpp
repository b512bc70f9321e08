// What can be said only once all rows are known: the order of the stages, a place for deals without one, ranks, counts.
#include <algorithm>
#include <utility>

#include "base/sort.hpp"
#include "formats/import_job.hpp"

namespace voronka {
namespace {

constexpr std::string_view stage_colors[] = {"#7C8AA5", "#5B8DEF", "#3FB6C6", "#E0A13A",
                                             "#D9703B", "#9B6BE0", "#4CB782"};

}  // namespace

// What the file itself says of its stages: how they follow each other, and on a board also those that have no deal.
void ImportJob::know_stages() {
  for (const std::string& value : reader_.json().stages) {
    const StageValue* const known = stage_value(trimmed_cell(value));
    const std::string& name = known ? known->name : value;
    if ((known ? known->outcome : outcome_of_word(value)) != StageOutcome::open || trimmed_cell(name).empty()) continue;
    stage_order_.push_back(folded_cell(name));
    if (reader_.json().is_board && pipelines_.size() == 1) stage_for(0, name);
  }
}

void ImportJob::order_stages() {
  // A stage in which everything is won by the user's answer ("closed there means won") comes after the sale.
  auto& stages = result_.records.of<Stage>();
  if (mapping_.closed_unknown == ClosedUnknown::won) {
    std::vector<bool> holds_won(stages.size());
    std::vector<bool> holds_other(stages.size());
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (places_[i].stage != no_column)
        (result_.records.of<Deal>()[i].status == DealStatus::won ? holds_won : holds_other)[places_[i].stage] = true;
    for (const StageValue& value : mapping_.stages) {
      if (value.outcome != StageOutcome::open || value.closed_rows == 0) continue;
      for (std::size_t at = 0; at < stages.size(); ++at)
        if (stages[at].name == value.name && holds_won[at] && !holds_other[at]) stages[at].kind = StageKind::after_sale;
    }
  }
  for (std::size_t i = 0; i < pipelines_.size(); ++i) {
    const auto is_sales = [&](std::size_t at) { return result_.records.of<Stage>()[at].kind == StageKind::sales; };
    // A pipeline needs a place for the next deal.
    if (std::ranges::none_of(pipelines_[i].stages, is_sales)) {
      const std::size_t at = stage_for(i, mapping_.unknown_stage_name);
      result_.records.of<Stage>()[at].kind = StageKind::sales;
    }
    order_stages_of(pipelines_[i]);
  }
}

// Of stages with names nobody knows, by dated entries: how many of the others each one usually comes before. Met order decides
// between equals. Entries of a deal squared, of few stages.
std::vector<std::int32_t> ImportJob::leads_of(const OpenPipeline& pipeline) const {
  const std::size_t size = pipeline.stages.size();
  std::vector<std::int32_t> net(size * size);
  std::vector<std::size_t> way;
  for (const Deal& deal : result_.records.of<Deal>()) {
    way.clear();
    for (const Event& event : deal.history) {
      if (event.kind != EventKind::stage_entered || event.precision == Precision::unknown) continue;
      for (std::size_t i = 0; i < size; ++i)
        if (event.value == EventValue(result_.records.of<Stage>()[pipeline.stages[i]].id.raw)) way.push_back(i);
    }
    for (std::size_t late = 1; late < way.size() && late < 50; ++late) {
      for (std::size_t early = 0; early < late; ++early) {
        ++net[way[early] * size + way[late]];
        --net[way[late] * size + way[early]];
      }
    }
  }
  std::vector<std::int32_t> leads(result_.records.of<Stage>().size());
  for (std::size_t i = 0; i < size; ++i)
    for (std::size_t other = 0; other < size; ++other) leads[pipeline.stages[i]] += net[i * size + other] > 0 ? 1 : 0;
  return leads;
}

void ImportJob::order_stages_of(OpenPipeline& pipeline) {
  auto& stages = result_.records.of<Stage>();
  const auto is_late = [&](std::size_t at) { return stages[at].kind == StageKind::after_sale; };
  const bool all_known = std::ranges::all_of(
      pipeline.stages, [&](std::size_t at) { return is_late(at) || known_stage_order(stages[at].name).has_value(); });
  const std::vector<std::int32_t> leads =
      all_known || !stage_order_.empty() ? std::vector<std::int32_t>() : leads_of(pipeline);
  const auto place = [&](std::size_t at) {
    if (!stage_order_.empty())
      return (is_late(at) ? 100'000 : 0) +
             static_cast<std::int32_t>(std::ranges::find(stage_order_, folded_cell(stages[at].name)) -
                                       stage_order_.begin());
    return (is_late(at) ? 1000 : 0) + (all_known ? known_stage_order(stages[at].name).value_or(0) : -leads[at]);
  };
  sort_rows(pipeline.stages, [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
  const auto sales =
      static_cast<std::size_t>(std::ranges::count_if(pipeline.stages, [&](std::size_t at) { return !is_late(at); }));
  for (std::size_t i = 0; i < pipeline.stages.size(); ++i) {
    Stage& stage = stages[pipeline.stages[i]];
    stage.rank.text = spread_rank(i, pipeline.stages.size());
    stage.color = stage_colors[i % std::size(stage_colors)];
    // Nobody said how likely: evenly rising until the user says better.
    stage.probability = is_late(pipeline.stages[i]) ? 100 : static_cast<std::int32_t>((i + 1) * 100 / (sales + 1));
    const auto define = [&](EventKind kind, EventValue value) {
      stage.history.push_back({.kind = kind,
                               .origin = EventOrigin::import,
                               .at = stamp_.now,
                               .recorded_at_ms = stamp_.now.utc_ms,
                               .value = std::move(value)});
    };
    define(EventKind::created, {});
    define(EventKind::definition_changed, "probability=" + std::to_string(stage.probability));
    define(EventKind::definition_changed, "kind=" + std::string(name_of(stage.kind)));
  }
}

// Won and lost deals of which no stage is known. Won ones go where won deals live, after the sale, else to the last stage;
// lost ones to the first: they came at least there. The history says "inferred, unknown when".
void ImportJob::settle_homeless() {
  auto& deals = result_.records.of<Deal>();
  const auto& stages = result_.records.of<Stage>();
  for (std::size_t i = 0; i < deals.size(); ++i) {
    if (places_[i].stage != no_column) continue;
    const std::vector<std::size_t>& order = pipelines_[places_[i].pipeline].stages;
    const auto is_late = [&](std::size_t at) { return stages[at].kind == StageKind::after_sale; };
    const auto first_late = std::ranges::find_if(order, is_late);
    const std::size_t home = deals[i].status != DealStatus::won ? order.front()
                             : first_late != order.end()        ? *first_late
                                                                : order.back();
    places_[i].stage = home;
    deals[i].position.stage = stages[home].id;
    deals[i].history.insert(deals[i].history.begin() + 2, {.kind = EventKind::stage_entered,
                                                           .precision = Precision::unknown,
                                                           .origin = EventOrigin::inferred,
                                                           .at = {.utc_ms = stamp_.now.utc_ms},
                                                           .recorded_at_ms = stamp_.now.utc_ms,
                                                           .value = stages[home].id.raw});
  }
}

// Inside a column the order of the file.
void ImportJob::rank_deals() {
  auto& deals = result_.records.of<Deal>();
  std::vector<std::size_t> count(result_.records.of<Stage>().size());
  std::vector<std::size_t> given(count.size());
  for (const Place& place : places_) ++count[place.stage];
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const std::size_t stage = places_[i].stage;
    deals[i].position.rank.text = spread_rank(given[stage]++, count[stage]);
  }
}

void ImportJob::finish() {
  auto& records = result_.records;
  keep_changes();
  if (pipelines_.empty()) pipeline_for(mapping_.pipeline_name);
  know_stages();
  order_stages();
  settle_homeless();
  rank_deals();
  for (std::size_t i = 0; i < pipelines_.size(); ++i)
    records.of<Pipeline>()[i].rank.text = spread_rank(i, pipelines_.size());
  auto& reasons = records.of<LossReason>();
  for (std::size_t i = 0; i < reasons.size(); ++i) reasons[i].rank.text = spread_rank(i, reasons.size());

  ImportCounts& counts = result_.counts;
  std::size_t archived = 0;
  for (const Deal& deal : records.of<Deal>()) {
    archived += deal.archived ? 1 : 0;
    ++(deal.status == DealStatus::open ? counts.open : deal.status == DealStatus::won ? counts.won : counts.lost);
  }
  if (archived > 0)
    warn(TextKey::import_archived, {{.name = "count", .value = static_cast<std::int64_t>(archived)}}, false);
  if (!reader_.json().left_out.empty())
    warn(TextKey::import_json_left_out, {{.name = "names", .value = reader_.json().left_out}}, false);
  counts.deals = records.of<Deal>().size();
  counts.companies = records.of<Company>().size();
  counts.contacts = records.of<Contact>().size();
  counts.stages = records.of<Stage>().size();

  if (mapping_.closed_unknown == ClosedUnknown::open && column_of(mapping_, ImportTarget::status) == no_column) {
    for (const StageValue& stage : mapping_.stages)
      if (stage.outcome == StageOutcome::open && stage.closed_rows > 0)
        warn(TextKey::import_closed_unknown,
             {{.name = "stage", .value = stage.value},
              {.name = "count", .value = static_cast<std::int64_t>(stage.closed_rows)}},
             false);
  }
  if (mapping_.currency_missing && mapping_.default_currency.code == 0)
    warn(TextKey::import_currency_missing, {}, false);
  if (!mapping_.date_order_sure) warn(TextKey::import_date_order_unsure, {}, false);
}

}  // namespace voronka
