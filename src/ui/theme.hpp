// What the window looks like: the roles of the two palettes, sizes and type. Everything a view paints takes its colour from
// here; a colour literal anywhere else is a defect. Contrast is tested in tests/ui/toolkit_theme_test.cpp.
#pragma once

#include <cstdint>

#include "imgui.h"

namespace voronka::ui {

using Color = ImU32;  // as ImGui packs it: IM_COL32(r, g, b, a)

constexpr Color rgb(std::uint32_t hex) { return IM_COL32((hex >> 16) & 0xFF, (hex >> 8) & 0xFF, hex & 0xFF, 0xFF); }
Color with_alpha(Color color, float alpha);    // alpha 0..1 replaces the color's own
Color mix(Color from, Color to, float share);  // share 0 = from, 1 = to
float contrast(Color a, Color b);              // WCAG ratio of two opaque colors, 1..21

struct Palette {
  bool dark = false;
  Color canvas = 0, sunken = 0, surface = 0;  // window, wells and search, cards and panels
  Color text = 0, muted = 0;                  // both readable as text on all three
  Color faint = 0;                            // signs and marks only: too weak for text
  Color border = 0;                           // hairlines between things; not the only sign of a control
  Color accent = 0, on_accent = 0, soft = 0;  // the one accent, text on it, its tint
  Color ok = 0, warn = 0, bad = 0, bad_soft = 0;
  // Derived from the above.
  Color control_border = 0;    // outline of fields and unchecked boxes, >= 3 on surface
  Color hover = 0, press = 0;  // laid over whatever is there
  Color accent_hover = 0, accent_press = 0;
  Color bad_hover = 0, on_bad = 0, on_ok = 0;
  Color tooltip = 0, on_tooltip = 0;
  Color scrim = 0;  // behind a dialog: constant, never faded
};
Palette light_palette();
Palette dark_palette();

// What the system asks for besides light or dark: nothing, more contrast, or its own few colors and no others.
enum class Contrast : std::uint8_t { normal, more, forced };
// With forced colors: background, text and links of the system, 0xRRGGBB.
struct SystemColors {
  std::uint32_t canvas = 0x000000, text = 0xFFFFFF, link = 0xFFFF00;
  bool operator==(const SystemColors&) const = default;
};
struct Theme {
  bool dark = false;
  Contrast contrast = Contrast::normal;
  SystemColors system = {};  // only with forced
  bool operator==(const Theme&) const = default;
};
Palette palette_of(const Theme& theme);
// A user's stage color as a dot on `surface`: shifted until it is visible there (>= 3).
Color dot_color(const Palette& palette, std::uint32_t hex);

// How high something to press is: what a finger needs, where a finger is the pointer.
struct ControlSize {
  float mouse = 0, finger = 0;
};

// Fixed sizes in dp; multiply by Ui::dp().
namespace size {
inline constexpr float touch = 44;
inline constexpr ControlSize control = {32, touch}, control_small = {28, touch};
inline constexpr float gap = 8, card_padding = 12, page_padding = 16;
inline constexpr float radius = 8, radius_card = 10, radius_tile = 12, radius_dialog = 14;
inline constexpr float icon = 16, icon_large = 20;
}  // namespace size

// Size and weight of a text; line height is about 1.4 of the size.
enum class TextStyle : std::uint8_t {
  body,         // 14
  body_strong,  // 14/600
  meta,         // 12
  meta_strong,  // 12/600
  label,        // 13
  strong,       // 13/600: amounts, columns, buttons
  title,        // 17/600: the page
  panel_title,  // 20/650
  figure,       // 26/650
};
struct TypeSpec {
  float size = 0;    // dp
  int weight = 400;  // 400, 600, 650
  float line = 0;    // dp
};
TypeSpec type_spec(TextStyle style);

}  // namespace voronka::ui
