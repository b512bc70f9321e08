// Draw data to pixels by the processor, for machines without a GPU: browsers emulate WebGL there in other processes, at four times
// the cost, or since 2025 not at all. What a GPU would show, to within rounding: a pixel belongs to the triangle its middle lies in, of
// two with a common edge to exactly one (top-left rule); textures are sampled bilinearly; straight alpha over an opaque ground.
// Most of a picture are boxes of one color and letters on whole pixels, which have ways of their own.
#pragma once

#include <vector>

#include "imgui.h"
#include "ui/geometry.hpp"

namespace voronka::ui {

class Raster {
 public:
  // Draws what lies within `areas` (whole pixels, disjoint: Damage::areas) over the background; the rest keeps what it shows. A size
  // other than the last one makes all of it new: then the areas must cover the whole. Textures: RGBA32 with their pixels in memory.
  void draw(const ImDrawData& data, ImU32 background, const std::vector<Rect>& areas);

  // Rows from the top, IM_COL32, opaque: what ImageData of a browser wants.
  const ImU32* pixels() const { return pixels_.data(); }
  int width() const { return width_; }
  int height() const { return height_; }

 private:
  std::vector<ImU32> pixels_ = {};
  int width_ = 0, height_ = 0;
};

}  // namespace voronka::ui
