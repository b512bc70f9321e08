// [M48] Whether more is open than can be cared for at the pace that wins.
#include <algorithm>

#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  double touches = 0, weeks = 0;
  std::size_t won = 0, open = 0;
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    open += open_stay(facts, deal) ? 1 : 0;
    if (deal.end != VisitEnd::won || !has_cycle(deal)) continue;
    ++won;
    touches += facts.touches[i].done;
    weeks += std::max(days_of(deal), 1.0) / 7;
  }
  const double pace = weeks > 0 ? touches / weeks : 0;
  const double needs = static_cast<double>(open) * pace;
  const double logged = facts.done_lately / 4.0;
  const bool known = logged > 0 && pace > 0;
  return {number_of("load", MetricUnit::ratio, known ? needs / logged : 0, known ? won : 0),
          number_of("needed_a_week", MetricUnit::ratio, needs, pace > 0 ? won : 0),
          number_of("done_a_week", MetricUnit::ratio, logged, facts.done_lately)};
}

extern const Metric load_metric = {.id = "load", .title = TextKey::metric_load, .of_facts = of_facts};

}  // namespace voronka
