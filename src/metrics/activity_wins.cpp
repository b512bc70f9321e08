// [M45] Activities of won and of lost deals, and how deals with many of them end. Not what causes what.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  std::vector<double> counts;
  double done[2] = {0, 0};
  std::size_t n[2] = {0, 0};
  const auto is_closed = [](const DealPath& deal) { return deal.end == VisitEnd::won || deal.end == VisitEnd::lost; };
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    if (!is_closed(deal)) continue;
    const std::size_t won = deal.end == VisitEnd::won ? 1 : 0;
    counts.push_back(facts.touches[i].done);
    done[won] += facts.touches[i].done;
    ++n[won];
  }
  const double median = median_of(counts);
  std::size_t won_with[2] = {0, 0};
  std::size_t with[2] = {0, 0};
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    if (!is_closed(deal)) continue;
    // Where half of them have none at all, many is one or more.
    const std::size_t many = facts.touches[i].done >= median && facts.touches[i].done > 0 ? 1 : 0;
    ++with[many];
    won_with[many] += deal.end == VisitEnd::won ? 1 : 0;
  }
  const auto mean = [&](std::size_t of) { return n[of] > 0 ? done[of] / static_cast<double>(n[of]) : 0; };
  return {number_of("won", MetricUnit::ratio, mean(1), n[1]), number_of("lost", MetricUnit::ratio, mean(0), n[0]),
          number_of("median", MetricUnit::count, median, counts.size()), share_of("many", won_with[1], with[1]),
          share_of("few", won_with[0], with[0])};
}

extern const Metric activity_wins_metric = {
    .id = "activity_wins", .title = TextKey::metric_activity_wins, .of_facts = of_facts};

}  // namespace voronka
