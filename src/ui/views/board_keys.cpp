// Walking the board by keyboard, and which card the keys of the actions are meant for.
#include <algorithm>

#include "base/later.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"

namespace voronka::ui {

void show_spot(ViewContext& context, BoardState& state, BoardSpot spot) {
  Ui& ui = context.ui;
  const BoardColumn& column = state.model.columns()[spot.column];
  const NodeId columns = columns_scroll_id(ui);
  if (ui.scroll(columns).page > 0) {
    if (ui.page_of(columns) != static_cast<int>(spot.column)) ui.turn_to_page(columns, static_cast<int>(spot.column));
  } else if (spot.column < state.layout.lefts.size()) {
    const float left = state.layout.lefts[spot.column];
    ui.scroll_into_view(columns, left, left + state.layout.widths[spot.column] + 2 * state.layout.gap);
  }
  if (!spot.index) return;
  const Zoomed zoomed(ui, board_zoom(context));  // actions come here, too
  const LaneLayout* lanes = state.lanes_of(spot.column);
  const ColumnLayout cards(ui, column, lanes);
  const float top = cards.top(*spot.index);
  // The head of its row stays at the top.
  ui.scroll_into_view(column_scroll_id(ui, state, column.stage), top - (lanes == nullptr ? 0 : lanes->head),
                      top + cards.height(*spot.index));
}

void go_to_spot(ViewContext& context, BoardState& state, BoardSpot spot) {
  const BoardColumn& column = state.model.columns()[spot.column];
  if (spot.index && (column.rows.empty() || state.is_folded(spot.column))) spot.index.reset();
  if (spot.index) {
    const std::size_t wanted = std::min(*spot.index, column.rows.size() - 1);
    spot.index = unfolded_card(state, spot.column, wanted, 1);
    if (!spot.index) spot.index = unfolded_card(state, spot.column, wanted, -1);
  }
  state.stop = spot;
  state.stop_deal = spot.index ? deal_at(context, column, *spot.index) : Id<Deal>{};
  context.ui.focus(spot.index ? card_id(context.ui, state.stop_deal) : add_id(context.ui, column.stage));
  show_spot(context, state, spot);
}

VORONKA_LATER void card_keys(ViewContext& context, BoardState& state, BoardSpot spot, Id<Deal> deal) {
  Ui& ui = context.ui;
  const NodeId id = card_id(ui, deal);
  const std::size_t last_column = state.model.columns().size() - 1;
  const std::size_t last = state.model.columns()[spot.column].rows.size() - 1;
  const std::size_t index = *spot.index;
  if (ui.take_key(id, Key::down))
    go_to_spot(context, state, {spot.column, unfolded_card(state, spot.column, index + 1, 1).value_or(index)});
  if (ui.take_key(id, Key::up))
    go_to_spot(context, state,
               {spot.column, index == 0 ? std::nullopt : unfolded_card(state, spot.column, index - 1, -1)});
  for (const int step : {-1, 1}) {
    if (!ui.take_key(id, step < 0 ? Key::left : Key::right)) continue;
    if (state.lanes_of(spot.column) != nullptr) {
      if (const auto beside = beside_in_lane(state, spot, step)) go_to_spot(context, state, *beside);
    } else if (step < 0 ? spot.column > 0 : spot.column < last_column) {
      go_to_spot(context, state, {step < 0 ? spot.column - 1 : spot.column + 1, index});
    }
  }
  if (ui.take_key(id, Key::home)) go_to_spot(context, state, {spot.column, 0});
  if (ui.take_key(id, Key::end)) go_to_spot(context, state, {spot.column, last});
}

void head_keys(ViewContext& context, BoardState& state, std::size_t column) {
  Ui& ui = context.ui;
  const NodeId id = add_id(ui, state.model.columns()[column].stage);
  if (ui.take_key(id, Key::down)) go_to_spot(context, state, {column, 0});
  if (ui.take_key(id, Key::left) && column > 0) go_to_spot(context, state, {column - 1, std::nullopt});
  if (ui.take_key(id, Key::right) && column + 1 < state.model.columns().size())
    go_to_spot(context, state, {column + 1, std::nullopt});
}

// Called when all cards have been drawn, so that it is known what lies under the mouse.
void follow_attention(ViewContext& context, BoardState& state) {
  Ui& ui = context.ui;
  const bool moved = ui.pointer().x != state.pointer_before.x || ui.pointer().y != state.pointer_before.y;
  if (moved || ui.focused() != state.focus_before) state.by_pointer = moved;
  state.pointer_before = ui.pointer();
  state.focus_before = ui.focused();
}

ActionTarget board_target(const ViewContext& context) {
  const Ui& ui = context.ui;
  const BoardState& state = context.states.of<BoardState>();
  const auto columns = state.model.columns();
  if (state.frame != ui.frame || columns.empty()) return {};
  const ActionTarget hovered = {.deal = state.hovered, .column = state.hovered_column};
  ActionTarget focused;
  const std::size_t at = std::min(state.stop.column, columns.size() - 1);
  if (ui.focused() == card_id(ui, state.stop_deal)) focused.deal = state.stop_deal;
  if (focused.deal || ui.focused() == add_id(ui, columns[at].stage)) focused.column = columns[at].stage;
  const bool by_pointer = state.by_pointer ? static_cast<bool>(hovered.column) : !focused.column;
  return by_pointer ? hovered : focused;
}

void keep_stop(ViewContext& context, BoardState& state) {
  const auto columns = state.model.columns();
  if (columns.empty()) return;
  const auto in_sight = [&](std::size_t column, std::size_t index) {
    return unfolded_card(state, column, index, 1) == index;
  };
  if (const auto place = state.model.place_of(state.stop_deal);
      place && !state.is_folded(place->column) && in_sight(place->column, place->index)) {
    state.stop = {.column = place->column, .index = place->index};
    return;
  }
  // Its deal has left: whatever took the place is the stop now.
  state.stop.column = std::min(state.stop.column, columns.size() - 1);
  const BoardColumn& column = columns[state.stop.column];
  if (state.stop.index && !column.rows.empty() && !state.is_folded(state.stop.column)) {
    const std::size_t last = column.rows.size() - 1;
    state.stop.index = unfolded_card(state, state.stop.column, std::min(*state.stop.index, last), -1);
    state.stop_deal = state.stop.index ? deal_at(context, column, *state.stop.index) : Id<Deal>{};
    if (state.stop.index) return;
  }
  // At the very start: the first card there is.
  state.stop.index.reset();
  state.stop_deal = {};
  for (std::size_t i = 0; i < columns.size() && !state.stop_deal; ++i) {
    if (columns[i].rows.empty() || state.is_folded(i)) continue;
    const auto card = unfolded_card(state, i, 0, 1);
    if (!card) continue;
    state.stop = {.column = i, .index = card};
    state.stop_deal = deal_at(context, columns[i], *card);
  }
}

void tell_moves(ViewContext& context, BoardState& state) {
  if (!state.to_announce || context.document.revision() == state.announce_after) return;
  const Id<Deal> deal = std::exchange(state.to_announce, {});
  const auto place = state.model.place_of(deal);
  const Deal* record = context.document.find(deal);
  if (!place || !record) return;
  const BoardColumn& column = state.model.columns()[place->column];
  show_spot(context, state, {place->column, place->index});
  // Its column is a strip: there is no card to have the focus.
  if (state.is_folded(place->column) && context.route.path != "deal")
    context.ui.focus(add_id(context.ui, column.stage));
  context.ui.announce(context.ui.tr(TextKey::board_moved, {{"deal", record->title},
                                                           {"stage", column.name},
                                                           {"position", static_cast<std::int64_t>(place->index + 1)},
                                                           {"count", static_cast<std::int64_t>(column.rows.size())}}));
}

}  // namespace voronka::ui
