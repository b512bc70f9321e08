#include "forecast/fork.hpp"

#include <algorithm>

namespace voronka {
namespace {

ForecastDeal* deal_of(ForecastInputs& inputs, Id<Deal> id) {
  const auto found = std::ranges::find(inputs.deals, id, &ForecastDeal::deal);
  return found == inputs.deals.end() ? nullptr : &*found;
}

void apply(ForecastInputs& inputs, const ForkMove& change) {
  ForecastDeal* const deal = deal_of(inputs, change.deal);
  const auto stage = std::ranges::find(inputs.stages, change.stage, &ForecastStage::stage);
  if (!deal || stage == inputs.stages.end()) return;
  deal->stage = static_cast<std::uint32_t>(stage - inputs.stages.begin());
  deal->age_days = 0;
  deal->age_known = true;
  if (!deal->own_chance) deal->typed_chance = stage->chance.typed;
}

void apply(ForecastInputs& inputs, const ForkPrice& change) {
  ForecastDeal* const deal = deal_of(inputs, change.deal);
  if (!deal) return;
  deal->amount = change.amount;
  deal->amount_state = AmountState::known;
}

void apply(ForecastInputs& inputs, const ForkDelay& change) {
  for (ForecastDeal& deal : inputs.deals) {
    if (change.deal && deal.deal != change.deal) continue;
    deal.delay_days += change.days;
    if (deal.expected_close) deal.expected_close->days += change.days;
  }
}

void apply(ForecastInputs& inputs, const ForkWinRate& change) {
  for (ForecastStage& stage : inputs.stages)
    if (!change.stage || stage.stage == change.stage) stage.factor *= std::max(change.factor, 0.0);
}

void apply(ForecastInputs& inputs, const ForkDrop& change) {
  // It stays in its place, and takes the draws it took: the others must not get its luck.
  if (ForecastDeal* const deal = deal_of(inputs, change.deal)) deal->dropped = true;
}

}  // namespace

ForecastInputs forked(ForecastInputs inputs, std::span<const ForkChange> changes) {
  for (const ForkChange& change : changes) std::visit([&](const auto& it) { apply(inputs, it); }, change);
  return inputs;
}

}  // namespace voronka
