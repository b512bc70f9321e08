// The rows: only those that can be seen, each a row of cells; the frozen columns stay while the rest scrolls sideways.
#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "model/stages.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/views/table_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Range {
  std::size_t first = 0, last = 0;  // [first, last)
};

class Rows {
 public:
  Rows(ViewContext& context, TableState& state, const GridLayout& grid, float offset)
      : context_(context), ui_(context.ui), state_(state), grid_(grid), offset_(offset) {
    const std::size_t count = state.model.rows().size();
    const auto first = static_cast<std::size_t>(offset / grid.row);
    seen_ = {.first = std::min(first, count),
             .last = std::min(count, first + static_cast<std::size_t>(grid.body.h / grid.row) + 2)};
  }

  void draw() {
    ground();
    {
      const ClipScope clip(ui_, intersection(grid_.fixed_part(), grid_.body));
      each([&](std::size_t index) { fixed_cells(index); });
    }
    {
      const ClipScope clip(ui_, intersection(grid_.moving_part(), grid_.body));
      each([&](std::size_t index) { moving_cells(index); });
    }
    if (grid_.scrolled > 0 && grid_.frozen > grid_.check) {
      const Rect edge = {grid_.view.x + grid_.frozen - ui_.hairline(), grid_.body.y, ui_.hairline(), grid_.body.h};
      ui_.fill(edge, ui_.color.control_border);
    }
  }

 private:
  // What can be seen, and the row with the focus wherever it is.
  template <class Function>
  void each(const Function& function) {
    const std::optional<std::size_t> stop = stop_row();
    if (stop && *stop < seen_.first) function(*stop);
    for (std::size_t index = seen_.first; index < seen_.last; ++index) function(index);
    if (stop && *stop >= seen_.last) function(*stop);
  }
  std::optional<std::size_t> stop_row() const {
    if (!state_.stop.deal || state_.stop_index >= state_.model.rows().size()) return std::nullopt;
    return state_.stop_index;
  }
  const Deal& deal_at(std::size_t index) const {
    return context_.document.table<Deal>().rows()[state_.model.rows()[index]];
  }
  Rect row_rect(std::size_t index) const {
    const float y = grid_.body.y + static_cast<float>(index) * grid_.row - offset_;
    return {grid_.view.x, std::floor(y), grid_.view.w, grid_.row};
  }
  bool in_sight(std::size_t index) const { return index >= seen_.first && index < seen_.last; }

  void ground() {
    const ClipScope clip(ui_, grid_.body);
    for (std::size_t index = seen_.first; index < seen_.last; ++index) {
      const Rect rect = row_rect(index);
      const bool chosen = state_.selection.has(state_.model.rows()[index]);
      if (chosen) ui_.fill(rect, ui_.color.soft);
      if (ui_.is_hovered(rect) && !ui_.touch_now && !ui_.drag) ui_.fill(rect, ui_.color.hover);
      ui_.fill({rect.x, rect.bottom() - ui_.hairline(), rect.w, ui_.hairline()}, ui_.color.border);
    }
  }

  void fixed_cells(std::size_t index) {
    const Rect rect = row_rect(index);
    const Deal& deal = deal_at(index);
    const SemScope row(ui_, row_id(ui_, deal.id), rect,
                       {.role = Role::row,
                        .selected = state_.selection.has(state_.model.rows()[index]),
                        .position = static_cast<int>(index) + 2});
    draw_check(context_, state_, grid_, index, {rect.x, rect.y, grid_.check, rect.h});
    for (std::size_t i = 0; i < grid_.columns.size() && grid_.columns[i].frozen; ++i) cell(index, i, rect);
  }
  void moving_cells(std::size_t index) {
    const Rect rect = row_rect(index);
    ui_.sem.push(row_id(ui_, deal_at(index).id));
    for (std::size_t i = 0; i < grid_.columns.size(); ++i)
      if (!grid_.columns[i].frozen) cell(index, i, rect);
    ui_.sem.pop();
  }

