#include "forecast/bridge.hpp"

#include <algorithm>

#include "base/sort.hpp"
#include "forecast/value_on.hpp"
#include "metrics/standing.hpp"

namespace voronka {
namespace {

// A deal on one of the two evenings.
struct Side {
  bool there = false;      // exists, in the pipeline
  bool open_sale = false;  // [M2]
  bool counts = false;     // open_sale, and due in time
  DealStatus status = DealStatus::open;
  std::optional<Money> amount = {};
  std::optional<Date> close = {};
};

std::vector<Side> sides_on(const Document& document, const BridgeQuery& query, Date day) {
  const auto rows = document.table<Deal>().rows();
  std::vector<Side> sides(rows.size());
  for_each_standing(document, {.pipeline = query.pipeline, .as_of = day}, [&](const Standing& it) {
    Side& side = sides[static_cast<std::size_t>(it.deal - rows.data())];
    side = {.there = true, .open_sale = is_open_sale(it), .status = it.status, .amount = it.amount};
    side.close = value_on(*it.deal, EventKind::expected_close_changed, day, it.deal->expected_close);
    side.counts = side.open_sale && (!query.due_by || (side.close && *side.close <= *query.due_by));
  });
  return sides;
}

struct Past {
  bool created = false;   // between the evenings
  bool reopened = false;  // between the evenings
};
Past past_of(const Deal& deal, const BridgeQuery& query) {
  Past past;
  const std::vector<bool> live = live_events(deal.history);
  for (std::size_t i = 0; i < live.size(); ++i) {
    const Event& event = deal.history[i];
    if (!live[i]) continue;
    const Date day = local_date(counted_moment(event));
    if (day <= query.from || day > query.to) continue;
    past.created = past.created || event.kind == EventKind::created;
    past.reopened = past.reopened || event.kind == EventKind::reopened;
  }
  return past;
}

class Builder {
 public:
  Builder(const Document& document, const BridgeQuery& query) : query_(query), base_(document.base_currency()) {}

  void add(const Deal& deal, const Side& before, const Side& after) {
    deal_ = &deal;
    if (before.counts) total(before.amount, &BridgeTotal::from_minor);
    if (after.counts) total(after.amount, &BridgeTotal::to_minor);
    bridge_.from_deals += before.counts ? 1 : 0;
    bridge_.to_deals += after.counts ? 1 : 0;
    const bool closed = after.there && after.status != DealStatus::open;
    if (before.counts && after.counts) {
      reprice(before.amount, after.amount);
      date_moved(before.close, after.close);
    } else if (after.counts) {
      step(way_in(deal, before), after.amount, 1);
    } else if (before.counts && after.there) {
      // [F42] Another price first, and then out at that price.
      reprice(before.amount, after.amount);
      step(way_out(after), after.amount, -1);
    } else if (before.counts) {
      step(BridgeStep::gone, before.amount, -1);
    } else if (closed) {
      passed_through(deal, before, after);
    }
  }

  Bridge take() {
    sort_rows(bridge_.totals, [&](const BridgeTotal& a, const BridgeTotal& b) {
      return std::pair(a.currency != base_, a.currency) < std::pair(b.currency != base_, b.currency);
    });
    return std::move(bridge_);
  }

 private:
  BridgeStep way_in(const Deal& deal, const Side& before) const {
    if (past_of(deal, query_).created) return BridgeStep::added;
    if (before.there && before.status != DealStatus::open) return BridgeStep::reopened;
    return before.open_sale ? BridgeStep::pulled_in : BridgeStep::returned;
  }
  static BridgeStep way_out(const Side& after) {
    if (after.status == DealStatus::won) return BridgeStep::won;
    if (after.status == DealStatus::lost) return BridgeStep::lost;
    return after.open_sale ? BridgeStep::slipped : BridgeStep::gone;
  }
  // [F44] Open on neither evening, and yet something happened in between.
  void passed_through(const Deal& deal, const Side& before, const Side& after) {
    const Past past = past_of(deal, query_);
    const bool was_elsewhere = before.open_sale;  // open, but not due in time
    if (was_elsewhere && after.status == DealStatus::lost) return;
    if (!past.created && !past.reopened && !was_elsewhere) return;
    step(past.created    ? BridgeStep::added
         : was_elsewhere ? BridgeStep::pulled_in
                         : BridgeStep::reopened,
         after.amount, 1);
    step(way_out(after), after.amount, -1);
  }
  void date_moved(const std::optional<Date>& before, const std::optional<Date>& after) {
    if (!before || !after || *before == *after) return;
    step(*after > *before ? BridgeStep::slipped : BridgeStep::pulled_in, std::nullopt, 1);  // [F43]
  }
  void reprice(const std::optional<Money>& before, const std::optional<Money>& after) {
    if (before == after) return;
    if (before && after && before->currency == after->currency) {
      step(BridgeStep::repriced, Money{.minor = after->minor - before->minor, .currency = after->currency}, 1);
      return;
    }
    if (before) step(BridgeStep::repriced, before, -1);
    if (after) step(BridgeStep::repriced, after, 1);
  }
  void step(BridgeStep step, const std::optional<Money>& amount, std::int64_t sign) {
    const Money change = amount ? Money{.minor = sign * amount->minor, .currency = amount->currency}
                                : Money{.minor = 0, .currency = base_};
    bridge_.deals.push_back({.deal = deal_->id, .step = step, .change = change});
    if (amount) {
      std::int64_t& sum = total_of(change.currency).change_minor[static_cast<std::size_t>(step)];
      sum = added(sum, change.minor);
    }
  }
  void total(const std::optional<Money>& amount, std::int64_t BridgeTotal::* which) {
    if (!amount) return;
    BridgeTotal& total = total_of(amount->currency);
    total.*which = added(total.*which, amount->minor);
  }
  BridgeTotal& total_of(Currency currency) {
    const auto found = std::ranges::find(bridge_.totals, currency, &BridgeTotal::currency);
    if (found != bridge_.totals.end()) return *found;
    bridge_.totals.push_back({.currency = currency});
    return bridge_.totals.back();
  }

  const BridgeQuery& query_;
  Currency base_ = {};
  const Deal* deal_ = nullptr;
  Bridge bridge_ = {};
};

}  // namespace

Bridge bridge_of(const Document& document, const BridgeQuery& query) {
  const std::vector<Side> before = sides_on(document, query, query.from);
  const std::vector<Side> after = sides_on(document, query, query.to);
  Builder builder(document, query);
  const auto rows = document.table<Deal>().rows();
  for (std::size_t row = 0; row < rows.size(); ++row) builder.add(rows[row], before[row], after[row]);
  return builder.take();
}

}  // namespace voronka
