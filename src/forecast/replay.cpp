#include "forecast/replay.hpp"

#include <algorithm>
#include <cmath>

namespace voronka {

Replayer::Replayer(const Document& document, const ReplayQuery& query)
    : document_(document), query_(query), outcomes_(document.table<Deal>().size()) {
  query_.months = std::clamp<std::size_t>(query_.months, 1, forecast_months);
  query_.step_days = std::max(query_.step_days, 1);
  const DealPaths paths = deal_paths(document, {.pipeline = query.pipeline});
  double unit = 1;
  for (std::int32_t digit = minor_digits(paths.base); digit > 0; --digit) unit *= 10;
  double begin = paths.until_day;
  for (const DealPath& deal : paths.deals) {
    if (deal.created_known) begin = std::min(begin, std::floor(deal.created_day));
    if (deal.end == VisitEnd::won && deal.end_known)
      outcomes_[deal.row] = {.won_day = std::floor(deal.end_day), .amount = deal.amount_minor / unit};
  }
  // What history tells of ends on the evening before this midnight.
  const auto end = static_cast<std::int32_t>(paths.until_day) - 1;
  at_ = query.first.value_or(Date{static_cast<std::int32_t>(begin + (end - begin) / 4)});
  last_ = {end};
  for (Date day = at_; month_end(day, query_.months - 1) <= last_; day.days += query_.step_days) ++days_;
}

bool Replayer::step() {
  if (replay_.days.size() >= days_) return false;
  const Date until = month_end(at_, query_.months - 1);
  ForecastInputs inputs = forecast_inputs(
      document_, {.pipeline = query_.pipeline, .at = at_, .from_history = true, .period_months = query_.months});
  inputs.already = 0;
  const std::vector<PreparedDeal> deals = prepared(inputs);
  SimulationInput money = simulation_input(inputs, deals);
  SimulationInput counts = money;
  counts.deals.clear();
  ReplayDay day = {.open = inputs.deals.size()};
  const Deal* const rows = document_.table<Deal>().rows().data();
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const ForecastDeal& deal = inputs.deals[i];
    if (deal.category == ForecastCategory::omitted) continue;
    const auto row = static_cast<std::uint32_t>(document_.find(deal.deal) - rows);
    const Outcome& outcome = outcomes_[row];
    const bool won = outcome.won_day > at_.days && outcome.won_day <= until.days;
    replay_.calls.push_back({.deal = row,
                             .chance = static_cast<float>(deals[i].chance.won_by[query_.months - 1]),
                             .naive = static_cast<float>(deal.typed_chance),
                             .won = won});
    SimulatedDeal one = deals[i].simulated;
    one.amount = 1;
    counts.deals.push_back(one);
    day.deals.actual += won ? 1 : 0;
    day.deals.forecast.naive += deal.typed_chance;
    if (!is_simulated(deal)) continue;
    ++day.with_amount;
    day.money.actual += won ? outcome.amount : 0;
    day.money.forecast.naive += deal.amount * deal.typed_chance;
  }
  const auto fill = [&](ForecastDay& it, SimulationInput input) {
    const Band band =
        simulate(std::move(input), query_.seed + static_cast<std::uint64_t>(at_.days), query_.runs).period;
    it.at = at_;
    it.until = until;
    it.p10 = band.p10;
    it.p50 = band.p50;
    it.p90 = band.p90;
    it.mean = band.mean;
  };
  fill(day.money.forecast, std::move(money));
  fill(day.deals.forecast, std::move(counts));
  replay_.days.push_back(day);
  at_.days += query_.step_days;
  return replay_.days.size() < days_;
}

Replay replay_of(const Document& document, const ReplayQuery& query) {
  Replayer replayer(document, query);
  while (replayer.step()) {
  }
  return replayer.replay();
}

}  // namespace voronka
