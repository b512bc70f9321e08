// [M34] How long deals live, those that live on counting too; and how long those that are won.
#include "metrics/facts.hpp"

namespace voronka {
static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  MetricValue median = quantile_of("median", facts.closings.median, facts.closings.spells);
  list_deals(facts, median, [](std::size_t, const DealPath& deal) { return has_cycle(deal); });
  return {std::move(median), quantile_of("p80", facts.closings.p80, facts.closings.spells), facts.won_median};
}

extern const Metric cycle_length_metric = {
    .id = "cycle_length", .title = TextKey::metric_cycle_length, .of_facts = of_facts};

}  // namespace voronka
