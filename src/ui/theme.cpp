#include "ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace voronka::ui {

namespace {

constexpr float channel(Color color, int shift) { return static_cast<float>((color >> shift) & 0xFF); }

float luminance(Color color) {
  const auto linear = [](float v) {
    v /= 255;
    return v <= 0.04045F ? v / 12.92F : std::pow((v + 0.055F) / 1.055F, 2.4F);
  };
  return 0.2126F * linear(channel(color, IM_COL32_R_SHIFT)) + 0.7152F * linear(channel(color, IM_COL32_G_SHIFT)) +
         0.0722F * linear(channel(color, IM_COL32_B_SHIFT));
}

Palette derived(Palette p) {
  const Color ink = p.text;
  p.control_border = mix(p.border, ink, p.dark ? 0.36F : 0.46F);
  p.hover = with_alpha(ink, p.dark ? 0.07F : 0.05F);
  p.press = with_alpha(ink, p.dark ? 0.12F : 0.09F);
  p.accent_hover = mix(p.accent, p.dark ? rgb(0xFFFFFF) : rgb(0x000000), 0.10F);
  p.accent_press = mix(p.accent, p.dark ? rgb(0xFFFFFF) : rgb(0x000000), 0.18F);
  p.bad_hover = mix(p.bad, p.dark ? rgb(0xFFFFFF) : rgb(0x000000), 0.10F);
  // A tooltip is the other theme: it stands off from everything under it.
  p.tooltip = p.dark ? rgb(0xE8EAF0) : rgb(0x1A1E26);
  p.on_tooltip = p.dark ? rgb(0x1A1E26) : rgb(0xF5F6F8);
  return p;
}

}  // namespace

Color with_alpha(Color color, float alpha) {
  const auto a = static_cast<Color>(std::lround(std::clamp(alpha, 0.F, 1.F) * 255));
  return (color & ~IM_COL32_A_MASK) | (a << IM_COL32_A_SHIFT);
}

Color mix(Color from, Color to, float share) {
  Color mixed = 0;
  for (const int shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT, IM_COL32_A_SHIFT}) {
    const float v = channel(from, shift) + (channel(to, shift) - channel(from, shift)) * share;
    mixed |= static_cast<Color>(std::lround(v)) << shift;
  }
  return mixed;
}

float contrast(Color a, Color b) {
  const float la = luminance(a);
  const float lb = luminance(b);
  return (std::max(la, lb) + 0.05F) / (std::min(la, lb) + 0.05F);
}

Palette light_palette() {
  return derived({.dark = false,
                  .canvas = rgb(0xF5F6F8),
                  .sunken = rgb(0xECEEF2),
                  .surface = rgb(0xFFFFFF),
                  .text = rgb(0x1A1E26),
                  .muted = rgb(0x566071),
                  .faint = rgb(0x788293),
                  .border = rgb(0xE1E4EA),
                  .accent = rgb(0x4353D8),
                  .on_accent = rgb(0xFFFFFF),
                  .soft = rgb(0xE9EBFB),
                  .ok = rgb(0x1A7A50),
                  .warn = rgb(0x955700),
                  .bad = rgb(0xBC3028),
                  .bad_soft = rgb(0xFBEAE8),
                  .on_bad = rgb(0xFFFFFF),
                  .on_ok = rgb(0xFFFFFF),
                  .scrim = IM_COL32(16, 20, 32, 96)});
}

Palette dark_palette() {
  return derived({.dark = true,
                  .canvas = rgb(0x101217),
                  .sunken = rgb(0x15181F),
                  .surface = rgb(0x1C2029),
                  .text = rgb(0xE8EAF0),
                  .muted = rgb(0xA3ABBA),
                  .faint = rgb(0x7A8393),
                  .border = rgb(0x2A303C),
                  .accent = rgb(0x8B96FF),
                  .on_accent = rgb(0x10131C),
                  .soft = rgb(0x252A45),
                  .ok = rgb(0x4CC38A),
                  .warn = rgb(0xEDB057),
                  .bad = rgb(0xFF7D70),
                  .bad_soft = rgb(0x3A2226),
                  .on_bad = rgb(0x2A0D0B),
                  .on_ok = rgb(0x06190F),
                  .scrim = IM_COL32(0, 0, 0, 150)});
}

