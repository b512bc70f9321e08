// The amount of a deal is what its lines come to: it follows when lines are added, edited, taken away or brought back. An amount typed by
// hand afterwards stays until a line comes to something else; a deal without lines, or with lines in several currencies, keeps its own.
#include <algorithm>
#include <vector>

#include "base/later.hpp"
#include "base/sort.hpp"
#include "model/line_sums.hpp"
#include "rules/rule.hpp"

namespace voronka {
namespace {

// What a line adds to its deal; nothing when it is not there or has no price.
std::optional<LineSum> share_of(const Line* line) { return line && !line->deleted ? sum_of(*line) : std::nullopt; }

// A new name, unit or place is no new sum.
bool changes_sum(const Line* before, const Line* after) {
  const auto was = share_of(before), is = share_of(after);
  if (was.has_value() != is.has_value()) return true;
  return is && (was->whole_minor != is->whole_minor || before->deal != after->deal ||
                before->price->currency != after->price->currency);
}

VORONKA_LATER void follow_lines(Draft& draft) {
  std::vector<Id<Deal>> deals;
  for (const Change<Line>& change : draft.so_far().of<Line>()) {
    const Line* before = change.before ? &*change.before : nullptr;
    const Line* after = change.after ? &*change.after : nullptr;
    if (!changes_sum(before, after)) continue;
    for (const Line* line : {before, after})
      if (line) deals.push_back(line->deal);
  }
  if (deals.empty()) return;
  sort_rows(deals, [](Id<Deal> a, Id<Deal> b) { return a < b; });
  deals.erase(std::ranges::unique(deals).begin(), deals.end());
  const auto place_of = [&](Id<Deal> deal) {
    const auto at = std::ranges::lower_bound(deals, deal);
    return at != deals.end() && *at == deal ? static_cast<std::size_t>(at - deals.begin()) : deals.size();
  };

  std::vector<std::vector<const Line*>> lines(deals.size() + 1);  // the last: of all other deals
  const auto add = [&](const Line* line) {
    if (const std::size_t at = line && !line->deleted ? place_of(line->deal) : deals.size(); at < deals.size())
      lines[at].push_back(line);
  };
  for (const Line& line : draft.document().table<Line>().rows())
    if (place_of(line.deal) < deals.size()) add(draft.find(line.id));
  // Those that were of no such deal before.
  for (const Change<Line>& change : draft.so_far().of<Line>())
    if (change.after && (!change.before || place_of(change.before->deal) == deals.size())) add(&*change.after);

  for (std::size_t i = 0; i < deals.size(); ++i) {
    const Deal* deal = draft.find(deals[i]);
    const LineSums sums = sums_of(lines[i]);
    if (!deal || sums.other_currency > 0 || sums.unpriced == lines[i].size()) continue;
    const Money amount = {.minor = sums.all.whole_minor, .currency = sums.currency};
    if (deal->amount == amount) continue;
    Deal changed = *deal;
    changed.amount = amount;
    draft.put(std::move(changed));
  }
}

}  // namespace

extern const Rule lines_set_amount_rule = {.id = "lines_set_amount", .run = follow_lines};

}  // namespace voronka
