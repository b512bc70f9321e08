// What if: a forecast's inputs, changed. A copy in memory of which the data set knows nothing; the same seed gives every other deal the
// same luck, so what moves on the screen is what the change did. Rules [F30]-[F34] of SPEC.md.
#pragma once

#include <span>
#include <variant>

#include "forecast/forecast.hpp"

namespace voronka {

struct ForkMove {  // [F30] comes into that stage today
  Id<Deal> deal = {};
  Id<Stage> stage = {};
};
struct ForkPrice {  // [F31] units of the base currency
  Id<Deal> deal = {};
  double amount = 0;
};
struct ForkDelay {     // [F32] whatever comes, comes so many days later (earlier when negative)
  Id<Deal> deal = {};  // empty: all
  std::int32_t days = 0;
};
struct ForkWinRate {     // [F33] times the chance of that stage
  Id<Stage> stage = {};  // empty: all
  double factor = 1;
};
struct ForkDrop {  // [F34] as if it were not there
  Id<Deal> deal = {};
};
using ForkChange = std::variant<ForkMove, ForkPrice, ForkDelay, ForkWinRate, ForkDrop>;

// The changes one after the other. One that names a deal or a stage that is not among the inputs changes nothing.
ForecastInputs forked(ForecastInputs inputs, std::span<const ForkChange> changes);

}  // namespace voronka
