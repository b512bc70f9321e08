#include "ui/widgets.hpp"

#include <cmath>

#include "generated/icons.hpp"

namespace voronka::ui {

namespace {

// A label is at least readable: dead controls are pale, not gone.
Color faded(const Ui& ui, Color color) { return mix(ui.color.surface, color, 0.45F); }

struct Look {
  Color ground = 0, ink = 0, border = 0;
};

Look look_of(Ui& ui, NodeId id, ButtonKind kind, const Interaction& it, bool open, bool disabled) {
  const Palette& p = ui.color;
  const float hover = ui.animate(id ^ 0x51U, it.hovered || open ? 1.F : 0.F, 0.12F);
  Look look;
  switch (kind) {
    case ButtonKind::primary:
      look = {it.held ? p.accent_press : mix(p.accent, p.accent_hover, hover), p.on_accent, 0};
      break;
    case ButtonKind::danger:
      look = {mix(p.bad, p.bad_hover, it.held ? 1.F : hover), p.on_bad, 0};
      break;
    case ButtonKind::good:
      look = {mix(p.ok, p.text, it.held ? 0.2F : hover * 0.12F), p.on_ok, 0};
      break;
    case ButtonKind::secondary:
      look = {mix(p.surface, p.text, it.held ? 0.08F : hover * 0.04F), p.text,
              mix(p.border, p.control_border, 0.35F + 0.4F * hover)};
      break;
    case ButtonKind::ghost:
      look = {with_alpha(p.text, it.held ? 0.10F : 0.06F * hover), mix(p.muted, p.text, hover), 0};
      break;
  }
  if (disabled) {
    look.ink = faded(ui, kind == ButtonKind::secondary || kind == ButtonKind::ghost ? p.muted : p.text);
    look.ground = kind == ButtonKind::ghost ? 0 : p.sunken;
    look.border = 0;
  }
  return look;
}

std::string with_keys(std::string_view text, std::string_view keys) {
  std::string both(text);
  if (!keys.empty()) {
    if (!both.empty()) both += "  ";
    both += keys;
  }
  return both;
}

// "Ctrl+K" as people read it, "Control+K" as aria-keyshortcuts wants it.
std::string aria_keys(std::string_view keys) {
  std::string text(keys);
  if (text.starts_with("Ctrl")) text = "Control" + text.substr(4);
  return text;
}

float paint_label_with_icon(Ui& ui, Rect rect, TextStyle style, Color ink, std::string_view text, const char* icon) {
  const float icon_side = icon == nullptr ? 0 : ui.dp(size::icon);
  const float gap = icon == nullptr || text.empty() ? 0 : ui.dp(6);
  const float width = std::min(text_width(ui, style, text), std::max(0.F, rect.w - icon_side - gap));
  const float start = std::floor(rect.x + (rect.w - width - gap - icon_side) / 2);
  if (icon != nullptr) paint_icon(ui, {start, rect.y, icon_side, rect.h}, icon, ink);
  paint_text(ui, {start + icon_side + gap, rect.y, width, rect.h}, style, ink, text);
  return width + gap + icon_side;
}

// The mark of checkbox and radio is a control of its own size, its label belongs to it.
Interaction labelled(Ui& ui, NodeId id, Rect rect, Role role, std::string_view label, bool on, bool disabled) {
  return ui.interact(id, rect, {.role = role, .name = label, .disabled = disabled, .checked = on ? 1 : 0});
}

}  // namespace

// ---- buttons ----

float button_width(const Ui& ui, const ButtonOptions& options) {
  const TextStyle style = options.small ? TextStyle::meta_strong : TextStyle::strong;
  float width = text_width(ui, style, options.label) + 2 * ui.dp(options.small ? 10 : 14);
  if (options.icon != nullptr) width += ui.dp(size::icon) + ui.dp(6) - ui.dp(2);
  return width;
}

bool button(Ui& ui, NodeId id, Rect rect, const ButtonOptions& options) {
  const Interaction it = ui.interact(id, rect,
                                     {.role = Role::button,
                                      .name = options.label,
                                      .description = options.description,
                                      .keys = aria_keys(options.keys),
                                      .tab_stop = options.tab_stop,
                                      .disabled = options.disabled,
                                      .expanded = options.expanded});
  const Look look = look_of(ui, id, options.kind, it, options.expanded == 1, options.disabled);
  ui.fill(rect, look.ground, size::radius);
  if (look.border != 0) ui.outline(rect, look.border, size::radius);
  paint_label_with_icon(ui, inset(rect, ui.dp(6), 0), options.small ? TextStyle::meta_strong : TextStyle::strong,
                        look.ink, options.label, options.icon);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  if (it.hovered && !(options.description.empty() && options.keys.empty())) {
    ui.tooltip(id, rect, with_keys(options.description, options.keys));
  }
  return it.activated;
}

bool icon_button(Ui& ui, NodeId id, Rect rect, const IconButtonOptions& options) {
  const Interaction it = ui.interact(id, rect,
                                     {.role = Role::button,
                                      .name = options.label,
                                      .keys = aria_keys(options.keys),
                                      .tab_stop = options.tab_stop,
                                      .disabled = options.disabled,
                                      .checked = options.pressed,
                                      .expanded = options.expanded,
                                      .current = options.current});
  const Palette& p = ui.color;
  const bool on = options.pressed == 1 || options.current;
  const float hover = ui.animate(id ^ 0x51U, it.hovered || options.expanded == 1 ? 1.F : 0.F, 0.12F);
  const Color rest = options.color != 0 ? options.color : p.muted;
  if (on) ui.fill(rect, p.soft, size::radius);
  if (hover > 0 && !on) ui.fill(rect, with_alpha(p.text, (it.held ? 0.11F : 0.07F) * hover), size::radius);
  paint_icon(ui, rect, options.icon,
             options.disabled ? faded(ui, p.muted)
             : on             ? p.accent
                              : mix(rest, options.color != 0 ? rest : p.text, hover),
             options.icon_dp);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  if (it.hovered) ui.tooltip(id, rect, with_keys(options.label, options.keys));
  return it.activated;
}

float chip_width(const Ui& ui, const ChipOptions& options) {
  float width = text_width(ui, TextStyle::meta, options.label) + 2 * ui.dp(11);
  if (options.icon != nullptr) width += ui.dp(14) + ui.dp(5);
  if (options.expanded >= 0) width += ui.dp(14) + ui.dp(5);
  return width;
}

bool chip(Ui& ui, NodeId id, Rect rect, const ChipOptions& options) {
  const Interaction it = ui.interact(id, rect,
                                     {.role = Role::button,
                                      .name = options.name.empty() ? options.label : options.name,
                                      .disabled = options.disabled,
                                      .checked = options.pressed,
                                      .expanded = options.expanded});
  const Palette& p = ui.color;
  const bool on = options.pressed == 1;
  const float hover = ui.animate(id ^ 0x51U, it.hovered || options.expanded == 1 ? 1.F : 0.F, 0.12F);
  const float radius = rect.h / ui.unit() / 2;
  if (on) ui.fill(rect, p.soft, radius);
  if (hover > 0) ui.fill(rect, with_alpha(on ? p.accent : p.text, (it.held ? 0.10F : 0.05F) * hover), radius);
  if (!on) ui.outline(rect, mix(p.border, p.control_border, 0.3F + 0.4F * hover), radius);
  const Color ink = options.disabled ? faded(ui, p.muted) : on ? p.accent : mix(p.muted, p.text, hover);
  Row row(inset(rect, ui.dp(11), 0), ui.dp(5));
  if (options.icon != nullptr) paint_icon(ui, row.left(ui.dp(14)), options.icon, ink, 14);
  if (options.expanded >= 0) paint_icon(ui, moved(row.right(ui.dp(14)), ui.dp(3), 0), icon::chevron_down, ink, 14);
  paint_text(ui, row.rest(), TextStyle::meta, ink, options.label, Align::left);
  if (it.focus_visible) ui.focus_ring(rect, radius);
  return it.activated;
}

float segmented_width(const Ui& ui, const SegmentedOptions& options) {
  float widest = 0;
  for (const std::string_view item : options.items) widest = std::max(widest, text_width(ui, TextStyle::label, item));
  return static_cast<float>(options.items.size()) * (widest + 2 * ui.dp(14)) + 2 * ui.dp(2);
}

std::optional<int> segmented(Ui& ui, NodeId id, Rect rect, const SegmentedOptions& options) {
  const Palette& p = ui.color;
  SemScope scope(ui, id, rect, {.role = Role::radio_group, .name = options.label, .description = options.description});
  IdScope names(ui, id);
  ui.fill(rect, p.sunken, size::radius);
  const Rect inner = inset(rect, ui.dp(2));
  const auto count = static_cast<float>(options.items.size());
  const float width = inner.w / std::max(1.F, count);
  // The thumb glides from the old choice to the new one.
  if (options.selected >= 0) {
    const float at = ui.animate(id ^ 0x77U, static_cast<float>(options.selected), 0.16F);
    const Rect thumb = {std::floor(inner.x + at * width), inner.y, std::floor(width), inner.h};
    ui.shadow(thumb);
    ui.fill(thumb, p.dark ? mix(p.surface, p.text, 0.10F) : p.surface, size::radius - 2);
  }
  std::optional<int> chosen;
  for (int i = 0; i < static_cast<int>(options.items.size()); ++i) {
    const Rect cell = {std::floor(inner.x + static_cast<float>(i) * width), inner.y, std::floor(width), inner.h};
    const NodeId item = ui.id("item", static_cast<std::uint64_t>(i));
    const bool on = i == options.selected;
    const std::string_view text = options.items[static_cast<std::size_t>(i)];
    // The rim belongs to it, too: a finger needs it.
    const Interaction it = ui.interact(item, {cell.x, rect.y, cell.w, rect.h},
                                       {.role = Role::radio,
                                        .name = text,
                                        .tab_stop = i == std::max(0, options.selected),
                                        .checked = on ? 1 : 0,
                                        .position = i + 1,
                                        .set_size = static_cast<int>(count)});
    paint_text(ui, cell, on ? TextStyle::strong : TextStyle::label, on || it.hovered ? p.text : p.muted, text,
               Align::center);
    if (it.focus_visible) ui.focus_ring(inset(cell, ui.dp(1)), size::radius - 2);
    if (it.activated && !on) chosen = i;
    // Arrows choose at once, as a group of radio buttons does.
    const int step = ui.take_key(item, Key::right) || ui.take_key(item, Key::down) ? 1
                     : ui.take_key(item, Key::left) || ui.take_key(item, Key::up)  ? -1
                                                                                   : 0;
    if (step != 0) {
      const int next = (i + step + static_cast<int>(count)) % static_cast<int>(count);
      chosen = next;
      ui.focus(ui.id("item", static_cast<std::uint64_t>(next)));
    }
  }
  return chosen;
}

bool toggle(Ui& ui, NodeId id, Rect rect, std::string_view label, bool on, bool disabled) {
  const Interaction it = labelled(ui, id, rect, Role::toggle, label, on, disabled);
  const Palette& p = ui.color;
  Row row(rect, ui.dp(12));
  const Rect place = row.right(ui.dp(36));
  const Rect track = centered(place, ui.dp(36), ui.dp(20));
  const float at = ui.animate(id ^ 0x77U, on ? 1.F : 0.F, 0.14F);
  const Color ground = disabled ? p.sunken : mix(p.control_border, p.accent, at);
  ui.fill(track, it.hovered ? mix(ground, p.text, 0.08F) : ground, 10);
  const float knob = ui.dp(14);
  const float slack = (track.h - knob) / 2;
  ui.fill({std::floor(track.x + slack + at * (track.w - knob - 2 * slack)), track.y + slack, knob, knob},
          disabled ? faded(ui, p.muted)
          : on     ? p.on_accent
                   : p.surface,
          7);
  paint_text(ui, row.rest(), TextStyle::body, disabled ? faded(ui, p.text) : p.text, label);
  if (it.focus_visible) ui.focus_ring(track, 10);
  return it.activated;
}

float checkbox_width(const Ui& ui, std::string_view label) {
  return ui.dp(18) + ui.dp(8) + text_width(ui, TextStyle::body, label);
}

float checkbox_height(const Ui& ui, std::string_view label, float width) {
  return wrapped_height(ui, TextStyle::body, label, width - ui.dp(18) - ui.dp(8));
}

bool checkbox(Ui& ui, NodeId id, Rect rect, std::string_view label, bool on, bool disabled, std::string_view name) {
  const Interaction it = labelled(ui, id, rect, Role::checkbox, name.empty() ? label : name, on, disabled);
  const Palette& p = ui.color;
  Row row(rect, ui.dp(8));
  const Rect box = centered(row.left(ui.dp(18)), ui.dp(18), ui.dp(18));
  const float at = ui.animate(id ^ 0x77U, on ? 1.F : 0.F, 0.10F);
  if (at < 1) ui.outline(box, disabled ? p.border : it.hovered ? p.text : p.control_border, 5);
  if (at > 0) ui.fill(box, with_alpha(disabled ? p.muted : p.accent, at), 5);
  if (at > 0.4F) paint_icon(ui, box, icon::check, disabled ? p.surface : p.on_accent, 14);
  const Color ink = disabled ? faded(ui, p.text) : p.text;
  const float lines = wrapped_height(ui, TextStyle::body, label, row.rest().w);
  if (lines > line_height(ui, TextStyle::body) && lines <= rect.h) {
    paint_wrapped(ui, centered(row.rest(), row.rest().w, lines), TextStyle::body, ink, label);
  } else {
    paint_text(ui, row.rest(), TextStyle::body, ink, label);
  }
  if (it.focus_visible) ui.focus_ring(box, 5);
  return it.activated;
}

bool radio(Ui& ui, NodeId id, Rect rect, std::string_view label, bool on, bool disabled) {
  const Interaction it = labelled(ui, id, rect, Role::radio, label, on, disabled);
  const Palette& p = ui.color;
  Row row(rect, ui.dp(8));
  const Rect box = centered(row.left(ui.dp(18)), ui.dp(18), ui.dp(18));
  const float at = ui.animate(id ^ 0x77U, on ? 1.F : 0.F, 0.10F);
  ui.outline(box,
             disabled     ? p.border
             : at > 0.5F  ? p.accent
             : it.hovered ? p.text
                          : p.control_border,
             9, at > 0.5F ? ui.dp(2) : 0);
  if (at > 0) paint_dot(ui, box.center(), 8 * at, disabled ? p.muted : p.accent);
  paint_text(ui, row.rest(), TextStyle::body, disabled ? faded(ui, p.text) : p.text, label);
  if (it.focus_visible) ui.focus_ring(box, 9);
  return it.activated;
}

// ---- links ----

bool is_safe_link(std::string_view href) {
  if (href.starts_with("#/") || href == "recover.html") return true;  // the two pages of our own
  // No control characters: browsers drop them, which would let "java\nscript:" through a check of the beginning.
  for (const char c : href) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  }
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:", "sip:"}) {
    if (href.size() <= scheme.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < scheme.size(); ++i) {
      const char c = href[i] >= 'A' && href[i] <= 'Z' ? static_cast<char>(href[i] + 32) : href[i];
      same = same && c == scheme[i];
    }
    if (same) return true;
  }
  return false;
}

