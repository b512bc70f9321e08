// A menu and a select: one list of choices, worked by pointer, arrows and letters.
#include <cmath>

#include "base/fold.hpp"
#include "generated/icons.hpp"
#include "ui/layer_parts.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

namespace {

struct ChoiceList {
  Role role = Role::menu;
  Role item_role = Role::menu_item;
  std::string_view label = {};
  std::span<const MenuItem> items = {};
  std::span<const Color> dots = {};
  int selected = -1;
  float min_width = 0;
};

NodeId item_id(Ui& ui, int index) { return ui.id("item", static_cast<std::uint64_t>(index)); }

// The next item that can be chosen, in a circle.
int next_enabled(std::span<const MenuItem> items, int from, int step) {
  const int count = static_cast<int>(items.size());
  for (int i = 1; i <= count; ++i) {
    const int at = ((from + step * i) % count + count) % count;
    if (!items[static_cast<std::size_t>(at)].disabled) return at;
  }
  return from;
}

// On a phone choices come where the thumb is, as wide as the screen, and stay clear of what they are about.
bool from_below(const Ui& ui) { return ui.compact() && ui.coarse_pointer; }

Rect at_the_bottom(const Ui& ui, float height) {
  const Rect screen = inset(ui.screen(), ui.dp(8));
  const float fits = std::min(height, screen.h);
  return {screen.x, screen.bottom() - fits, screen.w, fits};
}

// Draws the open list and answers the choice. Items are real focus stops; arrows and letters move among them.
std::optional<int> choice_list(Ui& ui, NodeId id, const ChoiceList& list) {
  Ui::Popup& popup = *ui.popup;
  const bool opened_now = !popup.shown;
  popup.shown = true;
  popup.frame = ui.frame;
  const LayerScope layer(ui, Layer::popup);
  const IdScope names(ui, id);

  const float row_height = ui.dp(size::control);
  float width = list.min_width;
  int separators = 0;
  bool icons = !list.dots.empty();
  for (const MenuItem& item : list.items) icons = icons || item.icon != nullptr || item.checked >= 0;
  for (const MenuItem& item : list.items) {
    float wide = text_width(ui, TextStyle::label, item.label) + 2 * ui.dp(16) + (icons ? ui.dp(24) : 0);
    if (!item.keys.empty()) wide += text_width(ui, TextStyle::meta, item.keys) + ui.dp(24);
    if (list.role == Role::listbox) wide += ui.dp(24);
    width = std::max(width, wide);
    separators += item.separator_before ? 1 : 0;
  }
  const float separator = ui.dp(9);
  const float padding = ui.dp(5);
  const int count = static_cast<int>(list.items.size());
  const float content = static_cast<float>(count) * row_height + static_cast<float>(separators) * separator;
  width += 2 * ui.hairline();  // the list lies inside of the panel's border
  width = std::min(std::max(width, ui.dp(160)), ui.screen().w - ui.dp(16));
  const float most = from_below(ui) ? std::floor(ui.screen().h * 0.7F) : ui.dp(420);
  const float height = std::min(content + 2 * padding, most);
  const Rect panel = from_below(ui) ? at_the_bottom(ui, height) : beside(ui, popup.anchor, width, height);

  ui.sem.add(id, panel, {.role = list.role, .name = list.label});
  ui.sem.push(id);
  paint_panel(ui, panel, size::radius_card);
  const bool escape = ui.take_escape() || ui.take_key_within(id, Key::tab);

  if (opened_now) popup.highlighted = list.selected >= 0 ? list.selected : next_enabled(list.items, -1, 1);
  int goal = popup.highlighted;
  if (ui.take_key_within(id, Key::down)) goal = next_enabled(list.items, goal, 1);
  if (ui.take_key_within(id, Key::up)) goal = next_enabled(list.items, goal, -1);
  if (ui.take_key_within(id, Key::home)) goal = next_enabled(list.items, -1, 1);
  if (ui.take_key_within(id, Key::end)) goal = next_enabled(list.items, 0, -1);
  if (const std::string typed = ui.typed(id); !typed.empty()) {
    if (ui.now - popup.typed_at > 0.8) popup.typed.clear();
    popup.typed_at = ui.now;
    popup.typed += folded(typed);
    for (int i = 0; i < count; ++i) {
      // The same letter again goes on to the next item that begins with it.
      const int at = (goal + (popup.typed.size() > typed.size() ? 0 : 1) + i) % count;
      const MenuItem& item = list.items[static_cast<std::size_t>(at)];
      if (!item.disabled && folded(item.label).starts_with(popup.typed)) {
        goal = at;
        break;
      }
    }
  }

  std::optional<int> chosen;
  {
    ScrollArea area(ui, id, inset(panel, ui.hairline(), padding));
    area.set_content(content);
    Column rows(area.content());
    for (int i = 0; i < count; ++i) {
      const MenuItem& item = list.items[static_cast<std::size_t>(i)];
      if (item.separator_before) {
        const Rect gap = rows.top(separator);
        ui.line({gap.x, std::floor(gap.center().y)}, {gap.right(), std::floor(gap.center().y)}, ui.color.border);
      }
      const Rect row = inset(rows.top(row_height), padding, 0);
      const NodeId node = item_id(ui, i);
      const Interaction it = ui.interact(node, row,
                                         {.role = list.item_role,
                                          .name = item.label,
                                          .keys = item.keys,
                                          .tab_stop = i == popup.highlighted,
                                          .disabled = item.disabled,
                                          .selected = i == list.selected,
                                          .checked = item.checked,
                                          .position = i + 1,
                                          .set_size = count});
      if (it.hovered && popup.highlighted != i && !ui.keyboard_modality()) goal = popup.highlighted = i;
      const bool lit =
          !item.disabled && (it.hovered || it.focus_visible || (popup.by_keyboard && i == popup.highlighted));
      if (lit) ui.fill(row, item.danger ? ui.color.bad_soft : ui.color.hover, size::radius - 2);
      const Color ink = item.disabled ? mix(ui.color.surface, ui.color.muted, 0.5F)
                        : item.danger ? ui.color.bad
                                      : ui.color.text;
      Row cells(inset(row, ui.dp(11), 0));
      if (icons) {
        const Rect cell = cells.left(ui.dp(24));
        const Rect mark = {cell.x, cell.y, ui.dp(16), cell.h};
        if (!list.dots.empty())
          paint_dot(ui, {mark.x + ui.dp(5), mark.center().y}, 8, list.dots[static_cast<std::size_t>(i)]);
        else if (item.checked == 1)
          paint_icon(ui, mark, icon::check, ui.color.accent);
        else
          paint_icon(ui, mark, item.icon, item.danger || item.disabled ? ink : ui.color.muted);
      }
      if (list.role == Role::listbox) {
        const Rect cell = cells.right(ui.dp(20));
        if (i == list.selected) paint_icon(ui, cell, icon::check, ui.color.accent);
      }
      if (!item.keys.empty()) {
        const float wide = text_width(ui, TextStyle::meta, item.keys);
        paint_text(ui, cells.right(wide), TextStyle::meta, ui.color.muted, item.keys);
      }
      paint_text(ui, cells.rest(), TextStyle::label, ink, item.label);
      if (it.activated && !item.disabled) chosen = i;
    }
    if (goal != popup.highlighted || opened_now) {
      popup.highlighted = goal;
      ui.scroll_into_view(id, static_cast<float>(goal) * row_height, static_cast<float>(goal + 1) * row_height);
      if (goal >= 0) ui.focus(item_id(ui, goal));
    }
  }
  ui.sem.pop();
  if (chosen || escape) ui.close_popup_now();
  return chosen;
}

}  // namespace

