// How big the cards are: two fingers, or the wheel with Ctrl, over the columns; also a command. Sizes are steps, for each needs its own
// glyphs. What lay under the fingers stays there.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/later.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {
namespace {

constexpr double rest_seconds = 0.4;  // a pinch begun after that begins at the size that is shown

int nearest_size(float percent) {
  const auto away = [&](int size) { return std::abs(std::log(static_cast<float>(size) / percent)); };
  return *std::ranges::min_element(board_sizes_percent, {}, away);
}

VORONKA_LATER void pinch_by(ViewContext& context, BoardState& state, const Ui::Pinch& pinch) {
  Ui& ui = context.ui;
  const int before = board_settings(context).size_percent();
  BoardSize& size = state.size;
  if (ui.now - size.pinched_at > rest_seconds) size.wanted_percent = static_cast<float>(before);
  size.pinched_at = ui.now;
  size.anchor_y = pinch.at.y;
  size.wanted_percent = std::clamp(size.wanted_percent * pinch.ratio, static_cast<float>(board_sizes_percent.front()),
                                   static_cast<float>(board_sizes_percent.back()));
  const int wanted = nearest_size(size.wanted_percent);
  if (wanted == before) return;
  set_board_size(context, wanted);
  if (ui.touch_now) ui.host.haptic();
}

// By card and not by a ratio: the height of each is rounded, and in a long list that would add up.
VORONKA_LATER void keep_places(ViewContext& context, BoardState& state, int before, int after) {
  Ui& ui = context.ui;
  const float old_zoom = static_cast<float>(before) / 100, new_zoom = static_cast<float>(after) / 100;
  const bool pinched = ui.now - state.size.pinched_at < rest_seconds;
  const float top = state.layout.view.y + state.layout.head_height;
  const float anchor = pinched ? std::max(0.F, state.size.anchor_y - top) : 0;
  const float anchor_then = anchor + state.layout.head_height * (1 - new_zoom / old_zoom);  // the heads change, too
  if (!state.lanes.empty()) return;  // rows are as high as their fullest cells: they stay where they are, roughly
  for (const BoardColumn& column : state.model.columns()) {
    ScrollState& list = ui.scroll(column_scroll_id(ui, state, column.stage));
    list.target.reset();
    if (list.offset <= 0 || column.rows.empty()) continue;
    std::size_t card = 0;
    float share = 0;  // of the card, above the anchor
    {
      const Zoomed zoomed(ui, old_zoom);
      const ColumnLayout cards(ui, column);
      card = std::min(cards.first_below(list.offset + anchor), column.rows.size() - 1);
      share = (list.offset + anchor - cards.top(card)) / cards.height(card);
    }
    const Zoomed zoomed(ui, new_zoom);
    const ColumnLayout cards(ui, column);
    list.offset = std::max(0.F, cards.top(card) + share * cards.height(card) - anchor_then);
    list.content = cards.length();
  }
}

}  // namespace

float board_zoom(ViewContext& context) { return static_cast<float>(board_settings(context).size_percent()) / 100; }

void follow_size(ViewContext& context, BoardState& state, Rect area) {
  const Ui::Pinch pinch = context.ui.take_pinch(area);
  if (pinch.ratio != 1 && !state.dragged) pinch_by(context, state, pinch);
  const int percent = board_settings(context).size_percent();
  const int before = std::exchange(state.size.drawn_percent, percent);
  if (before != 0 && before != percent) keep_places(context, state, before, percent);
}

std::vector<std::string> names_of_sizes(const Ui& ui) {
  std::vector<std::string> names;
  for (const int percent : board_sizes_percent) names.push_back(ui.locale.percent(percent));
  return names;
}

}  // namespace voronka::ui
