#include <doctest/doctest.h>

#include <string>

#include "ui/theme.hpp"

using namespace voronka::ui;

namespace {

struct Pair {
  const char* what;
  Color ink, ground;
};

void at_least(float ratio, const Pair& pair) {
  const std::string message = std::string(pair.what) + ": " + std::to_string(contrast(pair.ink, pair.ground));
  CHECK_MESSAGE(contrast(pair.ink, pair.ground) >= ratio, message);
}

// What `over` looks like when laid over `ground`.
Color laid_over(Color ground, Color over) {
  const float alpha = static_cast<float>((over >> IM_COL32_A_SHIFT) & 0xFF) / 255;
  return with_alpha(mix(ground, with_alpha(over, 1), alpha), 1);
}

}  // namespace

TEST_CASE("in both themes every text is readable (4.5) on every ground it may stand on") {
  for (const Palette& p : {light_palette(), dark_palette()}) {
    for (const Color ground : {p.canvas, p.sunken, p.surface, p.soft}) {
      at_least(4.5F, {"text", p.text, ground});
      at_least(4.5F, {"muted", p.muted, ground});
    }
    for (const Color ground : {p.canvas, p.surface}) {
      at_least(4.5F, {"accent", p.accent, ground});
      at_least(4.5F, {"ok", p.ok, ground});
      at_least(4.5F, {"warn", p.warn, ground});
      at_least(4.5F, {"bad", p.bad, ground});
    }
    at_least(4.5F, {"accent on soft", p.accent, p.soft});
    at_least(4.5F, {"bad on bad_soft", p.bad, p.bad_soft});
    at_least(4.5F, {"text on bad_soft", p.text, p.bad_soft});
    for (const Color ground : {p.accent, p.accent_hover, p.accent_press})
      at_least(4.5F, {"on_accent", p.on_accent, ground});
    for (const Color ground : {p.bad, p.bad_hover}) at_least(4.5F, {"on_bad", p.on_bad, ground});
    at_least(4.5F, {"on_ok", p.on_ok, p.ok});
    at_least(4.5F, {"on_tooltip", p.on_tooltip, p.tooltip});
    at_least(4.5F, {"text hovered", p.text, laid_over(p.surface, p.hover)});
    at_least(4.5F, {"text pressed", p.text, laid_over(p.surface, p.press)});
  }
}

TEST_CASE("in both themes signs and outlines of controls stand out (3) from what is around them") {
  for (const Palette& p : {light_palette(), dark_palette()}) {
    for (const Color ground : {p.canvas, p.surface}) {
      at_least(3, {"faint", p.faint, ground});
      at_least(3, {"control border", p.control_border, ground});
      at_least(3, {"focus ring", p.accent, ground});
      at_least(3, {"ok dot", p.ok, ground});
      at_least(3, {"bad dot", p.bad, ground});
    }
  }
}

TEST_CASE("with more contrast every text has 7 on every ground, every outline 4.5") {
  for (const bool dark : {false, true}) {
    const Palette p = palette_of({.dark = dark, .contrast = Contrast::more});
    CHECK(p.dark == dark);
    for (const Color ground : {p.canvas, p.sunken, p.surface, p.soft}) {
      at_least(7, {"text", p.text, ground});
      at_least(7, {"muted", p.muted, ground});
    }
    for (const Color ground : {p.canvas, p.surface}) {
      for (const Color ink : {p.accent, p.ok, p.warn, p.bad}) at_least(7, {"sign", ink, ground});
      for (const Color line : {p.border, p.control_border, p.faint}) at_least(4.5F, {"outline", line, ground});
    }
    for (const Color ground : {p.accent, p.accent_hover, p.accent_press})
      at_least(7, {"on_accent", p.on_accent, ground});
    at_least(7, {"bad on bad_soft", p.bad, p.bad_soft});
  }
}

TEST_CASE("with forced colors nothing is drawn in a color that the system has not") {
  const SystemColors colors = {.canvas = 0x2D3236, .text = 0xFFFFFF, .link = 0x70EBDE};
  const Palette p = palette_of({.dark = false, .contrast = Contrast::forced, .system = colors});
  CHECK(p.dark);  // by what the system draws on
  for (const Color ground : {p.canvas, p.sunken, p.surface, p.soft, p.bad_soft, p.on_accent, p.on_bad, p.on_ok})
    CHECK(ground == rgb(colors.canvas));
  for (const Color ink : {p.text, p.muted, p.faint, p.border, p.control_border, p.ok, p.warn, p.bad})
    CHECK(ink == rgb(colors.text));
  for (const Color accent : {p.accent, p.accent_hover, p.accent_press}) CHECK(accent == rgb(colors.link));
}

TEST_CASE("a stage color of the user's choice is always visible as a dot") {
  for (const Palette& p : {light_palette(), dark_palette()}) {
    for (std::uint32_t r = 0; r < 256; r += 51) {
      for (std::uint32_t g = 0; g < 256; g += 51) {
        for (std::uint32_t b = 0; b < 256; b += 51) at_least(3, {"dot", dot_color(p, r << 16 | g << 8 | b), p.surface});
      }
    }
  }
}
