// [M2] Open deals in stages of sales: a deal that is won lives on in its after-sale stage and is not counted here.
#include "metrics/standing.hpp"

namespace voronka {

static std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  return counted(facts, stage, is_open_sale);
}

extern const Metric open_count_metric = {.id = "open_count", .title = TextKey::metric_open_count, .of_facts = of_facts};

}  // namespace voronka
