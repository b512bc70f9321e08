#include "ui/layers.hpp"

#include <cmath>

#include "base/fold.hpp"
#include "generated/icons.hpp"
#include "ui/scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

namespace {

// A floating surface: shadow, surface, hairline. The pointer does not reach below.
void paint_panel(Ui& ui, Rect rect, float radius_dp) {
  ui.block(rect);
  ui.shadow(rect, true);
  ui.fill(rect, ui.color.dark ? mix(ui.color.surface, ui.color.text, 0.03F) : ui.color.surface, radius_dp);
  ui.outline(rect, ui.color.border, radius_dp);
}

// Below the anchor and left-aligned where there is room, else above, else moved into the screen.
Rect beside(const Ui& ui, Rect anchor, float width, float height) {
  const Rect screen = inset(ui.screen(), ui.dp(8));
  const float gap = ui.dp(4);
  height = std::min(height, screen.h);
  float y = anchor.bottom() + gap;
  if (y + height > screen.bottom())
    y = anchor.y - gap - height >= screen.y ? anchor.y - gap - height : screen.bottom() - height;
  const float x = std::clamp(anchor.x, screen.x, std::max(screen.x, screen.right() - width));
  return {std::floor(x), std::floor(std::max(y, screen.y)), width, height};
}

}  // namespace

// ---- modal bookkeeping ----

bool Ui::enter_modal(NodeId id) {
  for (Modal& modal : modals) {
    if (modal.id == id) {
      modal.frame = frame;
      return false;
    }
  }
  modals.push_back({.id = id, .opener = focus_now, .frame = frame});
  return true;
}

NodeId Ui::first_focusable(NodeId container, NodeId but) const {
  // Emission order keeps a subtree together, so the first focusable node after the container that lies in it is enough.
  for (const SemNode& node : sem.nodes()) {
    if ((node.flags & node_flag::tab_stop) != 0 && (node.flags & node_flag::disabled) == 0 && node.id != but &&
        sem.within(node.id, container))
      return node.id;
  }
  return 0;
}

// ---- dialog ----

Dialog::Dialog(Ui& ui, NodeId id, const DialogOptions& options) : ui_(ui), id_(id), first_focus_(options.first_focus) {
  opened_ = ui.enter_modal(id);
  ui.enter(Layer::dialog);
  ui.push_id(id);
  ui.top_modal_layer = std::max(ui.top_modal_layer, static_cast<int>(Layer::dialog));
  const Rect screen = ui.screen();
  const Rect whole = {0, 0, ui.viewport.width, ui.viewport.height};
  ui.fill(whole, ui.color.scrim);
  ui.block(whole);
  const float margin = ui.dp(16);
  const float padding = ui.dp(20);
  const float title_height = line_height(ui, TextStyle::title) + ui.dp(12);
  const float width = std::min(ui.dp(options.width_dp), screen.w - 2 * margin);
  const float height = std::min(ui.dp(options.height_dp) + title_height + 2 * padding, screen.h - 2 * margin);
  Rect panel = centered(screen, width, height);
  if (ui.compact()) panel.y = screen.bottom() - height - margin;
  if (ui.press_now && ui.hot_layer <= static_cast<int>(Layer::dialog) && !panel.contains(ui.pointer_at) && !opened_)
    closed_ = true;
  ui.sem.add(id, panel, {.role = Role::dialog, .name = options.title, .modal = true});
  ui.sem.push(id);
  paint_panel(ui, panel, size::radius_dialog);
  Column column(inset(panel, padding));
  Row head(column.top(title_height));
  const Rect cross = head.right(ui.dp(size::control_small));
  const Rect title = head.rest();
  const Rect title_line = {title.x, title.y, title.w, line_height(ui, TextStyle::title)};
  ui.sem.add(ui.id("title"), title_line, {.role = Role::heading, .name = options.title, .level = 2});
  paint_text(ui, title_line, TextStyle::title, ui.color.text, options.title);
  if (icon_button(ui, ui.id("close"),
                  {cross.x + ui.dp(4), cross.y - ui.dp(2), ui.dp(size::control_small), ui.dp(size::control_small)},
                  {.icon = icon::x, .label = ui.tr(TextKey::common_close)})) {
    closed_ = true;
  }
  if (options.footer) {
    footer_ = column.bottom(ui.dp(size::control));
    column.bottom(ui.dp(16));
  }
  body_ = column.rest();
  if (ui.take_escape()) closed_ = true;
  ui.push_clip(panel);
}

Dialog::~Dialog() {
  if (opened_) {
    // The cross comes first in reading order, but nobody opens a dialog to close it.
    const NodeId cross = ui_.id("close");
    const NodeId first = first_focus_ != 0 ? first_focus_ : ui_.first_focusable(id_, cross);
    ui_.focus(first != 0 ? first : cross);
  }
  ui_.pop_clip();
  ui_.sem.pop();
  ui_.pop_id();
  ui_.leave();
}

