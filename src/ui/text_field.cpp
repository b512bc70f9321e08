#include "ui/text_field.hpp"

#include <cmath>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "ui/font_loader.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {

namespace {

// Popups of higher layers that lie over the field: there the browser's text must not show. Known from the last frame, as
// higher layers are drawn later.
std::vector<Rect> holes_in(const Ui& ui, Rect rect) {
  std::vector<Rect> holes;
  for (const Ui::Hit& hit : ui.shown_hits) {
    if (hit.id != panel_hit || hit.layer <= static_cast<int>(ui.layer())) continue;
    const Rect covered = intersection(hit.rect, rect);
    if (!covered.empty()) holes.push_back(covered);
  }
  return holes;
}

}  // namespace

TextFieldResult text_field(Ui& ui, NodeId id, Rect rect, const TextFieldOptions& options, std::string& buffer) {
  TextFieldResult result;
  const bool multiline = options.kind == TextKind::multiline;

  Ui::FieldState& state = ui.field_states[id];
  if (state.frame == 0 || ui.frame - state.frame > 2) {
    state = {.text = buffer, .before = buffer};
    if (!options.typed.empty()) {
      state.text = options.typed;
      state.changed = state.born_typed = true;
    }
  }
  state.frame = ui.frame;
  if (state.changed) {
    state.changed = false;
    buffer = state.text;
    result.changed = true;
  } else if (state.text != buffer) {
    state.text = buffer;
    if (ui.focused() != id) state.before = buffer;
  }

  if (options.keeps) state.before = state.text;
  result.focused = ui.focused() == id;
  if (result.focused) {
    const bool dirty = state.text != state.before;
    if (ui.take_key(id, Key::enter, multiline ? Mods::ctrl : Mods::none)) {
      result.committed = result.entered = true;
      state.before = state.text;
      state.committed = false;
    }
    if (dirty && ui.take_key(id, Key::escape)) {
      buffer = state.text = state.before;
      state.committed = false;
      result.changed = false;
      result.cancelled = true;
    }
  }
  if (state.committed) {
    state.committed = false;
    result.committed = result.committed || state.text != state.before;
    state.before = state.text;
  }

  const Palette& p = ui.color;
  const TypeSpec type = type_spec(options.style);
  const float line = line_height(ui, options.style);
  const float pad = ui.dp(options.ghost ? 6 : 10);
  float left = pad;
  float right = pad;
  if (options.icon != nullptr) left += ui.dp(size::icon) + ui.dp(6);
  const bool hint = !options.keys.empty() && buffer.empty() && !result.focused && !ui.compact();
  const float hint_width = hint ? text_width(ui, TextStyle::meta, options.keys) + 2 * ui.dp(5) : 0;
  if (hint) right += hint_width + ui.dp(6);
  const float top = multiline ? ui.dp(7) : std::floor((rect.h - line) / 2);

  Sem sem = {.role = options.kind == TextKind::search ? Role::search : Role::textbox,
             .name = options.label,
             .value = buffer,
             .description = options.error,
             .focusable = true,
             .invalid = !options.error.empty(),
             .required = options.required};
  FieldDress dress = {.kind = options.kind,
                      .font_px = std::round(type.size * ui.unit()),
                      .line_px = line,
                      .weight = type.weight,
                      .pad_left = left,
                      .pad_top = top,
                      .pad_right = hint ? pad : right,
                      .color = p.text,
                      .max_length = options.max_length > 0 ? options.max_length : 10'000,
                      .align_right = options.align_right,
                      .read_only = options.read_only,
                      .select_on_focus = options.select_on_focus,
                      .placeholder = std::string(options.placeholder),
                      .autocomplete = std::string(options.autocomplete),
                      .clip = intersection(rect, ui.clip()),
                      .holes = holes_in(ui, rect)};
  ui.sem.add_field(id, rect, sem, std::move(dress));
  if (ui.visible(rect)) ui.hits.push_back({id, intersection(rect, ui.clip()), static_cast<std::uint8_t>(ui.layer())});
  const bool hovered = ui.hot == id && !ui.touch_now && !ui.drag;
  if (hovered) ui.set_cursor(Cursor::text);
  if (ui.press_now && ui.hot == id) {
    ui.press_focused = true;
    if (!result.focused) ui.focus(id);
  }

  const float hover = ui.animate(id ^ 0x51U, hovered ? 1.F : 0.F, 0.12F);
  const bool wrong = !options.error.empty();
  if (!options.ghost || result.focused) {
    ui.fill(rect, options.kind == TextKind::search && !result.focused ? p.sunken : p.surface, size::radius);
  } else if (hover > 0) {
    ui.fill(rect, with_alpha(p.text, 0.05F * hover), size::radius);
  }
  if (result.focused) {
    ui.outline(rect, wrong ? p.bad : p.accent, size::radius, std::max(2.F, ui.dp(2)));
  } else if (wrong) {
    ui.outline(rect, p.bad, size::radius);
  } else if (!options.ghost && options.kind != TextKind::search) {
    ui.outline(rect, mix(p.border, p.control_border, 0.55F + 0.45F * hover), size::radius);
  }
  if (options.icon != nullptr)
    paint_icon(ui, {rect.x + pad, rect.y, ui.dp(size::icon), multiline ? ui.dp(size::control) : rect.h}, options.icon,
               p.muted);
  if (hint) {
    const Rect box =
        centered({rect.right() - pad - hint_width + ui.dp(2), rect.y, hint_width, rect.h}, hint_width, ui.dp(18));
    ui.fill(box, p.surface, 4);
    ui.outline(box, p.border, 4);
    paint_text(ui, box, TextStyle::meta, p.muted, options.keys, Align::center);
  }
  const Rect inner = {rect.x + left, rect.y + top, std::max(0.F, rect.w - left - right),
                      multiline ? std::max(0.F, rect.h - 2 * top) : line};
  const Align align = options.align_right ? Align::right : Align::left;
  // The browser draws its own text and placeholder while it edits.
  if (!result.focused) {
    const ClipScope clip(ui, rect);
    const bool empty = buffer.empty();
    std::string hidden;
    if (options.kind == TextKind::password)
      for (std::string_view rest = buffer; !rest.empty(); take_code_point(rest)) hidden += "\u2022";
    const std::string_view text = empty ? options.placeholder : hidden.empty() ? std::string_view{buffer} : hidden;
    const Color ink = empty ? p.muted : p.text;
    if (multiline)
      paint_wrapped(ui, inner, options.style, ink, text);
    else
      paint_text(ui, inner, options.style, ink, text, align);
  }
  return result;
}

VORONKA_LATER void insert_at_caret(Ui& ui, NodeId id, std::string& text, std::string_view what) {
  const auto state = ui.field_states.find(id);
  const bool known = state != ui.field_states.end() && state->second.caret <= text.size();
  std::size_t at = known ? state->second.caret : text.size();
  // The text may be another by now: never into the middle of a letter.
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  text.insert(at, what);
  if (known) state->second.caret = at + what.size();
}

}  // namespace voronka::ui
