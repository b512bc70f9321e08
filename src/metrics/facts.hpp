// What the metrics of paths share, made once for all of them: the paths, the tables of the estimators, the touches. And the few ways in
// which they word an answer.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/clocks.hpp"
#include "metrics/deal_paths.hpp"
#include "metrics/metric.hpp"
#include "metrics/standing.hpp"
#include "metrics/survival.hpp"

namespace voronka {

// Causes of the tables: of stays in a stage [M32], of deals [M35].
inline constexpr std::uint8_t ended_on = 1, ended_lost = 2, ended_back = 3, ended_elsewhere = 4;
inline constexpr std::uint8_t deal_won = 1, deal_lost = 2, deal_elsewhere = 3;

// What the estimators say of some spells.
struct Outcomes {
  std::uint32_t spells = 0;
  double horizon = 0;                             // the last age seen
  std::array<CurvePoint, max_causes> ended = {};  // by cause - 1, at the horizon
  CurvePoint waiting = {};                        // at the horizon
  Quantile median = {}, p80 = {};
  RestrictedMean time = {};  // up to the horizon
};
Outcomes outcomes_of(const RiskTable& table);

struct StageFacts {
  Outcomes stays = {};      // of known place and length [M21]
  std::uint32_t first = 0;  // into Facts::stays
  std::uint32_t count = 0;  // of known place [M20], in the order of DealPaths::visits
};

// What was done with a deal: activities, and coming into stages [M40].
struct Touches {
  static constexpr std::int32_t none = INT32_MIN;
  std::int32_t last_day = none;
  std::uint32_t done = 0;   // activities, until the deal ended
  bool step_ahead = false;  // planned for the day of the query or later
};

inline constexpr std::uint32_t no_path = UINT32_MAX;

struct Facts {
  const Document& document;
  Query query = {};                             // of these facts; its stage is of no interest
  std::vector<Standing> standings = {};         // where deals stand [M1]: without those in the archive
  std::vector<std::uint32_t> path_of_row = {};  // index into paths.deals by row of the table; `no_path` without one
  DealPaths paths = {};
  std::vector<StageFacts> stages = {};    // beside paths.stages
  std::vector<std::uint32_t> stays = {};  // indices of visits, stage by stage
  std::vector<Touches> touches = {};      // beside paths.deals
  std::uint32_t done_lately = 0;          // activities in the last 28 days, with whatever deal of the paths
  Outcomes cycles = {};                   // of deals whose beginning and end are known
  Outcomes money = {};                    // the same with their amounts as weights
  Outcomes closings = {};                 // the first, watched only until they go to another pipeline [M34]
  MetricValue won_median = {};            // [M34]
  std::vector<StageBound> bounds = {};    // beside paths.stages
  std::vector<DealClock> clocks = {};     // of open deals in sales

  std::span<const std::uint32_t> stays_of(std::size_t stage) const {
    return std::span(stays).subspan(stages[stage].first, stages[stage].count);
  }
  Id<Deal> id(std::size_t deal) const { return document.table<Deal>().rows()[paths.deals[deal].row].id; }
  const DealPath& deal_of(const StageVisit& visit) const { return paths.deals[visit.deal]; }
};

// For curves: the spells of stays in a stage with the causes above, and of deals, by amount if wanted.
std::vector<Spell> spells_of_stage(const Facts& facts, std::size_t stage);
enum class Weigh : std::uint8_t { deals, money };
std::vector<Spell> spells_of_deals(const Facts& facts, Weigh weigh);

// n log n in the stays and deals, linear in activities. The stage of the query is of no interest here.
Facts facts_of(const Document& document, const Query& query);

inline bool is_worth_something(const DealPath& deal) { return deal.has_amount && deal.amount_minor > 0; }

// The stay in which an open deal is, of a stage of sales; nullptr when it is in none.
const StageVisit* open_stay(const Facts& facts, const DealPath& deal);
inline constexpr std::int32_t window_days = 90;
// [M36] Whether the deal ended, for all that is known, in the last 90 days.
bool ended_lately(const Facts& facts, const DealPath& deal);

// ---- answers ----
MetricState state_of(std::size_t n);  // [M30]
MetricValue counted(std::string_view part, std::size_t count, std::size_t n);
MetricValue share_of(std::string_view part, std::size_t hits, std::size_t n);  // with Wilson's interval
MetricValue number_of(std::string_view part, MetricUnit unit, double value, std::size_t n);
MetricValue money_of(const Facts& facts, std::string_view part, MetricUnit unit, double minor, std::size_t n);
MetricValue quantile_of(std::string_view part, const Quantile& quantile, std::size_t n);  // [M28]
// [M32] Probabilities at the last age of all; nothing without spells.
MetricValue ended_of(std::string_view part, const Outcomes& outcomes, std::uint8_t cause);
MetricValue undecided_of(const Outcomes& outcomes);
// Of several numbers; 0 of none. Reorders them.
double median_of(std::vector<double>& numbers);

// Puts the deals for which keeps(index, path) holds into the answer; how many. In the order of the table.
template <class Keeps>
std::size_t list_deals(const Facts& facts, MetricValue& answer, const Keeps& keeps) {
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i)
    if (keeps(i, facts.paths.deals[i])) answer.deals.push_back(facts.id(i));
  return answer.deals.size();
}

}  // namespace voronka