// ---- sheet ----

Sheet::Sheet(Ui& ui, NodeId id, const SheetOptions& options) : ui_(ui) {
  ui.enter_modal(id);
  ui.enter(Layer::sheet);
  ui.push_id(id);
  const Rect screen = ui.screen();
  const bool phone = ui.compact();
  const float width = phone ? screen.w : std::min(ui.dp(options.width_dp), screen.w);
  // Slides in the first moment; afterwards it stands still and costs nothing.
  const float in = ui.animate_from(id ^ 0x99U, 0, 1, 0.16F);
  const float away = std::floor((1 - in) * ui.dp(48));
  panel_ = phone ? Rect{screen.x, screen.y + away, screen.w, screen.h}
                 : Rect{screen.right() - width + away, 0, width, ui.viewport.height};
  closed_ = ui.take_escape();
  ui.sem.add(id, panel_, {.role = Role::region, .name = options.title});
  ui.sem.push(id);
  ui.block(panel_);
  ui.shadow(panel_, true);
  ui.fill(panel_, ui.color.surface);
  ui.fill({panel_.x, panel_.y, ui.hairline(), panel_.h}, ui.color.border);
  body_ = inset(panel_, ui.dp(20), ui.dp(18));
  ui.push_clip(panel_);
}

Sheet::~Sheet() {
  ui_.pop_clip();
  ui_.sem.pop();
  ui_.pop_id();
  ui_.leave();
}

// ---- popups ----

void open_popup(Ui& ui, NodeId id, Rect anchor, bool by_keyboard) {
  ui.popup = Ui::Popup{.id = id,
                       .anchor = anchor,
                       .opener = ui.focus_want != 0 ? ui.focus_want : ui.focused(),
                       .by_keyboard = by_keyboard,
                       .frame = ui.frame};
  ui.request_frame();
}

void close_popup(Ui& ui) { ui.close_popup_now(); }

PopupPanel::PopupPanel(Ui& ui, NodeId id, std::string_view label, float width_px, float height_px) : ui_(ui), id_(id) {
  if (!ui.popup || ui.popup->id != id) return;
  open_ = true;
  opened_now_ = !ui.popup->shown;
  ui.popup->shown = true;
  ui.popup->frame = ui.frame;
  ui.enter(Layer::popup);
  ui.push_id(id);
  const Rect panel = beside(ui, ui.popup->anchor, width_px, height_px);
  ui.sem.add(id, panel, {.role = Role::dialog, .name = label});
  ui.sem.push(id);
  paint_panel(ui, panel, size::radius_card);
  body_ = inset(panel, ui.dp(12));
  if (ui.take_escape()) ui.close_popup_now();
}

PopupPanel::~PopupPanel() {
  if (!open_) return;
  if (opened_now_) {
    if (const NodeId first = ui_.first_focusable(id_); first != 0) ui_.focus(first);
  }
  ui_.sem.pop();
  ui_.pop_id();
  ui_.leave();
}

// ---- menu and listbox ----

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

