#include "ui/canvas.hpp"

#include "imgui_internal.h"

namespace voronka::ui {

struct Canvas::Shared {
  ImDrawListSharedData data = {};
};

Canvas::Canvas()
    : atlas_(std::make_unique<ImFontAtlas>()),
      shared_(std::make_unique<Shared>()),
      data_(std::make_unique<ImDrawData>()) {
  ImDrawListSharedData& shared = shared_->data;
  shared.FontAtlas = atlas_.get();
  shared.InitialFlags =
      ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex | ImDrawListFlags_AntiAliasedFill;
  shared.CurveTessellationTol = 1.25F;
  shared.SetCircleTessellationMaxError(0.30F);
  ImFontAtlasAddDrawListSharedData(atlas_.get(), &shared);
  // A few hundred glyphs of a dozen sizes: starting wide saves growing step by step while the first frame is drawn.
  atlas_->TexMinWidth = 1024;
  atlas_->TexMinHeight = 256;
  list_ = std::make_unique<ImDrawList>(&shared);
}

Canvas::~Canvas() {
  list_.reset();
  ImFontAtlasRemoveDrawListSharedData(atlas_.get(), &shared_->data);
  for (ImTextureData* texture : atlas_->TexList) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
}

void Canvas::begin(float width, float height) {
  ImFontAtlasUpdateNewFrame(atlas_.get(), ++frame_, true);
  ImFontAtlasUpdateDrawListsSharedData(atlas_.get());
  shared_->data.ClipRectFullscreen = {0, 0, width, height};
  list_->_ResetForNewFrame();
  list_->PushTexture(atlas_->TexRef);
  list_->PushClipRect({0, 0}, {width, height});
  data_->Clear();
  data_->DisplaySize = {width, height};
  data_->FramebufferScale = {1, 1};
}

void Canvas::end() {
  list_->PopClipRect();
  list_->PopTexture();
  data_->AddDrawList(list_.get());
  data_->Textures = &atlas_->TexList;
  data_->Valid = true;
}

void Canvas::forget_textures() {
  for (ImTextureData* texture : atlas_->TexList) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->BackendUserData = nullptr;
    texture->SetStatus(texture->WantDestroyNextFrame ? ImTextureStatus_Destroyed : ImTextureStatus_WantCreate);
  }
}

}  // namespace voronka::ui
