// The board cut into rows: how high each is, their heads, and the cells of all columns under one scroll. On a phone, which shows one column
// at a time, they are sections of the column.
#include <algorithm>
#include <cmath>
#include <utility>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/quick_add.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// The height of a cell's cards, each with the gap under it.
float cell_height(const Ui& ui, const BoardColumn& column, std::size_t lane) {
  const std::size_t from = column.lane_starts[lane], to = column.lane_starts[lane + 1];
  return static_cast<float>(to - from) * (card_height(ui) + card_gap(ui)) +
         static_cast<float>(column.stuck_before[to] - column.stuck_before[from]) *
             (stuck_card_height(ui) - card_height(ui));
}

// Of these columns; the one with the card that is held over it has room for that, too.
LaneLayout laid(const Ui& ui, const BoardState& state, std::size_t first, std::size_t last) {
  const auto columns = state.model.columns();
  const auto lanes = state.model.lanes();
  LaneLayout layout = {.head = line_height(ui, TextStyle::strong) + ui.dp(14)};
  layout.tops.reserve(lanes.size() + 1);
  layout.folded.reserve(lanes.size());
  float top = 0;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    layout.tops.push_back(top);
    const bool folded = !state.folded_lanes.empty() &&
                        std::ranges::find(state.folded_lanes, lanes[lane].key) != state.folded_lanes.end();
    layout.folded.push_back(folded);
    bool any = false;
    float height = 0;
    for (std::size_t i = first; i < last; ++i) {
      if (columns[i].lane_starts[lane] == columns[i].lane_starts[lane + 1]) continue;
      any = true;
      if (!folded && !state.is_folded(i)) height = std::max(height, cell_height(ui, columns[i], lane));
    }
    if (!any) continue;
    const std::optional<DropTarget>& target = state.target;
    if (!folded && target && target->lane == lane && target->column >= first && target->column < last)
      height = std::max(height, cell_height(ui, columns[target->column], lane) + card_height(ui) + card_gap(ui));
    top += layout.head + height + (folded ? 0 : ui.dp(6));
  }
  layout.tops.push_back(top);
  return layout;
}

std::string figures_of(ViewContext& context, BoardState& state, std::size_t lane) {
  const Language language = context.ui.locale.language();
  const auto kept = std::ranges::find(state.lane_figures, lane, &BoardState::LaneFigures::lane);
  if (kept != state.lane_figures.end() && kept->version == state.model.version() && kept->language == language)
    return kept->text;
  std::string text =
      context.ui.tr(TextKey::board_deals, {{"count", static_cast<std::int64_t>(state.model.lane_count(lane))}});
  bool first = true;
  for (const CurrencyTotal& total : state.model.lane_totals(context.document, lane)) {
    text +=
        (first ? " · " : " + ") + context.ui.locale.money_short({.minor = total.sum_minor, .currency = total.currency});
    first = false;
  }
  constexpr std::size_t most_kept = 64;
  if (state.lane_figures.size() >= most_kept) state.lane_figures.clear();
  std::erase_if(state.lane_figures, [&](const BoardState::LaneFigures& one) { return one.lane == lane; });
  state.lane_figures.push_back({.version = state.model.version(), .lane = lane, .text = text, .language = language});
  return text;
}

void toggle(BoardState& state, const std::string& key) {
  if (std::erase(state.folded_lanes, key) == 0) state.folded_lanes.push_back(key);
}

void draw_head(ViewContext& context, BoardState& state, const LaneLayout& lanes, std::size_t lane, Rect rect) {
  Ui& ui = context.ui;
  const std::string name = lane_name(ui, state.model, lane);
  const std::string figures = figures_of(context, state, lane);
  const bool folded = lanes.folded[lane];
  // What scrolls under it is not seen through it.
  ui.fill(inset(rect, -ui.dp(4), 0), ui.color.canvas);
  const Rect line = {rect.x, rect.y + ui.dp(2), rect.w, rect.h - ui.dp(6)};
  const Interaction it = ui.interact(ui.id("lane:" + state.model.lanes()[lane].key), line,
                                     {.role = Role::button,
                                      .name = ui.tr(TextKey::rows_lane, {{"name", name}, {"figures", figures}}),
                                      .expanded = folded ? 0 : 1});
  if (it.hovered) ui.fill(line, ui.color.hover, size::radius);
  if (it.focus_visible) ui.focus_ring(line, size::radius);
  ui.line({line.x, std::floor(line.bottom())}, {line.right(), std::floor(line.bottom())}, ui.color.border);
  Row row(line, ui.dp(6));
  paint_icon(ui, row.left(ui.dp(16)), folded ? icon::chevron_right : icon::chevron_down, ui.color.muted);
  const Rect words = row.rest();
  const float width = std::min(text_width(ui, TextStyle::strong, name), words.w * 0.6F);
  paint_text(ui, {words.x, words.y, width, words.h}, TextStyle::strong, ui.color.text, name);
  const float left = width + ui.dp(10);
  paint_text(ui, {words.x + left, words.y, std::max(0.F, words.w - left), words.h}, TextStyle::meta, ui.color.muted,
             figures);
  if (!it.activated) return;
  toggle(state, state.model.lanes()[lane].key);
  ui.request_frame();
}

