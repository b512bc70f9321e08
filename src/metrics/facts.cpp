#include "metrics/facts.hpp"

#include <algorithm>
#include <cmath>

#include "metrics/win_rate.hpp"

namespace voronka {
namespace {

std::uint8_t cause_of(const StageVisit& visit) {
  switch (visit.end) {
    case VisitEnd::advanced:
    case VisitEnd::won:
      return ended_on;
    case VisitEnd::lost:
      return ended_lost;
    case VisitEnd::went_back:
      return ended_back;
    case VisitEnd::other_pipeline:
      return ended_elsewhere;
    case VisitEnd::still_there:
    case VisitEnd::gone:
      break;
  }
  return 0;
}

std::uint8_t cause_of(const DealPath& deal) {
  return deal.end == VisitEnd::won              ? deal_won
         : deal.end == VisitEnd::lost           ? deal_lost
         : deal.end == VisitEnd::other_pipeline ? deal_elsewhere
                                                : std::uint8_t{0};
}

// A stay that began and ended at one moment lasted, but less than can be told apart: without it, what is quick would not count.
constexpr double shortest_day = 1.0 / 86'400;

void gather_stays(Facts& facts) {
  const auto& visits = facts.paths.visits;
  facts.stages.resize(facts.paths.stages.size());
  for (const StageVisit& visit : visits)
    if (is_place_known(visit)) ++facts.stages[visit.stage].count;
  std::uint32_t first = 0;
  for (StageFacts& stage : facts.stages) {
    stage.first = first;
    first += stage.count;
    stage.count = 0;
  }
  facts.stays.resize(first);
  for (std::size_t i = 0; i < visits.size(); ++i) {
    if (!is_place_known(visits[i])) continue;
    StageFacts& stage = facts.stages[visits[i].stage];
    facts.stays[stage.first + stage.count++] = static_cast<std::uint32_t>(i);
  }
  for (std::size_t stage = 0; stage < facts.stages.size(); ++stage)
    facts.stages[stage].stays = outcomes_of(RiskTable(spells_of_stage(facts, stage)));
}

// The age by which half of those are won that are won at all.
MetricValue won_median_of(const RiskTable& cycles, double share_at_end) {
  std::size_t n = 0;
  for (const Spell& spell : cycles.sorted()) n += spell.cause == deal_won ? 1 : 0;
  double waiting = 1, won = 0, days = 0;
  for (const RiskTable::Row& row : cycles.rows()) {
    days = row.time;
    won += waiting * row.by_cause[deal_won - 1] / row.at_risk;
    waiting *= 1 - row.events / row.at_risk;
    if (won >= share_at_end / 2) break;
  }
  return number_of("won_median", MetricUnit::days, days, n);
}

void gather_cycles(Facts& facts) {
  std::vector<Spell> spells = spells_of_deals(facts, Weigh::deals);
  const RiskTable cycles(spells);
  facts.cycles = outcomes_of(cycles);
  facts.won_median = won_median_of(cycles, facts.cycles.ended[deal_won - 1].share);
  facts.closings = facts.cycles;
  if (facts.cycles.ended[deal_elsewhere - 1].share > 0) {
    for (Spell& spell : spells)
      if (spell.cause == deal_elsewhere) spell.cause = 0;
    facts.closings = outcomes_of(RiskTable(spells));
  }
  // [M35] Where only what was won has amounts, its share of the money would be all of it.
  std::size_t not_won = 0, with_amount = 0;
  for (const DealPath& deal : facts.paths.deals) {
    if (!has_cycle(deal) || deal.end == VisitEnd::won) continue;
    ++not_won;
    with_amount += is_worth_something(deal) ? 1 : 0;
  }
  if (2 * with_amount >= not_won) facts.money = outcomes_of(RiskTable(spells_of_deals(facts, Weigh::money)));
}

std::int32_t whole(double day) { return static_cast<std::int32_t>(std::floor(day)); }

void gather_touches(Facts& facts) {
  const auto rows = facts.document.table<Deal>().rows();
  std::vector<std::uint32_t>& deal_of_row = facts.path_of_row;
  deal_of_row.assign(rows.size(), no_path);
  facts.touches.resize(facts.paths.deals.size());
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    deal_of_row[deal.row] = static_cast<std::uint32_t>(i);
    Touches& touches = facts.touches[i];
    if (deal.created_known) touches.last_day = whole(deal.created_day);
    for (const StageVisit& visit : facts.paths.visits_of(deal))
      if (visit.entered_known) touches.last_day = std::max(touches.last_day, whole(visit.entered_day));
  }
  const Date today = facts.paths.today;
  const Deal* last = nullptr;
  for (const Activity& activity : facts.document.table<Activity>().rows()) {
    if (activity.deleted || !activity.deal) continue;
    if (!last || last->id != activity.deal) last = facts.document.find(activity.deal);
    if (!last) continue;
    const std::uint32_t at = deal_of_row[static_cast<std::size_t>(last - rows.data())];
    if (at == no_path) continue;
    Touches& touches = facts.touches[at];
    const DealPath& deal = facts.paths.deals[at];
    if (activity.done_at && local_date(*activity.done_at) <= today) {
      const Date day = local_date(*activity.done_at);
      touches.last_day = std::max(touches.last_day, day.days);
      if (!deal.end_known || day.days <= whole(deal.end_day)) ++touches.done;
      if (day.days > today.days - 28) ++facts.done_lately;
    } else if (activity.due.date && *activity.due.date >= today) {
      touches.step_ahead = true;
    }
  }
}

}  // namespace

