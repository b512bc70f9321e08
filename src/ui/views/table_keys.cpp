// The table by keyboard: arrows walk over cells and heads, with Shift they choose rows, Enter, F2 or typing edits.
#include <algorithm>

#include "base/later.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/table_parts.hpp"

namespace voronka::ui {
namespace {

// Places from the left: 0 is the column of checkboxes.
std::size_t place_of_column(const GridLayout& grid, std::size_t column) {
  for (std::size_t i = 0; i < grid.columns.size(); ++i)
    if (grid.columns[i].column == column) return i + 1;
  return 0;
}
std::size_t column_at_place(const GridLayout& grid, std::size_t place) {
  return place == 0 ? TableSpot::check : grid.columns[std::min(place, grid.columns.size()) - 1].column;
}

// The new place after a key that walks sideways; nothing when it was another key.
std::optional<std::size_t> walked(Ui& ui, NodeId id, std::size_t place, std::size_t last) {
  if (ui.take_key(id, Key::left)) return place == 0 ? 0 : place - 1;
  if (ui.take_key(id, Key::right)) return std::min(place + 1, last);
  if (ui.take_key(id, Key::home)) return 0;
  if (ui.take_key(id, Key::end)) return last;
  return std::nullopt;
}

}  // namespace

void show_spot(ViewContext& context, const TableState& state, const GridLayout& grid) {
  Ui& ui = context.ui;
  if (state.stop.deal) {
    const float top = static_cast<float>(state.stop_index) * grid.row;
    ui.scroll_into_view(down_id(ui), top, top + grid.row);
  }
  for (const GridLayout::Column& column : grid.columns) {
    if (column.column != state.stop.column || column.frozen) continue;
    // What is frozen covers the left end.
    ui.scroll_into_view(across_id(ui), column.x - grid.frozen, column.x - grid.frozen);
    ui.scroll_into_view(across_id(ui), column.x + column.w, column.x + column.w);
  }
}

void go_to_cell(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t index,
                std::size_t column) {
  const auto rows = state.model.rows();
  if (rows.empty()) return;
  state.stop_index = std::min(index, rows.size() - 1);
  state.stop = {.deal = context.document.table<Deal>().rows()[rows[state.stop_index]].id, .column = column};
  context.ui.focus(cell_id(context.ui, state.stop.deal, column));
  show_spot(context, state, grid);
}

void go_to_head(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t column) {
  state.stop = {.deal = {}, .column = column};
  context.ui.focus(head_id(context.ui, column));
  show_spot(context, state, grid);
}

VORONKA_LATER void cell_keys(ViewContext& context, TableState& state, const GridLayout& grid) {
  Ui& ui = context.ui;
  const NodeId id = cell_id(ui, state.stop.deal, state.stop.column);
  const std::size_t column = state.stop.column;
  const std::size_t index = state.stop_index;
  const std::size_t last = state.model.rows().size() - 1;
  const auto page = static_cast<std::size_t>(std::max(1.F, grid.body.h / grid.row - 1));
  const auto go = [&](std::size_t to) { go_to_cell(context, state, grid, to, column); };
  if (const auto place = walked(ui, id, place_of_column(grid, column), grid.columns.size()))
    go_to_cell(context, state, grid, index, column_at_place(grid, *place));
  if (ui.take_key(id, Key::down)) go(index + 1);
  if (ui.take_key(id, Key::up)) {
    if (index == 0) {
      go_to_head(context, state, grid, column);
    } else {
      go(index - 1);
    }
  }
  if (ui.take_key(id, Key::page_down)) go(index + page);
  if (ui.take_key(id, Key::page_up)) go(index < page ? 0 : index - page);
  if (ui.take_key(id, Key::home, Mods::ctrl)) go(0);
  if (ui.take_key(id, Key::end, Mods::ctrl)) go(last);
  if (ui.take_key(id, Key::down, Mods::ctrl)) go(last);
  if (ui.take_key(id, Key::up, Mods::ctrl)) go(0);
  if (ui.take_key(id, Key::down, Mods::shift)) {
    if (!state.anchor || state.selection.count() == 0) state.anchor = state.model.rows()[index];
    go(index + 1);
    select_to(context, state, state.stop_index);
  }
  if (ui.take_key(id, Key::up, Mods::shift) && index > 0) {
    if (!state.anchor || state.selection.count() == 0) state.anchor = state.model.rows()[index];
    go(index - 1);
    select_to(context, state, state.stop_index);
  }
  if (ui.take_key(id, letter('A'), Mods::ctrl)) select_all(context, state, true);
  if (ui.take_key(id, Key::enter, Mods::ctrl)) open_deal(context, state.stop.deal);
  // An open deal beside the table is closed first.
  if (context.route.path != "deal" && ui.take_key(id, Key::escape)) {
    // First out of the choice, then out of the grid.
    if (state.selection.count() > 0) {
      select_all(context, state, false);
    } else {
      ui.focus(ui.id("columns"));
    }
  }
  // On a checkbox these are its own.
  if (column == TableSpot::check) return;
  if (ui.take_key(id, Key::space)) select_one(context, state, index);
  if (ui.take_key(id, Key::f2)) begin_edit(context, state, grid);
  if (ui.take_key(id, Key::del) || ui.take_key(id, Key::backspace)) {
    if (state.selection.count() > 0) {
      trash(context, state, chosen_deals(context, state));
    } else {
      clear_cell(context, state);
    }
  }
  if (std::string typed = ui.typed(id); !typed.empty()) begin_edit(context, state, grid, std::move(typed));
}

VORONKA_LATER void head_keys(ViewContext& context, TableState& state, const GridLayout& grid) {
  Ui& ui = context.ui;
  const NodeId id = head_id(ui, state.stop.column);
  const std::size_t column = state.stop.column;
  if (const auto place = walked(ui, id, place_of_column(grid, column), grid.columns.size()))
    return go_to_head(context, state, grid, column_at_place(grid, *place));
  if (ui.take_key(id, Key::down)) return go_to_cell(context, state, grid, 0, column);
  if (context.route.path != "deal" && ui.take_key(id, Key::escape)) ui.focus(ui.id("columns"));
  if (column == TableSpot::check) return;
  if (ui.take_key(id, Key::enter, Mods::shift)) {
    sort_by(state.settings, column, true);
    save_settings(context, state);
  }
}

void keep_stop(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  const std::vector<std::size_t> visible = visible_columns(state.settings);
  const bool head = !state.stop.deal && state.stop_index != 0;
  if (state.stop.column != TableSpot::check && std::ranges::find(visible, state.stop.column) == visible.end())
    state.stop.column = visible.front();
  if (!state.stop.deal) {
    // At the very start: the first cell.
    const bool on_head = ui.focused() == head_id(ui, state.stop.column);
    if (head || on_head || ui.sem.find_shown(grid_id(ui)) != nullptr) return;
    state.stop.deal = context.document.table<Deal>().rows()[state.model.rows()[0]].id;
    return;
  }
  const auto& deals = context.document.table<Deal>();
  const auto rows = state.model.rows();
  const Deal* deal = deals.find(state.stop.deal);
  const auto index =
      deal ? state.model.index_of(static_cast<std::uint32_t>(deal - deals.rows().data()), state.stop_index)
           : std::nullopt;
  if (index) {
    state.stop_index = *index;
    return;
  }
  // Its deal has left: whatever took the place is the stop now, and gets the focus if that was there.
  const bool focused = ui.focused() == cell_id(ui, state.stop.deal, state.stop.column);
  state.stop_index = std::min(state.stop_index, rows.size() - 1);
  state.stop.deal = deals.rows()[rows[state.stop_index]].id;
  if (focused) ui.focus(cell_id(ui, state.stop.deal, state.stop.column));
}

}  // namespace voronka::ui
