// Draw data to WebGL 2: one program, one vertex array, textures as the atlas asks for them. Written out instead of ImGui's stock
// backend because that needs ImGui's context, which the page does without, and because of the damaged tiles.
#include <GLES3/gl3.h>
#include <emscripten/html5_webgl.h>

#include <cstddef>
#include <vector>

#include "platform/web/renderer.hpp"
#include "ui/damage.hpp"

namespace voronka {

namespace {

constexpr const char* vertex_source = R"(#version 300 es
precision highp float;
uniform vec2 size;
layout(location=0) in vec2 at;
layout(location=1) in vec2 uv;
layout(location=2) in vec4 color;
out vec2 uv_out;
out vec4 color_out;
void main() { uv_out = uv; color_out = color; gl_Position = vec4(at.x * 2. / size.x - 1., 1. - at.y * 2. / size.y, 0, 1); })";

constexpr const char* fragment_source = R"(#version 300 es
precision mediump float;
uniform sampler2D atlas;
in vec2 uv_out;
in vec4 color_out;
out vec4 color;
void main() { color = color_out * texture(atlas, uv_out); })";

GLuint compiled(GLenum kind, const char* source) {
  const GLuint shader = glCreateShader(kind);
  glShaderSource(shader, 1, &source, nullptr);
  glCompileShader(shader);
  return shader;
}

class GlRenderer final : public Renderer {
 public:
  explicit GlRenderer(EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context) : context_(context) {}

  bool init() {
    const GLuint program = glCreateProgram();
    glAttachShader(program, compiled(GL_VERTEX_SHADER, vertex_source));
    glAttachShader(program, compiled(GL_FRAGMENT_SHADER, fragment_source));
    glLinkProgram(program);
    GLint linked = 0;
    glGetProgramiv(program, GL_LINK_STATUS, &linked);
    if (linked == 0) return false;
    glUseProgram(program);
    size_place_ = glGetUniformLocation(program, "size");
    glUniform1i(glGetUniformLocation(program, "atlas"), 0);
    GLuint names[2] = {};
    glGenBuffers(2, names);
    GLuint array = 0;
    glGenVertexArrays(1, &array);
    glBindVertexArray(array);
    glBindBuffer(GL_ARRAY_BUFFER, names[0]);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, names[1]);
    const auto attribute = [](GLuint index, GLint count, GLenum type, GLboolean normalized, std::size_t offset) {
      glEnableVertexAttribArray(index);
      glVertexAttribPointer(index, count, type, normalized, sizeof(ImDrawVert), reinterpret_cast<const void*>(offset));
    };
    attribute(0, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, pos));
    attribute(1, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, uv));
    attribute(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(ImDrawVert, col));
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    alive_ = true;
    damage_.forget();
    return true;
  }

  void draw(ImDrawData& data, ImU32 background) override {
    if (!alive_) return;
    if (data.Textures != nullptr) {
      for (ImTextureData* texture : *data.Textures) {
        if (texture->Status != ImTextureStatus_OK) update(*texture);
      }
    }
    const std::vector<ui::Rect>& areas = damage_.areas(data, background);
    if (areas.empty()) return;

    const int height = static_cast<int>(data.DisplaySize.y);
    glViewport(0, 0, static_cast<int>(data.DisplaySize.x), height);
    glUniform2f(size_place_, data.DisplaySize.x, data.DisplaySize.y);
    const auto channel = [&](int shift) { return static_cast<float>((background >> shift) & 0xFF) / 255; };
    // The background is a clear, never a window-sized quad: free even on a machine without a GPU.
    glClearColor(channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT), channel(IM_COL32_B_SHIFT), 1);
    for (const ImDrawList* list : data.CmdLists) {
      glBufferData(GL_ARRAY_BUFFER, list->VtxBuffer.size_in_bytes(), list->VtxBuffer.Data, GL_STREAM_DRAW);
      glBufferData(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer.size_in_bytes(), list->IdxBuffer.Data, GL_STREAM_DRAW);
      for (const ui::Rect& area : areas) {
        scissor(area, height);
        glClear(GL_COLOR_BUFFER_BIT);
        for (const ImDrawCmd& command : list->CmdBuffer) {
          const ImVec4& c = command.ClipRect;
          const ui::Rect clip = ui::intersection({c.x, c.y, c.z - c.x, c.w - c.y}, area);
          if (clip.empty() || command.ElemCount == 0) continue;
          scissor(clip, height);
          glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(command.GetTexID()));
          glDrawElements(
              GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_INT,
              reinterpret_cast<const void*>(static_cast<std::size_t>(command.IdxOffset) * sizeof(ImDrawIdx)));
        }
      }
    }
  }

  void wiped() override { damage_.forget(); }
  void lost() override { alive_ = false; }
  void restored() override {
    emscripten_webgl_make_context_current(context_);
    init();
  }

 private:
  static void scissor(const ui::Rect& r, int height) {
    glScissor(static_cast<int>(r.x), height - static_cast<int>(r.bottom()), static_cast<int>(r.w),
              static_cast<int>(r.h));
  }

  void update(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate) {
      GLuint name = 0;
      glGenTextures(1, &name);
      glBindTexture(GL_TEXTURE_2D, name);
      for (const auto& [key, value] : {std::pair{GL_TEXTURE_MIN_FILTER, GL_LINEAR},
                                       {GL_TEXTURE_MAG_FILTER, GL_LINEAR},
                                       {GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE},
                                       {GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE}}) {
        glTexParameteri(GL_TEXTURE_2D, static_cast<GLenum>(key), value);
      }
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                   texture.GetPixels());
      texture.SetTexID(static_cast<ImTextureID>(name));
      texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantUpdates) {
      glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture.TexID));
      glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
      for (const ImTextureRect& r : texture.Updates) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, r.x, r.y, r.w, r.h, GL_RGBA, GL_UNSIGNED_BYTE, texture.GetPixelsAt(r.x, r.y));
      }
      glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
      texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
      const auto name = static_cast<GLuint>(texture.TexID);
      glDeleteTextures(1, &name);
      texture.SetTexID(ImTextureID_Invalid);
      texture.SetStatus(ImTextureStatus_Destroyed);
    }
  }

  EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context_ = 0;
  GLint size_place_ = 0;
  bool alive_ = false;
  ui::Damage damage_ = {};
};

}  // namespace

std::unique_ptr<Renderer> make_gl_renderer() {
  // The canvas has its context, with the options picture.js gave it; this gives it a number.
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &wanted);
  if (context <= 0 || emscripten_webgl_make_context_current(context) != EMSCRIPTEN_RESULT_SUCCESS) return nullptr;
  auto renderer = std::make_unique<GlRenderer>(context);
  if (!renderer->init()) return nullptr;
  return renderer;
}

}  // namespace voronka