// Apart, for a board without rows needs none of it.
VORONKA_LATER void lay_anew(ViewContext& context, BoardState& state) {
  const Zoomed zoomed(context.ui, board_zoom(context));
  BoardState::LanesFor wanted = {.version = state.model.version(),
                                 .card_height = card_height(context.ui),
                                 .compact = context.ui.compact(),
                                 .folded = state.folded,
                                 .folded_lanes = state.folded_lanes,
                                 .target = state.target};
  if (!state.lanes.empty() && wanted == state.lanes_for) return;
  state.lanes_for = std::move(wanted);
  state.lanes.clear();
  const std::size_t columns = state.model.columns().size();
  if (!context.ui.compact()) return state.lanes.push_back(laid(context.ui, state, 0, columns));
  for (std::size_t i = 0; i < columns; ++i) state.lanes.push_back(laid(context.ui, state, i, i + 1));
}

}  // namespace

VORONKA_LATER std::size_t LaneLayout::at(float y) const {
  const std::size_t last = tops.size() - 2;
  auto lane =
      static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, std::ranges::upper_bound(tops, y) - tops.begin() - 1));
  lane = std::min(lane, last);
  while (lane > 0 && !shown(lane)) --lane;
  while (lane < last && !shown(lane)) ++lane;
  return lane;
}

std::string lane_name(const Ui& ui, const BoardModel& model, std::size_t lane) {
  const BoardLane& row = model.lanes()[lane];
  if (!row.key.empty()) return row.name;
  return ui.tr(model.lanes_by() == LaneBy::owner    ? TextKey::rows_no_owner
               : model.lanes_by() == LaneBy::source ? TextKey::rows_no_source
                                                    : TextKey::rows_no_company);
}

void lay_lanes(ViewContext& context, BoardState& state) {
  if (std::exchange(state.folded_by, state.model.lanes_by()) != state.model.lanes_by()) state.folded_lanes.clear();
  if (state.model.lanes().empty()) return state.lanes.clear();
  lay_anew(context, state);
}

bool has_lanes_across(const ViewContext& context, const BoardState& state) {
  return !state.lanes.empty() && !context.ui.compact();
}

float lanes_top(ViewContext& context, const BoardLayout& layout) {
  const bool adding = static_cast<bool>(context.states.of<QuickAddState>().stage);
  return layout.head_height + (adding ? quick_add_height(context) : 0);
}

VORONKA_LATER void draw_lanes(ViewContext& context, BoardState& state, const BoardLayout& layout, Rect area) {
  Ui& ui = context.ui;
  const LaneLayout& lanes = state.lanes[0];
  const float top = lanes_top(context, layout);
  const Rect view = {area.x, layout.view.y + top, area.w, std::max(0.F, layout.view.h - top)};
  ScrollArea scroll(ui, ui.id("lanes"), view);
  scroll.set_content(lanes.tops.back() + ui.dp(16));
  const NodeId group = ui.id("rows");
  const SemScope rows(ui, group, view, {.role = Role::group, .name = ui.tr(TextKey::rows_title)});
  scroll.keys(group);
  for (std::size_t i = 0; i < state.model.columns().size(); ++i) {
    if (state.is_folded(i)) continue;
    const Rect column = layout.column(i);
    draw_cells(context, state, i, {column.x, view.y, column.w, view.h}, scroll.offset());
  }
  draw_lane_heads(context, state, lanes, ui.id("lane_heads"), {layout.view.x, view.y, layout.view.w, view.h},
                  scroll.offset());
}

VORONKA_LATER void draw_lane_heads(ViewContext& context, BoardState& state, const LaneLayout& lanes, NodeId place,
                                   Rect view, float scrolled) {
  Ui& ui = context.ui;
  const IdScope scope(ui, place);
  for (std::size_t lane = lanes.at(scrolled); lane < lanes.folded.size() && lanes.tops[lane] < scrolled + view.h;
       ++lane) {
    if (!lanes.shown(lane)) continue;
    // It stays at the top while its cards go by under it.
    const float most = lanes.tops[lane + 1] - lanes.head;
    const float y = std::min(std::max(lanes.tops[lane], scrolled), most);
    draw_head(context, state, lanes, lane, {view.x, std::floor(view.y + y - scrolled), view.w, lanes.head});
  }
}

std::optional<std::size_t> unfolded_card(const BoardState& state, std::size_t column, std::size_t index, int step) {
  const BoardColumn& cards = state.model.columns()[column];
  const LaneLayout* lanes = state.lanes_of(column);
  while (index < cards.rows.size()) {
    if (lanes == nullptr) return index;
    const auto& starts = cards.lane_starts;
    const auto lane = static_cast<std::size_t>(std::ranges::upper_bound(starts, index) - starts.begin()) - 1;
    if (!lanes->folded[lane]) return index;
    if (step < 0 && starts[lane] == 0) return std::nullopt;
    index = step < 0 ? starts[lane] - 1 : starts[lane + 1];
  }
  return std::nullopt;
}

VORONKA_LATER std::optional<BoardSpot> beside_in_lane(const BoardState& state, BoardSpot spot, int step) {
  const auto columns = state.model.columns();
  const auto& starts = columns[spot.column].lane_starts;
  const auto lane = static_cast<std::size_t>(std::ranges::upper_bound(starts, *spot.index) - starts.begin()) - 1;
  const std::size_t place = *spot.index - starts[lane];
  for (std::size_t i = spot.column; step < 0 ? i > 0 : i + 1 < columns.size();) {
    i = step < 0 ? i - 1 : i + 1;
    const auto& there = columns[i].lane_starts;
    const std::size_t count = there[lane + 1] - there[lane];
    if (count > 0 && !state.is_folded(i)) return BoardSpot{i, there[lane] + std::min(place, count - 1)};
  }
  return std::nullopt;
}

}  // namespace voronka::ui
