#include "metrics/standing.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "base/digits.hpp"
#include "base/sort.hpp"
#include "metrics/facts.hpp"

namespace voronka {
namespace {

// [M7] An event is in the past of a day when it happened on it or before. One whose time is unknown counts from the
// moment it was written down.
Date day_of(const Event& event) {
  if (event.precision != Precision::unknown) return local_date(event.at);
  return local_date({.utc_ms = event.recorded_at_ms, .offset_minutes = event.at.offset_minutes});
}
std::int64_t time_of(const Event& event) {
  return event.precision == Precision::unknown ? event.recorded_at_ms : event.at.utc_ms;
}

// The event of the latest time that counts; of two at once the one written later.
struct Latest {
  const Event* event = nullptr;
  void look_at(const Event& it) {
    if (!event || time_of(it) >= time_of(*event)) event = &it;
  }
};

// Percent and kind of a stage on a day, from its own history.
struct StageState {
  std::int32_t probability = 0;
  StageKind kind = StageKind::sales;
};

std::optional<std::string_view> definition(const Event& event, std::string_view field) {
  const auto* text = std::get_if<std::string>(&event.value);
  if (event.kind != EventKind::definition_changed || !text) return std::nullopt;
  if (!text->starts_with(field) || text->size() <= field.size() || (*text)[field.size()] != '=') return std::nullopt;
  return std::string_view(*text).substr(field.size() + 1);
}

StageState stage_on(const Stage& stage, std::optional<Date> day) {
  StageState state = {.probability = stage.probability, .kind = stage.kind};
  if (!day) return state;
  const std::vector<bool> live = live_events(stage.history);
  const auto value_on = [&](std::string_view field) -> std::optional<std::string_view> {
    Latest past;
    const Event* first = nullptr;
    for (std::size_t i = 0; i < stage.history.size(); ++i) {
      const Event& event = stage.history[i];
      if (!live[i] || !definition(event, field)) continue;
      if (!first || time_of(event) < time_of(*first)) first = &event;
      if (day_of(event) <= *day) past.look_at(event);
    }
    // [M8] Before the first definition the first one holds: an imported stage was not born on the day of the import.
    const Event* found = past.event ? past.event : first;
    return found ? definition(*found, field) : std::nullopt;
  };
  if (const auto text = value_on("probability"))
    state.probability =
        static_cast<std::int32_t>(std::min<std::int64_t>(digits_to_int(*text).value_or(state.probability), 100));
  if (const auto text = value_on("kind"))
    state.kind = *text == name_of(StageKind::after_sale) ? StageKind::after_sale : StageKind::sales;
  return state;
}

struct DealState {
  bool exists = true;
  DealStatus status = DealStatus::open;
  Id<Stage> stage = {};
  std::optional<Money> amount = {};
  std::optional<std::int32_t> probability = {};
};

DealState deal_on(const Deal& deal, Date day) {
  Latest presence, outcome, stage, amount, probability;
  const Event* first_stage = nullptr;
  bool amounts_known = false;
  bool probabilities_known = false;
  const std::vector<bool> live = live_events(deal.history);
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    if (!live[i]) continue;
    if (event.kind == EventKind::stage_entered && (!first_stage || time_of(event) < time_of(*first_stage)))
      first_stage = &event;
    amounts_known = amounts_known || event.kind == EventKind::amount_changed;
    probabilities_known = probabilities_known || event.kind == EventKind::probability_changed;
    if (day_of(event) > day) {
      if (event.kind == EventKind::created) return {.exists = false};
      continue;
    }
    switch (event.kind) {
      case EventKind::archived:
      case EventKind::deleted:
      case EventKind::restored:
        presence.look_at(event);
        break;
      case EventKind::won:
      case EventKind::lost:
      case EventKind::reopened:
        outcome.look_at(event);
        break;
      case EventKind::stage_entered:
        stage.look_at(event);
        break;
      case EventKind::amount_changed:
        amount.look_at(event);
        break;
      case EventKind::probability_changed:
        probability.look_at(event);
        break;
      default:
        break;
    }
  }
  DealState state;
  state.exists = !presence.event || presence.event->kind == EventKind::restored;
  if (outcome.event && outcome.event->kind == EventKind::won) state.status = DealStatus::won;
  if (outcome.event && outcome.event->kind == EventKind::lost) state.status = DealStatus::lost;
  // [M8] Before the first stage that is known the deal counts there.
  const Event* in_stage = stage.event ? stage.event : first_stage;
  const RawId* stage_id = in_stage ? std::get_if<RawId>(&in_stage->value) : nullptr;
  state.stage = stage_id ? Id<Stage>{*stage_id} : deal.position.stage;
  // A field without any event has never changed since the record was made elsewhere.
  if (!amounts_known) state.amount = deal.amount;
  if (amount.event)
    if (const auto* money = std::get_if<Money>(&amount.event->value)) state.amount = *money;
  if (!probabilities_known) state.probability = deal.probability;
  if (probability.event)
    if (const auto* percent = std::get_if<std::int32_t>(&probability.event->value)) state.probability = *percent;
  return state;
}

struct KnownStage {
  const Stage* stage = nullptr;
  StageState state = {};
};

}  // namespace