  void cell(std::size_t index, std::size_t place, Rect row) {
    const GridLayout::Column& at = grid_.columns[place];
    const TableColumn& column = table_columns()[at.column];
    const Rect rect = grid_.cell(at, row.y, row.h);
    const TableRow about = row_at(context_, state_.model.rows()[index]);
    const NodeId id = cell_id(ui_, about.deal.id, at.column);
    const bool stop = state_.stop.deal == about.deal.id && state_.stop.column == at.column;
    const bool seen = in_sight(index) && ui_.visible(rect);
    if (!seen && !stop) return;
    const int position = static_cast<int>(place) + 2;
    if (state_.edit.deal == about.deal.id && state_.edit.column == at.column) {
      const SemScope scope(ui_, id, rect, {.role = Role::grid_cell, .position = position});
      draw_edit(context_, state_, grid_, rect);
      return;
    }
    const std::string& text = state_.texts.of(context_, about, at.column);
    const Sem sem = {.role = Role::grid_cell,
                     .name = text.empty() ? std::string_view(nothing()) : std::string_view(text),
                     .focusable = true,
                     .tab_stop = stop,
                     .position = position};
    const bool focused = ui_.focused() == id;
    if (focused) {
      state_.stop = {.deal = about.deal.id, .column = at.column};
      state_.stop_index = index;
      cell_keys(context_, state_, grid_);
    }
    if (!seen) return ui_.sem.add(id, rect, sem, false);
    const Interaction it = ui_.interact(id, rect, sem, {.cursor = Cursor::arrow});
    paint(column, about, rect, text);
    if (stop && focused) ui_.outline(inset(rect, ui_.hairline()), ui_.color.accent, 3, std::max(2.F, ui_.dp(2)));
    act(it, index, at.column, rect);
  }

  void paint(const TableColumn& column, const TableRow& about, Rect rect, const std::string& text) {
    if (text.empty()) return;
    Row parts(inset(rect, ui_.dp(10), 0));
    if (column.choice == CellChoice::stage) {
      const Stage* stage = context_.document.find(about.deal.position.stage);
      const Rect mark = parts.left(ui_.dp(14));
      if (stage)
        paint_dot(ui_, {mark.x + ui_.dp(4), std::floor(mark.center().y)}, 8, stage_color(ui_.color, stage->color));
    }
    Color ink = column.id == "title" || column.align == Align::right ? ui_.color.text
                                                                     : mix(ui_.color.muted, ui_.color.text, 0.5F);
    if (column.choice == CellChoice::status && about.deal.status != DealStatus::open)
      ink = about.deal.status == DealStatus::won ? ui_.color.ok : ui_.color.bad;
    if (column.warns != nullptr && column.warns(context_, about)) ink = ui_.color.bad;
    const bool strong = column.id == "title" || column.id == "amount";
    paint_text(ui_, parts.rest(), strong ? TextStyle::strong : TextStyle::label, ink, text, column.align);
  }

  void act(const Interaction& it, std::size_t index, std::size_t column, Rect rect) {
    const Deal& deal = deal_at(index);
    if (it.menu) {
      state_.stop = {.deal = deal.id, .column = column};
      const Rect anchor = it.by_keyboard ? rect : Rect{it.at.x, it.at.y, 0, 0};
      return open_row_menu(context_, state_, deal.id, anchor, it.by_keyboard);
    }
    if (!it.activated) return;
    state_.stop = {.deal = deal.id, .column = column};
    state_.stop_index = index;
    if (!it.by_keyboard && has(it.mods, Mods::shift)) return select_to(context_, state_, index);
    if (!it.by_keyboard && has(it.mods, Mods::ctrl)) return select_one(context_, state_, index);
    if (it.by_keyboard || it.double_clicked) return begin_edit(context_, state_, grid_);
    state_.anchor = state_.model.rows()[index];
  }

  const std::string& nothing() {
    if (nothing_.empty()) nothing_ = ui_.tr(TextKey::field_empty);
    return nothing_;
  }

  ViewContext& context_;
  Ui& ui_;
  TableState& state_;
  const GridLayout& grid_;
  float offset_ = 0;
  Range seen_ = {};
  std::string nothing_ = {};
};

}  // namespace

void draw_grid(ViewContext& context, TableState& state, Rect rect) {
  Ui& ui = context.ui;
  keep_stop(context, state);
  ui.fill(rect, ui.color.surface, size::radius_card);
  GridLayout grid = grid_layout(ui, state.settings, rect);
  const auto rows = static_cast<int>(state.model.rows().size());
  const SemScope scope(ui, grid_id(ui), rect,
                       {.role = Role::grid,
                        .name = ui.tr(TextKey::table_deals),
                        .position = static_cast<int>(grid.columns.size()) + 1,
                        .set_size = rows + 1});
  if (ui.take_copy(grid_id(ui))) copy_rows(context, state, state.stop.deal);
  {
    ScrollArea across(ui, across_id(ui), rect, false);
    across.set_content(grid.total);
    grid.scrolled = across.offset();
    draw_heads(context, state, grid);
    ScrollArea down(ui, down_id(ui), grid.body);
    down.set_content(static_cast<float>(rows) * grid.row);
    drag_box(context, state, grid);
    Rows(context, state, grid, down.offset()).draw();
  }
  ui.outline(rect, ui.color.border, size::radius_card);
}

}  // namespace voronka::ui