std::vector<Spell> spells_of_stage(const Facts& facts, std::size_t stage) {
  std::vector<Spell> spells;
  const auto stays = facts.stays_of(stage);
  spells.reserve(stays.size());
  for (const std::uint32_t at : stays) {
    const StageVisit& visit = facts.paths.visits[at];
    if (has_length(visit)) spells.push_back({.exit = std::max(days_of(visit), shortest_day), .cause = cause_of(visit)});
  }
  return spells;
}

std::vector<Spell> spells_of_deals(const Facts& facts, Weigh weigh) {
  std::vector<Spell> spells;
  spells.reserve(facts.paths.deals.size());
  for (const DealPath& deal : facts.paths.deals) {
    if (!has_cycle(deal)) continue;
    if (weigh == Weigh::money && !(deal.has_amount && deal.amount_minor > 0)) continue;
    spells.push_back({.exit = std::max(days_of(deal), shortest_day),
                      .cause = cause_of(deal),
                      .weight = weigh == Weigh::money ? deal.amount_minor : 1});
  }
  return spells;
}

Outcomes outcomes_of(const RiskTable& table) {
  Outcomes outcomes = {.spells = table.spells(), .horizon = table.last_time()};
  std::array<bool, max_causes> any = {};
  for (const Spell& spell : table.sorted())
    if (spell.cause != 0) any[spell.cause - 1U] = true;
  for (std::uint8_t cause = 1; cause <= max_causes; ++cause) {
    CurvePoint& point = outcomes.ended[cause - 1U];
    point = {.time = outcomes.horizon, .share = 0};
    if (any[cause - 1U]) point = ended_at_end(table, cause);
  }
  outcomes.waiting = waiting_at_end(table);
  outcomes.median = quantile(table, 0.5);
  outcomes.p80 = quantile(table, 0.8);
  outcomes.time = restricted_mean(table, outcomes.horizon);
  return outcomes;
}

Facts facts_of(const Document& document, const Query& query) {
  Facts facts = {.document = document, .query = query};
  facts.query.stage = {};
  facts.paths = deal_paths(document, {.pipeline = query.pipeline, .as_of = query.as_of, .now = query.now});
  for_each_standing(document, facts.query, [&](const Standing& it) { facts.standings.push_back(it); });
  gather_stays(facts);
  gather_cycles(facts);
  gather_touches(facts);
  facts.bounds = stage_bounds(facts);
  facts.clocks = deal_clocks(facts);
  return facts;
}

const StageVisit* open_stay(const Facts& facts, const DealPath& deal) {
  if (deal.end != VisitEnd::still_there || deal.status != DealStatus::open || deal.visits == 0) return nullptr;
  const StageVisit& last = facts.paths.visits_of(deal).back();
  if (last.end != VisitEnd::still_there || facts.paths.stages[last.stage].kind != StageKind::sales) return nullptr;
  return &last;
}

bool ended_lately(const Facts& facts, const DealPath& deal) {
  if (deal.end != VisitEnd::won && deal.end != VisitEnd::lost) return false;
  const double ago = facts.paths.until_day - deal.end_day;
  return deal.end_known && ago >= 0 && ago < window_days;
}

MetricState state_of(std::size_t n) {
  return n == 0 ? MetricState::nothing : n < min_sample ? MetricState::too_few : MetricState::good;
}

MetricValue number_of(std::string_view part, MetricUnit unit, double value, std::size_t n) {
  MetricValue result = {.value = value, .unit = unit, .n = n, .state = state_of(n), .part = part};
  if (std::isfinite(value)) return result;
  result.value = 0;
  result.state = MetricState::nothing;
  return result;
}

MetricValue counted(std::string_view part, std::size_t count, std::size_t n) {
  return number_of(part, MetricUnit::count, static_cast<double>(count), n);
}

MetricValue share_of(std::string_view part, std::size_t hits, std::size_t n) {
  if (n == 0) return number_of(part, MetricUnit::share, 0, 0);
  MetricValue result = number_of(part, MetricUnit::share, static_cast<double>(hits) / static_cast<double>(n), n);
  const ShareInterval interval = wilson_interval(hits, n);
  result.low = interval.low;
  result.high = interval.high;
  return result;
}

MetricValue money_of(const Facts& facts, std::string_view part, MetricUnit unit, double minor, std::size_t n) {
  MetricValue result = number_of(part, unit, minor, n);
  result.currency = facts.paths.base;
  return result;
}

MetricValue quantile_of(std::string_view part, const Quantile& quantile, std::size_t n) {
  MetricValue result = number_of(part, MetricUnit::days, quantile.value.value_or(quantile.at_least), n);
  result.more_than = !quantile.value.has_value();
  result.low = quantile.low;
  result.high = quantile.high;
  return result;
}

namespace {

MetricValue at_end(std::string_view part, const Outcomes& outcomes, const CurvePoint& point) {
  MetricValue result = number_of(part, MetricUnit::share, point.share, outcomes.spells);
  if (outcomes.spells == 0) result.value = 0;
  if (point.interval) {
    result.low = point.interval->low;
    result.high = point.interval->high;
  }
  return result;
}

}  // namespace

MetricValue ended_of(std::string_view part, const Outcomes& outcomes, std::uint8_t cause) {
  return at_end(part, outcomes, outcomes.ended[cause - 1U]);
}

MetricValue undecided_of(const Outcomes& outcomes) { return at_end("undecided", outcomes, outcomes.waiting); }

double median_of(std::vector<double>& numbers) {
  if (numbers.empty()) return 0;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  if (numbers.size() % 2 == 1) return *middle;
  return (*std::max_element(numbers.begin(), middle) + *middle) / 2;
}

}  // namespace voronka
