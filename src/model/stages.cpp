#include "model/stages.hpp"

#include "model/by_rank.hpp"

namespace voronka {
std::vector<const Pipeline*> pipelines_of(const Document& document) {
  return by_rank<Pipeline>(document, [](const Pipeline&) { return true; });
}

std::vector<const Stage*> stages_of(const Document& document, Id<Pipeline> pipeline) {
  return by_rank<Stage>(document, [&](const Stage& stage) { return stage.pipeline == pipeline; });
}

const Stage* first_stage_of(const Document& document, Id<Pipeline> pipeline) {
  for (const Stage* stage : stages_of(document, pipeline))
    if (stage->kind == StageKind::sales) return stage;
  return nullptr;
}

std::vector<const LossReason*> loss_reasons_of(const Document& document) {
  return by_rank<LossReason>(document, [](const LossReason&) { return true; });
}

std::vector<const SavedView*> saved_views_of(const Document& document, std::string_view page) {
  return by_rank<SavedView>(document, [&](const SavedView& view) { return view.page == page; });
}

std::int32_t probability_of(const Document& document, const Deal& deal) {
  if (deal.status == DealStatus::won) return 100;
  if (deal.status == DealStatus::lost) return 0;
  if (deal.probability) return *deal.probability;
  const Stage* stage = document.find(deal.position.stage);
  return stage ? stage->probability : 0;
}

}  // namespace voronka
