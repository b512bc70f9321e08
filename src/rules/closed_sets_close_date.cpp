// A won or lost deal gets its close date: the day it happened, else today. A reopened one has none.
#include <utility>

#include "rules/rule.hpp"

namespace voronka {

static void run(Draft& draft) {
  const Date day = draft.when() ? local_date(draft.when()->at) : draft.today();
  std::vector<Deal> changed;
  for (const Change<Deal>& change : draft.so_far().of<Deal>()) {
    if (!change.after) continue;
    const DealStatus before = change.before ? change.before->status : DealStatus::open;
    if (before == change.after->status) continue;
    Deal deal = *change.after;
    // A close date that the command itself set (typed by the user) stands.
    if (deal.status == DealStatus::open) {
      deal.closed_on.reset();
    } else if (!deal.closed_on || (change.before && change.before->closed_on == deal.closed_on)) {
      deal.closed_on = day;
    }
    changed.push_back(std::move(deal));
  }
  for (Deal& deal : changed) draft.put(std::move(deal));
}

extern const Rule closed_sets_close_date_rule = {.id = "closed_sets_close_date", .run = run};

}  // namespace voronka
