#include "commands/close_deal.hpp"

#include <algorithm>
#include <utility>

#include "base/fold.hpp"
#include "model/stages.hpp"
#include "model/titles.hpp"

namespace voronka {
namespace {

// The last sales stage the deal is known to have been in, by its history; else the last sales stage there is.
Id<Stage> stage_to_reopen_in(const Draft& draft, const Deal& deal, Id<Pipeline> pipeline) {
  const std::vector<bool> live = live_events(deal.history);
  for (std::size_t i = deal.history.size(); i-- > 0;) {
    const RawId* id = std::get_if<RawId>(&deal.history[i].value);
    if (!live[i] || deal.history[i].kind != EventKind::stage_entered || !id) continue;
    const Stage* stage = draft.find(Id<Stage>{*id});
    if (stage && !stage->deleted && stage->kind == StageKind::sales && stage->pipeline == pipeline) return stage->id;
  }
  Id<Stage> last;
  for (const Stage* stage : stages_of(draft.document(), pipeline))
    if (stage->kind == StageKind::sales) last = stage->id;
  return last;
}

Text label(const Document& document, TextKey key, Id<Deal> deal) {
  return {.key = key, .arguments = {{.name = "deal", .value = title_of(document, deal)}}};
}

}  // namespace

Id<LossReason> reason_named(Draft& draft, const std::string& name) {
  if (name.empty()) return {};
  Rank last;
  for (const LossReason* reason : loss_reasons_of(draft.document())) {
    if (folded(reason->name) == folded(name)) return reason->id;
    last = reason->rank;
  }
  LossReason made = {
      .id = draft.new_id<LossReason>(), .name = name, .rank = rank_between(last, {}, draft.stamp().actor)};
  const Id<LossReason> id = made.id;
  draft.put(std::move(made));
  return id;
}

Result<Done> reduce(Draft& draft, const WinDeal& win) {
  Tops tops(draft);
  return reduce(draft, win, tops);
}

Result<Done> reduce(Draft& draft, const WinDeal& win, Tops& tops) {
  const Deal* deal = draft.find(win.deal);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  Deal won = *deal;
  won.status = DealStatus::won;
  const Stage* stage = draft.find(deal->position.stage);
  if (stage && stage->kind == StageKind::sales) {
    for (const Stage* next : stages_of(draft.document(), stage->pipeline)) {
      if (next->kind != StageKind::after_sale) continue;
      won.position = tops.next(next->id);
      break;
    }
  }
  if (win.when) draft.happened(*win.when);
  draft.put(std::move(won));
  return Done{};
}

Result<Done> reduce(Draft& draft, const LoseDeal& lose) {
  const Deal* deal = draft.find(lose.deal);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  Deal lost = *deal;
  lost.status = DealStatus::lost;
  lost.loss_reason = lose.reason ? lose.reason : reason_named(draft, lose.new_reason);
  lost.loss_note = lose.note;
  if (lose.when) draft.happened(*lose.when);
  draft.put(std::move(lost));
  if (lose.revisit_on)
    draft.put(Activity{.id = draft.new_id<Activity>(),
                       .deal = lose.deal,
                       .kind = ActivityKind::task,
                       .title = lose.revisit_title,
                       .due = {.date = lose.revisit_on}});
  return Done{};
}

Result<Done> reduce(Draft& draft, const ReopenDeal& reopen) {
  Tops tops(draft);
  return reduce(draft, reopen, tops);
}

Result<Done> reduce(Draft& draft, const ReopenDeal& reopen, Tops& tops) {
  const Deal* deal = draft.find(reopen.deal);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  if (deal->status == DealStatus::open) return Done{};
  Deal opened = *deal;
  opened.status = DealStatus::open;
  opened.loss_reason = {};
  opened.loss_note.clear();
  const Stage* stage = draft.find(deal->position.stage);
  if (stage && (stage->kind == StageKind::after_sale || stage->deleted)) {
    const Id<Stage> back = stage_to_reopen_in(draft, *deal, stage->pipeline);
    if (!back) return refuse(TextKey::error_no_sales_stage);
    opened.position = tops.next(back);
  }
  draft.put(std::move(opened));
  return Done{};
}

Text label_of(const Document& document, const WinDeal& win) {
  return label(document, TextKey::undo_win_deal, win.deal);
}
Text label_of(const Document& document, const LoseDeal& lose) {
  return label(document, TextKey::undo_lose_deal, lose.deal);
}
Text label_of(const Document& document, const ReopenDeal& reopen) {
  return label(document, TextKey::undo_reopen_deal, reopen.deal);
}

}  // namespace voronka
