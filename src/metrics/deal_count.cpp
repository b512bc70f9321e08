// [M1] Every deal that is not in the trash or in the archive, whatever became of it.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return counted(document, query, [](const Standing&) { return true; });
}

extern const Metric deal_count_metric = {.id = "deal_count", .title = TextKey::metric_deal_count, .compute = compute};

}  // namespace voronka
