#include "forecast/forecast.hpp"

#include <algorithm>
#include <cmath>

#include "base/sort.hpp"
#include "forecast/value_on.hpp"
#include "metrics/standing.hpp"
#include "model/rates.hpp"

namespace voronka {
namespace {

Date first_of_month(Date day) { return {day.days - ymd_of(day).day + 1}; }
std::size_t month_in_quarter(Date day) { return static_cast<std::size_t>((ymd_of(day).month - 1) % 3); }

ForecastCategory category_on(const Deal& deal, Date day) {
  const auto name = value_on<std::string>(deal, EventKind::category_changed, day, std::string(name_of(deal.category)));
  constexpr auto names = names_of(ForecastCategory{});
  for (std::size_t i = 0; name && i < names.size(); ++i)
    if (*name == names[i]) return static_cast<ForecastCategory>(i);
  return ForecastCategory::none;
}

// [F2] Without a base currency the first one met stands for it, as in the paths ([M25]); no rate leads from one to the other then.
std::optional<double> in_base(const Document& document, Money money, Currency base, Date at) {
  if (document.base_currency() == Currency{} && money.currency != base) return std::nullopt;
  return in_base_currency(document, money, at);
}

// Since when the deal has been where it is.
void set_age(ForecastDeal& made, const DealPaths& paths, const DealPath& path) {
  const std::span<const StageVisit> visits = paths.visits_of(path);
  const bool entered = !visits.empty() && visits.back().entered_known;
  made.age_known = entered;
  if (!entered && !path.created_known) return;
  const double since = entered ? visits.back().entered_day : path.created_day;
  made.age_days = static_cast<std::int32_t>(std::floor(paths.until_day - 1e-6) - std::floor(since));
  made.age_days = std::max(made.age_days, 0);
}

// [F3] What was won in the period before now counts towards its goal.
void add_already(ForecastInputs& inputs, const DealPaths& paths) {
  double unit = 1;
  for (std::int32_t digit = minor_digits(paths.base); digit > 0; --digit) unit *= 10;
  for (const DealPath& path : paths.deals) {
    if (path.end != VisitEnd::won || !path.end_known) continue;
    const double day = std::floor(path.end_day);
    if (day < inputs.period_from.days || day > inputs.at.days) continue;
    if (path.has_amount) inputs.already += path.amount_minor / unit;
    inputs.already_without += path.has_amount ? 0 : 1;
  }
}

void add_stages(ForecastInputs& inputs, const DealPaths& paths, const std::vector<double>& typed) {
  const std::vector<StageChance> chances = stage_chances(paths, typed);
  std::vector<std::vector<Stay>> stays = stays_of(paths);
  std::vector<Wait> all;
  const auto waits_of = [](const std::vector<Stay>& from) {
    std::vector<Wait> waits;
    for (const Stay& stay : from) waits.push_back(stay.wait);
    return waits;
  };
  for (const std::vector<Stay>& stage : stays)
    for (const Stay& stay : stage) all.push_back(stay.wait);
  const Timing whole(all, Timing());
  inputs.timed = whole.won() > 0;
  for (std::size_t i = 0; i < paths.stages.size(); ++i) {
    inputs.stages.push_back(
        {.stage = paths.stages[i].stage->id, .chance = chances[i], .timing = Timing(waits_of(stays[i]), whole)});
    ForecastStage& stage = inputs.stages.back();
    add_waiting(stage.chance, stays[i], stage.timing);
    stage.stays = std::move(stays[i]);
  }
}

}  // namespace

std::size_t first_quarter_months(Date at) { return 3 - month_in_quarter(at); }

Date last_told_day(const Document& document, Id<Pipeline> pipeline) {
  return {static_cast<std::int32_t>(deal_paths(document, {.pipeline = pipeline}).until_day) - 1};
}

Date month_end(Date at, std::size_t month) {
  return {plus_months(first_of_month(at), static_cast<std::int32_t>(month) + 1).days - 1};
}

ForecastInputs forecast_inputs(const Document& document, const ForecastQuery& query) {
  const std::optional<Date> as_of = query.from_history ? std::optional(query.at) : std::nullopt;
  // Noon: no clock is asked, and ages are of whole days.
  const Moment noon = moment_from_local(query.at, TimeOfDay{12 * 60}, 0);
  const DealPaths paths = deal_paths(document, {.pipeline = query.pipeline, .as_of = as_of, .now = noon});
  ForecastInputs inputs = {.at = query.at, .base = paths.base, .goal = query.goal};
  inputs.period_from = first_of_month(query.at);
  inputs.period_months = query.period_months;
  if (query.period_months == 0) {
    inputs.period_months = first_quarter_months(query.at);
    inputs.period_from = plus_months(inputs.period_from, -static_cast<std::int32_t>(month_in_quarter(query.at)));
  }
  add_already(inputs, paths);

  std::vector<double> typed;
  for (const PathStage& stage : paths.stages) typed.push_back(stage.stage->probability / 100.0);
  const Deal* const rows = document.table<Deal>().rows().data();
  const DealPath* path = paths.deals.data();
  const DealPath* const end = path + paths.deals.size();
  for_each_standing(document, {.pipeline = query.pipeline, .as_of = as_of}, [&](const Standing& it) {
    if (!is_open_sale(it)) return;  // [F1] [M1] [M2]
    const auto stage = paths.index_of(it.stage->id);
    if (!stage) return;
    const auto row = static_cast<std::uint32_t>(it.deal - rows);
    while (path != end && path->row < row) ++path;
    ForecastDeal made = {.deal = it.deal->id, .stage = *stage, .typed_chance = it.probability / 100.0};
    if (path != end && path->row == row) {
      set_age(made, paths, *path);
    } else {
      made.age_known = false;
    }
    if (it.amount) {
      const auto amount = in_base(document, *it.amount, inputs.base, query.at);  // [F2]
      made.amount_state = amount ? AmountState::known : AmountState::no_rate;
      made.amount = amount.value_or(0);
    }
    std::optional<std::int32_t> own = it.deal->probability;
    made.expected_close = it.deal->expected_close;
    made.category = it.deal->category;
    if (as_of) {
      own = value_on(*it.deal, EventKind::probability_changed, *as_of, own);
      made.expected_close = value_on(*it.deal, EventKind::expected_close_changed, *as_of, made.expected_close);
      made.category = category_on(*it.deal, *as_of);
    }
    if (own) {
      made.own_chance = *own / 100.0;
    } else {
      typed[*stage] = made.typed_chance;  // what the stage's was on that day
    }
    inputs.deals.push_back(made);
  });
  for (const DealPath& it : paths.deals) {
    inputs.wins += it.end == VisitEnd::won ? 1 : 0;
    inputs.losses += it.end == VisitEnd::lost ? 1 : 0;
  }
  add_stages(inputs, paths, typed);
  return inputs;
}

bool is_simulated(const ForecastDeal& deal) {
  return deal.amount_state == AmountState::known && deal.category != ForecastCategory::omitted && !deal.dropped;
}

namespace {

// [F33] A factor moves the mean; what is known stays as much as it was.
Evidence evidence_of(const ForecastStage& stage) {
  const Evidence known = stage.chance.evidence();
  const double mean = std::clamp(known.mean() * stage.factor, 0.0, 1.0);
  return {.wins = known.total() * mean, .losses = known.total() * (1 - mean)};
}

// How it goes on for a deal that is still open, and still in its stage, at its age.
struct Outlook {
  Timing timing = {};    // from today on
  double lost_open = 1;  // how many of those to be lost are still there, for each of those to be won
};

// [F12] What the curve of the stage says, corrected by those that stood in the stage as long as this deal has [F14].
Outlook outlook_of(const ForecastStage& stage, std::int32_t age_days) {
  Outlook outlook = {.lost_open = stage.timing.odds_against(age_days)};
  std::vector<Wait> stood;
  double won = 0, lost = 0;
  for (const Stay& stay : stage.stays) {
    if (stay.stay_days <= age_days) continue;
    stood.push_back({.days = stay.wait.days - age_days, .end = stay.wait.end});
    won += stay.wait.end == DealStatus::won ? 1 : 0;
    lost += stay.wait.end == DealStatus::lost ? 1 : 0;
  }
  outlook.timing = Timing(stood, stage.timing.from_age(age_days));
  const double p = stage.chance.used();
  if (p <= 0 || p >= 1) return outlook;
  std::vector<double> waiting;
  for (const Wait& wait : stood)
    if (wait.end == DealStatus::open) waiting.push_back(outlook.timing.odds_against(wait.days));
  const double chance = chance_with_open(won, lost, p / (p + (1 - p) * outlook.lost_open), waiting);
  outlook.lost_open = (1 - chance) / chance * p / (1 - p);
  return outlook;
}

// The share of those to be won that is won by the end of each month.
MonthShares months_of(const ForecastInputs& inputs, const ForecastDeal& deal, const Timing& timing) {
  MonthShares shares = {};
  for (std::size_t month = 0; month < forecast_months; ++month) {
    const Date end = month_end(inputs.at, month);
    const std::int32_t days = end.days - inputs.at.days - deal.delay_days;
    if (!inputs.timed && deal.expected_close && *deal.expected_close > inputs.at) {
      shares[month] = *deal.expected_close <= end ? 1 : 0;  // [F15] nobody knows better than the seller then
    } else if (days > 0) {
      shares[month] = timing.within(days).won;
    }
  }
  return shares;
}

PreparedDeal prepared_deal(const ForecastInputs& inputs, const ForecastDeal& deal, const Outlook& outlook) {
  const ForecastStage& stage = inputs.stages[deal.stage];
  PreparedDeal made = {.simulated = {.amount = deal.amount, .group = deal.stage}};
  SimulatedDeal& it = made.simulated;
  if (deal.dropped) return made;  // [F34]
  it.won_by = months_of(inputs, deal, outlook.timing);
  if (deal.own_chance) {
    // [F7] The seller has looked at this deal as it is: its age is in the number already.
    made.chance.ever = std::clamp(*deal.own_chance * stage.factor, 0.0, 1.0);
    it.group = no_group;
    for (double& share : it.won_by) share *= made.chance.ever;
    made.chance.won_by = it.won_by;
    return made;
  }
  it.lost_open = outlook.lost_open;
  const double p = evidence_of(stage).mean();
  made.chance.ever = p > 0 ? p / (p + (1 - p) * it.lost_open) : 0;
  for (std::size_t month = 0; month < forecast_months; ++month)
    made.chance.won_by[month] = made.chance.ever * it.won_by[month];
  return made;
}

}  // namespace

std::vector<PreparedDeal> prepared(const ForecastInputs& inputs) {
  std::vector<PreparedDeal> made(inputs.deals.size());
  // Deals of one stage and age have one outlook, and that is most of the work.
  std::vector<std::uint32_t> order(made.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto key = [&](std::uint32_t i) { return std::pair(inputs.deals[i].stage, inputs.deals[i].age_days); };
  sort_rows(order, [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  Outlook outlook;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const ForecastDeal& deal = inputs.deals[order[i]];
    if (i == 0 || key(order[i]) != key(order[i - 1])) outlook = outlook_of(inputs.stages[deal.stage], deal.age_days);
    made[order[i]] = prepared_deal(inputs, deal, outlook);
  }
  return made;
}

SimulationInput simulation_input(const ForecastInputs& inputs, const std::vector<PreparedDeal>& deals) {
  SimulationInput input = {.first_quarter_months = first_quarter_months(inputs.at),
                           .period_months = std::clamp<std::size_t>(inputs.period_months, 1, forecast_months),
                           .already = inputs.already,
                           .goal = inputs.goal};
  for (const ForecastStage& stage : inputs.stages) input.groups.push_back(evidence_of(stage));
  for (std::size_t i = 0; i < deals.size(); ++i)
    // A place for every deal, or a price typed for one would give all after it another luck.
    input.deals.push_back(is_simulated(inputs.deals[i]) ? deals[i].simulated : SimulatedDeal{});
  return input;
}

ForecastParts parts_of(const ForecastInputs& inputs, const std::vector<PreparedDeal>& deals) {
  ForecastParts parts;
  const auto add = [&](ForecastPart& part, std::size_t i) {
    const ForecastDeal& deal = inputs.deals[i];
    ++part.n;
    part.without_amount += deal.amount_state == AmountState::known ? 0 : 1;
    part.open += deal.amount;
    part.naive += deal.amount * deal.typed_chance;
    part.expected += deal.amount * deals[i].chance.won_by.back();
    part.deals.push_back(deal.deal);
  };
  for (std::size_t i = 0; i < deals.size(); ++i) {
    const ForecastDeal& deal = inputs.deals[i];
    if (deal.dropped) continue;
    add(parts.categories[static_cast<std::size_t>(deal.category)], i);
    if (deal.category == ForecastCategory::omitted) {
      add(parts.left_out, i);
      continue;
    }
    add(parts.all, i);
    if (is_overdue(deal, inputs.at)) add(parts.overdue, i);
    if (deal.amount_state == AmountState::none) add(parts.no_amount, i);
    if (deal.amount_state == AmountState::no_rate) add(parts.no_rate, i);
  }
  return parts;
}

}  // namespace voronka
