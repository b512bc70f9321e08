// [M39] The four things that make the speed of a pipeline, as Little's law puts them together.
#pragma once

#include "metrics/facts.hpp"

namespace voronka {

struct Levers {
  std::size_t open = 0;       // open deals in sales
  MetricValue win_rate = {};  // [M35]
  double mean_won_minor = 0;  // of won deals with an amount
  std::size_t won = 0;        // how many those are
  RestrictedMean time = {};   // of all deals, whatever their end
  double implied_minor = 0;   // value a day
  bool known = false;         // all four are
};
Levers levers_of(const Facts& facts);

}  // namespace voronka
