// [M6] Deals that are won; by stage: those that stand there now, mostly in an after-sale stage.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return counted(facts, stage, [](const Standing& it) { return it.status == DealStatus::won; });
}

extern const Metric won_count_metric = {.id = "won_count", .title = TextKey::metric_won_count, .of_facts = of_facts};

}  // namespace voronka
