// Puts finished draw data on the screen. The only file behind it that knows GL is gl_renderer.cpp.
#pragma once

#include <memory>

#include "imgui.h"

namespace voronka {

class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual void draw(ImDrawData& data, ImU32 background) = 0;
  virtual void lost() = 0;      // the context is gone: nothing may be drawn
  virtual void restored() = 0;  // a new context: everything is made anew
};

// Nothing when the browser has no WebGL 2.
std::unique_ptr<Renderer> make_gl_renderer();

}  // namespace voronka
