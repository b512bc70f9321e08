// How long the forecast takes in a page: 10,000 runs of 500 open deals in 8 stages (limit there: 60 ms), and before it the chances of
// these deals from 16,000 stays.
// Usage: forecast_bench
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "forecast/forecast.hpp"

namespace {

using namespace voronka;

SimulationInput pipeline_of(std::size_t deals) {
  SimulationInput input = {.goal = 1'000'000.0};
  for (int i = 0; i < 8; ++i) input.groups.push_back({.wins = 2.0 + i, .losses = 12.0 - i});
  Random random(1);
  for (std::size_t i = 0; i < deals; ++i) {
    SimulatedDeal deal = {.amount = 1'000 + 50'000 * random.unit(), .group = static_cast<std::uint32_t>(i % 8)};
    deal.won_open = 0.3 + 0.7 * random.unit();
    deal.lost_open = 0.3 + 0.7 * random.unit();
    for (std::size_t month = 0; month < forecast_months; ++month)
      deal.won_by[month] = deal.won_open * (1 - exact_exp(-0.4 * static_cast<double>(month + 1)));
    input.deals.push_back(deal);
  }
  return input;
}

ForecastInputs inputs_of(std::size_t deals) {
  ForecastInputs inputs = {.at = {20'000}, .timed = true};
  Random random(3);
  for (int i = 0; i < 8; ++i) {
    ForecastStage& stage = inputs.stages.emplace_back();
    std::vector<Wait> waits;
    for (int n = 0; n < 2'000; ++n) {
      const auto days = static_cast<std::int32_t>(random.below(200));
      waits.push_back({.days = days, .end = static_cast<DealStatus>(random.below(3))});
      stage.stays.push_back(
          {.wait = waits.back(), .stay_days = static_cast<std::int32_t>(random.below(200)) % (days + 1)});
    }
    stage.timing = Timing(waits, Timing());
    stage.chance.level = 0.3;
  }
  for (std::size_t i = 0; i < deals; ++i)
    inputs.deals.push_back({.stage = static_cast<std::uint32_t>(random.below(8)),
                            .age_days = static_cast<std::int32_t>(random.below(150)),
                            .amount_state = AmountState::known,
                            .amount = 1'000});
  return inputs;
}

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main() {
  std::vector<std::pair<double, double>> times;
  double check = 0;
  for (int i = 0; i < 7; ++i) {
    Simulation simulation(pipeline_of(500), 7, 10'000);
    const auto start = std::chrono::steady_clock::now();
    while (simulation.step(500)) {
    }
    const double steps = ms_since(start);
    const SimulationResult result = simulation.result();
    times.emplace_back(ms_since(start), steps);
    check = result.year.mean;
  }
  std::ranges::sort(times);
  std::printf("10,000 runs of 500 deals: %.1f ms (%.1f ms of it runs, the rest quantiles); mean %.6f\n", times[3].first,
              times[3].second, check);
  const ForecastInputs inputs = inputs_of(500);
  std::vector<double> chances;
  for (int i = 0; i < 7; ++i) {
    const auto start = std::chrono::steady_clock::now();
    check = prepared(inputs)[0].chance.ever;
    chances.push_back(ms_since(start));
  }
  std::ranges::sort(chances);
  std::printf("chances of 500 deals: %.1f ms; %.6f\n", chances[3], check);
  return 0;
}