// Draws the open list and answers the choice. Items are real focus stops; arrows and letters move among them.
std::optional<int> choice_list(Ui& ui, NodeId id, const ChoiceList& list) {
  Ui::Popup& popup = *ui.popup;
  const bool opened_now = !popup.shown;
  popup.shown = true;
  popup.frame = ui.frame;
  const LayerScope layer(ui, Layer::popup);
  const IdScope names(ui, id);

  const float row_height = ui.dp(ui.coarse_pointer ? size::touch : size::control);
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
  width = std::min(std::max(width, ui.dp(160)), ui.screen().w - ui.dp(16));
  const Rect panel = beside(ui, popup.anchor, width, std::min(content + 2 * padding, ui.dp(420)));

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

// ---- toasts and tooltip ----

namespace {

void draw_toasts(Ui& ui) {
  std::erase_if(ui.toasts, [&](const Ui::Toast& toast) { return toast.until != 0 && ui.now >= toast.until; });
  if (ui.toasts.empty()) return;
  const LayerScope layer(ui, Layer::toast);
  const IdScope names(ui, ui.id("toasts"));
  const Rect screen = inset(ui.screen(), ui.dp(16));
  const SemScope region(ui, ui.id("region"), screen, {.role = Role::region, .name = ui.tr(TextKey::common_messages)});
  float bottom = screen.bottom() - (ui.compact() ? ui.dp(64) : 0);
  std::optional<std::uint32_t> gone;
  for (auto it = ui.toasts.rbegin(); it != ui.toasts.rend(); ++it) {
    Ui::Toast& toast = *it;
    const IdScope own(ui, ui.id("toast", toast.number));
    const float action_width =
        toast.options.action.empty() ? 0 : text_width(ui, TextStyle::strong, toast.options.action) + 2 * ui.dp(10);
    const float max_text = std::min(screen.w, ui.dp(520)) - ui.dp(16) - action_width - ui.dp(44);
    const float text = std::min(text_width(ui, TextStyle::label, toast.options.text), max_text);
    const float text_height = wrapped_height(ui, TextStyle::label, toast.options.text, text);
    const float width = ui.dp(16) + text + ui.dp(8) + action_width + ui.dp(36);
    const float height = std::max(ui.dp(44), text_height + ui.dp(22));
    const float in = ui.animate_from(ui.id("in"), 0, 1, 0.16F);
    const Rect box = {std::floor(screen.x + (screen.w - width) / 2), std::floor(bottom - height + (1 - in) * ui.dp(16)),
                      width, height};
    bottom = box.y - ui.dp(8);
    ui.block(box);
    ui.shadow(box, true);
    const Color ground = toast.options.bad ? ui.color.bad : ui.color.tooltip;
    const Color ink = toast.options.bad ? ui.color.on_bad : ui.color.on_tooltip;
    ui.fill(box, ground, size::radius_card);
    Row row(box);
    row.left(ui.dp(16));
    const Rect words = row.left(text);
    ui.sem.add_text(words, toast.options.text);
    paint_wrapped(ui, centered(words, text, text_height), TextStyle::label, ink, toast.options.text);
    row.left(ui.dp(8));
    if (action_width > 0) {
      const Rect place = centered(row.left(action_width), action_width, ui.dp(size::control_small));
      const Interaction press =
          ui.interact(ui.id("action"), place, {.role = Role::button, .name = toast.options.action});
      if (press.hovered) ui.fill(place, with_alpha(ink, 0.12F), size::radius - 2);
      const Color accent = toast.options.bad ? ink
                                             : mix(ui.color.accent, ui.color.dark ? rgb(0x101217) : rgb(0xFFFFFF),
                                                   ui.color.dark ? 0.5F : 0.55F);
      paint_text(ui, place, TextStyle::strong, accent, toast.options.action, Align::center);
      if (press.focus_visible) ui.focus_ring(place, size::radius - 2);
      if (press.activated) {
        ui.toast_action = toast.options.tag;
        gone = toast.number;
      }
    }
    const Rect cross = centered(row.rest(), ui.dp(size::control_small), ui.dp(size::control_small));
    const Interaction close =
        ui.interact(ui.id("close"), cross, {.role = Role::button, .name = ui.tr(TextKey::common_close)});
    if (close.hovered) ui.fill(cross, with_alpha(ink, 0.12F), size::radius - 2);
    paint_icon(ui, cross, icon::x, with_alpha(ink, 0.8F), 14);
    if (close.focus_visible) ui.focus_ring(cross, size::radius - 2);
    if (close.activated) gone = toast.number;
    // Time does not run away from someone who is reading or about to press.
    const bool kept = ui.is_hovered(box) || ui.sem.shown_within(ui.focused(), ui.id("action")) ||
                      ui.sem.shown_within(ui.focused(), ui.id("close"));
    if (toast.until == 0 || kept) toast.until = std::max(toast.until, ui.now + (kept ? 2.0 : toast.options.seconds));
    ui.wake_after(toast.until - ui.now);
  }
  if (gone) {
    std::erase_if(ui.toasts, [&](const Ui::Toast& toast) { return toast.number == *gone; });
    ui.request_frame();
  }
}

void draw_tooltip(Ui& ui) {
  if (ui.tip.frame != ui.frame) ui.tip = {};
  if (ui.tip.id == 0 || ui.now - ui.tip.since < 0.4 || ui.pressed) return;
  const LayerScope layer(ui, Layer::tooltip);
  const float width = std::min(text_width(ui, TextStyle::meta, ui.tip.text), ui.dp(320));
  const float height = wrapped_height(ui, TextStyle::meta, ui.tip.text, width);
  const float dx = ui.dp(8);
  const float dy = ui.dp(5);
  Rect box = beside(ui, ui.tip.anchor, width + 2 * dx, height + 2 * dy);
  // In the middle under what it explains, as far as the screen allows.
  const Rect screen = inset(ui.screen(), ui.dp(8));
  box.x = std::floor(
      std::clamp(ui.tip.anchor.center().x - box.w / 2, screen.x, std::max(screen.x, screen.right() - box.w)));
  ui.fill(box, ui.color.tooltip, 6);
  paint_wrapped(ui, inset(box, dx, dy), TextStyle::meta, ui.color.on_tooltip, ui.tip.text);
}

// Focus goes back to where it was before a dialog or panel that is gone.
void return_focus(Ui& ui) {
  while (!ui.modals.empty() && ui.modals.back().frame != ui.frame) {
    const NodeId opener = ui.modals.back().opener;
    ui.modals.pop_back();
    if (opener != 0 && ui.focus_want == 0) ui.focus(opener);
  }
}

}  // namespace

void draw_messages(Ui& ui) {
  draw_toasts(ui);
  draw_tooltip(ui);
  return_focus(ui);
}

}  // namespace voronka::ui
