// The running page: collects what the browser tells, draws a frame when one is due, and tells when the next is. What is drawn
// is a Content: the application (main.cpp), or the gallery of the toolkit (tests/web/gallery).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "platform/web/renderer.hpp"
#include "platform/web/web_host.hpp"
#include "ui/ui.hpp"

namespace voronka {

// What the browser said at the start.
struct PageStart {
  Language language = Language::ru;  // of the browser, or ?lang=
  bool language_fixed = false;       // ?lang= was given
  bool dark = false;                 // prefers-color-scheme
  std::string route = {};            // "#/deal/..."
  bool in_memory = false;            // ?demo=N: nothing is stored
  std::size_t demo_deals = 0;
};

class Content {
 public:
  virtual ~Content() = default;
  virtual void draw(ui::Ui& ui) = 0;
  virtual void go(std::string_view route) = 0;  // address bar, Back, a link
  virtual void system_dark(bool dark) = 0;
  virtual void system_contrast(ui::Contrast contrast, const ui::SystemColors& colors) = 0;
};

class Page {
 public:
  explicit Page(bool mac);
  ~Page();
  bool connect(std::unique_ptr<Renderer> renderer) {
    renderer_ = std::move(renderer);
    return renderer_ != nullptr;
  }

  double frame(double now, bool visible);  // seconds until the next one: 0 soon, negative never
  bool wants_key(const ui::KeyInput& key) { return ui_.wants_key(key); }

  void set_content(std::unique_ptr<Content> content) { content_ = std::move(content); }
  Content* content() { return content_.get(); }
  ui::Ui& ui() { return ui_; }
  ui::InputQueue& input() { return input_; }
  ui::Viewport& viewport() { return viewport_; }
  Renderer& renderer() { return *renderer_; }
  ui::Fonts& fonts() { return fonts_; }

 private:
  std::unique_ptr<Renderer> renderer_ = {};
  WebHost host_ = {};
  WebGlyphs glyphs_ = {};
  ui::Fonts fonts_;
  ui::Ui ui_;
  ui::InputQueue input_ = {};
  ui::Viewport viewport_ = {};
  std::unique_ptr<Content> content_ = {};
};

// Made by main.cpp (or the gallery) when the page starts.
std::unique_ptr<Content> make_content(Page& page, const PageStart& start);
// The words and patterns of a language, as Intl has them.
ui::Locale browser_locale(Language language);

}  // namespace voronka
