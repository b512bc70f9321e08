// Drawing and measuring text. Positions are whole pixels, so text is as crisp as the browser's own, and a text field shows its
// text at the same place whether the browser or the canvas draws it.
#pragma once

#include <string>
#include <string_view>

#include "ui/geometry.hpp"
#include "ui/theme.hpp"

namespace voronka::ui {

struct Ui;

enum class Align : std::uint8_t { left, center, right };

float text_width(const Ui& ui, TextStyle style, std::string_view text);
float line_height(const Ui& ui, TextStyle style);

// Paints only; nothing of it reaches a screen reader. For parts of a node whose name already says it (a card's lines).
// One line, vertically centered in `rect`, cut with an ellipsis when it does not fit. Returns the width drawn.
float paint_text(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, Align align = Align::left);
// Several lines broken at spaces; returns the height used. `max_lines` 0 = as many as needed.
float paint_wrapped(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, int max_lines = 0,
                    Align align = Align::left);
float wrapped_height(const Ui& ui, TextStyle style, std::string_view text, float width, int max_lines = 0);

// Painted and spoken: text that belongs to no widget.
void label(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, Align align = Align::left);
float paragraph(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, int max_lines = 0);
void heading(Ui& ui, Rect rect, int level, TextStyle style, std::string_view text);

// An icon (generated/icons.hpp) in the middle of `rect`; `dp` is 16 or 20.
void paint_icon(Ui& ui, Rect rect, const char* icon, Color color, float dp = 16);

}  // namespace voronka::ui
