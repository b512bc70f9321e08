// The draw list of the window, the glyph atlas and what a renderer is given at the end of a frame. Of Dear ImGui the page uses
// these parts only: without its context, windows and widgets the page is a third smaller and a frame does nothing unseen.
#pragma once

#include <memory>

#include "imgui.h"

namespace voronka::ui {

class Canvas {
 public:
  Canvas();
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  ImFontAtlas& atlas() { return *atlas_; }
  ImDrawList& list() { return *list_; }
  void begin(float width, float height);
  void end();
  ImDrawData& data() { return *data_; }  // of the last finished frame
  void forget_textures();                // the context is gone: everything is uploaded again

 private:
  struct Shared;
  std::unique_ptr<ImFontAtlas> atlas_ = {};
  std::unique_ptr<Shared> shared_;  // made in the constructor: Shared is known in canvas.cpp only
  std::unique_ptr<ImDrawList> list_ = {};
  std::unique_ptr<ImDrawData> data_ = {};
  int frame_ = 0;
};

}  // namespace voronka::ui
