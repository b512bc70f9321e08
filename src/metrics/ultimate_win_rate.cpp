// [M35] What share of the deals that are made will be won, in the end; and of their money. Open deals count for as long as they were watched.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  MetricValue won = ended_of("count", facts.cycles, deal_won);
  list_deals(facts, won, [](std::size_t, const DealPath& deal) { return has_cycle(deal); });
  return {std::move(won), ended_of("value", facts.money, deal_won), ended_of("lost", facts.cycles, deal_lost),
          undecided_of(facts.cycles),
          number_of("horizon", MetricUnit::days, facts.cycles.horizon, facts.cycles.spells)};
}

extern const Metric ultimate_win_rate_metric = {
    .id = "ultimate_win_rate", .title = TextKey::metric_ultimate_win_rate, .of_facts = of_facts};

}  // namespace voronka
