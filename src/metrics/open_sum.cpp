// [M2] [M4] The money in the open deals of the sales stages.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return summed(document, query, is_open_sale, Weighting::full);
}

extern const Metric open_sum_metric = {.id = "open_sum", .title = TextKey::metric_open_sum, .compute = compute};

}  // namespace voronka
