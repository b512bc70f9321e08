// The forecast on days of the past, made of what was known on each of them, beside what came of it: how it would have done. [F55]
#pragma once

#include <vector>

#include "forecast/forecast.hpp"
#include "forecast/grading.hpp"

namespace voronka {

struct ReplayQuery {
  Id<Pipeline> pipeline = {};
  std::optional<Date> first = {};  // else when a quarter of what history tells of has passed
  std::int32_t step_days = 7;
  std::size_t months = 3;  // the horizon: to the end of so many months, that of the day among them
  std::size_t runs = 1'000;
  std::uint64_t seed = 1;
};

// One past day. `money` and `deals` are the same forecast, of amounts (deals that had none on that day are left out of both sides) and
// of how many.
struct ReplayDay {
  GradedDay money = {};
  GradedDay deals = {};
  std::size_t open = 0, with_amount = 0;
};

struct Replay {
  std::vector<ReplayDay> days = {};
  std::vector<DealCall> calls = {};
};

// Day by day, so that a page never blocks for long: a step is one forecast from history, and its runs twice.
class Replayer {
 public:
  Replayer(const Document& document, const ReplayQuery& query);  // `document` outlives it and stays as it is
  bool step();                                                   // false: there is no day left
  const Replay& replay() const { return replay_; }
  std::size_t days() const { return days_; }

 private:
  const Document& document_;
  ReplayQuery query_ = {};
  Date at_ = {}, last_ = {};
  std::size_t days_ = 0;
  struct Outcome {
    double won_day = -1;  // before all: not won
    double amount = 0;
  };
  std::vector<Outcome> outcomes_ = {};  // by row of the table
  Replay replay_ = {};
};

// All days at once.
Replay replay_of(const Document& document, const ReplayQuery& query);

}  // namespace voronka
