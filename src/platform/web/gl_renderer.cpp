#include <GLES3/gl3.h>
#include <emscripten/html5_webgl.h>

#include "backends/imgui_impl_opengl3.h"
#include "platform/web/renderer.hpp"

namespace voronka {

namespace {

class GlRenderer final : public Renderer {
 public:
  explicit GlRenderer(EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context) : context_(context) {}

  bool init() { return ImGui_ImplOpenGL3_Init("#version 300 es"); }

  void draw(ImDrawData& data, ImU32 background) override {
    if (!alive_) return;
    emscripten_webgl_make_context_current(context_);
    ImGui_ImplOpenGL3_NewFrame();
    const auto channel = [&](int shift) { return static_cast<float>((background >> shift) & 0xFF) / 255; };
    glViewport(0, 0, static_cast<int>(data.DisplaySize.x), static_cast<int>(data.DisplaySize.y));
    glDisable(GL_SCISSOR_TEST);
    // The background is a clear, never a window-sized quad: free even on a machine without a GPU.
    glClearColor(channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(&data);
  }

  void lost() override { alive_ = false; }

  void restored() override {
    emscripten_webgl_make_context_current(context_);
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    alive_ = true;
  }

 private:
  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context_ = 0;
  bool alive_ = true;
};

}  // namespace

std::unique_ptr<Renderer> make_gl_renderer() {
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  wanted.alpha = false;
  wanted.antialias = false;
  wanted.depth = false;
  wanted.stencil = false;
  wanted.preserveDrawingBuffer = false;
  wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &wanted);
  if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS) return nullptr;
  auto renderer = std::make_unique<GlRenderer>(context);
  if (!renderer->init()) return nullptr;
  return renderer;
}

}  // namespace voronka
