// [M6] [M4] The amounts of the won deals.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return summed(document, query, [](const Standing& it) { return it.status == DealStatus::won; }, Weighting::full);
}

extern const Metric won_sum_metric = {.id = "won_sum", .title = TextKey::metric_won_sum, .compute = compute};

}  // namespace voronka
