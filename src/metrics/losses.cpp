// [M37] Why deals are lost, of the whole or in one stage; the most frequent reason first, "none given" with an empty `about`.
#include <algorithm>

#include "base/sort.hpp"
#include "metrics/facts.hpp"

namespace voronka {
namespace {

// The stage in which a lost deal died, where that is known.
const StageVisit* death_of(const Facts& facts, const DealPath& deal) {
  if (deal.status != DealStatus::lost || deal.end != VisitEnd::lost || deal.visits == 0) return nullptr;
  const StageVisit& last = facts.paths.visits_of(deal).back();
  return last.end == VisitEnd::lost && is_place_known(last) ? &last : nullptr;
}

std::vector<MetricValue> by_reason(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (stage && !at) return {};
  std::vector<MetricValue> values;
  std::size_t n = 0;
  for (std::size_t i = 0; i < facts.paths.deals.size(); ++i) {
    const DealPath& deal = facts.paths.deals[i];
    if (deal.end != VisitEnd::lost) continue;
    const StageVisit* death = death_of(facts, deal);
    if (stage && (!death || death->stage != *at)) continue;
    ++n;
    const RawId reason = deal.loss_reason.raw;
    auto found = std::ranges::find(values, reason, &MetricValue::about);
    if (found == values.end()) {
      values.push_back({.about = reason});
      found = values.end() - 1;
    }
    found->deals.push_back(facts.id(i));
  }
  if (n == 0) return {number_of("reason", MetricUnit::share, 0, 0)};
  for (MetricValue& value : values) {
    MetricValue share = share_of("reason", value.deals.size(), n);
    share.deals = std::move(value.deals);
    share.about = value.about;
    if (const LossReason* reason = facts.document.find(Id<LossReason>{value.about})) share.text = reason->name;
    value = std::move(share);
  }
  sort_rows(values, [](const MetricValue& a, const MetricValue& b) {
    return a.deals.size() != b.deals.size() ? a.deals.size() > b.deals.size() : a.about < b.about;
  });
  return values;
}

std::vector<MetricValue> by_stage(const Facts& facts, Id<Stage> stage) {
  const auto at = facts.paths.index_of(stage);
  if (!at) return {};
  std::size_t n = 0;
  MetricValue here;
  list_deals(facts, here, [&](std::size_t, const DealPath& deal) {
    const StageVisit* death = death_of(facts, deal);
    n += death ? 1 : 0;
    return death && death->stage == *at;
  });
  MetricValue share = share_of("died_here", here.deals.size(), n);
  share.deals = std::move(here.deals);
  return {std::move(share)};
}

}  // namespace

extern const Metric losses_metric = {.id = "losses", .title = TextKey::metric_losses, .of_facts = by_reason};
extern const Metric loss_stage_metric = {.id = "loss_stage", .title = TextKey::metric_loss_stage, .of_facts = by_stage};

}  // namespace voronka
