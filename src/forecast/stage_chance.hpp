// How likely a deal in a stage is to be won: what the seller typed beside what history earned, and what is used. [F5] [F6] [F9]
#pragma once

#include <optional>
#include <vector>

#include "forecast/draw.hpp"
#include "forecast/timing.hpp"
#include "metrics/deal_paths.hpp"

namespace voronka {

struct StageChance {
  double typed = 0;                    // 0..1, on that day
  std::size_t wins = 0, resolved = 0;  // closed deals that are known to have been in the stage
  std::size_t waiting = 0;  // open deals of which it is known for how long they have been open since they came there
  double level = 0;         // the mean, with what the waiting ones say [F9]
  double centre = 0;        // of the prior: typed, or for a thin stage what the other stages make of it [F6]
  bool operator==(const StageChance&) const = default;

  bool thin() const;  // fewer than min_sample closed deals
  std::optional<double> earned() const {
    return resolved > 0 ? std::optional(static_cast<double>(wins) / static_cast<double>(resolved)) : std::nullopt;
  }
  double by_closed() const;   // [F5] (wins + k·centre) ÷ (resolved + k)
  Evidence evidence() const;  // mean `level`, as much as resolved + k deals
  double used() const { return level; }
};

// [F9] The chance of which k·centre, `wins` and `losses` tell, and deals that are still open: for each of them how many of those to be lost
// are open at its age, for each of those to be won. The fixed point of p = (wins + k·centre + Σ pᵢ) ÷ (all + k), pᵢ = p ÷ (p + (1 − p)·oddsᵢ).
double chance_with_open(double wins, double losses, double centre, const std::vector<double>& odds_against);

// One per stage of paths.stages, those after the sale too (nothing is asked of them). `typed`: 0..1, by the same index.
std::vector<StageChance> stage_chances(const DealPaths& paths, const std::vector<double>& typed);

// [F54] What to type instead, in whole percent: for stages that have been closed out of at least min_sample times and whose typed value
// lies outside of the 90 % interval of what was earned. Never falls from one stage to the next, by pooling of neighbours.
std::vector<std::optional<int>> suggested_percents(const std::vector<StageChance>& chances);

// A stay in a stage: how long the deal stood there, and when and how it ended, both counted from the day it came in.
struct Stay {
  Wait wait = {};
  std::int32_t stay_days = 0;
  bool again = false;  // the deal had been there before
  bool operator==(const Stay&) const = default;
};
// By stage of paths.stages. Stays of which the day they began, or of closed deals the day they ended, is not known are left out, and so
// are those an import had to guess.
std::vector<std::vector<Stay>> stays_of(const DealPaths& paths);
// [F9] `chance` with its waiting deals.
void add_waiting(StageChance& chance, const std::vector<Stay>& stays, const Timing& timing);

}  // namespace voronka