void visit_standings(const Document& document, const Query& query, void* context, Visit visit) {
  // A pipeline has a handful of stages: looking through them beats hashing, and the last one is mostly right again.
  std::vector<KnownStage> stages;
  for (const Stage& stage : document.table<Stage>().rows()) {
    if (query.pipeline && stage.pipeline != query.pipeline) continue;
    if (query.stage && stage.id != query.stage) continue;
    stages.push_back({.stage = &stage, .state = stage_on(stage, query.as_of)});
  }
  const KnownStage* last = nullptr;
  for (const Deal& deal : document.table<Deal>().rows()) {
    DealState state;
    if (query.as_of) {
      state = deal_on(deal, *query.as_of);
    } else {
      state = {.exists = !deal.deleted && !deal.archived,  // [M1]
               .status = deal.status,
               .stage = deal.position.stage,
               .amount = deal.amount,
               .probability = deal.probability};
    }
    if (!state.exists) continue;
    if (!last || last->stage->id != state.stage) {
      const auto found = std::ranges::find(stages, state.stage, [](const KnownStage& it) { return it.stage->id; });
      if (found == stages.end()) continue;
      last = &*found;
    }
    Standing standing = {
        .deal = &deal, .stage = last->stage, .status = state.status, .kind = last->state.kind, .amount = state.amount};
    // [M5]
    standing.probability = state.status == DealStatus::won    ? 100
                           : state.status == DealStatus::lost ? 0
                                                              : state.probability.value_or(last->state.probability);
    visit(context, standing);
  }
}

std::vector<MetricValue> counted(const Facts& facts, Id<Stage> stage, Counts counts) {
  MetricValue value;
  for (const Standing& it : facts.standings)
    if ((!stage || it.stage->id == stage) && counts(it)) value.deals.push_back(it.deal->id);
  value.n = value.deals.size();
  value.value = static_cast<double>(value.n);
  return {std::move(value)};
}

std::vector<MetricValue> summed(const Facts& facts, Id<Stage> stage, Counts counts, Weighting weighting) {
  struct Sum {
    std::int64_t minor = 0;
    MetricValue value = {};
  };
  std::vector<Sum> sums;
  for (const Standing& it : facts.standings) {
    if ((stage && it.stage->id != stage) || !counts(it) || !it.amount)
      continue;  // [M3] A deal without an amount adds nothing and is not among the n.
    auto at = std::ranges::find(sums, it.amount->currency, [](const Sum& sum) { return sum.value.currency; });
    if (at == sums.end()) {
      sums.push_back({.value = {.unit = MetricUnit::money, .currency = it.amount->currency}});
      at = sums.end() - 1;
    }
    at->minor =
        added(at->minor, weighting == Weighting::full ? it.amount->minor : weighted_minor(*it.amount, it.probability));
    at->value.deals.push_back(it.deal->id);
  }
  // [M4] Currencies are never added up; the base currency comes first, the others by their code.
  const Currency base = facts.document.base_currency();
  sort_rows(sums, [&](const Sum& a, const Sum& b) {
    return std::pair(a.value.currency != base, a.value.currency) <
           std::pair(b.value.currency != base, b.value.currency);
  });
  std::vector<MetricValue> values;
  for (Sum& sum : sums) {
    sum.value.n = sum.value.deals.size();
    sum.value.value = static_cast<double>(sum.minor);
    values.push_back(std::move(sum.value));
  }
  if (values.empty())
    values.push_back({.unit = MetricUnit::money, .currency = base});  // nothing there is 0, not unknown
  return values;
}

std::int64_t weighted_minor(Money amount, std::int32_t percent) {
  const std::int64_t hundredths = amount.minor * percent;  // at most 2^53 * 100
  return (hundredths + (hundredths < 0 ? -50 : 50)) / 100;
}

std::int64_t added(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

}  // namespace voronka
