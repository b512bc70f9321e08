#include "ui/views/due_badge.hpp"

#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

struct BadgeState {
  std::uint64_t version = 0;
  Date today = {};
};

// Not of the second file: the first picture may have everything already, and would then have to wait for that file.
std::size_t count_due(const Document& document, const DealFacts& facts, Date today) {
  const auto& deals = document.table<Deal>().rows();
  std::size_t count = 0;
  for (std::uint32_t row = 0; row < deals.size() && row < facts.size(); ++row) {
    if (deals[row].status != DealStatus::open || deals[row].deleted || deals[row].archived) continue;
    const NextStep step = facts.next_step_of(row, today);
    if (step == NextStep::today || step == NextStep::overdue) ++count;
  }
  return count;
}

}  // namespace

void tell_badge(ViewContext& context) {
  const DealFacts& facts = context.states.of<BoardState>().model.facts();
  const Date today = context.app.today();
  BadgeState& state = context.states.of<BadgeState>();
  if (facts.version() == 0 || (state.version == facts.version() && state.today == today)) return;
  if (!context.app.store().complete() || context.app.store().save_state() == voronka::SaveState::memory) return;
  state = {.version = facts.version(), .today = today};
  context.ui.host.set_badge(count_due(context.document, facts, today));
}

}  // namespace voronka::ui
