#include "platform/web/page.hpp"

#include <emscripten/emscripten.h>

#include <cstdlib>

#include "platform/web/web_calls.hpp"

namespace voronka {

namespace {

// The exported functions have no other way to reach it.
std::unique_ptr<Page> the_page;

}  // namespace

Page::Page(bool mac) : fonts_(glyphs_), ui_(host_, fonts_) { ui_.mac = mac; }

Page::~Page() = default;

double Page::frame(double now, bool visible) {
  if (viewport_.width < 1 || viewport_.height < 1 || !content_) return -1;
  ui::Ui::Next next = {};
  ui_.hidden = !visible;
  // A press and its release need a frame each; inside the user's gesture they all must run before it ends.
  for (int round = 0; round < 4; ++round) {
    ui_.begin_frame(viewport_, now, std::exchange(input_, {}));
    content_->draw(ui_);
    next = ui_.end_frame();
    if (ui_.waiting.empty() && input_.empty()) break;
  }
  if (visible) renderer_->draw(fonts_.canvas.data(), ui_.color.canvas);
  return next.soon ? 0 : next.after_seconds;
}

ui::Locale browser_locale(Language language) {
  std::string lines(16'384, '\0');
  const std::size_t size = js_patterns(static_cast<int>(language), lines.data(), lines.size());
  if (size > lines.size()) return {language, ui::builtin_locale(language)};
  lines.resize(size);
  return {language, ui::locale_from(lines, language)};
}

}  // namespace voronka

extern "C" {
using namespace voronka;

// 0: the browser cannot draw (neither WebGL 2 nor a 2D canvas). gl: the canvas has a context of WebGL.
EMSCRIPTEN_KEEPALIVE int platform_start(int language, int language_fixed, int dark, int reduced_motion,
                                        int coarse_pointer, int mac, int gl, double demo_deals, int in_memory,
                                        const char* route, std::size_t size) {
  the_page = std::make_unique<Page>(mac != 0);
  if (!the_page->connect(gl != 0 ? make_gl_renderer() : make_soft_renderer())) return 0;
  the_page->ui().reduced_motion = reduced_motion != 0;
  the_page->ui().coarse_pointer = coarse_pointer != 0;
  the_page->set_content(make_content(*the_page, {.language = language == 1 ? Language::en : Language::ru,
                                                 .language_fixed = language_fixed != 0,
                                                 .dark = dark != 0,
                                                 .route = size == 0 ? std::string{} : std::string(route, size),
                                                 .in_memory = in_memory != 0,
                                                 .demo_deals = static_cast<std::size_t>(demo_deals)}));
  return 1;
}

EMSCRIPTEN_KEEPALIVE double platform_frame(double now, int visible) {
  return the_page ? the_page->frame(now, visible != 0) : -1;
}

EMSCRIPTEN_KEEPALIVE void platform_resize(double width, double height, double scale, double inset_top,
                                          double inset_bottom) {
  the_page->viewport() = {.width = static_cast<float>(width),
                          .height = static_cast<float>(height),
                          .scale = static_cast<float>(scale),
                          .inset_top = static_cast<float>(inset_top),
                          .inset_bottom = static_cast<float>(inset_bottom)};
  the_page->renderer().wiped();
}

// contrast: 0 as it is, 1 more, 2 the system's own colors, which are background, text and links as 0xRRGGBB.
EMSCRIPTEN_KEEPALIVE void platform_preferences(int dark, int reduced_motion, int coarse_pointer, int contrast,
                                               std::uint32_t canvas, std::uint32_t text, std::uint32_t link) {
  the_page->ui().reduced_motion = reduced_motion != 0;
  the_page->ui().coarse_pointer = coarse_pointer != 0;
  the_page->content()->system_dark(dark != 0);
  the_page->content()->system_contrast(static_cast<ui::Contrast>(contrast),
                                       {.canvas = canvas, .text = text, .link = link});
}

EMSCRIPTEN_KEEPALIVE void platform_pointer(int kind, int phase, int id, int button, double x, double y, int mods,
                                           double time) {
  the_page->input().pointers.push_back({.kind = static_cast<ui::PointerKind>(kind),
                                        .phase = static_cast<ui::PointerPhase>(phase),
                                        .id = id,
                                        .button = button,
                                        .at = {static_cast<float>(x), static_cast<float>(y)},
                                        .mods = static_cast<ui::Mods>(mods),
                                        .time = time});
}

EMSCRIPTEN_KEEPALIVE void platform_wheel(double dx, double dy) {
  ui::Vec2& wheel = the_page->input().wheel;
  wheel = {wheel.x + static_cast<float>(dx), wheel.y + static_cast<float>(dy)};
}

// Bigger or smaller by so much, there. The answer is whether somebody takes it; else the browser may zoom the page.
EMSCRIPTEN_KEEPALIVE int platform_pinch(double ratio, double x, double y) {
  if (!the_page->ui().wants_pinch({static_cast<float>(x), static_cast<float>(y)})) return 0;
  the_page->input().pinch *= static_cast<float>(ratio);
  return 1;
}

// The answer is whether the browser must keep its hands off the key.
EMSCRIPTEN_KEEPALIVE int platform_key(int code, int mods, std::uint32_t focus, int in_text, int repeat,
                                      const char* text, std::size_t size) {
  ui::KeyInput key = {.chord = {.key = static_cast<ui::Key>(code), .mods = static_cast<ui::Mods>(mods)},
                      .text = size == 0 ? std::string{} : std::string(text, size),
                      .focus = focus,
                      .in_text = in_text != 0,
                      .repeat = repeat != 0};
  const bool wanted = the_page->wants_key(key);
  the_page->input().keys.push_back(std::move(key));
  return wanted ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void platform_focus(std::uint32_t node, int on) {
  the_page->input().nodes.push_back({.action = on != 0 ? ui::NodeAction::focus : ui::NodeAction::blur, .node = node});
}
EMSCRIPTEN_KEEPALIVE void platform_text(std::uint32_t node, const char* text, std::size_t size) {
  the_page->input().nodes.push_back(
      {.action = ui::NodeAction::text, .node = node, .text = size == 0 ? std::string{} : std::string(text, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_caret(std::uint32_t node, const char* text, std::size_t size) {
  the_page->input().nodes.push_back(
      {.action = ui::NodeAction::caret, .node = node, .text = size == 0 ? std::string{} : std::string(text, size)});
}
EMSCRIPTEN_KEEPALIVE void platform_commit(std::uint32_t node) {
  the_page->input().nodes.push_back({.action = ui::NodeAction::commit, .node = node});
}
EMSCRIPTEN_KEEPALIVE void platform_click(std::uint32_t node) {
  the_page->input().nodes.push_back({.action = ui::NodeAction::click, .node = node});
}

EMSCRIPTEN_KEEPALIVE void platform_copy() { the_page->input().copy = true; }

EMSCRIPTEN_KEEPALIVE void platform_route(const char* route, std::size_t size) {
  the_page->content()->go(size == 0 ? std::string_view{} : std::string_view(route, size));
}

EMSCRIPTEN_KEEPALIVE void platform_context(int alive) {
  if (alive == 0) return the_page->renderer().lost();
  the_page->fonts().canvas.forget_textures();
  the_page->renderer().restored();
}
}
