// Won of won and lost, with the range that the number of deals allows. Nothing closed means no answer, not 0 %.
#include "metrics/win_rate.hpp"

#include <cmath>

#include "metrics/standing.hpp"

namespace voronka {
namespace {

// [M10] By stage: deals that are known to have been there. A place that an import had to guess proves nothing.
bool has_been_in(const Deal& deal, Id<Stage> stage, std::optional<Date> as_of) {
  const std::vector<bool> live = live_events(deal.history);
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    const RawId* id = std::get_if<RawId>(&event.value);
    if (!live[i] || event.kind != EventKind::stage_entered || event.origin == EventOrigin::inferred || !id) continue;
    if (*id == stage.raw && (!as_of || event.precision == Precision::unknown || local_date(event.at) <= *as_of))
      return true;
  }
  return false;
}

std::vector<MetricValue> compute(const Document& document, const Query& query) {
  Query whole = query;
  whole.stage = {};
  std::size_t won = 0;
  MetricValue result = {.unit = MetricUnit::share};
  for_each_standing(document, whole, [&](const Standing& it) {
    if (it.status == DealStatus::open) return;  // [M9]
    if (query.stage && !has_been_in(*it.deal, query.stage, query.as_of)) return;
    won += it.status == DealStatus::won ? 1 : 0;
    result.deals.push_back(it.deal->id);
  });
  result.n = result.deals.size();
  if (result.n == 0) {
    result.state = MetricState::nothing;
    return {std::move(result)};
  }
  const ShareInterval interval = wilson_interval(won, result.n);
  result.value = static_cast<double>(won) / static_cast<double>(result.n);
  result.low = interval.low;
  result.high = interval.high;
  if (result.n < min_sample) result.state = MetricState::too_few;  // [M11]
  return {std::move(result)};
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

extern const Metric win_rate_metric = {.id = "win_rate", .title = TextKey::metric_win_rate, .compute = compute};

}  // namespace voronka
