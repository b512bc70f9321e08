// [M6] Deals that are lost; by stage: those that died there.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> compute(const Document& document, const Query& query) {
  return counted(document, query, [](const Standing& it) { return it.status == DealStatus::lost; });
}

extern const Metric lost_count_metric = {.id = "lost_count", .title = TextKey::metric_lost_count, .compute = compute};

}  // namespace voronka