bool link(Ui& ui, NodeId id, Rect rect, TextStyle style, std::string_view text, std::string_view href,
          std::string_view name) {
  if (!is_safe_link(href)) {
    label(ui, rect, style, ui.color.text, text);
    return false;
  }
  const Interaction it = ui.interact(id, rect, {.role = Role::link, .name = name.empty() ? text : name, .href = href});
  const float width = paint_text(ui, rect, style, ui.color.accent, text);
  if (it.hovered)
    ui.line({rect.x, std::floor(rect.y + rect.h / 2 + line_height(ui, style) * 0.36F)},
            {rect.x + width, std::floor(rect.y + rect.h / 2 + line_height(ui, style) * 0.36F)}, ui.color.accent);
  if (it.focus_visible) ui.focus_ring({rect.x, rect.y, width, rect.h}, 4);
  return it.activated;
}

// ---- small parts ----

void field_label(Ui& ui, Rect rect, std::string_view text, bool required) {
  const float width = paint_text(ui, rect, TextStyle::meta, ui.color.muted, text);
  if (required)
    paint_text(ui, {rect.x + width + ui.dp(3), rect.y, ui.dp(10), rect.h}, TextStyle::meta, ui.color.bad, "*");
}

void progress(Ui& ui, NodeId id, Rect rect, const ProgressOptions& options) {
  const bool known = options.share >= 0;
  const double share = std::clamp(options.share, 0.0, 1.0);
  ui.sem.add(id, rect,
             {.role = Role::progress, .name = options.label, .now = known ? static_cast<int>(share * 100) : -1});
  const Rect bar = centered(rect, rect.w, ui.dp(6));
  ui.fill(bar, mix(ui.color.sunken, ui.color.text, 0.05F), 3);
  if (known) {
    const float at = ui.animate(id ^ 0x77U, static_cast<float>(share), 0.2F);
    ui.fill({bar.x, bar.y, std::max(bar.h, std::floor(bar.w * at)), bar.h}, ui.color.accent, 3);
    return;
  }
  // Something is going on, nobody knows how long: a part that wanders, unless motion is unwelcome.
  const double turns = ui.now / 1.6;
  const auto phase = static_cast<float>(ui.reduced_motion ? 0.3 : turns - std::floor(turns));
  const float width = bar.w * 0.3F;
  const Rect part = {bar.x + (bar.w + width) * phase - width, bar.y, width, bar.h};
  ui.fill(intersection(part, bar), ui.color.accent, 3);
  if (!ui.reduced_motion) ui.request_frame();
}

