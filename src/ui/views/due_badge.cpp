#include "ui/views/due_badge.hpp"

#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

struct BadgeState {
  std::uint64_t version = 0;
  Date today = {};
  std::vector<bool> due = {};  // by deal row
  std::size_t count = 0;
};

bool is_due(const Document& document, const DealFacts& facts, Date today, std::uint32_t row) {
  const Deal& deal = document.table<Deal>().rows()[row];
  if (!is_worked_on(deal)) return false;
  const NextStep step = facts.next_step_of(row, today);
  return step == NextStep::today || step == NextStep::overdue;
}

// Not of the second file: the first picture may have everything already, and would then have to wait for that file. After an edit it looks
// at the deals that changed; at all of them only when they are new, or the day is.
void follow(BadgeState& state, const Document& document, const DealFacts& facts, Date today) {
  const auto look = [&](std::uint32_t row) {
    const bool now = is_due(document, facts, today, row);
    if (now != state.due[row]) state.count = now ? state.count + 1 : state.count - 1;
    state.due[row] = now;
  };
  if (facts.changed() && state.version + 1 == facts.version() && state.today == today) {
    state.due.resize(facts.size());
    for (const std::uint32_t row : *facts.changed()) look(row);
  } else {
    state.due.assign(facts.size(), false);
    state.count = 0;
    for (std::uint32_t row = 0; row < facts.size(); ++row) look(row);
  }
  state.version = facts.version();
  state.today = today;
}

}  // namespace

void tell_badge(ViewContext& context) {
  const DealFacts& facts = context.states.of<BoardState>().model.facts();
  const Date today = context.app.today();
  BadgeState& state = context.states.of<BadgeState>();
  if (facts.version() == 0 || (state.version == facts.version() && state.today == today)) return;
  if (!context.app.store().complete() || context.app.store().save_state() == voronka::SaveState::memory) return;
  // What the board has not looked at yet comes with the next look.
  if (facts.size() != context.document.table<Deal>().size()) return;
  const bool first = state.version == 0;
  const std::size_t before = state.count;
  follow(state, context.document, facts, today);
  if (first || state.count != before) context.ui.host.set_badge(state.count);
}

std::size_t due_count(ViewStates& states) { return states.of<BadgeState>().count; }

}  // namespace voronka::ui
