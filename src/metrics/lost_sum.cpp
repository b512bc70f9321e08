// [M6] [M4] The amounts of the lost deals.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return summed(facts, stage, [](const Standing& it) { return it.status == DealStatus::lost; }, Weighting::full);
}

extern const Metric lost_sum_metric = {.id = "lost_sum", .title = TextKey::metric_lost_sum, .of_facts = of_facts};

}  // namespace voronka
