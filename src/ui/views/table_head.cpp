// The heads of the columns: a click sorts, dragging moves the column, dragging its edge makes it wider.
#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "ui/views/table_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr float reach_dp = 5;  // so near an edge it is taken

// "▲1": which way, and as which key when there are several. Drawn, as no font is sure to have the signs.
float paint_sorted(Ui& ui, Rect rect, const TableSettings& settings, std::size_t place) {
  const bool several = settings.sorted_by > 1;
  const std::string number = several ? ui.locale.number(static_cast<std::int64_t>(place + 1)) : std::string();
  const float number_width = several ? text_width(ui, TextStyle::meta, number) + ui.dp(2) : 0;
  const float width = ui.dp(12) + number_width;
  Row parts({rect.right() - width, rect.y, width, rect.h});
  paint_icon(ui, parts.left(ui.dp(12)), settings.sorting[place].descending ? icon::arrow_down : icon::arrow_up,
             ui.color.accent, 12);
  if (several) paint_text(ui, parts.rest(), TextStyle::meta, ui.color.accent, number, Align::right);
  return width + ui.dp(4);
}

void drag_edge(ViewContext& context, TableState& state) {
  Ui& ui = context.ui;
  ui.set_cursor(Cursor::resize_x);
  const float moved_dp = (ui.drag.at.x - ui.drag.start.x) / ui.viewport.scale;
  resize(state.settings, *state.resized, state.resized_from_dp + static_cast<int>(std::lround(moved_dp)));
  if (ui.drag.cancelled) resize(state.settings, *state.resized, state.resized_from_dp);
  if (!ui.drag.dropped && !ui.drag.cancelled) return;
  save_settings(context, state);
  state.resized.reset();
}

// Where the dragged head would stand: before the column whose middle the pointer has not passed.
std::size_t landing(const Ui& ui, const GridLayout& grid) {
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    const Rect head = grid.cell(grid.columns[i], grid.view.y, grid.head);
    if (ui.drag.at.x < head.center().x) return i;
  }
  return grid.columns.size();
}

void drag_head(ViewContext& context, TableState& state, const GridLayout& grid) {
  Ui& ui = context.ui;
  ui.set_cursor(Cursor::grabbing);
  const std::size_t index = landing(ui, grid);
  const Rect beside = index < grid.columns.size() ? grid.cell(grid.columns[index], grid.view.y, grid.head)
                                                  : grid.cell(grid.columns.back(), grid.view.y, grid.head);
  const float x = index < grid.columns.size() ? beside.x : beside.right();
  const float width = std::max(2.F, ui.dp(2));
  {
    const LayerScope layer(ui, Layer::drag);
    ui.fill({std::floor(x - width / 2), grid.view.y, width, grid.view.h}, ui.color.accent);
    const std::string name = column_title(ui, table_columns()[*state.moved]);
    const Rect ghost = {ui.drag.at.x + ui.dp(10), ui.drag.at.y + ui.dp(6),
                        text_width(ui, TextStyle::strong, name) + ui.dp(24), ui.dp(30)};
    ui.shadow(ghost, true);
    ui.fill(ghost, ui.color.surface, size::radius);
    ui.outline(ghost, ui.color.border, size::radius);
    paint_text(ui, ghost, TextStyle::strong, ui.color.text, name, Align::center);
  }
  if (!ui.drag.dropped && !ui.drag.cancelled) return;
  if (ui.drag.dropped) {
    move_column(state.settings, *state.moved, index);
    save_settings(context, state);
  }
  state.moved.reset();
}

void draw_head(ViewContext& context, TableState& state, const GridLayout& grid, std::size_t place) {
  Ui& ui = context.ui;
  const GridLayout::Column& at = grid.columns[place];
  const TableColumn& column = table_columns()[at.column];
  const Rect rect = grid.cell(at, grid.view.y, grid.head);
  const NodeId id = head_id(ui, at.column);
  const bool stop = !state.stop.deal && state.stop.column == at.column;
  if (!ui.visible(rect) && !stop) return;
  const std::string name = column_title(ui, column);
  const std::optional<std::size_t> sorted = sort_place(state.settings, at.column);
  const Sem sem = {.role = Role::column_header,
                   .name = name,
                   .focusable = true,
                   .tab_stop = stop,
                   .has_popup = true,
                   .position = static_cast<int>(place) + 2,
                   .sorted = !sorted                                      ? 0
                             : state.settings.sorting[*sorted].descending ? -1
                                                                          : 1};
  if (ui.focused() == id) {
    state.stop = {.deal = {}, .column = at.column};
    head_keys(context, state, grid);
  }
  if (!ui.visible(rect)) return ui.sem.add(id, rect, sem, false);
  const Interaction it = ui.interact(id, rect, sem, {.draggable = true});
  const float reach = ui.dp(reach_dp);
  const std::optional<std::size_t> edge = grid.edge_at(it.at.x, reach);
  if (it.hovered && edge) ui.set_cursor(Cursor::resize_x);
  if (it.hovered && !edge) ui.fill(rect, ui.color.hover);
  Row parts(inset(rect, ui.dp(10), 0));
  if (sorted) parts.right(paint_sorted(ui, parts.rest(), state.settings, *sorted));
  paint_text(ui, parts.rest(), TextStyle::meta_strong, sorted ? ui.color.text : ui.color.muted, name, column.align);
  if (it.focus_visible) ui.outline(inset(rect, ui.dp(2)), ui.color.accent, 4, std::max(2.F, ui.dp(2)));
  ui.fill({rect.right() - ui.hairline(), rect.y + ui.dp(9), ui.hairline(), rect.h - ui.dp(18)}, ui.color.border);

  if (it.drag_started) {
    if (const std::optional<std::size_t> grabbed = grid.edge_at(ui.drag.start.x, reach)) {
      state.resized = grid.columns[*grabbed].column;
      state.resized_from_dp = place_in(state.settings, *state.resized).width_dp;
    } else {
      state.moved = at.column;
    }
  }
  if (it.menu) return open_head_menu(context, state, at.column, rect, it.by_keyboard);
  if (!it.activated) return;
  if (edge && !it.by_keyboard) {
    if (it.double_clicked) fit_column(context, state, grid.columns[*edge].column);
    return;
  }
  sort_by(state.settings, at.column, has(it.mods, Mods::shift));
  save_settings(context, state);
}

}  // namespace

void draw_heads(ViewContext& context, TableState& state, const GridLayout& grid) {
  Ui& ui = context.ui;
  const Rect rect = {grid.view.x, grid.view.y, grid.view.w, grid.head};
  const SemScope row(ui, ui.id("heads"), rect, {.role = Role::row, .position = 1});
  {
    const ClipScope clip(ui, intersection(grid.fixed_part(), rect));
    draw_check_head(context, state, {rect.x, rect.y, grid.check, rect.h});
    if (ui.focused() == head_id(ui, TableSpot::check)) head_keys(context, state, grid);
    for (std::size_t i = 0; i < grid.columns.size() && grid.columns[i].frozen; ++i) draw_head(context, state, grid, i);
  }
  {
    const ClipScope clip(ui, intersection(grid.moving_part(), rect));
    for (std::size_t i = 0; i < grid.columns.size(); ++i)
      if (!grid.columns[i].frozen) draw_head(context, state, grid, i);
  }
  ui.fill({rect.x, rect.bottom() - ui.hairline(), rect.w, ui.hairline()}, ui.color.border);
  if (!ui.drag) {
    state.resized.reset();
    state.moved.reset();
  }
  if (state.resized) drag_edge(context, state);
  if (state.moved) drag_head(context, state, grid);
}

}  // namespace voronka::ui
