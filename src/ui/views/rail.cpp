#include "ui/views/rail.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "generated/icons.hpp"
#include "ui/actions.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

bool is_current(const ViewContext& context, const View& view) { return context.page == &view; }

struct Tab {
  std::string_view id = {};
  const char* icon = nullptr;
  std::string title = {};
  bool current = false;
  bool has_popup = false;
};

bool draw_tab(Ui& ui, const Tab& tab, Rect cell) {
  const Interaction it =
      ui.interact(ui.id(tab.id), cell,
                  {.role = Role::button, .name = tab.title, .has_popup = tab.has_popup, .current = tab.current});
  const Color ink = tab.current ? ui.color.accent : ui.color.muted;
  Column lines(centered(cell, cell.w, ui.dp(20) + ui.dp(2) + line_height(ui, TextStyle::meta)));
  paint_icon(ui, lines.top(ui.dp(20)), tab.icon, ink, size::icon_large);
  lines.space(ui.dp(2));
  paint_text(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ink, tab.title, Align::center);
  if (it.focus_visible) ui.focus_ring(inset(cell, ui.dp(4)), size::radius);
  return it.activated;
}

// As wide as their words, with the same room around each: in cells of one width the longest word of six would be cut.
void draw_tabs(ViewContext& context, std::span<const View* const> views, Rect rect) {
  Ui& ui = context.ui;
  ui.fill(rect, ui.color.surface);
  ui.line({rect.x, rect.y}, {rect.right(), rect.y}, ui.color.border);
  std::vector<Tab> tabs;
  for (const View* view : views)
    tabs.push_back({view->id, view->icon, ui.tr(view->title), is_current(context, *view), false});
  tabs.push_back({"palette", icon::command, ui.tr(TextKey::palette_title), false, true});
  float words = 0;
  for (const Tab& tab : tabs) words += text_width(ui, TextStyle::meta, tab.title);
  const float room = (rect.w - words) / static_cast<float>(tabs.size());
  const float same = rect.w / static_cast<float>(tabs.size());
  float x = rect.x;
  for (std::size_t i = 0; i < tabs.size(); ++i) {
    const float width = room > 0 ? text_width(ui, TextStyle::meta, tabs[i].title) + room : same;
    const float left = std::floor(x);
    x += width;
    if (!draw_tab(ui, tabs[i], {left, rect.y, std::floor(x) - left, rect.h})) continue;
    if (i < views.size()) {
      context.go_to = Route{.path = std::string(views[i]->id)};
    } else {
      act(context, ActionId::palette, {});
    }
  }
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
