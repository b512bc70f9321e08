// [M1] [M4] The amounts of all those deals, whatever became of them.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return summed(document, query, [](const Standing&) { return true; }, Weighting::full);
}

extern const Metric deal_sum_metric = {.id = "deal_sum", .title = TextKey::metric_deal_sum, .compute = compute};

}  // namespace voronka
