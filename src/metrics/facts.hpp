// What the metrics of paths share, made once for all of them: the paths, the tables of the estimators, the touches. And the few ways in
// which they word an answer.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "metrics/deal_paths.hpp"
#include "metrics/metric.hpp"
#include "metrics/survival.hpp"

namespace voronka {

// Causes of the tables: of stays in a stage [M32], of deals [M35].
inline constexpr std::uint8_t ended_on = 1, ended_lost = 2, ended_back = 3, ended_elsewhere = 4;
inline constexpr std::uint8_t deal_won = 1, deal_lost = 2, deal_elsewhere = 3;

struct StageFacts {
  RiskTable stays = {};     // of known place and length [M21]
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

struct Facts {
  const Document& document;
  DealPaths paths = {};
  std::vector<StageFacts> stages = {};    // beside paths.stages
  std::vector<std::uint32_t> stays = {};  // indices of visits, stage by stage
  std::vector<Touches> touches = {};      // beside paths.deals
  std::uint32_t done_lately = 0;          // activities in the last 28 days, with whatever deal of the paths
  RiskTable cycles = {};                  // of deals whose beginning and end are known
  RiskTable money = {};                   // the same with their amounts as weights

  std::span<const std::uint32_t> stays_of(std::size_t stage) const {
    return std::span(stays).subspan(stages[stage].first, stages[stage].count);
  }
  Id<Deal> id(std::size_t deal) const { return document.table<Deal>().rows()[paths.deals[deal].row].id; }
  const DealPath& deal_of(const StageVisit& visit) const { return paths.deals[visit.deal]; }
};

// n log n in the stays and deals, linear in activities. The stage of the query is of no interest here.
Facts facts_of(const Document& document, const Query& query);

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
MetricValue ended_of(std::string_view part, const RiskTable& table, std::uint8_t cause);
MetricValue undecided_of(const RiskTable& table);
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