EmptyStateAnswer empty_state(Ui& ui, NodeId id, Rect rect, const EmptyStateOptions& options) {
  IdScope names(ui, id);
  SemScope scope(ui, id, rect, {.role = Role::group, .name = options.title});
  const float width = std::min(rect.w - ui.dp(32), ui.dp(420));
  const float sentence = wrapped_height(ui, TextStyle::body, options.sentence, width);
  const bool buttons = !options.primary.empty() || !options.secondary.empty();
  float height = line_height(ui, TextStyle::title) + ui.dp(6) + sentence;
  if (options.icon != nullptr) height += ui.dp(48) + ui.dp(16);
  if (buttons) height += ui.dp(20) + ui.dp(size::control);
  Column column(centered(rect, width, std::min(height, rect.h)));
  if (options.icon != nullptr) {
    const Rect disc = centered(column.top(ui.dp(48)), ui.dp(48), ui.dp(48));
    ui.fill(disc, ui.color.soft, 24);
    paint_icon(ui, disc, options.icon, ui.color.accent, size::icon_large);
    column.space(ui.dp(16));
  }
  const Rect title = column.top(line_height(ui, TextStyle::title));
  ui.sem.add(ui.id("title"), title, {.role = Role::heading, .name = options.title, .level = 2});
  paint_text(ui, title, TextStyle::title, ui.color.text, options.title, Align::center);
  column.space(ui.dp(6));
  if (!options.sentence.empty()) {
    const Rect place = column.top(sentence);
    ui.sem.add_text(place, options.sentence);
    // Centered line by line.
    paint_wrapped(ui, place, TextStyle::body, ui.color.muted, options.sentence, 0, Align::center);
  }
  EmptyStateAnswer answer = EmptyStateAnswer::none;
  if (buttons) {
    column.space(ui.dp(20));
    const ButtonOptions primary = {.label = options.primary, .icon = options.primary_icon, .kind = ButtonKind::primary};
    const ButtonOptions secondary = {.label = options.secondary, .kind = ButtonKind::secondary};
    const float first = options.primary.empty() ? 0 : button_width(ui, primary);
    const float second = options.secondary.empty() ? 0 : button_width(ui, secondary);
    const float gap = first > 0 && second > 0 ? ui.dp(8) : 0;
    const Rect place = column.top(ui.dp(size::control));
    Row row(centered(place, first + gap + second, place.h), gap);
    if (first > 0 && button(ui, ui.id("primary"), row.left(first), primary)) answer = EmptyStateAnswer::primary;
    if (second > 0 && button(ui, ui.id("secondary"), row.left(second), secondary)) answer = EmptyStateAnswer::secondary;
  }
  return answer;
}

