// Choosing rows: checkboxes, ranges, all, and a box dragged over the column of checkboxes.
#include <algorithm>
#include <cmath>
#include <utility>

#include "generated/icons.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/table_parts.hpp"

namespace voronka::ui {

void TableSelection::set(std::uint32_t row, bool on) {
  if (has(row) == on) return;
  if (chosen_.size() <= row) chosen_.resize(row + 1);
  chosen_[row] = on;
  if (on) {
    ++count_;
  } else {
    --count_;
  }
  ++version_;
}

void TableSelection::clear() {
  chosen_.clear();
  count_ = 0;
  ++version_;
}

void TableSelection::keep_only(std::span<const std::uint32_t> shown) {
  std::vector<bool> kept(chosen_.size());
  count_ = 0;
  for (const std::uint32_t row : shown) {
    if (!has(row)) continue;
    kept[row] = true;
    ++count_;
  }
  chosen_ = std::move(kept);
  ++version_;
}

void select_range(TableState& state, std::size_t from, std::size_t to, bool on) {
  if (from > to) std::swap(from, to);
  const auto rows = state.model.rows();
  for (std::size_t i = from; i <= to && i < rows.size(); ++i) state.selection.set(rows[i], on);
}

namespace {

void tell(ViewContext& context, const TableState& state) {
  context.ui.announce(
      context.ui.tr(TextKey::table_selected, {{"count", static_cast<std::int64_t>(state.selection.count())}}));
  context.ui.request_frame();
}

}  // namespace

void select_to(ViewContext& context, TableState& state, std::size_t index) {
  const std::uint32_t row = state.model.rows()[index];
  if (!state.anchor) state.anchor = row;
  const std::optional<std::size_t> from = state.model.index_of(*state.anchor, state.stop_index);
  state.selection.clear();
  select_range(state, from.value_or(index), index, true);
  tell(context, state);
}

void select_one(ViewContext& context, TableState& state, std::size_t index) {
  const std::uint32_t row = state.model.rows()[index];
  state.selection.set(row, !state.selection.has(row));
  state.anchor = row;
  tell(context, state);
}

void select_all(ViewContext& context, TableState& state, bool on) {
  state.selection.clear();
  if (on) select_range(state, 0, state.model.rows().size() - 1, true);
  tell(context, state);
}

void keep_selection(const ViewContext& context, TableState& state) {
  if (state.selection_checked != state.model.version() && state.selection.count() > 0)
    state.selection.keep_only(state.model.rows());
  state.selection_checked = state.model.version();
  if (state.selection.count() == 0 ||
      (state.chosen_version == state.selection.version() && state.chosen_revision == context.document.revision()))
    return;
  std::vector<std::uint32_t> rows;
  for (const std::uint32_t row : state.model.rows())
    if (state.selection.has(row)) rows.push_back(row);
  state.chosen_totals = totals_of(context.document, context.states.of<BoardState>().model, rows);
  state.chosen_version = state.selection.version();
  state.chosen_revision = context.document.revision();
}

void paint_check(Ui& ui, Rect rect, int checked, bool hovered) {
  const Rect box = centered(rect, ui.dp(16), ui.dp(16));
  if (checked == 0) {
    ui.fill(box, ui.color.surface, 4);
    ui.outline(box, hovered ? ui.color.text : ui.color.control_border, 4);
    return;
  }
  ui.fill(box, ui.color.accent, 4);
  if (checked == 1) {
    paint_icon(ui, box, icon::check, ui.color.on_accent, 12);
  } else {
    const float height = std::max(2.F, ui.dp(2));
    ui.fill({box.x + ui.dp(4), std::floor(box.center().y - height / 2), box.w - ui.dp(8), height}, ui.color.on_accent);
  }
}

void draw_check_head(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  const std::size_t all = state.model.rows().size();
  const int checked = state.selection.count() == 0 ? 0 : state.selection.count() == all ? 1 : 2;
  const NodeId id = head_id(ui, TableSpot::check);
  const SemScope cell(ui, ui.id("check_head"), rect, {.role = Role::column_header, .position = 1});
  const bool stop = !state.stop.deal && state.stop.column == TableSpot::check;
  const Interaction it = ui.interact(
      id, rect,
      {.role = Role::checkbox, .name = ui.tr(TextKey::table_select_all), .tab_stop = stop, .checked = checked});
  paint_check(ui, rect, checked, it.hovered);
  if (it.focus_visible) ui.focus_ring(inset(rect, ui.dp(5)), 6);
  if (it.focused) state.stop = {.deal = {}, .column = TableSpot::check};
  if (it.activated) select_all(context, state, checked != 1);
}

void draw_check(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t index, Rect rect) {
  Ui& ui = context.ui;
  const std::uint32_t row = state.model.rows()[index];
  const Deal& deal = context.document.table<Deal>().rows()[row];
  const NodeId id = cell_id(ui, deal.id, TableSpot::check);
  const bool on = state.selection.has(row);
  const bool stop = state.stop.deal == deal.id && state.stop.column == TableSpot::check;
  const SemScope cell(ui, ui.id("check_cell", deal.id.raw), rect, {.role = Role::grid_cell, .position = 1});
  if (ui.focused() == id) {
    state.stop = {.deal = deal.id, .column = TableSpot::check};
    state.stop_index = index;
    cell_keys(context, state, grid);
  }
  const std::string name = ui.tr(TextKey::table_select_row, {{"deal", shown_title(ui, deal)}});
  const Sem sem = {.role = Role::checkbox, .name = name, .focusable = true, .tab_stop = stop, .checked = on ? 1 : 0};
  if (rect.bottom() <= grid.body.y || rect.y >= grid.body.bottom()) return ui.sem.add(id, rect, sem, false);
  const Interaction it = ui.interact(id, rect, sem, {.draggable = true});
  paint_check(ui, rect, on ? 1 : 0, it.hovered);
  if (it.focus_visible) ui.focus_ring(inset(rect, ui.dp(5)), 6);
  if (it.drag_started) {
    state.anchor = row;
    state.box_on = !on;
    state.box_end = index;
  }
  if (!it.activated) return;
  if (has(it.mods, Mods::shift) && state.anchor) {
    const std::optional<std::size_t> from = state.model.index_of(*state.anchor, index);
    select_range(state, from.value_or(index), index, true);
    tell(context, state);
  } else {
    select_one(context, state, index);
  }
}

void drag_box(ViewContext& context, TableState& state, const GridLayout& grid) {
  Ui& ui = context.ui;
  if (!ui.drag || !state.anchor || state.model.rows().empty()) return;
  const std::span<const Deal> deals = context.document.table<Deal>().rows();
  if (*state.anchor >= deals.size() || ui.drag.source != cell_id(ui, deals[*state.anchor].id, TableSpot::check)) return;
  const std::optional<std::size_t> from = state.model.index_of(*state.anchor, state.stop_index);
  if (!from) return;
  const float y = ui.drag.at.y - grid.body.y + std::floor(ui.scroll(down_id(ui)).offset + 0.5F);
  const auto last = static_cast<float>(state.model.rows().size() - 1);
  const auto to = static_cast<std::size_t>(std::clamp(std::floor(y / grid.row), 0.F, last));
  // What the box has left again is as before.
  select_range(state, *from, state.box_end, !state.box_on);
  select_range(state, *from, to, state.box_on);
  state.box_end = to;
  if (ui.drag.dropped) tell(context, state);
}

}  // namespace voronka::ui
