#include "forecast/simulate.hpp"

#include <algorithm>
#include <cmath>

namespace voronka {
namespace {

// The first month whose end x falls before. Thresholds rise, and x is below the last. Compares and adds without branches: which month
// it is cannot be guessed, and a wrong guess costs more than all of this.
std::size_t month_of(const MonthShares& won_by, double x) {
  const std::size_t third = static_cast<std::size_t>(x >= won_by[3]) + static_cast<std::size_t>(x >= won_by[7]);
  const double* const at = won_by.data() + third * 4;
  return third * 4 + static_cast<std::size_t>(x >= at[0]) + static_cast<std::size_t>(x >= at[1]) +
         static_cast<std::size_t>(x >= at[2]);
}

Band band_of(std::vector<double>& values) {
  Band band;
  for (const double value : values) band.mean += value;
  band.mean /= static_cast<double>(values.size());
  band.p10 = quantile_of(values, 0.1);
  band.p50 = quantile_of(values, 0.5);
  band.p90 = quantile_of(values, 0.9);
  return band;
}

Histogram histogram_of(const std::vector<double>& values) {
  Histogram histogram;
  const auto [low, high] = std::ranges::minmax(values);
  histogram.from = low;
  histogram.step = (high - low) / histogram_bars;
  for (const double value : values) {
    const double at = histogram.step > 0 ? (value - low) / histogram.step : 0;
    ++histogram.runs[std::min(static_cast<std::size_t>(at), histogram_bars - 1)];
  }
  return histogram;
}

}  // namespace

double quantile_of(std::vector<double>& values, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::clamp<std::size_t>(rank, 1, values.size()) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

Simulation::Simulation(SimulationInput input, std::uint64_t seed, std::size_t runs)
    : input_(std::move(input)),
      seed_(seed),
      sums_(runs),
      odds_against_(input_.groups.size() + 1),
      winners_(input_.deals.size()) {
  for (const SimulatedDeal& deal : input_.deals) {
    const auto groups = static_cast<std::uint32_t>(input_.groups.size());
    rows_.push_back({.won_open = deal.won_open,
                     .lost_open = deal.lost_open,
                     .last = deal.won_by.back(),
                     .group = std::min(deal.group, groups)});
  }
}

void Simulation::run_one(std::size_t run) {
  for (std::size_t group = 0; group < input_.groups.size(); ++group) {
    // [F21] One draw for all deals of a stage: if it is worse than was thought, all of them are.
    Random random = stream_of(seed_, run, group + 1);
    const double chance = std::max(draw_beta(random, input_.groups[group]), 1e-12);
    odds_against_[group] = (1 - chance) / chance;
  }
  // [F22] One number decides whether and when; a draw of 64 bits is enough for two deals.
  Random random = stream_of(seed_, run);
  std::uint64_t bits = 0;
  std::size_t winners = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    bits = i % 2 == 0 ? random.next() : bits >> 32;
    const double u = (static_cast<double>(static_cast<std::uint32_t>(bits)) + 0.5) * 0x1.0p-32;
    const Row& row = rows_[i];
    const double x = u * (row.won_open + odds_against_[row.group] * row.lost_open);
    // Written down in any case and kept if it is won within the twelve months: a branch here would be guessed wrong a third of the time.
    winners_[winners] = {.x = x, .deal = static_cast<std::uint32_t>(i)};
    winners += static_cast<std::size_t>(x < row.last);
  }
  std::array<double, forecast_months>& sums = sums_[run];
  for (std::size_t i = 0; i < winners; ++i) {
    const SimulatedDeal& deal = input_.deals[winners_[i].deal];
    sums[month_of(deal.won_by, winners_[i].x)] += deal.amount;
  }
}

bool Simulation::step(std::size_t runs) {
  const std::size_t end = std::min(sums_.size(), done_ + runs);
  for (; done_ < end; ++done_) run_one(done_);
  return done_ < sums_.size();
}

SimulationResult Simulation::result() const {
  SimulationResult result = {.runs = done_};
  if (done_ == 0) return result;
  std::vector<double> values(done_);
  // The months from `first` on, `count` of them, of every run.
  const auto fill = [&](std::size_t first, std::size_t count, double start) {
    for (std::size_t run = 0; run < done_; ++run) {
      values[run] = start;
      for (std::size_t month = first; month < std::min(first + count, forecast_months); ++month)
        values[run] += sums_[run][month];
    }
  };
  for (std::size_t month = 0; month < forecast_months; ++month) {
    fill(month, 1, 0);
    result.months[month] = band_of(values);
  }
  std::size_t first = 0;
  for (std::size_t quarter = 0; quarter < forecast_quarters; ++quarter) {
    const std::size_t count = quarter == 0 ? input_.first_quarter_months : 3;
    fill(first, count, 0);
    result.quarters[quarter] = band_of(values);
    first += count;
  }
  fill(0, forecast_months, 0);
  result.year = band_of(values);
  fill(0, input_.period_months, input_.already);
  result.period = band_of(values);
  result.histogram = histogram_of(values);
  if (input_.goal) {
    const auto reached = std::ranges::count_if(values, [&](double it) { return it >= *input_.goal; });
    result.goal_share = static_cast<double>(reached) / static_cast<double>(done_);
  }
  return result;
}

SimulationResult simulate(SimulationInput input, std::uint64_t seed, std::size_t runs) {
  Simulation simulation(std::move(input), seed, runs);
  simulation.step(runs);
  return simulation.result();
}

}  // namespace voronka
