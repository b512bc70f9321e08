#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/random.hpp"
#include "tests/support/ui_harness.hpp"
#include "ui/damage.hpp"

using namespace voronka;
using namespace voronka::ui;

namespace {

std::vector<Rect> areas_of(Damage& damage, test::Harness& h) {
  return damage.areas(h.ui().fonts.canvas.data(), h.ui().color.canvas);
}

}  // namespace

TEST_CASE("damage covers every moved box, its areas never overlap, and there are few of them") {
  Random random(3);
  std::vector<Rect> boxes(30);
  std::vector<Rect> before;
  const auto place = [&](Rect& box) {
    box = {static_cast<float>(random.next() % 1200), static_cast<float>(random.next() % 740),
           static_cast<float>(8 + random.next() % 120), static_cast<float>(8 + random.next() % 60)};
  };
  for (Rect& box : boxes) place(box);
  test::Harness h([&](Ui& ui) {
    for (const Rect& box : boxes) ui.fill(box, ui.color.accent);
  });
  Damage damage;
  CHECK(areas_of(damage, h).size() == 1);
  CHECK(areas_of(damage, h).empty());
  for (int round = 0; round < 200; ++round) {
    std::vector<Rect> touched;
    // Different boxes: a place that is left again before the frame is drawn was never seen.
    const std::uint64_t first = random.next() % boxes.size();
    for (std::uint64_t i = 0; i <= random.next() % 4; ++i) {
      Rect& box = boxes[(first + i) % boxes.size()];
      touched.push_back(box);
      place(box);
      touched.push_back(box);
    }
    h.frame();
    const std::vector<Rect> areas = areas_of(damage, h);
    CHECK(areas.size() <= Damage::most);
    for (std::size_t i = 0; i < areas.size(); ++i) {
      for (std::size_t k = i + 1; k < areas.size(); ++k) CHECK_FALSE(overlaps(areas[i], areas[k]));
    }
    for (const Rect& box : touched) {
      // Each pixel of it lies in some area.
      const Rect seen = intersection(box, {0, 0, 1280, 800});
      float covered = 0;
      for (const Rect& area : areas) {
        const Rect both = intersection(seen, area);
        covered += both.w * both.h;
      }
      CHECK(covered == doctest::Approx(seen.w * seen.h));
    }
  }
}

TEST_CASE("a frame of another color is drawn anew where it runs, and a round box everywhere, whatever its size") {
  for (const float side : {20.F, 150.F, 700.F}) {
    Color ink = 0xFF112233;
    bool filled = false;
    test::Harness h([&](Ui& ui) {
      if (filled)
        ui.fill({20, 20, side, side}, ink, 8);
      else
        ui.outline({20, 20, side, side}, ink, 8);
    });
    Damage damage;
    const auto is_redrawn = [&](float x, float y) {
      const std::vector<Rect> areas = areas_of(damage, h);
      CHECK_FALSE(areas.empty());
      return std::ranges::any_of(areas, [&](const Rect& area) { return area.contains({x, y}); });
    };
    is_redrawn(0, 0);
    for (const Vec2 at : {Vec2{20, 20 + side / 2}, Vec2{19 + side, 20 + side / 2}, Vec2{20 + side / 2, 20},
                          Vec2{20 + side / 2, 19 + side}, Vec2{23, 23}}) {
      ink += 0x000007;
      h.frame();
      CHECK(is_redrawn(at.x, at.y));
    }
    filled = true;
    h.frame();
    is_redrawn(0, 0);
    ink += 0x000007;
    h.frame();
    CHECK(is_redrawn(20 + side / 2, 20 + side / 2));
  }
}

TEST_CASE("a small change far from another does not redraw what lies between") {
  Rect moving = {10, 10, 20, 20};
  test::Harness h([&](Ui& ui) {
    ui.fill(moving, ui.color.accent);
    ui.fill({1200, 700, moving.x, 20}, ui.color.accent);
  });
  Damage damage;
  areas_of(damage, h);
  moving.x = 12;
  h.frame();
  float pixels = 0;
  for (const Rect& area : areas_of(damage, h)) pixels += area.w * area.h;
  CHECK(pixels > 0);
  CHECK(pixels < 1280 * 800 * 0.05);
}

namespace {

// One square of 100 x 100 at (200, 200), cut to `clip`, out of texture number `texture`.
struct OneSquare {
  OneSquare(Rect clip, ImTextureID texture) {
    list.AddDrawCmd();
    list.CmdBuffer.back().ClipRect = {clip.x, clip.y, clip.right(), clip.bottom()};
    list.CmdBuffer.back().TexRef = ImTextureRef(texture);
    list.CmdBuffer.back().ElemCount = 6;
    for (const ImVec2 corner : {ImVec2(200, 200), ImVec2(300, 200), ImVec2(300, 300), ImVec2(200, 300)})
      list.VtxBuffer.push_back({corner, {0, 0}, 0xFFFFFFFF});
    for (const ImDrawIdx index : {0U, 1U, 2U, 0U, 2U, 3U}) list.IdxBuffer.push_back(index);
    data.DisplaySize = {1280, 800};
    data.CmdLists.push_back(&list);
  }
  ImDrawList list = ImDrawList(nullptr);
  ImDrawData data = {};
};

}  // namespace

TEST_CASE("the same triangles cut otherwise, or with another texture, are drawn anew") {
  const Rect whole = {0, 0, 1280, 800};
  const Rect half = {0, 0, 250, 800};
  Damage damage;
  const auto redrawn = [&](Rect clip, ImTextureID texture) {
    return !damage.areas(OneSquare(clip, texture).data, 0).empty();
  };
  CHECK(redrawn(whole, 1));
  CHECK_FALSE(redrawn(whole, 1));
  CHECK(redrawn(half, 1));
  CHECK_FALSE(redrawn(half, 1));
  CHECK(redrawn(half, 2));
  CHECK_FALSE(redrawn(half, 2));
  CHECK(redrawn(whole, 2));
}
