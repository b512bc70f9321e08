// Won of won and lost, with the range that the number of deals allows. Nothing closed means no answer, not 0 %.
#include "metrics/win_rate.hpp"

#include <cmath>

#include "metrics/facts.hpp"

namespace voronka {
namespace {

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (stage && !at) return {};
  const auto first = facts.document.table<Deal>().rows().data();
  std::size_t won = 0;
  MetricValue result;
  for (const Standing& it : facts.standings) {
    if (it.status == DealStatus::open) continue;  // [M9]
    if (at) {
      // [M10] By stage: deals that are known to have been there. A place that an import had to guess proves nothing.
      const std::uint32_t path = facts.path_of_row[static_cast<std::size_t>(it.deal - first)];
      if (path == no_path || *at >= 64 || (facts.paths.deals[path].been >> *at & 1) == 0) continue;
    }
    won += it.status == DealStatus::won ? 1 : 0;
    result.deals.push_back(it.deal->id);
  }
  MetricValue rate = share_of("", won, result.deals.size());  // [M11]
  rate.deals = std::move(result.deals);
  return {std::move(rate)};
}

}  // namespace

ShareInterval wilson_interval(std::size_t hits, std::size_t n) {
  if (n == 0) return {};
  constexpr double z = 1.6448536269514722;  // 95th percentile of the normal distribution: 5 % left out on each side
  const auto count = static_cast<double>(n);
  const double share = static_cast<double>(hits) / count;
  const double centre = share + z * z / (2 * count);
  const double spread = z * std::sqrt(share * (1 - share) / count + z * z / (4 * count * count));
  const double scale = 1 + z * z / count;
  // The ends are exact in the formula and must be so in floating point, too.
  return {.low = hits == 0 ? 0.0 : (centre - spread) / scale, .high = hits == n ? 1.0 : (centre + spread) / scale};
}

extern const Metric win_rate_metric = {.id = "win_rate", .title = TextKey::metric_win_rate, .of_facts = of_facts};

}  // namespace voronka
