// [M38] What is won a day, in fact; [M39] and what makes it.
#include "metrics/velocity.hpp"

#include <algorithm>
#include <cmath>

namespace voronka {

Levers levers_of(const Facts& facts) {
  Levers levers = {.win_rate = ended_of("win_rate", facts.cycles, deal_won)};
  double won = 0;
  for (const DealPath& deal : facts.paths.deals) {
    levers.open += open_stay(facts, deal) ? 1 : 0;
    if (deal.end != VisitEnd::won || !deal.has_amount) continue;
    ++levers.won;
    won += deal.amount_minor;
  }
  levers.mean_won_minor = levers.won > 0 ? won / static_cast<double>(levers.won) : 0;
  levers.time = facts.cycles.time;
  levers.known = levers.won > 0 && levers.time.mean > 0 && levers.win_rate.state != MetricState::nothing;
  if (levers.known)
    levers.implied_minor =
        static_cast<double>(levers.open) * levers.win_rate.value * levers.mean_won_minor / levers.time.mean;
  return levers;
}

namespace {

std::vector<MetricValue> realised(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  double first = facts.paths.until_day;
  for (const DealPath& deal : facts.paths.deals)
    if (deal.created_known) first = std::min(first, deal.created_day);
  const double days = std::clamp(facts.paths.until_day - first, 1.0, static_cast<double>(window_days));
  double sum = 0, squares = 0;
  MetricValue listed;
  const std::size_t n = list_deals(facts, listed, [&](std::size_t, const DealPath& deal) {
    if (deal.end != VisitEnd::won || !ended_lately(facts, deal) || !deal.has_amount) return false;
    sum += deal.amount_minor;
    squares += deal.amount_minor * deal.amount_minor;
    return true;
  });
  MetricValue value = money_of(facts, "", MetricUnit::money_per_day, sum / days, n);
  value.deals = std::move(listed.deals);
  if (sum > 0) {
    const double spread = std::exp(z90 * std::sqrt(squares) / sum);
    value.low = value.value / spread;
    value.high = value.value * spread;
  }
  return {std::move(value)};
}

std::vector<MetricValue> levers(const Facts& facts, Id<Stage> stage) {
  if (stage) return {};
  const Levers it = levers_of(facts);
  MetricValue open = counted("open", 0, 0);
  list_deals(facts, open, [&](std::size_t, const DealPath& deal) { return open_stay(facts, deal) != nullptr; });
  open.n = it.open;
  open.value = static_cast<double>(it.open);
  open.state = MetricState::good;
  MetricValue time = number_of("mean_time", MetricUnit::days, it.time.mean, facts.cycles.spells);
  if (time.state != MetricState::nothing) {
    time.low = std::max(0.0, it.time.mean - z90 * it.time.std_error);
    time.high = it.time.mean + z90 * it.time.std_error;
  }
  const std::size_t n = it.known ? std::min<std::size_t>(facts.cycles.spells, it.won) : 0;
  return {std::move(open),
          it.win_rate,
          money_of(facts, "mean_won", MetricUnit::money, it.mean_won_minor, it.won),
          std::move(time),
          money_of(facts, "implied", MetricUnit::money_per_day, it.implied_minor, n),
          money_of(facts, "plus_10", MetricUnit::money_per_day, it.implied_minor * 0.1, n),
          money_of(facts, "faster_10", MetricUnit::money_per_day, it.implied_minor * (1 / 0.9 - 1), n)};
}

}  // namespace

extern const Metric velocity_metric = {.id = "velocity", .title = TextKey::metric_velocity, .of_facts = realised};
extern const Metric velocity_levers_metric = {
    .id = "velocity_levers", .title = TextKey::metric_velocity_levers, .of_facts = levers};

}  // namespace voronka
