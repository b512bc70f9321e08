#include "metrics/metric.hpp"

namespace voronka {

#define METRIC(name) extern const Metric name##_metric;
#include "metrics/metrics.inc"
#undef METRIC

std::span<const Metric* const> metrics() {
#define METRIC(name) &name##_metric,
  static constexpr const Metric* list[] = {
#include "metrics/metrics.inc"
  };
#undef METRIC
  return list;
}

const Metric* metric_of(std::string_view id) {
  for (const Metric* metric : metrics())
    if (metric->id == id) return metric;
  return nullptr;
}

}  // namespace voronka
