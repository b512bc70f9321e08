#include "ui/views/strip.hpp"

#include <algorithm>
#include <cmath>

#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Layout {
  float text_width = 0, buttons_width = 0, text_height = 0, row = 0;
  float rows = 1;      // of buttons
  bool below = false;  // on a phone, and where they would leave the words no room, the buttons stand under them
};

// On a phone a row of chips is close above it.
float room_above(const Ui& ui) { return ui.compact() ? ui.dp(6) : 0; }
float margin(const Ui& ui) { return ui.dp(ui.compact() ? 14 : size::page_padding); }

Layout layout_of(const Ui& ui, const Strip& strip, float width) {
  Layout layout;
  for (const StripButton& it : strip.buttons) {
    const std::string label = ui.tr(it.label);
    layout.buttons_width +=
        button_width(ui, {.label = label, .small = true}) + (layout.buttons_width > 0 ? ui.dp(6) : 0);
  }
  const float inner = width - 2 * ui.dp(12) - ui.dp(26);
  layout.below = ui.compact() || inner - layout.buttons_width - ui.dp(12) < ui.dp(200);
  layout.text_width = layout.below ? inner : inner - layout.buttons_width - ui.dp(12);
  layout.text_height = wrapped_height(ui, TextStyle::label, strip.text, layout.text_width);
  layout.row = ui.dp(size::control_small);
  float left = inner;
  for (const StripButton& it : strip.buttons) {
    if (!layout.below) break;
    const std::string label = ui.tr(it.label);
    const float width = button_width(ui, {.label = label, .small = true});
    if (left < inner && width > left) {
      layout.rows += 1;
      left = inner;
    }
    left -= width + ui.dp(6);
  }
  return layout;
}

}  // namespace

float strip_height(const ViewContext& context, const Strip& strip) {
  const Ui& ui = context.ui;
  const Layout layout = layout_of(ui, strip, context.area.w - 2 * margin(ui));
  return room_above(ui) + 2 * ui.dp(8) +
         (layout.below ? layout.text_height + layout.rows * (ui.dp(8) + layout.row)
                       : std::max(layout.text_height, layout.row)) +
         ui.dp(8);
}

std::optional<std::size_t> draw_strip(ViewContext& context, const Strip& strip, Rect rect) {
  Ui& ui = context.ui;
  Rect box = inset(rect, margin(ui), 0);
  box.y += room_above(ui);
  box.h -= ui.dp(8) + room_above(ui);
  const Layout layout = layout_of(ui, strip, box.w);
  ui.fill(box, strip.ground, size::radius_card);
  ui.outline(box, mix(strip.ink, ui.color.surface, 0.5F), size::radius_card);
  const Rect inner = inset(box, ui.dp(12), ui.dp(8));
  const Rect buttons =
      layout.below ? Rect{inner.x + ui.dp(26), inner.bottom() - layout.rows * layout.row - (layout.rows - 1) * ui.dp(8),
                          inner.w - ui.dp(26), layout.row}
                   : Rect{inner.right() - layout.buttons_width, std::floor(inner.center().y - layout.row / 2),
                          layout.buttons_width, layout.row};
  const float words_height = layout.below ? layout.text_height : inner.h;
  const Rect words =
      centered({inner.x + ui.dp(26), inner.y, layout.text_width, words_height}, layout.text_width, layout.text_height);
  ui.sem.add(
      ui.id("strip"), words,
      {.role = strip.alert ? Role::alert : Role::status, .name = strip.spoken.empty() ? strip.text : strip.spoken});
  paint_icon(ui, {inner.x, words.y, ui.dp(16), line_height(ui, TextStyle::label)}, strip.icon, strip.ink);
  paint_wrapped(ui, words, TextStyle::label, ui.color.text, strip.text);
  Rect line = buttons;
  Row places(line, ui.dp(6));
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < strip.buttons.size(); ++i) {
    const std::string label = ui.tr(strip.buttons[i].label);
    const ButtonOptions options = {.label = label, .small = true};
    const float width = button_width(ui, options);
    if (layout.below && i > 0 && width > places.rest().w) {
      line.y += layout.row + ui.dp(8);
      places = Row(line, ui.dp(6));
    }
    if (button(ui, ui.id(strip.buttons[i].id), places.left(width), options)) pressed = i;
  }
  return pressed;
}

}  // namespace voronka::ui
