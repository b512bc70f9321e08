// A deal that leaves a stage forward, or is won in it, takes along what of the exit checklist was not ticked: the card says so until it
// is. Nothing is asked of a deal that skips a stage. Where it goes back, the items of the stages before it are asked there again.
#include <algorithm>
#include <utility>

#include "model/checklist.hpp"
#include "rules/rule.hpp"

namespace voronka {
namespace {

bool is_after(const Stage& a, const Stage& b) { return a.pipeline == b.pipeline && b.rank < a.rank; }

void leave(const Stage& stage, Deal& deal) {
  for (const std::string_view item : checklist_of(stage))
    if (!is_checked(deal, item) && !has_item(deal.left_open, item)) deal.left_open.emplace_back(item);
}

// Items of the stage the deal is in now, and of those behind it, are not left yet.
void arrive(const Draft& draft, const Stage& stage, Deal& deal) {
  if (deal.left_open.empty()) return;
  for (const Stage& other : draft.document().table<Stage>().rows()) {
    if (other.deleted || (other.id != stage.id && !is_after(other, stage))) continue;
    for (const std::string_view item : checklist_of(other)) std::erase(deal.left_open, item);
  }
}

void run(Draft& draft) {
  std::vector<Deal> changed;
  for (const Change<Deal>& change : draft.so_far().of<Deal>()) {
    if (!change.before || !change.after) continue;
    const Stage* from = draft.find(change.before->position.stage);
    const Stage* to = draft.find(change.after->position.stage);
    const bool is_open = change.after->status == DealStatus::open;
    const bool won = change.before->status == DealStatus::open && change.after->status == DealStatus::won;
    const bool reopened = change.before->status != DealStatus::open && is_open;
    if (!from || !to || (from == to && !won && !reopened)) continue;
    Deal deal = *change.after;
    // Of a stage that is deleted nothing is asked any more.
    const bool left = change.before->status == DealStatus::open && !from->deleted && (won || is_after(*to, *from));
    if (left) leave(*from, deal);
    if (is_open) arrive(draft, *to, deal);
    if (deal.left_open != change.after->left_open) changed.push_back(std::move(deal));
  }
  for (Deal& deal : changed) draft.put(std::move(deal));
}

}  // namespace

extern const Rule leaving_keeps_open_items_rule = {.id = "leaving_keeps_open_items", .run = run};

}  // namespace voronka
