// [M6] [M4] The amounts of the lost deals.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return summed(document, query, [](const Standing& it) { return it.status == DealStatus::lost; }, Weighting::full);
}

extern const Metric lost_sum_metric = {.id = "lost_sum", .title = TextKey::metric_lost_sum, .compute = compute};

}  // namespace voronka
