// Under the columns of a phone, where the thumb is: which stage is shown, of how many, and the way to the others.
#include <algorithm>
#include <cmath>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

std::size_t shown_column(Ui& ui, std::size_t columns) {
  return std::min(static_cast<std::size_t>(std::max(0, ui.page_of(columns_scroll_id(ui)))), columns - 1);
}

// A mark for each column, the shown one in colour: a picture of what the words between the arrows say.
void paint_marks(Ui& ui, Rect rect, std::size_t columns, std::size_t shown) {
  const float gap = ui.dp(4);
  const auto count = static_cast<float>(columns);
  const float width = std::min(ui.dp(28), std::floor((rect.w - gap * (count - 1)) / count));
  float x = std::floor(rect.center().x - (width * count + gap * (count - 1)) / 2);
  for (std::size_t i = 0; i < columns; ++i, x += width + gap)
    ui.fill({x, rect.y, width, rect.h}, i == shown ? ui.color.accent : ui.color.border, 2);
}

VORONKA_LATER void draw_stages_of_strip(ViewContext& context, const BoardState& state, NodeId id, std::size_t shown) {
  Ui& ui = context.ui;
  const auto columns = state.model.columns();
  std::vector<std::string> labels;
  for (const BoardColumn& column : columns)
    labels.push_back(column.name + " · " + ui.locale.number(static_cast<std::int64_t>(column.rows.size())));
  std::vector<MenuItem> items;
  for (std::size_t i = 0; i < columns.size(); ++i) items.push_back({.label = labels[i], .checked = i == shown ? 1 : 0});
  if (const std::optional<int> chosen = menu(ui, id, ui.tr(TextKey::board_stages), items))
    ui.turn_to_page(columns_scroll_id(ui), *chosen);
}

}  // namespace

float strip_height(const Ui& ui, std::size_t columns) {
  return ui.compact() && columns > 1 ? ui.dp(size::touch) + ui.dp(4) : 0;
}

void draw_strip(ViewContext& context, const BoardState& state, Rect rect) {
  Ui& ui = context.ui;
  const auto columns = state.model.columns();
  const std::size_t shown = shown_column(ui, columns.size());
  const NodeId area = columns_scroll_id(ui);
  const NodeId menu_id = ui.id("strip_menu");
  const Composite strip(ui, ui.id("strip"), rect, {.role = Role::toolbar, .label = ui.tr(TextKey::board_stages)});
  Column parts(rect);
  const Rect bottom = parts.bottom(ui.dp(4));
  Row row(parts.rest());
  const float side = ui.dp(size::touch);
  const Rect before = row.left(side);
  const Rect after = row.right(side);
  const Rect middle = row.rest();

  if (icon_button(ui, ui.id("strip_before"), before,
                  {.icon = icon::chevron_left, .label = ui.tr(TextKey::board_stage_previous), .disabled = shown == 0}))
    ui.turn_to_page(area, static_cast<int>(shown) - 1);

  const std::string number = ui.locale.number(static_cast<std::int64_t>(shown + 1));
  const std::string count = ui.locale.number(static_cast<std::int64_t>(columns.size()));
  const std::string& stage = columns[shown].name;
  const Interaction it =
      ui.interact(ui.id("strip_stage"), middle,
                  {.role = Role::button,
                   .name = ui.tr(TextKey::board_stage_of, {{"number", number}, {"count", count}, {"stage", stage}}),
                   .expanded = menu_is_open(ui, menu_id) ? 1 : 0,
                   .has_popup = true});
  if (it.held) ui.fill(middle, ui.color.press, size::radius);
  const std::string place = number + " / " + count;
  const float place_width = text_width(ui, TextStyle::meta, place);
  const float room = middle.w - place_width - ui.dp(8);
  const float name_width = std::min(text_width(ui, TextStyle::strong, stage), room);
  Row words(centered(middle, place_width + ui.dp(8) + name_width, middle.h), ui.dp(8));
  paint_text(ui, words.left(place_width), TextStyle::meta, ui.color.muted, place);
  paint_text(ui, words.rest(), TextStyle::strong, ui.color.text, stage);
  paint_marks(ui, {bottom.x, bottom.y - ui.dp(4), bottom.w, ui.dp(3)}, columns.size(), shown);
  if (it.focus_visible) ui.focus_ring(inset(middle, ui.dp(2)), size::radius);
  if (it.activated) open_menu(ui, menu_id, middle, it.by_keyboard);

  if (icon_button(ui, ui.id("strip_after"), after,
                  {.icon = icon::chevron_right,
                   .label = ui.tr(TextKey::board_stage_next),
                   .disabled = shown + 1 == columns.size()}))
    ui.turn_to_page(area, static_cast<int>(shown) + 1);
  if (menu_is_open(ui, menu_id)) draw_stages_of_strip(context, state, menu_id, shown);
}

}  // namespace voronka::ui
