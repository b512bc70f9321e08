// [M49] The stage that holds the pipeline up most, and why; or that none stands out.
#include <algorithm>

#include "metrics/facts.hpp"

namespace voronka {
namespace {

struct Candidate {
  std::size_t stage = 0;
  MetricValue on = {};
  RestrictedMean time = {};
  std::size_t stays = 0;
};

struct Call {
  double gain = 0;  // share by which the value a day would grow
  const Candidate* stage = nullptr;
  bool leak = false;
};

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < facts.stages.size(); ++i) {
    const Outcomes& stays = facts.stages[i].stays;
    if (facts.paths.stages[i].kind != StageKind::sales || stays.spells < min_sample) continue;
    candidates.push_back(
        {.stage = i, .on = ended_of("on", stays, ended_on), .time = stays.time, .stays = stays.spells});
  }
  // Of two stages neither is typical.
  if (candidates.size() < 3) return {number_of("", MetricUnit::share, 0, 0)};
  std::vector<double> shares, times;
  for (const Candidate& it : candidates) {
    shares.push_back(it.on.value);
    times.push_back(it.time.mean);
  }
  const double typical_on = median_of(shares);
  const double typical_days = median_of(times);
  const double whole = facts.cycles.time.mean;
  Call call;
  for (const Candidate& it : candidates) {
    if (it.on.value > 0 && it.on.high && *it.on.high < typical_on && typical_on / it.on.value - 1 > call.gain)
      call = {.gain = typical_on / it.on.value - 1, .stage = &it, .leak = true};
    if (it.time.mean - z90 * it.time.std_error <= typical_days) continue;
    const double stays_a_deal =
        static_cast<double>(it.stays) / static_cast<double>(std::max<std::size_t>(facts.cycles.spells, 1));
    const double excess = (it.time.mean - typical_days) * stays_a_deal;
    // What is typical of the stages may be more than the deals' own mean, when few of them come there.
    const double left = std::max(whole - excess, whole / 10);
    if (whole > 0 && whole / left - 1 > call.gain) call = {.gain = whole / left - 1, .stage = &it, .leak = false};
  }
  if (!call.stage) return {number_of("", MetricUnit::share, 0, 0)};
  const Candidate& it = *call.stage;
  MetricValue gain = number_of(call.leak ? "leak" : "slow", MetricUnit::share, call.gain, it.stays);
  MetricValue days = number_of("days", MetricUnit::days, it.time.mean, it.stays);
  days.low = std::max(0.0, it.time.mean - z90 * it.time.std_error);
  days.high = it.time.mean + z90 * it.time.std_error;
  std::vector<MetricValue> values = {std::move(gain), it.on,
                                     number_of("typical_on", MetricUnit::share, typical_on, it.stays), std::move(days),
                                     number_of("typical_days", MetricUnit::days, typical_days, it.stays)};
  for (MetricValue& value : values) {
    value.about = facts.paths.stages[it.stage].stage->id.raw;
    value.text = facts.paths.stages[it.stage].stage->name;
  }
  for (const DealPath& deal : facts.paths.deals)
    if (const StageVisit* stay = open_stay(facts, deal); stay && stay->stage == it.stage)
      values.front().deals.push_back(facts.document.table<Deal>().rows()[deal.row].id);
  return values;
}

}  // namespace

extern const Metric bottleneck_metric = {.id = "bottleneck", .title = TextKey::metric_bottleneck, .of_facts = of_facts};

}  // namespace voronka
