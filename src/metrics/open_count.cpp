// [M2] Open deals in stages of sales: a deal that is won lives on in its after-sale stage and is not counted here.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return counted(document, query, is_open_sale);
}

extern const Metric open_count_metric = {.id = "open_count", .title = TextKey::metric_open_count, .compute = compute};

}  // namespace voronka
