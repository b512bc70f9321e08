#include "ui/text.hpp"

#include <cmath>

#include "ui/font_loader.hpp"
#include "ui/ui.hpp"

namespace voronka::ui {

namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

struct Decoded {
  ImWchar c = 0;
  int bytes = 1;
};

// Broken bytes become a box each; the model refuses them long before, so this only has to be safe.
Decoded decode(const char* at, const char* end) {
  const auto byte = [&](int i) { return static_cast<ImWchar>(static_cast<unsigned char>(at[i])); };
  const ImWchar b = byte(0);
  const auto tail = [&](int i) { return at + i < end && (byte(i) & 0xC0) == 0x80; };
  // Cells of a row stand apart; how far a tab goes is not known here.
  if (b < 0x80) return {b == '\t' ? ImWchar{0x2003} : b, 1};
  if (b >= 0xC2 && b < 0xE0 && tail(1)) return {(b & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (b >= 0xE0 && b < 0xF0 && tail(1) && tail(2))
    return {(b & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  if (b >= 0xF0 && b < 0xF5 && tail(1) && tail(2) && tail(3)) {
    return {(b & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F), 4};
  }
  return {0xFFFD, 1};
}

int pixels(const Ui& ui, TextStyle style) { return static_cast<int>(std::lround(type_spec(style).size * ui.unit())); }

ImFontBaked& font_of(const Ui& ui, TextStyle style) {
  return ui.fonts.baked(type_spec(style).weight, pixels(ui, style));
}

float width_of(ImFontBaked& font, std::string_view text) {
  float width = 0;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const Decoded d = decode(at, end);
    at += d.bytes;
    if (d.c >= 32) width += font.GetCharAdvance(d.c);
  }
  return width;
}

// The longest beginning that is at most `width` wide.
std::size_t fitting(ImFontBaked& font, std::string_view text, float width) {
  float used = 0;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at < end;) {
    const Decoded d = decode(at, end);
    if (d.c >= 32) used += font.GetCharAdvance(d.c);
    if (used > width) return static_cast<std::size_t>(at - text.data());
    at += d.bytes;
  }
  return text.size();
}

void draw_run(Ui& ui, ImFontBaked& font, float x, float baseline, Color color, std::string_view text) {
  // All glyphs are loaded before a vertex is written: loading may move the atlas to a new texture.
  const char* end = text.data() + text.size();
  int count = 0;
  for (const char* at = text.data(); at < end; ++count) {
    const Decoded d = decode(at, end);
    at += d.bytes;
    if (d.c >= 32) font.FindGlyph(d.c);
  }
  ImDrawList& list = ui.draw();
  list.PrimReserve(count * 6, count * 4);
  int drawn = 0;
  float pen = x;
  for (const char* at = text.data(); at < end;) {
    const Decoded d = decode(at, end);
    at += d.bytes;
    if (d.c < 32) continue;
    const ImFontGlyph& glyph = *font.FindGlyph(d.c);
    if (glyph.Visible) {
      const float left = std::floor(pen + 0.5F);
      const Color tint = glyph.Colored ? (color | ~static_cast<Color>(IM_COL32_A_MASK)) : color;
      list.PrimRectUV({left + glyph.X0, baseline + glyph.Y0}, {left + glyph.X1, baseline + glyph.Y1},
                      {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, tint);
      ++drawn;
    }
    pen += glyph.AdvanceX;
  }
  list.PrimUnreserve((count - drawn) * 6, (count - drawn) * 4);
}

// As the browser sets a line: the font's own height in the middle of the line box, both on whole pixels.
float baseline_in(Rect line, const ImFontBaked& font) {
  return std::floor(line.y + (line.h - (font.Ascent - font.Descent)) / 2 + 0.001F) + font.Ascent;
}

// Calls `line(text)` for each line; a line breaks at spaces, a word longer than the line where it must.
template <class Line>
int each_line(ImFontBaked& font, std::string_view text, float width, int max_lines, const Line& line) {
  int lines = 0;
  while (!text.empty() || lines == 0) {
    const std::size_t newline = std::min(text.find('\n'), text.size());
    std::size_t take = fitting(font, text.substr(0, newline), width);
    std::size_t skip = take;
    if (take < newline) {
      const std::size_t space = text.substr(0, take + 1).rfind(' ');
      if (space != std::string_view::npos && space > 0) take = skip = space;
      if (take == 0) take = skip = static_cast<std::size_t>(decode(text.data(), text.data() + text.size()).bytes);
      while (skip < newline && text[skip] == ' ') ++skip;
    } else if (take < text.size()) {
      skip = take + 1;
    }
    ++lines;
    const bool last = max_lines > 0 && lines == max_lines && skip < text.size();
    line(last ? text.substr(0, newline) : text.substr(0, take), lines - 1);
    if (last || skip >= text.size()) break;
    text.remove_prefix(skip);
  }
  return lines;
}

}  // namespace

float text_width(const Ui& ui, TextStyle style, std::string_view text) {
  return std::ceil(width_of(font_of(ui, style), text));
}

float line_height(const Ui& ui, TextStyle style) { return ui.dp(type_spec(style).line); }

float paint_text(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, Align align) {
  if (text.empty() || rect.w <= 0) return 0;
  ImFontBaked& font = font_of(ui, style);
  float width = width_of(font, text);
  const bool cut = std::ceil(width) > std::ceil(rect.w);
  std::size_t keep = text.size();
  if (cut) {
    const float dots = width_of(font, ellipsis);
    keep = fitting(font, text, rect.w - dots);
    while (keep > 0 && text[keep - 1] == ' ') --keep;
    width = width_of(font, text.substr(0, keep)) + dots;
  }
  if (!ui.visible(rect)) return width;
  float x = rect.x;
  if (!cut && align == Align::right) x = rect.right() - width;
  if (!cut && align == Align::center) x = rect.x + (rect.w - width) / 2;
  x = std::floor(x + 0.5F);
  const float baseline = baseline_in(rect, font);
  draw_run(ui, font, x, baseline, color, text.substr(0, keep));
  if (cut) draw_run(ui, font, x + width_of(font, text.substr(0, keep)), baseline, color, ellipsis);
  return width;
}

float wrapped_height(const Ui& ui, TextStyle style, std::string_view text, float width, int max_lines) {
  if (text.empty()) return 0;
  const int lines = each_line(font_of(ui, style), text, width, max_lines, [](std::string_view, int) {});
  return static_cast<float>(lines) * line_height(ui, style);
}

float paint_wrapped(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, int max_lines,
                    Align align) {
  if (text.empty()) return 0;
  const float line = line_height(ui, style);
  const int lines = each_line(font_of(ui, style), text, rect.w, max_lines, [&](std::string_view part, int index) {
    paint_text(ui, {rect.x, rect.y + static_cast<float>(index) * line, rect.w, line}, style, color, part, align);
  });
  return static_cast<float>(lines) * line;
}

void label(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, Align align) {
  if (text.empty()) return;
  ui.sem.add_text(rect, text);
  paint_text(ui, rect, style, color, text, align);
}

float paragraph(Ui& ui, Rect rect, TextStyle style, Color color, std::string_view text, int max_lines) {
  if (text.empty()) return 0;
  const float height = wrapped_height(ui, style, text, rect.w, max_lines);
  ui.sem.add_text({rect.x, rect.y, rect.w, height}, text);
  return paint_wrapped(ui, rect, style, color, text, max_lines);
}

void heading(Ui& ui, Rect rect, int level, TextStyle style, std::string_view text) {
  ui.sem.add(ui.id(text, static_cast<std::uint64_t>(level)), rect,
             {.role = Role::heading, .name = text, .level = level});
  paint_text(ui, rect, style, ui.color.text, text);
}

void paint_icon(Ui& ui, Rect rect, const char* icon, Color color, float dp) {
  if (icon == nullptr || !ui.visible(rect)) return;
  const int side = static_cast<int>(ui.dp(dp));
  ImFontBaked& font = ui.fonts.baked(400, side);
  const Decoded d = decode(icon, icon + std::char_traits<char>::length(icon));
  const ImFontGlyph& glyph = *font.FindGlyph(d.c);
  if (!glyph.Visible) return;
  const float w = glyph.X1 - glyph.X0;
  const float h = glyph.Y1 - glyph.Y0;
  const float x = std::floor(rect.x + (rect.w - w) / 2 + 0.5F);
  const float y = std::floor(rect.y + (rect.h - h) / 2 + 0.5F);
  ui.draw().PrimReserve(6, 4);
  ui.draw().PrimRectUV({x, y}, {x + w, y + h}, {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, color);
}

}  // namespace voronka::ui
