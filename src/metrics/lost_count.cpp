// [M6] Deals that are lost; by stage: those that died there.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return counted(facts, stage, [](const Standing& it) { return it.status == DealStatus::lost; });
}

extern const Metric lost_count_metric = {.id = "lost_count", .title = TextKey::metric_lost_count, .of_facts = of_facts};

}  // namespace voronka
