// [M31] How the stays in a stage ended: seven numbers that add up to the entries.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (!at) return {};
  const auto stays = facts.stays_of(*at);
  std::vector<MetricValue> values = {counted("entries", stays.size(), stays.size())};
  for (std::size_t end = 0; end < visit_end_count; ++end)
    values.push_back(counted(names_of(VisitEnd{})[end], 0, stays.size()));
  for (const std::uint32_t stay : stays) {
    const StageVisit& visit = facts.paths.visits[stay];
    MetricValue& value = values[1 + static_cast<std::size_t>(visit.end)];
    value.value += 1;
    const Id<Deal> deal = facts.id(visit.deal);
    if (value.deals.empty() || value.deals.back() != deal) value.deals.push_back(deal);
  }
  return values;
}

extern const Metric stage_exits_metric = {
    .id = "stage_exits", .title = TextKey::metric_stage_exits, .of_facts = of_facts};

}  // namespace voronka
