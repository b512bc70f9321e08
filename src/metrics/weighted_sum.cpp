// [M2] [M5] The same money, each amount times the probability of its deal.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return summed(facts, stage, is_open_sale, Weighting::by_probability);
}

extern const Metric weighted_sum_metric = {
    .id = "weighted_sum", .title = TextKey::metric_weighted_sum, .of_facts = of_facts};

}  // namespace voronka