void paint_dot(Ui& ui, Vec2 center, float diameter_dp, Color color) {
  ui.draw().AddCircleFilled(center, diameter_dp * ui.unit() / 2, color);
}

float paint_badge(Ui& ui, Rect rect, std::string_view text, Color ink, Color ground) {
  const float width = std::max(rect.h, text_width(ui, TextStyle::meta_strong, text) + 2 * ui.dp(6));
  const Rect badge = {rect.x, rect.y, width, rect.h};
  ui.fill(badge, ground, rect.h / ui.unit() / 2);
  paint_text(ui, badge, TextStyle::meta_strong, ink, text, Align::center);
  return width;
}

void paint_skeleton(Ui& ui, Rect rect, float radius_dp) {
  ui.fill(rect, mix(ui.color.sunken, ui.color.border, 0.5F), radius_dp);
}

void paint_card(Ui& ui, Rect rect, const Interaction& state, float radius_dp) {
  ui.shadow(rect);
  ui.fill(rect, state.held ? mix(ui.color.surface, ui.color.text, 0.03F) : ui.color.surface, radius_dp);
  ui.outline(rect, state.hovered ? ui.color.control_border : ui.color.border, radius_dp);
  if (state.focus_visible) ui.focus_ring(rect, radius_dp);
}

}  // namespace voronka::ui
