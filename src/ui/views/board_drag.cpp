// A card in the hand: where it would land, the ghost under the pointer, what happens at the end. Scrolling near the edges is
// ScrollArea's; Esc is the toolkit's.
#include "base/later.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {

void follow_drag(ViewContext& context, BoardState& state, const BoardLayout& layout) {
  Ui& ui = context.ui;
  state.dragged_from = state.dragged ? state.model.place_of(state.dragged) : std::nullopt;
  if (!ui.drag || ui.drag.source != card_id(ui, state.dragged) || !state.dragged_from) {
    state.dragged_from.reset();
    state.dragged = {};
    state.target.reset();
    state.zone.reset();
    return;
  }
  state.target.reset();
  if (state.zone || !layout.view.contains(ui.drag.at)) return;
  const BoardModel::Place from = *state.dragged_from;
  const auto columns = state.model.columns();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Rect column = layout.column(i);
    const Rect reach = {column.x - layout.gap / 2, layout.view.y, column.w + layout.gap, layout.view.h};
    if (!reach.contains(ui.drag.at)) continue;
    if (const auto month = close_month_from(columns[i].stage)) {
      // It will stand by its date: among those of the month it comes to, and where it is in its own.
      if (from.column == i)
        state.target = DropTarget{.column = i, .index = from.index};
      else if (can_go_to_month(context, state.dragged, *month))
        state.target = DropTarget{.column = i, .index = place_in_month(context, state, i)};
      continue;
    }
    const LaneLayout* lanes = state.lanes_of(i);
    ColumnLayout cards(ui, columns[i], lanes);
    if (from.column == i) cards.take_out(from.index);
    const float list_top =
        column.y + (has_lanes_across(context, state) ? lanes_top(context, layout) : layout.head_height);
    const float height = ColumnLayout(ui, columns[from.column]).height(from.index);
    const float middle = ui.drag.at.y - ui.drag.grab.y + height / 2;
    const float in_list = middle - list_top + ui.scroll(column_scroll_id(ui, state, columns[i].stage)).offset;
    std::size_t lane = 0;
    if (lanes != nullptr)  // a company is not changed by the way
      lane = lane_field(state.model.lanes_by()) != nullptr
                 ? lanes->at(in_list)
                 : ColumnLayout(ui, columns[from.column], lanes).lane_of(from.index);
    state.target = DropTarget{.column = i, .index = cards.drop_index(in_list, lane), .lane = lane};
  }
}

VORONKA_LATER void draw_ghost(ViewContext& context, BoardState& state, const BoardLayout& layout) {
  Ui& ui = context.ui;
  const std::optional<BoardModel::Place> from = state.model.place_of(state.dragged);
  if (!state.dragged || !from) return;
  const BoardColumn& column = state.model.columns()[from->column];
  const std::uint32_t row = column.rows[from->index];
  const CardText& text = state.texts.of(context, state.model, column, row);
  const float height = ColumnLayout(ui, column).height(from->index);
  const float lift = ui.animate_from(ui.id("lift", state.dragged.raw), 0, 1, 0.12F) * ui.dp(3);
  const Rect rect = {ui.drag.at.x - ui.drag.grab.x + ui.dp(2), ui.drag.at.y - ui.drag.grab.y - lift,
                     layout.column_width, height};
  // Its node stays: it has the focus, and Esc must find the card where it was.
  ui.sem.add(card_id(ui, state.dragged), rect, {.role = Role::list_item, .name = text.name, .focusable = true});
  const LayerScope layer(ui, Layer::drag);
  const int first_vertex = ui.draw().VtxBuffer.Size;
  paint_card_ground(ui, rect, text, {}, true);
  paint_card_content(ui, rect, text);
  constexpr float lean = 0.0175F;  // a degree
  const float leaning = ui.animate_from(ui.id("lean", state.dragged.raw), 0, 1, 0.12F);
  tilt(ui, first_vertex, rect.center(), ui.reduced_motion ? 0 : lean * leaning, 0.94F);
  // Let go, it goes to its place from here.
  std::erase_if(state.spots, [&](const CardSpot& spot) { return spot.deal == state.dragged; });
  state.spots.push_back({.deal = state.dragged, .rect = rect});
  ui.set_cursor(Cursor::grabbing);
}

void finish_drag(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  if (!state.dragged || !(ui.drag.dropped || ui.drag.cancelled)) return;
  const Id<Deal> deal = state.dragged;
  // A finger that held a card and did not move it asks for its menu.
  const float dx = ui.drag.at.x - ui.drag.start.x;
  const float dy = ui.drag.at.y - ui.drag.start.y;
  const bool stayed = dx * dx + dy * dy < ui.dp(8) * ui.dp(8);
  if (ui.drag.dropped && ui.drag.kind == PointerKind::touch && stayed) {
    open_card_menu(context, state, deal, {.at = ui.drag.at});
  } else if (ui.drag.dropped) {
    drop(context, state, deal);
  }
  state.dragged = {};
  state.dragged_from.reset();
  state.target.reset();
  state.zone.reset();
  ui.request_frame();
}

}  // namespace voronka::ui
