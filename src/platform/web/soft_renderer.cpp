// Draw data to a 2D canvas: the pixels are made here (ui/raster.hpp), the browser is handed the parts that changed.
#include <vector>

#include "platform/web/renderer.hpp"
#include "platform/web/web_calls.hpp"
#include "ui/damage.hpp"
#include "ui/raster.hpp"

namespace voronka {

namespace {

class SoftRenderer final : public Renderer {
 public:
  void draw(ImDrawData& data, ImU32 background) override {
    if (!alive_) return;
    if (data.Textures != nullptr) {
      for (ImTextureData* texture : *data.Textures) take(*texture);
    }
    const std::vector<ui::Rect>& areas = damage_.areas(data, background);
    raster_.draw(data, background, areas);
    for (const ui::Rect& area : areas) {
      js_picture_put(raster_.pixels(), raster_.width(), raster_.height(), static_cast<int>(area.x),
                     static_cast<int>(area.y), static_cast<int>(area.w), static_cast<int>(area.h));
    }
  }

  void wiped() override { damage_.forget(); }
  void lost() override { alive_ = false; }
  void restored() override {
    alive_ = true;
    damage_.forget();
  }

 private:
  // Nothing to upload: the texels are read where the atlas keeps them.
  static void take(ImTextureData& texture) {
    if (texture.Status == ImTextureStatus_WantCreate || texture.Status == ImTextureStatus_WantUpdates) {
      texture.SetTexID(static_cast<ImTextureID>(texture.UniqueID) + 1);
      texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
      texture.SetTexID(ImTextureID_Invalid);
      texture.SetStatus(ImTextureStatus_Destroyed);
    }
  }

  bool alive_ = true;
  ui::Damage damage_ = {};
  ui::Raster raster_ = {};
};

}  // namespace

std::unique_ptr<Renderer> make_soft_renderer() {
  if (js_picture_open() == 0) return nullptr;
  return std::make_unique<SoftRenderer>();
}

}  // namespace voronka
