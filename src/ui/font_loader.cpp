#include "ui/font_loader.hpp"

#include <cmath>
#include <vector>

#include "imgui_internal.h"

#if IMGUI_VERSION_NUM < 19220
#error "Dear ImGui 1.92.2 or newer is needed: fonts are loaded through ImFontLoader."
#endif

namespace voronka::ui {

namespace {

constexpr int weights[] = {400, 600, 650};

const Fonts& fonts_of(const ImFontAtlas* atlas) { return *static_cast<const Fonts*>(atlas->UserData); }
int weight_of(const ImFontConfig* source) { return static_cast<int>(source->FontNo); }
int pixels_of(const ImFontBaked* baked) { return static_cast<int>(std::lround(baked->Size)); }
bool is_digit(ImWchar c) { return c >= '0' && c <= '9'; }

// Digits all get the advance of the widest, so that columns of money stand straight.
float digit_advance(GlyphSource& source, int weight, int pixels) {
  float widest = 0;
  for (char32_t c = '0'; c <= '9'; ++c) widest = std::max(widest, source.advance(weight, pixels, c));
  return widest;
}

bool source_init(ImFontAtlas*, ImFontConfig*) { return true; }
void source_destroy(ImFontAtlas*, ImFontConfig*) {}
bool source_contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool baked_init(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*) {
  const FontMetrics metrics = fonts_of(atlas).source.metrics(weight_of(source), pixels_of(baked));
  baked->Ascent = std::round(metrics.ascent);
  baked->Descent = -std::round(metrics.descent);
  return true;
}

// Glyphs lie relative to the pen on the baseline, not to the top of the line as ImGui's own loader has them: only text.cpp
// draws with them.
bool load_glyph(ImFontAtlas* atlas, ImFontConfig* config, ImFontBaked* baked, void*, ImWchar code_point,
                ImFontGlyph* out, float* advance_only) {
  const Fonts& fonts = fonts_of(atlas);
  const int weight = weight_of(config);
  const int pixels = pixels_of(baked);
  const auto c = static_cast<char32_t>(code_point);
  if (advance_only != nullptr) {
    *advance_only =
        is_digit(code_point) ? digit_advance(fonts.source, weight, pixels) : fonts.source.advance(weight, pixels, c);
    return true;
  }
  const GlyphImage image = fonts.source.glyph(weight, pixels, c, fonts.light_text);
  float left = static_cast<float>(image.left);
  out->Codepoint = code_point & 0x3FFFFFF;
  out->AdvanceX = image.advance;
  if (is_digit(code_point)) {
    out->AdvanceX = digit_advance(fonts.source, weight, pixels);
    left += std::floor((out->AdvanceX - image.advance) / 2);
  }
  if (image.width <= 0 || image.height <= 0) return true;
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, image.width, image.height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
  out->X0 = left;
  out->Y0 = static_cast<float>(image.top);
  out->X1 = left + static_cast<float>(image.width);
  out->Y1 = static_cast<float>(image.top + image.height);
  out->Visible = 1;
  out->Colored = image.colored ? 1 : 0;
  out->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, config, out, rect, image.pixels.data(), ImTextureFormat_RGBA32,
                                     image.width * 4);
  return true;
}

const ImFontLoader& loader() {
  static const ImFontLoader instance = [] {
    ImFontLoader made;
    made.Name = "browser";
    made.FontSrcInit = source_init;
    made.FontSrcDestroy = source_destroy;
    made.FontSrcContainsGlyph = source_contains;
    made.FontBakedInit = baked_init;
    made.FontBakedLoadGlyph = load_glyph;
    return made;
  }();
  return instance;
}

int index_of(int weight) { return weight >= 650 ? 2 : weight >= 600 ? 1 : 0; }

// How much of a blurred edge is dark at distance d outside it.
float blurred(float d, float sigma) { return 0.5F * std::erfc(d / (sigma * 1.41421356F)); }

float shadow_at(float d, bool lifted, float scale) {
  if (lifted) return blurred(d, 11 * scale);
  return 0.55F * blurred(d, 1.0F * scale) + 0.45F * blurred(d, 3.5F * scale);
}

}  // namespace

Fonts::Fonts(GlyphSource& source) : source(source) {
  ImFontAtlas& atlas = canvas.atlas();
  atlas.UserData = this;
  atlas.FontLoader = &loader();
  for (std::size_t i = 0; i < fonts_.size(); ++i) {
    ImFontConfig config;
    config.FontLoader = &loader();
    config.FontNo = static_cast<ImU32>(weights[i]);
    config.SizePixels = 14;
    fonts_[i] = atlas.AddFont(&config);
  }
}

Fonts::~Fonts() = default;

ImFontBaked& Fonts::baked(int weight, int pixel_size) const {
  return *fonts_[static_cast<std::size_t>(index_of(weight))]->GetFontBaked(static_cast<float>(pixel_size));
}

FontMetrics Fonts::metrics(int weight, int pixel_size) const {
  const ImFontBaked& font = baked(weight, pixel_size);
  return {.ascent = font.Ascent, .descent = -font.Descent};
}

void Fonts::set_light_text(bool value) {
  if (value == light_text) return;
  light_text = value;
  for (ImFont* font : fonts_) ImFontAtlasFontDiscardBakes(&canvas.atlas(), font, 0);
}

ShadowSlice Fonts::shadow(bool lifted, float scale) {
  ImFontAtlas& atlas = canvas.atlas();
  Shadow& shadow = shadows_[lifted ? 1 : 0];
  if (shadow.rect == ImFontAtlasRectId_Invalid || shadow.scale != scale) {
    if (shadow.rect != ImFontAtlasRectId_Invalid) atlas.RemoveCustomRect(shadow.rect);
    const float radius = std::round((lifted ? size::radius_dialog : size::radius_card) * scale);
    shadow.scale = scale;
    shadow.reach = std::round((lifted ? 30.F : 10.F) * scale);
    shadow.corner = shadow.reach + radius;
    const int corner = static_cast<int>(shadow.corner);
    const int side = 2 * corner + 1;
    ImFontAtlasRect where;
    shadow.rect = atlas.AddCustomRect(side, side, &where);
    if (shadow.rect == ImFontAtlasRectId_Invalid) return {};
    ImTextureData& texture = *atlas.TexData;
    for (int y = 0; y < side; ++y) {
      auto* pixel = static_cast<unsigned char*>(texture.GetPixelsAt(where.x, where.y + y));
      for (int x = 0; x < side; ++x) {
        // Distance to a rounded box that reaches from `reach` to `side - reach`.
        const float inner = shadow.corner - static_cast<float>(x <= corner ? x : side - 1 - x);
        const float other = shadow.corner - static_cast<float>(y <= corner ? y : side - 1 - y);
        const float d = std::sqrt(inner * inner + other * other) - radius;
        const float straight = std::max(inner, other) - radius;
        const float distance = inner > 0 && other > 0 ? d : straight;
        for (int c = 0; c < texture.BytesPerPixel - 1; ++c) *pixel++ = 255;
        *pixel++ = static_cast<unsigned char>(std::lround(255 * shadow_at(distance, lifted, scale)));
      }
    }
    ImFontAtlasTextureBlockQueueUpload(&atlas, &texture, where.x, where.y, where.w, where.h);
  }
  ShadowSlice slice = {.corner = shadow.corner, .reach = shadow.reach};
  atlas.GetCustomRect(shadow.rect, &slice.where);
  return slice;
}

}  // namespace voronka::ui
