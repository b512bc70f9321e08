#include "commands/move_deal.hpp"

#include <utility>

#include "model/titles.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const MoveDeal& move) {
  Tops tops(draft);
  return reduce(draft, move, tops);
}

Result<Done> reduce(Draft& draft, const MoveDeal& move, Tops& tops) {
  const Deal* deal = draft.find(move.deal);
  const Stage* stage = draft.find(move.to);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  if (!stage || stage->deleted) return refuse(TextKey::error_stage_gone);
  if (deal->status == DealStatus::lost) return refuse(TextKey::error_deal_lost);

  Deal moved = *deal;
  moved.position = move.above || move.below
                       ? Position{.stage = move.to, .rank = rank_between_rows(draft, move.above, move.below)}
                       : tops.next(move.to);
  if (deal->position.stage != move.to) {
    moved.probability.reset();  // a typed-in probability belongs to the stage it was typed in
    if (stage->kind == StageKind::after_sale) moved.status = DealStatus::won;
    if (stage->kind == StageKind::sales) moved.status = DealStatus::open;
  }
  if (move.when) draft.happened(*move.when);
  draft.put(std::move(moved));
  return Done{};
}

Text label_of(const Document& document, const MoveDeal& move) {
  return {.key = TextKey::undo_move_deal,
          .arguments = {{.name = "deal", .value = title_of(document, move.deal)},
                        {.name = "stage", .value = title_of(document, move.to)}}};
}

}  // namespace voronka
