// Tables whose rows are changes of deals, or visits of stages, rather than deals.
#include <utility>

#include "base/sort.hpp"
#include "formats/import_job.hpp"

namespace voronka {

// Rows of one id in the order of time are one deal: the last one says what it is now, every other stage when it came there.
void ImportJob::keep_changes() {
  const auto time_of = [](const Row& row) { return row.entered.empty() ? 0 : row.entered[0].date.at.utc_ms; };
  sort_rows(changes_, [&](const Row& a, const Row& b) {
    return a.deal.origin.id != b.deal.origin.id ? a.deal.origin.id < b.deal.origin.id : time_of(a) < time_of(b);
  });
  for (std::size_t at = 0; at < changes_.size();) {
    std::size_t end = at + 1;
    while (end < changes_.size() && !changes_[at].deal.origin.id.empty() &&
           changes_[end].deal.origin.id == changes_[at].deal.origin.id)
      ++end;
    Row& last = changes_[end - 1];
    std::vector<Row::Entry> entered;
    const Row* over = nullptr;  // in which it ended, until it goes on
    for (std::size_t i = at; i < end; ++i) {
      const Row& row = changes_[i];
      if (row.entered.empty()) continue;
      const ParsedDate came = row.entered[0].date;
      if (!last.created) last.created = came;
      const bool open = row.deal.status == DealStatus::open;
      // A visit that says how it ended, rather than a row that is the end. What is won goes on to the stages after the sale at once.
      const bool visit = !open && row.closed && row.closed_origin == EventOrigin::import;
      const bool anew = over && (over->deal.status == DealStatus::lost || came.at.utc_ms > over->closed->at.utc_ms);
      // Sums and dates change too: only a change of the stage is an entry, only the first row of an end is the end.
      if ((open || visit) && !row.stage.empty() && (entered.empty() || entered.back().stage != row.stage))
        entered.push_back({.stage = row.stage, .date = came});
      if (anew) {
        entered.push_back({.stage = row.stage, .date = came, .kind = EventKind::reopened});
        over = nullptr;
      }
      if (visit) {
        entered.push_back({.stage = row.stage,
                           .date = *row.closed,
                           .kind = row.deal.status == DealStatus::won ? EventKind::won : EventKind::lost});
        over = &row;
        continue;
      }
      const bool ends = !open && (i == at || changes_[i - 1].deal.status != row.deal.status);
      if (ends && row.deal.status == last.deal.status) {
        last.closed = row.entered[0].date;
        last.closed_origin = EventOrigin::import;
        last.deal.closed_on = local_date(last.closed->at);
      }
    }
    if (over) {  // write_history() tells the last end
      std::erase_if(entered, [&](const Row::Entry& entry) {
        return (entry.kind == EventKind::won || entry.kind == EventKind::lost) && entry.date.at == over->closed->at;
      });
      last.closed = over->closed;
      last.closed_origin = EventOrigin::import;
      last.deal.status = over->deal.status;
      last.deal.closed_on = local_date(last.closed->at);
    }
    last.entered = std::move(entered);
    result_.counts.repeated += end - at - 1;
    keep(std::move(last));
    at = end;
  }
  changes_.clear();
}

}  // namespace voronka
