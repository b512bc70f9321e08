// [M2] [M4] The money in the open deals of the sales stages.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return summed(facts, stage, is_open_sale, Weighting::full);
}

extern const Metric open_sum_metric = {.id = "open_sum", .title = TextKey::metric_open_sum, .of_facts = of_facts};

}  // namespace voronka
