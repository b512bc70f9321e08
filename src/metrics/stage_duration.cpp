// [M33] How long stays in a stage are: those that last count for as long as they have lasted.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (!at) return {};
  const Outcomes& stays = facts.stages[*at].stays;
  std::size_t again = 0;
  for (const std::uint32_t stay : facts.stays_of(*at)) again += facts.paths.visits[stay].again ? 1 : 0;
  return {quantile_of("median", stays.median, stays.spells), quantile_of("p80", stays.p80, stays.spells),
          counted("again", again, facts.stays_of(*at).size())};
}

extern const Metric stage_duration_metric = {
    .id = "stage_duration", .title = TextKey::metric_stage_duration, .of_facts = of_facts};

}  // namespace voronka
