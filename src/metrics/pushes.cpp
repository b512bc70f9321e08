// [M44] How often the closing dates of open deals were put off, and by how much.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (stage && !at) return {};
  std::size_t n = 0;
  MetricValue once, thrice;
  std::vector<double> days;
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    const StageVisit* stay = open_stay(facts, deal);
    if (!stay || (at && stay->stage != *at)) continue;
    ++n;
    if (deal.pushes >= 1) once.deals.push_back(facts.id(i));
    if (deal.pushes >= 3) thrice.deals.push_back(facts.id(i));
    for (const std::int32_t push : facts.paths.pushes_of(deal)) days.push_back(push);
  }
  MetricValue pushed = share_of("pushed", once.deals.size(), n);
  pushed.deals = std::move(once.deals);
  MetricValue often = counted("thrice", thrice.deals.size(), n);
  often.deals = std::move(thrice.deals);
  return {std::move(pushed), std::move(often), number_of("days", MetricUnit::days, median_of(days), days.size())};
}

extern const Metric pushes_metric = {.id = "pushes", .title = TextKey::metric_pushes, .of_facts = of_facts};

}  // namespace voronka
