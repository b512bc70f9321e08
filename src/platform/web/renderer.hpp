// Puts finished draw data on the screen: by WebGL where there is a GPU (gl_renderer.cpp is the only file that knows GL), else by the
// processor (soft_renderer.cpp): WebGL without a GPU is emulated slowly, and browsers cease to offer it.
#pragma once

#include <memory>

#include "imgui.h"

namespace voronka {

class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual void draw(ImDrawData& data, ImU32 background) = 0;
  virtual void wiped() = 0;     // the canvas is blank: the next picture is drawn whole
  virtual void lost() = 0;      // the context is gone: nothing may be drawn
  virtual void restored() = 0;  // a new context: everything is made anew
};

// On the context that picture.js made. Nothing when that cannot be used.
std::unique_ptr<Renderer> make_gl_renderer();
// On a canvas that picture.js has left without a context. Nothing when the browser has no 2D canvas.
std::unique_ptr<Renderer> make_soft_renderer();

}  // namespace voronka
