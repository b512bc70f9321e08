// Forecasts against what happened: calibration, Brier score, pinball loss, each beside the naive weighted sum. Plain numbers in and out;
// replay.hpp makes them from history. Rules [F50]-[F54] of SPEC.md.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "metrics/win_rate.hpp"
#include "model/document.hpp"

namespace voronka {

// What is kept of a day's forecast: small, so that a year of days is a few kilobytes. Money or deals; won from `at` to `until`.
struct ForecastDay {
  Date at = {};
  Date until = {};  // the last day of the horizon
  double p10 = 0, p50 = 0, p90 = 0, mean = 0;
  double naive = 0;  // the weighted sum
  bool operator==(const ForecastDay&) const = default;
};
struct GradedDay {
  ForecastDay forecast = {};
  double actual = 0;
  bool operator==(const GradedDay&) const = default;
};

// [F51] What a quantile costs: share·(actual - forecast) when too low, (1 - share)·(forecast - actual) when too high. Unit of the amounts.
double pinball(double forecast, double actual, double share);

struct DayGrade {
  std::size_t days = 0;  // 0: the rest means nothing
  std::array<double, 3> pinball = {},
                        naive_pinball = {};  // mean, at P10, P50, P90; the naive sum is one number for all three
  double inside = 0;                         // share of days on which P10 ≤ actual ≤ P90
  double bias = 0, naive_bias = 0;           // mean of forecast mean - actual
  double actual = 0;                         // mean
};
DayGrade grade_of(std::span<const GradedDay> days);

// One deal on one day: the chance it was given of being won by the end of the horizon, and whether it was.
struct DealCall {
  std::uint32_t deal = 0;  // any number of its own
  float chance = 0, naive = 0;
  bool won = false;
};
struct CalibrationBin {
  double from = 0, to = 0;           // chances in [from, to), the last with its end
  std::size_t calls = 0, deals = 0;  // the same deal comes again and again; only deals count for the interval
  double chance = 0, won = 0;        // means over the calls
  ShareInterval interval = {};       // [F50] of `won`
};
struct CallGrade {
  std::size_t calls = 0, deals = 0;                        // 0: the rest means nothing
  double brier = 0, naive_brier = 0;                       // [F52]
  std::vector<CalibrationBin> bins = {}, naive_bins = {};  // those with any call
};
CallGrade grade_of(std::span<const DealCall> calls);

// [F53] How often the seller's call came true: closed deals that were ever called so, and the won ones of them. By ForecastCategory.
struct CategoryGrade {
  std::size_t won = 0, closed = 0;
  ShareInterval interval = {};
  bool operator==(const CategoryGrade&) const = default;
};
std::array<CategoryGrade, 5> category_grades(const Document& document, Id<Pipeline> pipeline);

}  // namespace voronka
