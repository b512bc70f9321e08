// [F20] The Monte Carlo: what open deals may bring in each of the next twelve months, run by run, in slices. Plain numbers in and
// out: which chances and curves go in is forecast.hpp's affair. Rules [F20]-[F26] of SPEC.md.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "forecast/draw.hpp"

namespace voronka {

inline constexpr std::size_t forecast_months = 12;
inline constexpr std::size_t forecast_quarters =
    5;  // twelve months touch five quarters of the calendar when they begin within one
inline constexpr std::size_t histogram_bars = 32;
inline constexpr std::uint32_t no_group = 0xFFFFFFFF;

using MonthShares = std::array<double, forecast_months>;

// One open deal with an amount. Of the deals of its kind that are going to be won (lost), `won_open` (`lost_open`) are still open
// at its age, and `won_by[m]` are won between now and the end of month m: rising, at most won_open. With the chance p of its group,
// drawn anew in each run, it is won by the end of month m with p·won_by[m] ÷ (p·won_open + (1 − p)·lost_open). [F12]
struct SimulatedDeal {
  double amount = 0;
  std::uint32_t group = no_group;  // no_group: p is 1, and the other numbers say the chance themselves
  double won_open = 1;
  double lost_open = 0;
  MonthShares won_by = {};
  bool operator==(const SimulatedDeal&) const = default;
};

struct SimulationInput {
  std::vector<Evidence> groups = {};
  std::vector<SimulatedDeal> deals = {};
  std::size_t first_quarter_months = 3;  // months of the first quarter that are left, 1..3
  std::size_t period_months = 3;    // the period of the goal and of the histogram: so many months from now on, 1..12
  double already = 0;               // won in that period before now
  std::optional<double> goal = {};  // for the whole period, in the unit of the amounts
  bool operator==(const SimulationInput&) const = default;
};

struct Band {
  double p10 = 0, p50 = 0, p90 = 0, mean = 0;
  bool operator==(const Band&) const = default;
};

struct Histogram {
  double from = 0, step = 0;  // step 0: all runs came to `from`, and stand in the first bar
  std::array<std::uint32_t, histogram_bars> runs = {};
  bool operator==(const Histogram&) const = default;
};

struct SimulationResult {
  std::size_t runs = 0;  // 0: nothing was run, the numbers mean nothing
  std::array<Band, forecast_months> months = {};
  std::array<Band, forecast_quarters> quarters = {};
  Band year = {};                         // all twelve months
  Band period = {};                       // with what was won in it already
  Histogram histogram = {};               // of the period
  std::optional<double> goal_share = {};  // of the runs that reach the goal
  bool operator==(const SimulationResult&) const = default;
};

class Simulation {
 public:
  Simulation(SimulationInput input, std::uint64_t seed, std::size_t runs);
  // At most so many runs more; whether some are left. About 3 ns a deal and run, 0.1 µs a group and run.
  bool step(std::size_t runs);
  std::size_t done() const { return done_; }
  // Of the runs made so far; a few milliseconds at 10,000.
  SimulationResult result() const;

 private:
  void run_one(std::size_t run);

  SimulationInput input_ = {};
  std::uint64_t seed_ = 0;
  std::size_t done_ = 0;
  std::vector<std::array<double, forecast_months>> sums_ = {};  // by run
  std::vector<double> odds_against_ = {};                       // by group, of the run at hand; the last is of no group
  // What the inner loop reads, in the order in which it does.
  struct Row {
    double won_open = 0, lost_open = 0, last = 0;
    std::uint32_t group = 0;
  };
  std::vector<Row> rows_ = {};
  struct Winner {
    double x = 0;
    std::uint32_t deal = 0;
  };
  std::vector<Winner> winners_ = {};  // of the run at hand
};

// All runs at once.
SimulationResult simulate(SimulationInput input, std::uint64_t seed, std::size_t runs);

// Nearest rank: the value that at least the share `share` of them do not exceed. `values` are put into another order; not empty.
double quantile_of(std::vector<double>& values, double share);

}  // namespace voronka
