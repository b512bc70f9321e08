#include "metrics/clocks.hpp"

#include <algorithm>

#include "metrics/facts.hpp"

namespace voronka {

std::vector<StageBound> stage_bounds(const Facts& facts) {
  std::vector<StageBound> bounds;
  for (std::size_t i = 0; i < facts.stages.size(); ++i) {
    const Outcomes& stays = facts.stages[i].stays;
    StageBound bound = {.stays = stays.spells};
    if (stays.spells >= min_sample) {
      if (const auto p80 = stays.p80.value) {
        bound.days = *p80;
        bound.by = StuckBy::own_history;
      }
    }
    if (const auto limit = facts.paths.stages[i].stage->stuck_after_days; limit && bound.by == StuckBy::nothing) {
      bound.days = *limit;
      bound.by = StuckBy::limit;
    }
    bounds.push_back(bound);
  }
  return bounds;
}

std::vector<DealClock> deal_clocks(const Facts& facts) {
  std::vector<DealClock> clocks;
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const StageVisit* stay = open_stay(facts, facts.paths.deals[i]);
    if (!stay) continue;
    const Touches& touches = facts.touches[i];
    DealClock clock = {.deal = static_cast<std::uint32_t>(i),
                       .stage = stay->stage,
                       .silent_after_days = facts.paths.stages[stay->stage].stage->silent_after_days,
                       .step_ahead = touches.step_ahead};
    if (touches.last_day != Touches::none) clock.silent_days = std::max(0, facts.paths.today.days - touches.last_day);
    if (has_length(*stay)) clock.stage_days = days_of(*stay);
    clock.silent = clock.silent_days && clock.silent_after_days && *clock.silent_days > *clock.silent_after_days &&
                   !clock.step_ahead;
    const StageBound& bound = facts.bounds[stay->stage];
    clock.stuck = clock.stage_days && bound.by != StuckBy::nothing && *clock.stage_days > bound.days;
    clocks.push_back(clock);
  }
  return clocks;
}

namespace {

// How many of the deals for which it can be told are so, and which.
template <class Known, class Is>
std::vector<MetricValue> clocked(const Facts& facts, Id<Stage> stage, const Known& known, const Is& is) {
  const auto at = facts.paths.index_of(stage);
  if (stage && !at) return {};
  MetricValue value;
  std::size_t n = 0;
  for (const DealClock& clock : facts.clocks) {
    if ((stage && clock.stage != *at) || !known(clock, facts.bounds[clock.stage])) continue;
    ++n;
    if (is(clock)) value.deals.push_back(facts.id(clock.deal));
  }
  MetricValue counts = counted("", value.deals.size(), n);
  // A count of what is there needs no sample.
  if (n > 0) counts.state = MetricState::good;
  counts.deals = std::move(value.deals);
  return {std::move(counts)};
}

std::vector<MetricValue> silent(const Facts& facts, Id<Stage> stage) {
  return clocked(
      facts, stage, [](const DealClock& it, const StageBound&) { return it.silent_days && it.silent_after_days; },
      [](const DealClock& it) { return it.silent; });
}

std::vector<MetricValue> stuck(const Facts& facts, Id<Stage> stage) {
  std::vector<MetricValue> values = clocked(
      facts, stage,
      [](const DealClock& it, const StageBound& bound) { return it.stage_days && bound.by != StuckBy::nothing; },
      [](const DealClock& it) { return it.stuck; });
  const auto at = facts.paths.index_of(stage);
  if (!at) return values;
  const StageBound bound = facts.bounds[*at];
  MetricValue days = number_of(bound.by == StuckBy::own_history ? "own_history" : "limit", MetricUnit::days, bound.days,
                               bound.by == StuckBy::nothing ? 0 : std::max<std::size_t>(bound.stays, 1));
  values.push_back(std::move(days));
  return values;
}

}  // namespace

extern const Metric silent_metric = {.id = "silent", .title = TextKey::metric_silent, .of_facts = silent};
extern const Metric stuck_metric = {.id = "stuck", .title = TextKey::metric_stuck, .of_facts = stuck};

}  // namespace voronka
