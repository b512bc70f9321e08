// Which parts of the window differ from the last frame (decision 20): on a machine without a GPU filling pixels is the whole
// cost of a frame. The triangles are hashed into tiles; changed tiles become a few disjoint rectangles.
#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"
#include "ui/geometry.hpp"

namespace voronka::ui {

class Damage {
 public:
  static constexpr int tile = 64;         // pixels
  static constexpr std::size_t most = 6;  // rectangles; more are merged

  // Rectangles to clear and draw again, whole pixels, never overlapping: blending twice would darken. Empty: nothing changed.
  const std::vector<Rect>& areas(const ImDrawData& data, ImU32 background);
  void forget() { shown_.clear(); }  // the next frame is drawn whole

 private:
  void hash(const ImDrawData& data);
  void collect(int columns, int rows);

  std::vector<std::uint64_t> tiles_ = {}, shown_ = {};
  std::vector<Rect> areas_ = {};
  ImU32 background_ = 0;
  ImVec2 size_ = {};
};

}  // namespace voronka::ui
