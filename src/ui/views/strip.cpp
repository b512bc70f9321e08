#include "ui/views/strip.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "generated/icons.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct Layout {
  float text_width = 0, text_height = 0, words_height = 0, buttons_height = 0;
  bool below = false;  // on a phone, and where they would leave the words no room, the buttons stand under them
  std::vector<Rect> buttons = {};  // from the top left corner of where they stand
  float buttons_width = 0;
};

// On a phone a row of chips is close above it.
float room_above(const Ui& ui, const Strip& strip) { return ui.compact() && !strip.in_panel ? ui.dp(6) : 0; }
float margin(const Ui& ui, const Strip& strip) {
  return strip.in_panel ? 0 : ui.dp(ui.compact() ? 14 : size::page_padding);
}
float close_side(const Ui& ui, const Strip& strip) {
  return strip.close == TextKey::none ? 0 : ui.dp(size::control_small);
}

// Side by side, and in further rows where `width` ends.
void place_buttons(const Ui& ui, const Strip& strip, float width, Layout& layout) {
  const float height = ui.dp(size::control_small);
  layout.buttons.clear();
  Rect next = {0, 0, 0, height};
  for (const StripButton& it : strip.buttons) {
    const std::string label = ui.tr(it.label);
    next.w = std::min(button_width(ui, {.label = label, .small = true}), width);
    if (next.x > 0 && next.right() > width) next = {0, next.bottom() + ui.dp(8), next.w, height};
    layout.buttons.push_back(next);
    layout.buttons_width = std::max(layout.buttons_width, next.right());
    next.x = next.right() + ui.dp(6);
  }
  layout.buttons_height = layout.buttons.empty() ? 0 : layout.buttons.back().bottom();
}

Layout layout_of(const Ui& ui, const Strip& strip, float width) {
  Layout layout;
  const float inner = width - 2 * ui.dp(12) - ui.dp(26);
  place_buttons(ui, strip, std::numeric_limits<float>::max(), layout);
  const float close = close_side(ui, strip);
  layout.text_width = inner - layout.buttons_width - ui.dp(12) - close;
  layout.below = ui.compact() || layout.text_width < ui.dp(200);
  if (layout.below) {
    place_buttons(ui, strip, inner, layout);
    layout.text_width = inner - close;
  }
  layout.text_height = wrapped_height(ui, TextStyle::label, strip.text, layout.text_width);
  layout.words_height = std::max(layout.text_height, close - ui.dp(8));
  return layout;
}

}  // namespace

float strip_height(const ViewContext& context, const Strip& strip) {
  const Ui& ui = context.ui;
  const Layout layout = layout_of(ui, strip, context.area.w - 2 * margin(ui, strip));
  return room_above(ui, strip) + 2 * ui.dp(8) +
         (layout.below ? layout.words_height + ui.dp(8) + layout.buttons_height
                       : std::max(layout.text_height, layout.buttons_height)) +
         ui.dp(8);
}

std::optional<std::size_t> draw_strip(ViewContext& context, const Strip& strip, Rect rect) {
  Ui& ui = context.ui;
  Rect box = inset(rect, margin(ui, strip), 0);
  box.y += room_above(ui, strip);
  box.h -= ui.dp(8) + room_above(ui, strip);
  const Layout layout = layout_of(ui, strip, box.w);
  ui.fill(box, strip.ground, size::radius_card);
  ui.outline(box, mix(strip.ink, ui.color.surface, 0.5F), size::radius_card);
  const Rect inner = inset(box, ui.dp(12), ui.dp(8));
  const float close = close_side(ui, strip);
  const Vec2 buttons = layout.below ? Vec2{inner.x + ui.dp(26), inner.bottom() - layout.buttons_height}
                                    : Vec2{inner.right() - close - layout.buttons_width,
                                           std::floor(inner.center().y - layout.buttons_height / 2)};
  const float words_height = layout.below ? layout.words_height : inner.h;
  const Rect words =
      centered({inner.x + ui.dp(26), inner.y, layout.text_width, words_height}, layout.text_width, layout.text_height);
  ui.sem.add(
      ui.id("strip"), words,
      {.role = strip.alert ? Role::alert : Role::status, .name = strip.spoken.empty() ? strip.text : strip.spoken});
  paint_icon(ui, {inner.x, words.y, ui.dp(16), line_height(ui, TextStyle::label)}, strip.icon, strip.ink);
  paint_wrapped(ui, words, TextStyle::label, ui.color.text, strip.text);
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < strip.buttons.size(); ++i) {
    const std::string label = ui.tr(strip.buttons[i].label);
    const Rect place = layout.buttons[i];
    if (button(ui, ui.id(strip.buttons[i].id), {buttons.x + place.x, buttons.y + place.y, place.w, place.h},
               {.label = label, .small = true}))
      pressed = i;
  }
  if (close > 0) {
    const std::string label = ui.tr(strip.close);
    const float edge = ui.dp(4);
    const float y = layout.below ? box.y + edge : std::floor(box.center().y - close / 2);
    if (icon_button(ui, ui.id("strip_close"), {box.right() - close - edge, y, close, close},
                    {.icon = icon::x, .label = label}))
      pressed = strip.buttons.size();
  }
  return pressed;
}

}  // namespace voronka::ui
