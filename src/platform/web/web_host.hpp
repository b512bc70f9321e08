// The page as the toolkit sees it (ui::Host), and its glyphs (ui::GlyphSource). Passes on to JavaScript, only what changed.
#pragma once

#include <vector>

#include "ui/font_loader.hpp"
#include "ui/host.hpp"

namespace voronka {

class WebHost final : public ui::Host {
 public:
  void mirror(std::span<const std::uint8_t> patch) override;
  void focus(std::uint32_t node) override;
  void announce(std::string_view text, bool assertive) override;
  void set_cursor(ui::Cursor cursor) override;
  void haptic() override;
  void copy_text(std::string_view text) override;
  void copy_link(std::string_view route) override;
  void open_link(std::string_view address) override;
  void print_page(std::string_view title, std::string_view html) override;
  void set_route(std::string_view route, bool push) override;
  void set_title(std::string_view title) override;
  void set_language(std::string_view tag) override;
  void set_theme(bool dark, std::uint32_t canvas_rgb) override;
  void set_badge(std::size_t count) override;
  void set_state(ui::AppState app, ui::SaveState save, bool unsaved) override;

 private:
  int app_ = 0, save_ = -1, unsaved_ = -1;
  int dark_ = -1;
  std::uint32_t canvas_rgb_ = 0;
  std::string title_ = {}, language_ = {};
};

class WebGlyphs final : public ui::GlyphSource {
 public:
  ui::FontMetrics metrics(int weight, int pixel_size) override;
  float advance(int weight, int pixel_size, char32_t code_point) override;
  ui::GlyphImage glyph(int weight, int pixel_size, char32_t code_point, bool light_text) override;

 private:
  std::vector<std::uint8_t> pixels_ = {};
};

}  // namespace voronka
