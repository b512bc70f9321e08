// What the open deals of a pipeline may bring: from the document to plain inputs, from these to the chance of every deal and to the
// Monte Carlo. Pure: the same document, day and seed give the same numbers. Rules [F1]-[F15] of SPEC.md.
#pragma once

#include <optional>
#include <vector>

#include "forecast/simulate.hpp"
#include "forecast/stage_chance.hpp"

namespace voronka {

struct ForecastQuery {
  Id<Pipeline> pipeline = {};     // empty: all
  Date at = {};                   // the evening from which on it is forecast
  bool from_history = false;      // of a past day, from history alone ([M7]); else as things stand
  std::size_t period_months = 0;  // of the goal: so many months, that of `at` among them; 0: to the end of the quarter
  std::optional<double> goal = {};  // for the whole period, in units of the base currency
  bool operator==(const ForecastQuery&) const = default;
};

enum class AmountState : std::uint8_t { known, none, no_rate };
constexpr std::array<std::string_view, 3> names_of(AmountState) { return {"known", "none", "no_rate"}; }

struct ForecastStage {
  Id<Stage> stage = {};
  StageChance chance = {};
  double factor = 1;  // what-if: on the chance, kept between 0 and 1
  Timing timing = {};
  std::vector<Stay> stays = {};  // [F14]
};

struct ForecastDeal {
  Id<Deal> deal = {};
  std::uint32_t stage = 0;    // into ForecastInputs::stages
  std::int32_t age_days = 0;  // since it came into the stage
  bool age_known = true;      // else counted from its creation, or from `at`
  AmountState amount_state = AmountState::none;
  double amount = 0;                      // units of the base currency
  std::optional<double> own_chance = {};  // the deal's own probability, 0..1 [F7]
  double typed_chance = 0;                // its own, else that of its stage: what the naive sum multiplies with
  std::optional<Date> expected_close = {};
  ForecastCategory category = ForecastCategory::none;
  std::int32_t delay_days = 0;  // what-if
  bool dropped = false;         // what-if: not there any more
  bool operator==(const ForecastDeal&) const = default;
};
// [F4] Closing today is not late yet.
inline bool is_overdue(const ForecastDeal& deal, Date at) { return deal.expected_close && *deal.expected_close < at; }

// All that a forecast is computed from: what a what-if changes a copy of (fork.hpp).
struct ForecastInputs {
  Date at = {};
  Currency base = {};
  std::vector<ForecastStage> stages = {};  // of paths.stages
  std::vector<ForecastDeal> deals = {};    // open, in stages of sales, in the order of the table [F1]
  std::size_t wins = 0, losses = 0;  // closed deals that history tells of; both 0: only what was typed is known [F15]
  bool timed = false;                // history tells when deals are won; else the expected close is all there is
  std::size_t period_months = 3;
  Date period_from = {};
  double already = 0;               // won in the period up to `at`, units of the base currency
  std::size_t already_without = 0;  // deals won in it without an amount or a rate
  std::optional<double> goal = {};
};
ForecastInputs forecast_inputs(const Document& document, const ForecastQuery& query);

// The chance of one deal, at the mean of what is known of its stage.
struct DealChance {
  double ever = 0;          // whenever that may be
  MonthShares won_by = {};  // by the end of each month; at most `ever`
  bool operator==(const DealChance&) const = default;
};
// What the Monte Carlo needs of one deal, and what people are shown of it.
struct PreparedDeal {
  SimulatedDeal simulated = {};
  DealChance chance = {};
};
// By the index of inputs.deals. A curve of four years of days is made for every age at which deals stand in a stage.
std::vector<PreparedDeal> prepared(const ForecastInputs& inputs);

// [F1] [F2] Deals with an amount that the seller has not left out; the others would add nothing.
bool is_simulated(const ForecastDeal& deal);
SimulationInput simulation_input(const ForecastInputs& inputs, const std::vector<PreparedDeal>& deals);

// Deals and money of some of them: what is open, what the naive weighted sum and the curve expect of it within twelve months.
struct ForecastPart {
  std::size_t n = 0;
  std::size_t without_amount = 0;  // among the n: no amount, or no rate
  double open = 0, naive = 0, expected = 0;
  std::vector<Id<Deal>> deals = {};
  bool operator==(const ForecastPart&) const = default;
};
struct ForecastParts {
  ForecastPart all = {};                        // but those left out
  ForecastPart overdue = {};                    // [F4] of `all`
  ForecastPart no_amount = {}, no_rate = {};    // of `all`
  ForecastPart left_out = {};                   // [F8] category `omitted`
  std::array<ForecastPart, 5> categories = {};  // [F8] by ForecastCategory
};
ForecastParts parts_of(const ForecastInputs& inputs, const std::vector<PreparedDeal>& deals);

// The last day that history speaks of: where a forecast from a file without a clock begins. 1970-01-01 when it says nothing.
Date last_told_day(const Document& document, Id<Pipeline> pipeline);

// [F3] The last day of the m-th month, 0 that of `at`.
Date month_end(Date at, std::size_t month);
std::size_t first_quarter_months(Date at);  // how many months of its quarter are left, its own among them: 1..3

}  // namespace voronka
