// [M43] How old open deals are, and which are older than those that were won had been in the same stage.
#include <algorithm>

#include "metrics/facts.hpp"

namespace voronka {
namespace {

// How old won deals were when they left the stage, sorted.
std::vector<double> ages_of_won(const Facts& facts, std::uint16_t stage) {
  std::vector<double> ages;
  for (const std::uint32_t at : facts.stays_of(stage)) {
    const StageVisit& visit = facts.paths.visits[at];
    const DealPath& deal = facts.deal_of(visit);
    if (deal.end != VisitEnd::won || !visit.left_known || !deal.created_known) continue;
    if (visit.end == VisitEnd::advanced || visit.end == VisitEnd::won)
      ages.push_back(std::max(0.0, visit.left_day - deal.created_day));
  }
  std::sort(ages.begin(), ages.end());
  return ages;
}

std::vector<MetricValue> of_facts(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (stage && !at) return {};
  const std::vector<double> won = at ? ages_of_won(facts, *at) : std::vector<double>();
  const bool comparable = won.size() >= min_sample;
  const double bound = comparable ? won[(won.size() * 4 + 4) / 5 - 1] : 0;  // the least that 80 % are not above
  std::vector<double> ages;
  MetricValue older, listed;
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    const StageVisit* stay = open_stay(facts, deal);
    if (!stay || (at && stay->stage != *at) || !has_cycle(deal)) continue;
    ages.push_back(days_of(deal));
    listed.deals.push_back(facts.id(i));
    if (comparable && ages.back() > bound) older.deals.push_back(facts.id(i));
  }
  MetricValue median = number_of("median", MetricUnit::days, median_of(ages), ages.size());
  median.deals = std::move(listed.deals);
  std::vector<MetricValue> values = {std::move(median)};
  if (!at) return values;
  MetricValue share = share_of("older", older.deals.size(), comparable ? ages.size() : 0);
  share.deals = std::move(older.deals);
  values.push_back(std::move(share));
  values.push_back(number_of("won_p80", MetricUnit::days, bound, comparable ? won.size() : 0));
  return values;
}

}  // namespace

extern const Metric aging_metric = {.id = "aging", .title = TextKey::metric_aging, .of_facts = of_facts};

}  // namespace voronka
