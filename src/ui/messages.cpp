// Toasts, the tooltip, and the way of focus back from what has closed.
#include <cmath>

#include "generated/icons.hpp"
#include "ui/layer_parts.hpp"
#include "ui/layers.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

namespace {

void draw_toasts(Ui& ui) {
  std::erase_if(ui.toasts,
                [&](const Ui::Toast& toast) { return toast.until != 0 && !toast.kept && ui.now >= toast.until; });
  if (ui.toasts.empty()) return;
  const LayerScope layer(ui, Layer::toast);
  const IdScope names(ui, ui.id("toasts"));
  const Rect screen = inset(ui.screen(), ui.dp(16));
  const SemScope region(ui, ui.id("region"), screen, {.role = Role::region, .name = ui.tr(TextKey::common_messages)});
  float bottom = screen.bottom() - (ui.compact() ? ui.dp(64) : 0);
  // Not over the popup somebody works in, where there is room above it.
  const SemNode* panel = ui.popup ? ui.sem.find(ui.popup->id) : nullptr;
  const float room = ui.dp(72);
  if (panel && panel->rect.bottom() > bottom - room && panel->rect.y - room > screen.y)
    bottom = panel->rect.y - ui.dp(8);
  std::optional<std::uint32_t> gone;
  for (auto it = ui.toasts.rbegin(); it != ui.toasts.rend(); ++it) {
    Ui::Toast& toast = *it;
    const IdScope own(ui, ui.id("toast", toast.number));
    const float action_width =
        toast.options.action.empty() ? 0 : text_width(ui, TextStyle::strong, toast.options.action) + 2 * ui.dp(10);
    const float cross_side = ui.dp(size::control_small);
    const float max_text = std::min(screen.w, ui.dp(520)) - ui.dp(16) - action_width - cross_side - ui.dp(16);
    const float text = std::min(text_width(ui, TextStyle::label, toast.options.text), max_text);
    const float text_height = wrapped_height(ui, TextStyle::label, toast.options.text, text);
    const float width = ui.dp(16) + text + ui.dp(8) + action_width + cross_side + ui.dp(8);
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
    const Rect cross = centered(row.rest(), cross_side, cross_side);
    const Interaction close =
        ui.interact(ui.id("close"), cross, {.role = Role::button, .name = ui.tr(TextKey::common_close)});
    if (close.hovered) ui.fill(cross, with_alpha(ink, 0.12F), size::radius - 2);
    paint_icon(ui, cross, icon::x, with_alpha(ink, 0.8F), 14);
    if (close.focus_visible) ui.focus_ring(cross, size::radius - 2);
    if (close.activated) gone = toast.number;
    // Time does not run away from someone who is reading or about to press.
    const bool kept = ui.is_hovered(box) || ui.sem.shown_within(ui.focused(), ui.id("action")) ||
                      ui.sem.shown_within(ui.focused(), ui.id("close"));
    if (toast.options.seconds == 0) continue;
    if (toast.until == 0) toast.until = ui.now + toast.options.seconds;
    if (toast.kept && !kept) toast.until = std::max(toast.until, ui.now + 2);
    toast.kept = kept;
    // While kept there is nothing to wake up for: the pointer or the focus that leaves brings a frame of its own.
    if (!kept) ui.wake_after(toast.until - ui.now);
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
  float width = 0;
  for (std::string_view rest = ui.tip.text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    width = std::max(width, text_width(ui, TextStyle::meta, line));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  width = std::min(width, ui.dp(320));
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
    if (opener == 0 || ui.focus_want != 0) continue;
    ui.focus(opener);
    ui.focus_want_until = ui.now + 0.3;
  }
}

}  // namespace

void draw_messages(Ui& ui) {
  draw_toasts(ui);
  draw_tooltip(ui);
  return_focus(ui);
}

}  // namespace voronka::ui
