// [M34] How long deals live, those that live on counting too; and how long those that are won.
#include "metrics/facts.hpp"

namespace voronka {
namespace {

// The age by which half of those are won that are won at all.
MetricValue won_median(const RiskTable& cycles) {
  const Curve won = aalen_johansen(cycles, deal_won);
  std::size_t n = 0;
  for (const Spell& spell : cycles.sorted()) n += spell.cause == deal_won ? 1 : 0;
  double days = 0;
  for (const CurvePoint& point : won) {
    days = point.time;
    if (point.share >= won.back().share / 2) break;
  }
  return number_of("won_median", MetricUnit::days, days, n);
}

// Other pipelines are no end of a deal here: it is watched until it goes there.
RiskTable closing_of(const RiskTable& cycles) {
  std::vector<Spell> spells(cycles.sorted().begin(), cycles.sorted().end());
  for (Spell& spell : spells)
    if (spell.cause == deal_elsewhere) spell.cause = 0;
  return RiskTable(spells);
}

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  const Curve curve = kaplan_meier(closing_of(facts.cycles));
  MetricValue median = quantile_of("median", quantile(curve, 0.5), facts.cycles.spells());
  list_deals(facts, median, [](std::size_t, const DealPath& deal) { return has_cycle(deal); });
  return {std::move(median), quantile_of("p80", quantile(curve, 0.8), facts.cycles.spells()), won_median(facts.cycles)};
}

}  // namespace

extern const Metric cycle_length_metric = {
    .id = "cycle_length", .title = TextKey::metric_cycle_length, .of_facts = of_facts};

}  // namespace voronka
