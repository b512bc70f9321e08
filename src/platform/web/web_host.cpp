#include "platform/web/web_host.hpp"

#include <array>

#include "platform/web/web_calls.hpp"

namespace voronka {

void WebHost::mirror(std::span<const std::uint8_t> patch) { js_mirror_apply(patch.data(), patch.size()); }
void WebHost::focus(std::uint32_t node) { js_mirror_focus(node); }
void WebHost::announce(std::string_view text, bool assertive) {
  js_announce(text.data(), text.size(), assertive ? 1 : 0);
}
void WebHost::set_cursor(ui::Cursor cursor) { js_set_cursor(static_cast<int>(cursor)); }
void WebHost::haptic() { js_haptic(); }
void WebHost::copy_text(std::string_view text) { js_copy_text(text.data(), text.size()); }
void WebHost::copy_link(std::string_view route) { js_copy_link(route.data(), route.size()); }
void WebHost::open_link(std::string_view address) { js_open_link(address.data(), address.size()); }
void WebHost::print_page(std::string_view title, std::string_view html) {
  js_print(title.data(), title.size(), html.data(), html.size());
}
void WebHost::set_route(std::string_view route, bool push) { js_set_route(route.data(), route.size(), push ? 1 : 0); }

void WebHost::set_title(std::string_view title) {
  if (title == title_) return;
  title_ = title;
  js_set_title(title.data(), title.size());
}

void WebHost::set_language(std::string_view tag) {
  if (tag == language_) return;
  language_ = tag;
  js_set_language(tag.data(), tag.size());
}

void WebHost::set_theme(bool dark, std::uint32_t canvas_rgb) {
  if (dark_ == (dark ? 1 : 0) && canvas_rgb_ == canvas_rgb) return;  // more contrast is another ground, no darker one
  dark_ = dark ? 1 : 0;
  canvas_rgb_ = canvas_rgb;
  js_set_theme(dark_, canvas_rgb);
}

void WebHost::set_badge(std::size_t count) { js_set_badge(static_cast<double>(count)); }

void WebHost::set_state(ui::AppState app, ui::SaveState save, bool unsaved) {
  if (app_ == static_cast<int>(app) && save_ == static_cast<int>(save) && unsaved_ == (unsaved ? 1 : 0)) return;
  app_ = static_cast<int>(app);
  save_ = static_cast<int>(save);
  unsaved_ = unsaved ? 1 : 0;
  js_set_state(app_, save_, unsaved_);
}

// ---- glyphs ----

namespace {
constexpr std::size_t largest = 256;  // pixels a side, as in web/glyphs.js
}

ui::FontMetrics WebGlyphs::metrics(int weight, int pixel_size) {
  std::array<float, 2> out = {};
  js_font_metrics(weight, pixel_size, out.data());
  return {.ascent = out[0], .descent = out[1]};
}

float WebGlyphs::advance(int weight, int pixel_size, char32_t code_point) {
  return static_cast<float>(js_glyph_advance(weight, pixel_size, code_point));
}

ui::GlyphImage WebGlyphs::glyph(int weight, int pixel_size, char32_t code_point, bool light_text) {
  if (pixels_.empty()) pixels_.resize(largest * largest * 4);
  std::array<float, 6> out = {};
  js_glyph(weight, pixel_size, code_point, light_text ? 1 : 0, pixels_.data(), out.data());
  return {.advance = out[0],
          .left = static_cast<int>(out[1]),
          .top = static_cast<int>(out[2]),
          .width = static_cast<int>(out[3]),
          .height = static_cast<int>(out[4]),
          .colored = out[5] != 0,
          .pixels = pixels_};
}

}  // namespace voronka
