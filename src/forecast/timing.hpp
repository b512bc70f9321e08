// [F10] When deals are won and lost, counted in days from the day on which they came into a stage: cumulative incidences of both
// ends, open deals as censored. Rules [F10]-[F15] of SPEC.md.
#pragma once

#include <cstdint>
#include <vector>

#include "model/values.hpp"

namespace voronka {

inline constexpr std::int32_t curve_days = 1'461;        // four years; what lasts longer belongs to the tail
inline constexpr std::int32_t oldest_days = curve_days;  // an older deal is taken to be as old as that
inline constexpr double prior_weight = 8;                // k: what is typed or borrowed counts as so many deals
inline constexpr double default_days = 60;               // the mean wait where history says nothing at all

// From coming into a stage to the end of the deal, or to today.
struct Wait {
  std::int32_t days = 0;  // not negative
  DealStatus end = DealStatus::open;
  bool operator==(const Wait&) const = default;
};

// By the end of so many days, counted from coming into the stage.
struct Shares {
  double won = 0;  // of the deals that are going to be won, those that were: when wins come
  double open_won = 1,
         open_lost = 1;  // of those to be won, and of those to be lost, those still open: what an age says of the odds
  bool operator==(const Shares&) const = default;
};

class Timing {
 public:
  // Without history: both ends come at a constant rate, after default_days on average. [F15]
  Timing();
  // `pool` stands in for what few waits do not say. [F13] Linear in the waits and curve_days.
  Timing(const std::vector<Wait>& waits, const Timing& pool);

  Shares within(std::int32_t days) const;
  // How many of those to be lost are open at that age, for each of those to be won. [F12]
  double odds_against(std::int32_t age_days) const;
  // The same for those that are left at an age, counted from there. [F12]
  Timing from_age(std::int32_t age_days) const;
  std::size_t won() const { return won_; }  // own waits that ended so
  std::size_t lost() const { return lost_; }

 private:
  std::vector<Shares> by_day_ = {};  // [0, curve_days] and a year more
  std::size_t won_ = 0, lost_ = 0;
};

// The chance `p` of coming into the stage, for a deal that is still open at `age_days`. [F12]
double chance_at(const Timing& timing, double p, std::int32_t age_days);
// P(won in (a, a + h] | open at age a). [F12]
double chance_within(const Timing& timing, double p, std::int32_t age_days, std::int32_t days);

// The Aalen-Johansen estimate by whole days, before it is pooled or prolonged: `won[d]`, `lost[d]` of all deals ended so by the end
// of day d, `open[d]` were still open. [F10]
struct Incidence {
  std::vector<double> won = {}, lost = {}, open = {};
  std::vector<std::uint32_t> at_risk = {};  // at the beginning of day d
};
Incidence incidence_of(const std::vector<Wait>& waits);

}  // namespace voronka
