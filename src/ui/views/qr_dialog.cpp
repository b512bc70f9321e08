#include "ui/views/qr_dialog.hpp"

#include <algorithm>
#include <cmath>

#include "base/digits.hpp"
#include "base/later.hpp"
#include "base/qr.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr float width_dp = 340, padding_dp = 20;  // the dialog's own padding
constexpr float gap_dp = 12;
constexpr float least_dp = 200;  // of the code without its margin: what a camera reads at an arm's length

// What a camera has to read is dark on light in every theme: many do not know the other way round.
constexpr Color camera_dark = rgb(0x000000), camera_light = rgb(0xFFFFFF);

struct QrState {
  std::string phone = {};
  std::optional<QrCode> code = {};  // none: closed
};

std::string qr_name(const Ui& ui, std::string_view phone) {
  return ui.tr(TextKey::talk_qr, {{"number", std::string(phone)}});
}

// What is dark side by side is one rectangle. `module` is whole pixels, so nothing is blurred.
void paint_code(Ui& ui, Rect place, const QrCode& code, float module) {
  ui.fill(place, camera_light, 4);
  const float margin = module * static_cast<float>(QrCode::quiet_zone);
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size; ++x) {
      const int first = x;
      while (x < code.size && code.module(x, y)) ++x;
      ui.fill({place.x + margin + static_cast<float>(first) * module, place.y + margin + static_cast<float>(y) * module,
               static_cast<float>(x - first) * module, module},
              camera_dark);
    }
  }
}

VORONKA_LATER void draw_open(ViewContext& context, QrState& state) {
  Ui& ui = context.ui;
  const QrCode& code = *state.code;
  const std::string hint = ui.tr(TextKey::talk_qr_hint);
  const auto modules = static_cast<float>(code.size + 2 * QrCode::quiet_zone);
  const float width = std::min(ui.dp(width_dp), ui.screen().w - 2 * ui.dp(16)) - 2 * ui.dp(padding_dp);
  const float words = ui.dp(gap_dp) + wrapped_height(ui, TextStyle::label, hint, width);
  const float wanted =
      std::min(std::ceil(ui.dp(least_dp) / static_cast<float>(code.size)), std::floor(width / modules));
  bool closed = false;
  {
    Dialog dialog(ui, ui.id("qr"),
                  {.title = state.phone,
                   .width_dp = width_dp,
                   .height_dp = (modules * wanted + words) / ui.viewport.scale,
                   .footer = false});
    const Rect body = dialog.body();
    // In a low window it is smaller: a camera can come closer, but it cannot scroll.
    const float module = std::max(std::min(wanted, std::floor((body.h - words) / modules)), 1.F);
    const float side = modules * module;
    const Rect place = centered({body.x, body.y, body.w, side}, side, side);
    ui.sem.add(ui.id("code"), place, {.role = Role::image, .name = qr_name(ui, state.phone)});
    paint_code(ui, place, code, module);
    const Rect below = {body.x, place.bottom() + ui.dp(gap_dp), body.w, words - ui.dp(gap_dp)};
    ui.sem.add_text(below, hint);
    paint_wrapped(ui, below, TextStyle::label, ui.color.muted, hint, 0, Align::center);
    closed = dialog.closed();
  }
  if (!closed) return;
  state = {};
  ui.request_frame();
}

VORONKA_LATER void open_qr_dialog(ViewContext& context, std::string_view phone) {
  // The telephone that reads it dials by itself: not what one's own telephone system wants to hear (calls.hpp).
  context.states.of<QrState>() = {.phone = std::string(phone), .code = qr_code(tel_address(phone))};
  context.ui.request_frame();
}

}  // namespace

bool offers_qr(const Ui& ui, std::string_view phone) {
  if (ui.coarse_pointer) return false;
  const std::string address = tel_address(phone);
  return is_digit(address.back()) && address.size() <= longest_qr_text;
}

void qr_button(ViewContext& context, NodeId id, Rect place, std::string_view phone) {
  Ui& ui = context.ui;
  const std::string name = qr_name(ui, phone);
  if (icon_button(ui, id, place, {.icon = icon::qr_code, .label = name, .color = ui.color.faint}))
    open_qr_dialog(context, phone);
}

void draw_qr_dialog(ViewContext& context) {
  QrState& state = context.states.of<QrState>();
  if (state.code) draw_open(context, state);
}

}  // namespace voronka::ui