namespace {

// Every text at 7 and every outline at 4.5 of what it stands on, instead of 4.5 and 3.
Palette with_more_contrast(bool dark) {
  Palette p = dark ? dark_palette() : light_palette();
  if (dark) {
    p.canvas = rgb(0x000000);
    p.sunken = rgb(0x0B0C10);
    p.surface = rgb(0x101217);
    p.text = rgb(0xFFFFFF);
    p.muted = rgb(0xDDE1EA);
    p.faint = rgb(0xB9C0CD);
    p.border = rgb(0x8A93A3);
    p.accent = rgb(0xBCC3FF);
    p.ok = rgb(0x86E5B8);
    p.warn = rgb(0xFFD08A);
    p.bad = rgb(0xFFB4AB);
  } else {
    p.canvas = p.surface = rgb(0xFFFFFF);
    p.sunken = rgb(0xF2F3F6);
    p.text = rgb(0x000000);
    p.muted = rgb(0x2B323D);
    p.faint = rgb(0x4C5563);
    p.border = rgb(0x6A7382);
    p.accent = rgb(0x2733A6);
    p.ok = rgb(0x0C5635);
    p.warn = rgb(0x653A00);
    p.bad = rgb(0x8C1B14);
  }
  return derived(p);
}

// Three colors for everything: what else a color says (late, won) is said in words and signs as well.
Palette forced(const SystemColors& system) {
  const Color canvas = rgb(system.canvas);
  const Color text = rgb(system.text);
  Palette p = contrast(canvas, rgb(0x000000)) < contrast(canvas, rgb(0xFFFFFF)) ? dark_palette() : light_palette();
  p.canvas = p.sunken = p.surface = p.bad_soft = p.soft = canvas;
  p.text = p.muted = p.faint = p.border = p.ok = p.warn = p.bad = text;
  p.accent = rgb(system.link);
  p.on_accent = p.on_bad = p.on_ok = canvas;
  p.scrim = with_alpha(canvas, 0.7F);
  p = derived(p);
  p.control_border = text;
  p.accent_hover = p.accent_press = p.accent;
  p.bad_hover = p.bad;
  p.tooltip = text;
  p.on_tooltip = canvas;
  return p;
}

}  // namespace

Palette palette_of(const Theme& theme) {
  switch (theme.contrast) {
    case Contrast::more:
      return with_more_contrast(theme.dark);
    case Contrast::forced:
      return forced(theme.system);
    case Contrast::normal:
      break;
  }
  return theme.dark ? dark_palette() : light_palette();
}

Color dot_color(const Palette& palette, std::uint32_t hex) {
  const Color towards = palette.dark ? rgb(0xFFFFFF) : rgb(0x000000);
  Color color = rgb(hex);
  for (int step = 0; step < 12 && contrast(color, palette.surface) < 3; ++step) color = mix(color, towards, 0.1F);
  return color;
}

TypeSpec type_spec(TextStyle style) {
  switch (style) {
    case TextStyle::body:
      return {14, 400, 20};
    case TextStyle::body_strong:
      return {14, 600, 20};
    case TextStyle::meta:
      return {12, 400, 17};
    case TextStyle::meta_strong:
      return {12, 600, 17};
    case TextStyle::label:
      return {13, 400, 18};
    case TextStyle::strong:
      return {13, 600, 18};
    case TextStyle::title:
      return {17, 600, 24};
    case TextStyle::panel_title:
      return {20, 650, 28};
    case TextStyle::figure:
      return {26, 650, 34};
  }
  return {14, 400, 20};
}

}  // namespace voronka::ui
