// Rectangles in physical pixels and the three ways of cutting them up that every view needs. Not a layout engine: a view
// says where its parts are, top to bottom, and reads like the screen looks.
#pragma once

#include <algorithm>

#include "imgui.h"

namespace voronka::ui {

using Vec2 = ImVec2;

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Vec2 min() const { return {x, y}; }
  Vec2 max() const { return {x + w, y + h}; }
  Vec2 center() const { return {x + w / 2, y + h / 2}; }
  bool empty() const { return w <= 0 || h <= 0; }
  bool contains(Vec2 p) const { return p.x >= x && p.y >= y && p.x < x + w && p.y < y + h; }
  bool operator==(const Rect&) const = default;
};

inline Rect inset(Rect r, float by) {
  return {r.x + by, r.y + by, std::max(0.F, r.w - 2 * by), std::max(0.F, r.h - 2 * by)};
}
inline Rect inset(Rect r, float dx, float dy) {
  return {r.x + dx, r.y + dy, std::max(0.F, r.w - 2 * dx), std::max(0.F, r.h - 2 * dy)};
}
inline Rect moved(Rect r, float dx, float dy) { return {r.x + dx, r.y + dy, r.w, r.h}; }
inline Rect intersection(Rect a, Rect b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  return {x, y, std::max(0.F, std::min(a.right(), b.right()) - x), std::max(0.F, std::min(a.bottom(), b.bottom()) - y)};
}
inline bool overlaps(Rect a, Rect b) { return !intersection(a, b).empty(); }
// A box of the given size in the middle of another one, on whole pixels.
inline Rect centered(Rect in, float w, float h) {
  return {static_cast<float>(static_cast<int>(in.x + (in.w - w) / 2)),
          static_cast<float>(static_cast<int>(in.y + (in.h - h) / 2)), w, h};
}

// Hands out slices from the ends of a rectangle. `gap` follows each slice.
class Row {
 public:
  explicit Row(Rect rect, float gap = 0) : rest_(rect), gap_(gap) {}
  Rect left(float w) {
    const Rect slice = {rest_.x, rest_.y, std::min(w, rest_.w), rest_.h};
    cut(w);
    rest_.x += w + gap_;
    return slice;
  }
  Rect right(float w) {
    const Rect slice = {rest_.right() - std::min(w, rest_.w), rest_.y, std::min(w, rest_.w), rest_.h};
    cut(w);
    return slice;
  }
  Rect rest() const { return rest_; }

 private:
  void cut(float w) { rest_.w = std::max(0.F, rest_.w - w - gap_); }
  Rect rest_ = {};
  float gap_ = 0;
};

class Column {
 public:
  explicit Column(Rect rect, float gap = 0) : rest_(rect), top_(rect.y), gap_(gap) {}
  // Unlike Row, a column may run past its end: what is below is scrolled to.
  Rect top(float h) {
    const Rect slice = {rest_.x, rest_.y, rest_.w, h};
    rest_.y += h + gap_;
    rest_.h = std::max(0.F, rest_.h - h - gap_);
    return slice;
  }
  Rect bottom(float h) {
    rest_.h = std::max(0.F, rest_.h - h);
    const Rect slice = {rest_.x, rest_.bottom(), rest_.w, h};
    rest_.h = std::max(0.F, rest_.h - gap_);
    return slice;
  }
  void space(float h) {
    rest_.y += h;
    rest_.h = std::max(0.F, rest_.h - h);
  }
  Rect rest() const { return rest_; }
  float used() const { return rest_.y - top_; }  // height handed out so far, gaps included

 private:
  Rect rest_ = {};
  float top_ = 0;
  float gap_ = 0;
};

}  // namespace voronka::ui
