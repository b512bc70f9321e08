// [M1] Every deal that is not in the trash or in the archive, whatever became of it.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return counted(facts, stage, [](const Standing&) { return true; });
}

extern const Metric deal_count_metric = {.id = "deal_count", .title = TextKey::metric_deal_count, .of_facts = of_facts};

}  // namespace voronka
