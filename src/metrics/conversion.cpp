// [M32] The chance to get on from a stage, with the ways in which a stay can end otherwise competing.
#include "metrics/facts.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (!at) return {};
  const Outcomes& stays = facts.stages[*at].stays;
  return {ended_of("on", stays, ended_on),
          ended_of("lost", stays, ended_lost),
          ended_of("back", stays, ended_back),
          ended_of("elsewhere", stays, ended_elsewhere),
          undecided_of(stays),
          number_of("horizon", MetricUnit::days, stays.horizon, stays.spells)};
}

extern const Metric conversion_metric = {.id = "conversion", .title = TextKey::metric_conversion, .of_facts = of_facts};

}  // namespace voronka
