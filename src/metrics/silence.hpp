// [M15] What silence costs: how much smaller the chance of a deal gets when another week goes by without a touch, from the deals that were
// closed so far, and from a typed prior where they are too few to say.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/date.hpp"

namespace voronka {

class SilenceCurve {
 public:
  static constexpr int weeks = 12;  // silence beyond is taken to cost what the last of them does

  // One closed deal. `touches`: days on which something happened with it, in any order; `closed`: the day it was won or lost. n log n.
  void add(bool won, std::vector<Date> touches, Date closed);
  // The share of its chance that a deal loses which has been silent for so many whole weeks and stays so for another: 0.02 to 0.9.
  double loss_after(std::int32_t silent_weeks) const;
  std::uint32_t deals() const { return reached_[0]; }

 private:
  std::array<std::uint32_t, weeks + 2> reached_ = {}, won_ = {};  // by the longest silence of a deal in weeks, or more
};

// [M16] Money at risk, in the unit of `amount`: amount × chance × what another week of silence takes of it × how late its step is (1, and
// 1 more for each week overdue, at most 4).
double lateness(std::int32_t overdue_days);
double money_at_risk(double amount, double chance, double loss, double lateness);

}  // namespace voronka
