#include "ui/layers.hpp"

#include <cmath>

#include "generated/icons.hpp"
#include "ui/layer_parts.hpp"
#include "ui/scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

void paint_panel(Ui& ui, Rect rect, float radius_dp) {
  ui.block(rect);
  ui.shadow(rect, true);
  ui.fill(rect, ui.color.dark ? mix(ui.color.surface, ui.color.text, 0.03F) : ui.color.surface, radius_dp);
  ui.outline(rect, ui.color.border, radius_dp);
}

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
  const float padding = ui.dp(options.bare ? 10 : 20);
  const float title_height =
      options.bare ? 0 : std::max(line_height(ui, TextStyle::title) + ui.dp(12), ui.dp(size::control_small));
  const float width = std::min(ui.dp(options.width_dp), screen.w - 2 * margin);
  const float height = std::min(ui.dp(options.height_dp) + title_height + 2 * padding, screen.h - 2 * margin);
  Rect panel = centered(screen, width, height);
  if (ui.compact()) panel.y = screen.bottom() - height - margin;
  if (options.bare) {
    // A phone's keyboard comes from below: all the width, and from the top down.
    panel = ui.compact() ? Rect{screen.x, screen.y, screen.w, std::min(screen.h, height + ui.dp(60))}
                         : Rect{panel.x, std::floor(screen.y + screen.h * 0.12F), width, height};
  }
  if (!options.stays && ui.press_now && ui.hot_layer <= static_cast<int>(Layer::dialog) && !opened_ &&
      !panel.contains(ui.pointer_at))
    closed_ = true;
  ui.sem.add(id, panel, {.role = Role::dialog, .name = options.title, .modal = true});
  ui.sem.push(id);
  paint_panel(ui, panel, size::radius_dialog);
  Column column(inset(panel, padding));
  if (!options.bare) draw_head(options.title, column.top(title_height));
  if (options.footer) {
    footer_ = column.bottom(ui.dp(size::control));
    column.bottom(ui.dp(16));
  }
  body_ = column.rest();
  if (ui.take_escape()) closed_ = true;
  ui.push_clip(panel);
}

void Dialog::draw_head(std::string_view words, Rect place) {
  Ui& ui = ui_;
  Row head(place);
  const Rect cross = head.right(ui.dp(size::control_small));
  const Rect title = head.rest();
  // On one line with the cross, which is higher for a finger.
  const float line = line_height(ui, TextStyle::title);
  const float down = std::max(0.F, std::floor((ui.dp(size::control_small) - line) / 2) - ui.dp(2));
  const Rect title_line = {title.x, title.y + down, title.w, line};
  ui.sem.add(ui.id("title"), title_line, {.role = Role::heading, .name = words, .level = 2});
  paint_text(ui, title_line, TextStyle::title, ui.color.text, words);
  if (icon_button(ui, ui.id("close"),
                  {cross.x + ui.dp(4), cross.y - ui.dp(2), ui.dp(size::control_small), ui.dp(size::control_small)},
                  {.icon = icon::x, .label = ui.tr(TextKey::common_close)})) {
    closed_ = true;
  }
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

namespace {

// How far a finger has pulled a sheet down. It is scrolled like one page of two, of which the other is empty: let go, it comes to
// rest on the one or is gone with the other.
float pulled_down(Ui& ui, NodeId id, Rect panel, bool opened) {
  ScrollState& pull = ui.scroll(id);
  if (opened || pull.view != panel.h)
    pull = {.offset = panel.h, .content = 2 * panel.h, .view = panel.h, .page = panel.h};
  glide(ui, pull);
  // What scrolls inside comes after it and so before it under a finger.
  ui.scroll_region(id, panel, true, true);
  return std::floor(panel.h - pull.offset);
}

}  // namespace

Sheet::Sheet(Ui& ui, NodeId id, const SheetOptions& options) : ui_(ui) {
  const bool opened = ui.enter_modal(id);
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
  const bool by_hand = phone && ui.coarse_pointer;
  if (by_hand) {
    const float down = pulled_down(ui, id, screen, opened);
    panel_ = moved(panel_, 0, down);
    closed_ = closed_ || down >= screen.h - 1;
  }
  ui.sem.add(id, panel_, {.role = Role::region, .name = options.title});
  ui.sem.push(id);
  ui.block(panel_);
  ui.shadow(panel_, true);
  ui.fill(panel_, ui.color.surface);
  if (!phone) ui.fill({panel_.x, panel_.y, ui.hairline(), panel_.h}, ui.color.border);
  body_ = inset(panel_, ui.dp(20), ui.dp(18));
  if (by_hand) {
    const float grip = ui.dp(36);
    ui.fill({std::floor(panel_.center().x - grip / 2), panel_.y + ui.dp(7), grip, ui.dp(4)}, ui.color.control_border,
            2);
  }
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

}  // namespace voronka::ui