void open_menu(Ui& ui, NodeId id, Rect anchor, bool by_keyboard) { open_popup(ui, id, anchor, by_keyboard); }

bool menu_is_open(const Ui& ui, NodeId id) { return ui.popup && ui.popup->id == id; }

std::optional<int> menu(Ui& ui, NodeId id, std::string_view label, std::span<const MenuItem> items) {
  if (!menu_is_open(ui, id)) return std::nullopt;
  return choice_list(ui, id, {.role = Role::menu, .item_role = Role::menu_item, .label = label, .items = items});
}

std::optional<int> select(Ui& ui, NodeId id, Rect rect, const SelectOptions& options) {
  const NodeId list = id ^ 0x11577U;
  const bool open = menu_is_open(ui, list);
  const bool has_value = options.selected >= 0 && options.selected < static_cast<int>(options.items.size());
  const std::string_view shown =
      has_value ? options.items[static_cast<std::size_t>(options.selected)] : options.placeholder;
  const Interaction it = ui.interact(id, rect,
                                     {.role = Role::combobox,
                                      .name = options.label,
                                      .value = shown,
                                      .disabled = options.disabled,
                                      .expanded = open ? 1 : 0,
                                      .has_popup = true,
                                      .invalid = options.invalid});
  const Palette& p = ui.color;
  const float hover = ui.animate(id ^ 0x51U, it.hovered || open ? 1.F : 0.F, 0.12F);
  if (options.ghost) {
    if (hover > 0) ui.fill(rect, with_alpha(p.text, 0.05F * hover), size::radius);
  } else {
    ui.fill(rect, options.disabled ? p.sunken : p.surface, size::radius);
    ui.outline(rect,
               options.invalid ? p.bad
               : open          ? p.accent
                               : mix(p.border, p.control_border, 0.55F + 0.45F * hover),
               size::radius);
  }
  Row row(inset(rect, ui.dp(options.ghost ? 6 : 10), 0), ui.dp(6));
  const Rect arrow = row.right(ui.dp(size::icon));
  if (!options.ghost || hover > 0.5F) paint_icon(ui, arrow, icon::chevron_down, p.muted);
  if (has_value && !options.dots.empty()) {
    const Rect dot = row.left(ui.dp(8));
    paint_dot(ui, dot.center(), 8, options.dots[static_cast<std::size_t>(options.selected)]);
  }
  paint_text(ui, row.rest(), TextStyle::body, !has_value || options.disabled ? p.muted : p.text, shown);
  if (it.focus_visible && !open) ui.focus_ring(rect, size::radius);
  const bool by_arrow = ui.take_key(id, Key::down) || ui.take_key(id, Key::up);
  if ((it.activated || by_arrow) && !open) {
    open_popup(ui, list, rect, it.by_keyboard || by_arrow);
    ui.popup->opener = id;
  }
  if (!menu_is_open(ui, list)) return std::nullopt;
  std::vector<MenuItem> items;
  items.reserve(options.items.size());
  for (const std::string_view item : options.items) items.push_back({.label = item});
  return choice_list(ui, list,
                     {.role = Role::listbox,
                      .item_role = Role::option,
                      .label = options.label,
                      .items = items,
                      .dots = options.dots,
                      .selected = options.selected,
                      .min_width = rect.w});
}

}  // namespace voronka::ui
