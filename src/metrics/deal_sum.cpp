// [M1] [M4] The amounts of all those deals, whatever became of them.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return summed(facts, stage, [](const Standing&) { return true; }, Weighting::full);
}

extern const Metric deal_sum_metric = {.id = "deal_sum", .title = TextKey::metric_deal_sum, .of_facts = of_facts};

}  // namespace voronka
