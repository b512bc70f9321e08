#include "ui/views/rail.hpp"

#include <cmath>

#include "generated/icons.hpp"
#include "ui/actions.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

bool is_current(const ViewContext& context, const View& view) { return context.page == &view; }

void draw_tabs(ViewContext& context, std::span<const View* const> views, Rect rect) {
  Ui& ui = context.ui;
  ui.fill(rect, ui.color.surface);
  ui.line({rect.x, rect.y}, {rect.right(), rect.y}, ui.color.border);
  const float width = std::floor(rect.w / static_cast<float>(views.size() + 1));
  float x = rect.x;
  for (const View* view : views) {
    const Rect cell = {x, rect.y, width, rect.h};
    x += width;
    const std::string title = ui.tr(view->title);
    const bool on = is_current(context, *view);
    const Interaction it = ui.interact(ui.id(view->id), cell, {.role = Role::button, .name = title, .current = on});
    const Color ink = on ? ui.color.accent : ui.color.muted;
    Column lines(centered(cell, cell.w, ui.dp(20) + ui.dp(2) + line_height(ui, TextStyle::meta)));
    paint_icon(ui, lines.top(ui.dp(20)), view->icon, ink, size::icon_large);
    lines.space(ui.dp(2));
    paint_text(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ink, title, Align::center);
    if (it.focus_visible) ui.focus_ring(inset(cell, ui.dp(4)), size::radius);
    if (it.activated) context.go_to = Route{.path = std::string(view->id)};
  }
  const Rect cell = {x, rect.y, width, rect.h};
  const std::string title = ui.tr(TextKey::palette_title);
  const Interaction it = ui.interact(ui.id("palette"), cell, {.role = Role::button, .name = title, .has_popup = true});
  Column lines(centered(cell, cell.w, ui.dp(20) + ui.dp(2) + line_height(ui, TextStyle::meta)));
  paint_icon(ui, lines.top(ui.dp(20)), icon::command, ui.color.muted, size::icon_large);
  lines.space(ui.dp(2));
  paint_text(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ui.color.muted, title, Align::center);
  if (it.focus_visible) ui.focus_ring(inset(cell, ui.dp(4)), size::radius);
  if (it.activated) act(context, ActionId::palette, {});
}

// The first part of a page's places is the board; settings stand apart at the foot, as everywhere.
void draw_places(ViewContext& context, std::span<const View* const> views, Rect rect) {
  Ui& ui = context.ui;
  ui.line({rect.right() - ui.hairline(), rect.y}, {rect.right() - ui.hairline(), rect.bottom()}, ui.color.border);
  const float side = ui.dp(36);
  Column column({rect.x, rect.y + ui.dp(10), rect.w, rect.h - ui.dp(20)}, ui.dp(4));
  const Rect logo = centered(column.top(ui.dp(26)), ui.dp(26), ui.dp(24));
  // The funnel of the page's icon, as one shape.
  const auto at = [&](float x, float y) { return Vec2{logo.x + x * logo.w, logo.y + y * logo.h}; };
  const Vec2 shape[] = {at(0, 0), at(1, 0), at(0.64F, 0.55F), at(0.64F, 1), at(0.36F, 0.82F), at(0.36F, 0.55F)};
  ui.draw().AddConcavePolyFilled(shape, std::size(shape), ui.color.accent);
  column.space(ui.dp(8));
  for (const View* view : views) {
    const Rect slot = view->id == "settings" ? column.bottom(side) : column.top(side);
    if (icon_button(ui, ui.id(view->id), centered(slot, side, side),
                    {.icon = view->icon,
                     .label = ui.tr(view->title),
                     .current = is_current(context, *view),
                     .icon_dp = size::icon_large}))
      context.go_to = Route{.path = std::string(view->id)};
  }
  if (icon_button(ui, ui.id("palette"), centered(column.bottom(side), side, side),
                  {.icon = icon::command,
                   .label = ui.tr(TextKey::palette_title),
                   .keys = keys_of(ui, ActionId::palette),
                   .icon_dp = size::icon_large}))
    act(context, ActionId::palette, {});
}

}  // namespace

void draw_rail(ViewContext& context, std::span<const View* const> views, Rect rect) {
  Ui& ui = context.ui;
  const SemScope scope(ui, ui.id("rail"), rect, {.role = Role::navigation, .name = ui.tr(TextKey::shell_navigation)});
  const IdScope names(ui, ui.id("rail"));
  if (ui.compact()) {
    draw_tabs(context, views, rect);
  } else {
    draw_places(context, views, rect);
  }
}

}  // namespace voronka::ui
