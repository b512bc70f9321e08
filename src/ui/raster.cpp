#include "ui/raster.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

namespace voronka::ui {

namespace {

// Two channels of 8 bits are worked on at once, 16 bits apart.
constexpr ImU32 two_channels = 0x00FF00FF;
constexpr ImU32 half = 0x00800080;
constexpr ImU32 opaque = 0xFF000000;
constexpr ImU32 white = 0x00FFFFFF;

// Each lane / 255, rounded, for lanes up to 255 * 255.
ImU32 by_255(ImU32 lanes) {
  lanes += half;
  return ((lanes + ((lanes >> 8) & two_channels)) >> 8) & two_channels;
}

ImU32 times(ImU32 a, ImU32 b) {  // of 0..255
  const ImU32 product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}

ImU32 alpha_of(ImU32 color) { return color >> 24; }

ImU32 over(ImU32 ground, ImU32 color, ImU32 alpha) {
  const ImU32 rest = 255 - alpha;
  const ImU32 red_blue = by_255((color & two_channels) * alpha + (ground & two_channels) * rest);
  const ImU32 green = by_255(((color >> 8) & 0xFF) * alpha + ((ground >> 8) & 0xFF) * rest);
  return opaque | (green << 8) | red_blue;
}

ImU32 tinted(ImU32 texel, ImU32 color) {
  if ((texel & white) == white) return (color & white) | times(alpha_of(texel), alpha_of(color)) << 24;
  if ((color & white) == white && alpha_of(color) == 255) return texel;
  const auto channel = [&](int shift) { return times((texel >> shift) & 0xFF, (color >> shift) & 0xFF) << shift; };
  return channel(0) | channel(8) | channel(16) | channel(24);
}

void put(ImU32& pixel, ImU32 color) {
  const ImU32 alpha = alpha_of(color);
  if (alpha == 255)
    pixel = color;
  else if (alpha != 0)
    pixel = over(pixel, color, alpha);
}

// Half open, whole pixels.
struct Box {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool empty() const { return x0 >= x1 || y0 >= y1; }
};

Box intersection(const Box& a, const Box& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

// The first pixel whose middle is not before the place. Far outside is far enough: no overflow.
int first_from(float place) {
  constexpr float far = 1e6F;
  return static_cast<int>(std::ceil(std::clamp(place, -far, far) - 0.5F));
}

struct Texture {
  const ImU32* texels = nullptr;
  int width = 0, height = 0;

  const ImU32* row(int y) const { return texels + static_cast<std::ptrdiff_t>(y) * width; }
  ImU32 at(int x, int y) const { return row(std::clamp(y, 0, height - 1))[std::clamp(x, 0, width - 1)]; }
  ImU32 nearest(ImVec2 uv) const {
    return at(static_cast<int>(uv.x * static_cast<float>(width)), static_cast<int>(uv.y * static_cast<float>(height)));
  }
  ImU32 bilinear(float u, float v) const {
    const float x = std::clamp(u * static_cast<float>(width) - 0.5F, -1.F, static_cast<float>(width));
    const float y = std::clamp(v * static_cast<float>(height) - 0.5F, -1.F, static_cast<float>(height));
    const float left = std::floor(x);
    const float top = std::floor(y);
    const auto right_part = static_cast<ImU32>((x - left) * 256);
    const auto lower_part = static_cast<ImU32>((y - top) * 256);
    const int column = static_cast<int>(left);
    const int line = static_cast<int>(top);
    const bool whole = column >= 0 && line >= 0 && column + 1 < width && line + 1 < height;
    const ImU32* first = whole ? row(line) + column : nullptr;
    const ImU32 a = whole ? first[0] : at(column, line);
    const ImU32 b = whole ? first[1] : at(column + 1, line);
    const ImU32 c = whole ? first[width] : at(column, line + 1);
    const ImU32 d = whole ? first[width + 1] : at(column + 1, line + 1);
    if (a == b && a == c && a == d) return a;
    if ((a & b & c & d & white) == white) {
      const ImU32 above = alpha_of(a) * (256 - right_part) + alpha_of(b) * right_part;
      const ImU32 below = alpha_of(c) * (256 - right_part) + alpha_of(d) * right_part;
      return white | ((above * (256 - lower_part) + below * lower_part) >> 16) << 24;
    }
    const auto mixed = [](ImU32 from, ImU32 to, ImU32 part) {
      const ImU32 low = (((from & two_channels) * (256 - part) + (to & two_channels) * part) >> 8) & two_channels;
      const ImU32 high =
          (((from >> 8) & two_channels) * (256 - part) + ((to >> 8) & two_channels) * part) & ~two_channels;
      return high | low;
    };
    return mixed(mixed(a, b, right_part), mixed(c, d, right_part), lower_part);
  }
};

// A value that changes evenly over the plane.
struct Slope {
  float start = 0, by_x = 0, by_y = 0;  // at the first corner; per pixel
};

class Painter {
 public:
  Painter(ImU32* pixels, int width, const Box& clip, const Texture& texture)
      : pixels_(pixels), width_(width), clip_(clip), texture_(texture) {}

  // Corners clockwise from the top left.
  void box(const ImDrawVert& a, const ImDrawVert& c) {
    const Box inside =
        intersection({first_from(a.pos.x), first_from(a.pos.y), first_from(c.pos.x), first_from(c.pos.y)}, clip_);
    if (inside.empty()) return;
    if (same(a.uv, c.uv)) {
      const ImU32 color = tinted(texture_.nearest(a.uv), a.col);
      if (alpha_of(color) == 0) return;
      fill_box(inside, color);
      return;
    }
    const float texels_x = static_cast<float>(texture_.width) * (c.uv.x - a.uv.x) / (c.pos.x - a.pos.x);
    const float texels_y = static_cast<float>(texture_.height) * (c.uv.y - a.uv.y) / (c.pos.y - a.pos.y);
    // The texel under the middle of the first pixel, and whether all pixels meet the middles of theirs.
    const float x =
        a.uv.x * static_cast<float>(texture_.width) + (static_cast<float>(inside.x0) + 0.5F - a.pos.x) * texels_x;
    const float y =
        a.uv.y * static_cast<float>(texture_.height) + (static_cast<float>(inside.y0) + 0.5F - a.pos.y) * texels_y;
    const auto meets = [](float first, float step, float wanted, int count) {
      constexpr float slack = 1.F / 64;
      return std::abs(first - std::floor(first) - 0.5F) < slack &&
             std::abs(step - wanted) * static_cast<float>(count) < slack;
    };
    const int lines = inside.y1 - inside.y0;
    const bool by_line = meets(y, texels_y, 1, lines);
    if (meets(x, texels_x, 1, inside.x1 - inside.x0) && (by_line || meets(y, texels_y, 0, lines))) {
      for (int line = 0; line < lines; ++line) {
        letter_row(row(inside.y0 + line) + inside.x0,
                   texture_.row(static_cast<int>(y) + (by_line ? line : 0)) + static_cast<int>(x),
                   inside.x1 - inside.x0, a.col);
      }
      return;
    }
    const float u = 1 / static_cast<float>(texture_.width);
    const float v = 1 / static_cast<float>(texture_.height);
    for (int line = inside.y0; line < inside.y1; ++line) {
      ImU32* to = row(line);
      const float v_here = (y + static_cast<float>(line - inside.y0) * texels_y) * v;
      if (texels_x == 0) {
        fill(to + inside.x0, inside.x1 - inside.x0, tinted(texture_.bilinear(x * u, v_here), a.col));
        continue;
      }
      for (int at = inside.x0; at < inside.x1; ++at) {
        put(to[at], tinted(texture_.bilinear((x + static_cast<float>(at - inside.x0) * texels_x) * u, v_here), a.col));
      }
    }
  }

  void triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
    // By height, then from the left: an edge is the same two corners in the same order for both triangles that share it, so that
    // rounding gives both the same border.
    std::array<const ImDrawVert*, 3> corner = {&a, &b, &c};
    const auto higher = [](const ImDrawVert* p, const ImDrawVert* q) {
      return p->pos.y < q->pos.y || (p->pos.y == q->pos.y && p->pos.x < q->pos.x);
    };
    if (higher(corner[1], corner[0])) std::swap(corner[0], corner[1]);
    if (higher(corner[2], corner[1])) std::swap(corner[1], corner[2]);
    if (higher(corner[1], corner[0])) std::swap(corner[0], corner[1]);
    const ImVec2 top = corner[0]->pos;
    const ImVec2 middle = corner[1]->pos;
    const ImVec2 bottom = corner[2]->pos;
    const int first = std::max(first_from(top.y), clip_.y0);
    const int last = std::min(first_from(bottom.y), clip_.y1);
    if (first >= last) return;
    const float area = (middle.x - top.x) * (bottom.y - top.y) - (bottom.x - top.x) * (middle.y - top.y);
    constexpr float nothing =
        1e-4F;  // of a pixel: no middle lies in it but by chance, and its slopes would have no end
    if (std::abs(area) < nothing) return;
    shade(*corner[0], *corner[1], *corner[2], area);
    if (flat_ && alpha_of(color_) == 0) return;
    const bool middle_is_right = area > 0;
    for (int y = first; y < last; ++y) {
      const float at = static_cast<float>(y) + 0.5F;
      const float along = crossing(top, bottom, at);
      const float across = at < middle.y ? crossing(top, middle, at) : crossing(middle, bottom, at);
      const int left = std::max(first_from(middle_is_right ? along : across), clip_.x0);
      const int right = std::min(first_from(middle_is_right ? across : along), clip_.x1);
      if (left >= right) continue;
      if (flat_)
        fill(row(y) + left, right - left, color_);
      else
        shaded_row(top, y, left, right);
    }
  }

 private:
  static bool same(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }
  static float crossing(ImVec2 from, ImVec2 to, float y) {
    return from.x + (y - from.y) * ((to.x - from.x) / (to.y - from.y));
  }

  ImU32* row(int y) { return pixels_ + static_cast<std::ptrdiff_t>(y) * width_; }

  static void fill(ImU32* to, int count, ImU32 color) {
    const ImU32 alpha = alpha_of(color);
    if (alpha == 255) {
      std::fill_n(to, count, color);
      return;
    }
    const ImU32 rest = 255 - alpha;
    const ImU32 red_blue = (color & two_channels) * alpha;
    const ImU32 green = ((color >> 8) & 0xFF) * alpha;
    for (int i = 0; i < count; ++i) {
      const ImU32 ground = to[i];
      to[i] = opaque | (by_255(green + ((ground >> 8) & 0xFF) * rest) << 8) |
              by_255(red_blue + (ground & two_channels) * rest);
    }
  }

  void fill_box(const Box& box, ImU32 color) {
    const auto count = static_cast<std::size_t>(box.x1 - box.x0);
    for (int y = box.y0; y < box.y1; ++y) {
      if (y > box.y0 && alpha_of(color) == 255)
        std::memcpy(row(y) + box.x0, row(box.y0) + box.x0, count * sizeof(ImU32));  // the fastest there is
      else
        fill(row(y) + box.x0, box.x1 - box.x0, color);
    }
  }

  static void letter_row(ImU32* to, const ImU32* texels, int count, ImU32 color) {
    const ImU32 strength = alpha_of(color);
    for (int i = 0; i < count; ++i) {
      const ImU32 texel = texels[i];
      if (alpha_of(texel) == 0) continue;
      if ((texel & white) != white) {  // a picture, an emoji
        put(to[i], tinted(texel, color));
        continue;
      }
      const ImU32 alpha = strength == 255 ? alpha_of(texel) : times(strength, alpha_of(texel));
      to[i] = alpha == 255 ? (color | opaque) : over(to[i], color, alpha);
    }
  }

  // What fills the triangle: one color, or slopes of its channels and of its place in the texture.
  void shade(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, float area) {
    one_texel_ = same(a.uv, b.uv) && same(a.uv, c.uv);
    one_color_ = a.col == b.col && a.col == c.col;
    one_hue_ = ((a.col ^ b.col) & white) == 0 && ((a.col ^ c.col) & white) == 0;
    color_ = a.col;
    if (one_texel_) texel_ = texture_.nearest(a.uv);
    flat_ = one_color_ && one_texel_;
    if (flat_) {
      color_ = tinted(texel_, a.col);
      return;
    }
    even_along_ = true;
    const auto slope = [&](float at_a, float at_b, float at_c) {
      const float to_b = at_b - at_a;
      const float to_c = at_c - at_a;
      const Slope made = {at_a, (to_b * (c.pos.y - a.pos.y) - to_c * (b.pos.y - a.pos.y)) / area,
                          (to_c * (b.pos.x - a.pos.x) - to_b * (c.pos.x - a.pos.x)) / area};
      if (made.by_x != 0) even_along_ = false;
      return made;
    };
    for (std::size_t i = one_hue_ ? 3 : 0; i < channels_.size() && !one_color_; ++i) {
      const auto channel = [&](ImU32 color) { return static_cast<float>((color >> (8 * i)) & 0xFF) + 0.5F; };  // rounds
      channels_[i] = slope(channel(a.col), channel(b.col), channel(c.col));
    }
    if (one_texel_) return;
    u_ = slope(a.uv.x, b.uv.x, c.uv.x);
    v_ = slope(a.uv.y, b.uv.y, c.uv.y);
  }

  ImU32 shaded(float along, float down) const {
    const auto value = [&](const Slope& slope) { return slope.start + along * slope.by_x + down * slope.by_y; };
    const auto channel = [&](std::size_t i) {
      return static_cast<ImU32>(std::clamp(value(channels_[i]), 0.F, 255.F)) << (8 * i);
    };
    ImU32 color = color_;
    if (!one_color_)
      color = one_hue_ ? (color & white) | channel(3) : channel(0) | channel(1) | channel(2) | channel(3);
    return tinted(one_texel_ ? texel_ : texture_.bilinear(value(u_), value(v_)), color);
  }

  void shaded_row(ImVec2 start, int y, int left, int right) {
    const float down = static_cast<float>(y) + 0.5F - start.y;
    const float along = static_cast<float>(left) + 0.5F - start.x;
    ImU32* to = row(y);
    // The sides of boxes: every line of them has one color.
    if (even_along_) {
      fill(to + left, right - left, shaded(along, down));
      return;
    }
    for (int x = left; x < right; ++x) put(to[x], shaded(along + static_cast<float>(x - left), down));
  }

  ImU32* pixels_;
  int width_;
  Box clip_;
  Texture texture_;
  bool flat_ = false, even_along_ = false, one_texel_ = false, one_color_ = false, one_hue_ = false;
  ImU32 color_ = 0, texel_ = 0;
  std::array<Slope, 4> channels_ = {};
  Slope u_ = {}, v_ = {};
};

void draw_command(Painter& painter, const Box& clip, const ImDrawList& list, const ImDrawCmd& command) {
  const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  const ImVec2 low = {static_cast<float>(clip.x0), static_cast<float>(clip.y0)};
  const ImVec2 high = {static_cast<float>(clip.x1), static_cast<float>(clip.y1)};
  const auto outside = [&](const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
    return (a.pos.y >= high.y && b.pos.y >= high.y && c.pos.y >= high.y) ||
           (a.pos.y <= low.y && b.pos.y <= low.y && c.pos.y <= low.y) ||
           (a.pos.x >= high.x && b.pos.x >= high.x && c.pos.x >= high.x) ||
           (a.pos.x <= low.x && b.pos.x <= low.x && c.pos.x <= low.x);
  };
  for (unsigned i = 0; i + 2 < command.ElemCount;) {
    const ImDrawVert& a = vertices[index[i]];
    const ImDrawVert& b = vertices[index[i + 1]];
    const ImDrawVert& c = vertices[index[i + 2]];
    // A box: two triangles on four corners, upright, of one color.
    if (i + 5 < command.ElemCount && index[i + 3] == index[i] && index[i + 4] == index[i + 2]) {
      const ImDrawVert& d = vertices[index[i + 5]];
      if (a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.pos.x < c.pos.x &&
          a.pos.y < c.pos.y && a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x &&
          a.col == b.col && a.col == c.col && a.col == d.col) {
        if (!outside(a, b, c)) painter.box(a, c);
        i += 6;
        continue;
      }
    }
    if (!outside(a, b, c)) painter.triangle(a, b, c);
    i += 3;
  }
}

}  // namespace

void Raster::draw(const ImDrawData& data, ImU32 background, const std::vector<Rect>& areas) {
  const int width = static_cast<int>(data.DisplaySize.x);
  const int height = static_cast<int>(data.DisplaySize.y);
  if (width != width_ || height != height_) {
    width_ = width;
    height_ = height;
    pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), background | opaque);
  }
  for (const Rect& area : areas) {
    const Box piece = {static_cast<int>(area.x), static_cast<int>(area.y), static_cast<int>(area.right()),
                       static_cast<int>(area.bottom())};
    for (int y = piece.y0; y < piece.y1; ++y) {
      std::fill_n(pixels_.data() + static_cast<std::ptrdiff_t>(y) * width + piece.x0, piece.x1 - piece.x0,
                  background | opaque);
    }
    for (const ImDrawList* list : data.CmdLists) {
      for (const ImDrawCmd& command : list->CmdBuffer) {
        const ImVec4& c = command.ClipRect;
        const Box clip = intersection(
            {static_cast<int>(c.x), static_cast<int>(c.y), static_cast<int>(c.z), static_cast<int>(c.w)}, piece);
        const ImTextureData* texture = command.TexRef._TexData;
        if (clip.empty() || command.ElemCount == 0 || texture == nullptr || texture->Pixels == nullptr) continue;
        Painter painter(pixels_.data(), width, clip,
                        {reinterpret_cast<const ImU32*>(texture->Pixels), texture->Width, texture->Height});
        draw_command(painter, clip, *list, command);
      }
    }
  }
}

}  // namespace voronka::ui
