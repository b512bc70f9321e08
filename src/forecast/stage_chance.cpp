#include "forecast/stage_chance.hpp"

#include <algorithm>
#include <cmath>

#include "metrics/metric.hpp"
#include "metrics/win_rate.hpp"

namespace voronka {
namespace {

// [F6] By how much, in odds, the other stages turned out better or worse than was typed for them. Of stages with enough closed deals.
double lean_of(const std::vector<StageChance>& chances, std::size_t but) {
  double won = prior_weight, lost = prior_weight, typed_won = prior_weight, typed_lost = prior_weight;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    const StageChance& it = chances[i];
    if (i == but || it.thin()) continue;
    const auto resolved = static_cast<double>(it.resolved);
    won += static_cast<double>(it.wins);
    lost += resolved - static_cast<double>(it.wins);
    typed_won += resolved * it.typed;
    typed_lost += resolved * (1 - it.typed);
  }
  return (won / lost) / (typed_won / typed_lost);
}

std::int32_t whole_days(double from, double to) {
  return static_cast<std::int32_t>(std::max(std::floor(to) - std::floor(from), 0.0));
}

}  // namespace

bool StageChance::thin() const { return resolved < min_sample; }

double StageChance::by_closed() const {
  return (static_cast<double>(wins) + prior_weight * centre) / (static_cast<double>(resolved) + prior_weight);
}

Evidence StageChance::evidence() const {
  const double total = static_cast<double>(resolved) + prior_weight;
  return {.wins = total * level, .losses = total * (1 - level)};
}

double chance_with_open(double wins, double losses, double centre, const std::vector<double>& odds_against) {
  const double closed = wins + losses + prior_weight;
  const double closed_wins = wins + prior_weight * centre;
  const auto next = [&](double p) {
    double sum = closed_wins;
    for (const double odds : odds_against) sum += p / (p + (1 - p) * odds);
    return sum / (closed + static_cast<double>(odds_against.size()));
  };
  double p = closed_wins / closed;
  if (odds_against.empty() || p <= 0 || p >= 1) return p;
  // Steffensen's way to a fixed point: two steps tell where all of them lead.
  for (int i = 0; i < 20; ++i) {
    const double once = next(p);
    const double twice = next(once);
    const double bend = twice - 2 * once + p;
    const double led = bend != 0 ? p - (once - p) * (once - p) / bend : twice;
    const double to = led > 0 && led < 1 ? led : twice;
    if (std::abs(to - p) < 1e-10) return to;
    p = to;
  }
  return p;
}

void add_waiting(StageChance& chance, const std::vector<Stay>& stays, const Timing& timing) {
  std::vector<double> odds;
  for (const Stay& stay : stays)
    if (stay.wait.end == DealStatus::open && !stay.again) odds.push_back(timing.odds_against(stay.wait.days));
  const auto wins = static_cast<double>(chance.wins);
  chance.waiting = odds.size();
  chance.level = chance_with_open(wins, static_cast<double>(chance.resolved) - wins, chance.centre, odds);
}

std::vector<StageChance> stage_chances(const DealPaths& paths, const std::vector<double>& typed) {
  std::vector<StageChance> chances(paths.stages.size());
  for (std::size_t i = 0; i < chances.size(); ++i) chances[i].typed = typed[i];
  std::vector<const DealPath*> seen(paths.stages.size());  // the last deal that was counted in a stage
  for (const DealPath& deal : paths.deals) {
    if (deal.end != VisitEnd::won && deal.end != VisitEnd::lost) continue;
    for (const StageVisit& visit : paths.visits_of(deal)) {
      if (!is_place_known(visit) || seen[visit.stage] == &deal) continue;
      seen[visit.stage] = &deal;
      ++chances[visit.stage].resolved;
      if (deal.end == VisitEnd::won) ++chances[visit.stage].wins;
    }
  }
  for (std::size_t i = 0; i < chances.size(); ++i) {
    StageChance& it = chances[i];
    it.centre = it.typed;
    if (it.thin()) {
      const double odds = it.typed * lean_of(chances, i);
      it.centre = odds / (odds + 1 - it.typed);
    }
    it.level = it.by_closed();
  }
  return chances;
}

std::vector<std::optional<int>> suggested_percents(const std::vector<StageChance>& chances) {
  // Pool adjacent violators: neighbours that fall become one block at their weighted mean.
  struct Block {
    double sum = 0, weight = 0;
    std::size_t stages = 0;
  };
  std::vector<Block> blocks;
  for (const StageChance& it : chances) {
    const Evidence evidence = it.evidence();
    blocks.push_back({.sum = evidence.wins, .weight = evidence.total(), .stages = 1});
    while (blocks.size() > 1) {
      const Block last = blocks.back();
      Block& before = blocks[blocks.size() - 2];
      if (before.sum / before.weight <= last.sum / last.weight) break;
      before = {
          .sum = before.sum + last.sum, .weight = before.weight + last.weight, .stages = before.stages + last.stages};
      blocks.pop_back();
    }
  }
  std::vector<std::optional<int>> percents;
  for (const Block& block : blocks) {
    for (std::size_t i = 0; i < block.stages; ++i) {
      const StageChance& it = chances[percents.size()];
      const ShareInterval interval = wilson_interval(it.wins, it.resolved);
      const bool off = !it.thin() && (it.typed < interval.low || it.typed > interval.high);
      percents.push_back(off ? std::optional(static_cast<int>(std::lround(100 * block.sum / block.weight)))
                             : std::nullopt);
    }
  }
  return percents;
}

std::vector<std::vector<Stay>> stays_of(const DealPaths& paths) {
  std::vector<std::vector<Stay>> stays(paths.stages.size());
  for (const DealPath& deal : paths.deals) {
    const bool closed = deal.end == VisitEnd::won || deal.end == VisitEnd::lost;
    if (closed && !deal.end_known) continue;
    const double end = closed ? deal.end_day : deal.end_known ? deal.end_day : paths.until_day;
    for (const StageVisit& visit : paths.visits_of(deal)) {
      if (!visit.entered_known || visit.inferred || visit.entered_day > end) continue;
      if (paths.stages[visit.stage].kind != StageKind::sales) continue;
      // The evening on which all is seen is the midnight after it.
      const double seen = closed ? end : end - 1e-6;
      stays[visit.stage].push_back({.wait = {.days = whole_days(visit.entered_day, seen),
                                             .end = !closed                     ? DealStatus::open
                                                    : deal.end == VisitEnd::won ? DealStatus::won
                                                                                : DealStatus::lost},
                                    .stay_days = whole_days(visit.entered_day, std::min(visit.left_day, seen)),
                                    .again = visit.again});
    }
  }
  return stays;
}

}  // namespace voronka
