// [M6] [M4] The amounts of the won deals.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return summed(facts, stage, [](const Standing& it) { return it.status == DealStatus::won; }, Weighting::full);
}

extern const Metric won_sum_metric = {.id = "won_sum", .title = TextKey::metric_won_sum, .of_facts = of_facts};

}  // namespace voronka
