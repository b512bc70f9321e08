// [M36] Won of what was closed in the last 90 days, by count and by value.
#include <cmath>

#include "metrics/facts.hpp"

namespace voronka {
namespace {

MetricValue by_value(const Facts& facts) {
  double won = 0, all = 0;
  std::size_t n = 0, lost = 0, lost_amounts = 0;
  const auto counts = [&](const DealPath& deal) { return ended_lately(facts, deal) && is_worth_something(deal); };
  for (const DealPath& deal : facts.paths.deals) {
    const bool is_lost = ended_lately(facts, deal) && deal.end == VisitEnd::lost;
    lost += is_lost ? 1 : 0;
    if (!counts(deal)) continue;
    lost_amounts += is_lost ? 1 : 0;
    ++n;
    all += deal.amount_minor;
    won += deal.end == VisitEnd::won ? deal.amount_minor : 0;
  }
  if (n == 0 || 2 * lost_amounts < lost) return number_of("value", MetricUnit::share, 0, 0);
  const double share = won / all;
  double squares = 0;
  for (const DealPath& deal : facts.paths.deals) {
    if (!counts(deal)) continue;
    const double off = deal.amount_minor * ((deal.end == VisitEnd::won ? 1 : 0) - share);
    squares += off * off;
  }
  MetricValue value = number_of("value", MetricUnit::share, share, n);
  if (const auto interval = log_log_interval(share, std::sqrt(squares) / all)) {
    value.low = interval->low;
    value.high = interval->high;
  }
  return value;
}

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  std::size_t won = 0;
  MetricValue listed;
  const std::size_t n = list_deals(facts, listed, [&](std::size_t, const DealPath& deal) {
    if (!ended_lately(facts, deal)) return false;
    won += deal.end == VisitEnd::won ? 1 : 0;
    return true;
  });
  MetricValue count = share_of("count", won, n);
  count.deals = std::move(listed.deals);
  return {std::move(count), by_value(facts)};
}

}  // namespace

extern const Metric closing_mix_metric = {
    .id = "closing_mix", .title = TextKey::metric_closing_mix, .of_facts = of_facts};

}  // namespace voronka
