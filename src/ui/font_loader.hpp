// Glyphs for Dear ImGui from a GlyphSource: a 2D canvas in the page, fixed boxes in tests. No font file anywhere. A
// change of ImGui's loader interface is met here: with canvas.cpp this is all that includes imgui_internal.h.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "imgui.h"
#include "ui/canvas.hpp"
#include "ui/theme.hpp"

namespace voronka::ui {

struct FontMetrics {
  float ascent = 0, descent = 0;  // pixels, both positive
};

// One glyph as white (or colored, for emoji) pixels, four bytes each, not premultiplied. `pixels` is valid until the next call.
struct GlyphImage {
  float advance = 0;
  int left = 0, top = 0;  // of the picture, from the pen on the baseline; y down
  int width = 0, height = 0;
  bool colored = false;
  std::span<const std::uint8_t> pixels = {};
};

class GlyphSource {
 public:
  virtual ~GlyphSource() = default;
  virtual FontMetrics metrics(int weight, int pixel_size) = 0;
  virtual float advance(int weight, int pixel_size, char32_t code_point) = 0;
  // Rasterised for dark text on light, or light on dark: browsers thicken the two differently.
  virtual GlyphImage glyph(int weight, int pixel_size, char32_t code_point, bool light_text) = 0;
};

// Shadows are pictures, too: a blurred rounded box in the atlas, drawn as a nine-slice.
struct ShadowSlice {
  ImFontAtlasRect where = {};
  float corner = 0;  // pixels of the picture that are corner, at each end
  float reach = 0;   // how far it stands out from the box
};

class Fonts {
 public:
  // The source must outlive it.
  explicit Fonts(GlyphSource& source);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  ImFontBaked& baked(int weight, int pixel_size) const;
  FontMetrics metrics(int weight, int pixel_size) const;
  // Text glyphs are thrown away and asked for again.
  void set_light_text(bool light_text);
  // Sharper or wider with the scale of the display. Corner radius, blur and offset in pixels.
  ShadowSlice shadow(bool lifted, float scale);

  GlyphSource& source;
  Canvas canvas = {};
  bool light_text = false;

 private:
  struct Shadow {
    ImFontAtlasRectId rect = ImFontAtlasRectId_Invalid;
    float scale = 0, corner = 0, reach = 0;
  };
  std::array<ImFont*, 3> fonts_ = {};
  std::array<Shadow, 2> shadows_ = {};
};

}  // namespace voronka::ui
