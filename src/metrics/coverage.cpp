// [M42] How much is open, how many times a goal has to be covered by it, and what goal it covers. The goal itself is the forecast's.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  double sum = 0;
  MetricValue listed;
  const std::size_t n = list_deals(facts, listed, [&](std::size_t, const DealPath& deal) {
    if (!open_stay(facts, deal) || !deal.has_amount) return false;
    sum += deal.amount_minor;
    return true;
  });
  MetricValue open = money_of(facts, "open", MetricUnit::money, sum, n);
  open.deals = std::move(listed.deals);
  const MetricValue rate = ended_of("", facts.money, deal_won);
  const bool known = rate.state != MetricState::nothing && rate.value > 0;
  MetricValue needed = number_of("needed", MetricUnit::ratio, known ? 1 / rate.value : 0, known ? rate.n : 0);
  if (known && rate.low && rate.high && *rate.low > 0) {
    needed.low = 1 / *rate.high;
    needed.high = 1 / *rate.low;
  }
  MetricValue covers = money_of(facts, "covers", MetricUnit::money, sum * rate.value, known ? n : 0);
  return {std::move(open), std::move(needed), std::move(covers)};
}

extern const Metric coverage_metric = {.id = "coverage", .title = TextKey::metric_coverage, .of_facts = of_facts};

}  // namespace voronka
