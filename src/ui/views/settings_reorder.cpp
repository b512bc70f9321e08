// Rows that change places, by mouse, finger or keys. See settings_parts.hpp.
#include "generated/icons.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

Rect row_button_place(const Ui& ui, Row& row) {
  const float side = ui.dp(size::control);
  return centered(row.right(side), side, side);
}

void ReorderRows::row(RawId id, Rect whole, Rect handle, std::string_view name) {
  Ui& ui = context_.ui;
  const NodeId node = ui.id("handle", id);
  const Interaction it = ui.interact(node, handle,
                                     {.role = Role::button,
                                      .name = ui.tr(TextKey::settings_move, {{"name", std::string(name)}}),
                                      .description = ui.tr(TextKey::settings_move_hint),
                                      .keys = "ArrowUp ArrowDown"},
                                     {.draggable = true, .cursor = Cursor::grab});
  paint_icon(ui, handle, icon::grip_vertical, it.hovered || it.held ? ui.color.text : ui.color.faint);
  if (it.focus_visible) ui.focus_ring(handle, 6);
  if (it.hovered && !ui.drag) ui.tooltip(node, handle, ui.tr(TextKey::settings_move_hint));
  if (ui.take_key(node, Key::up)) key_step_ = -1;
  if (ui.take_key(node, Key::down)) key_step_ = 1;
  if (key_step_ != 0 && key_row_ == 0) key_row_ = rows_.size() + 1;
  rows_.push_back({.id = id, .rect = whole, .handle = node});
}

// `gap` is the place between rows: 0 before the first, rows_.size() after the last.
void ReorderRows::move(std::size_t from, std::size_t gap) {
  if (gap == from || gap == from + 1 || gap > rows_.size()) return;
  context_.outbox.run(MoveRow{.type = type_,
                              .id = rows_[from].id,
                              .above = gap > 0 ? rows_[gap - 1].id : RawId{},
                              .below = gap < rows_.size() ? rows_[gap].id : RawId{}});
}

void ReorderRows::finish() {
  Ui& ui = context_.ui;
  if (key_step_ != 0) {
    const std::size_t from = key_row_ - 1;
    if (key_step_ > 0) move(from, from + 2);
    if (key_step_ < 0 && from > 0) move(from, from - 1);
  }
  for (std::size_t from = 0; from < rows_.size(); ++from) {
    if (ui.drag.source != rows_[from].handle || ui.drag.cancelled) continue;
    std::size_t gap = 0;
    while (gap < rows_.size() && rows_[gap].rect.center().y < ui.drag.at.y) ++gap;
    if (ui.drag.dropped) return move(from, gap);
    const Rect& near = rows_[gap < rows_.size() ? gap : rows_.size() - 1].rect;
    const float y = gap < rows_.size() ? near.y : near.bottom();
    ui.fill(rows_[from].rect, with_alpha(ui.color.surface, 0.6F), size::radius);
    ui.fill({near.x, y - ui.dp(1), near.w, ui.dp(2)}, ui.color.accent, 1);
    ui.set_cursor(Cursor::grabbing);
  }
}

}  // namespace voronka::ui
