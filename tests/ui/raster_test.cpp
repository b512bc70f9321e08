#include "ui/raster.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "base/random.hpp"
#include "tests/support/ui_harness.hpp"
#include "ui/damage.hpp"

using namespace voronka;
using namespace voronka::ui;

namespace {

constexpr ImU32 ground = 0xFF204060;
constexpr int side = 64;
const Rect everything = {0, 0, side, side};

int channel(ImU32 color, int i) { return static_cast<int>((color >> (8 * i)) & 0xFF); }

// A list of triangles over one texture of 8 x 8: white at the left, letters' shades of alpha at the right.
struct Picture {
  Picture() {
    texture.Create(ImTextureFormat_RGBA32, 8, 8);
    for (int y = 0; y < 8; ++y) {
      for (int x = 0; x < 8; ++x)
        texel(x, y) = x < 4 ? 0xFFFFFFFF : 0x00FFFFFF | static_cast<ImU32>(32 * y + 8 * x) << 24;
    }
    list.AddDrawCmd();
    list.CmdBuffer.back().ClipRect = {0, 0, side, side};
    list.CmdBuffer.back().TexRef._TexData = &texture;
    data.DisplaySize = {side, side};
    data.CmdLists.push_back(&list);
  }
  ImU32& texel(int x, int y) { return reinterpret_cast<ImU32*>(texture.Pixels)[y * 8 + x]; }
  void triangle(ImVec2 a, ImVec2 b, ImVec2 c, ImU32 color) {
    for (const ImVec2 at : {a, b, c}) {
      list.IdxBuffer.push_back(static_cast<ImDrawIdx>(list.VtxBuffer.Size));
      list.VtxBuffer.push_back({at, {0.2F, 0.2F}, color});
    }
    count();
  }
  void box(Rect r, Rect uv, ImU32 color) {
    const auto first = static_cast<ImDrawIdx>(list.VtxBuffer.Size);
    const auto corner = [&](float x, float y, float u, float v) { list.VtxBuffer.push_back({{x, y}, {u, v}, color}); };
    corner(r.x, r.y, uv.x, uv.y);
    corner(r.right(), r.y, uv.right(), uv.y);
    corner(r.right(), r.bottom(), uv.right(), uv.bottom());
    corner(r.x, r.bottom(), uv.x, uv.bottom());
    for (const unsigned i : {0U, 1U, 2U, 0U, 2U, 3U}) list.IdxBuffer.push_back(first + i);
    count();
  }
  ImU32 at(int x, int y) const { return raster.pixels()[y * side + x]; }
  // Pixels that are drawn on and should not be, or the other way round.
  template <class Drawn>
  int wrong(Drawn drawn) const {
    int count = 0;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) count += (at(x, y) != ground) == drawn(x, y) ? 0 : 1;
    }
    return count;
  }
  void draw(const std::vector<Rect>& areas = {everything}) { raster.draw(data, ground, areas); }

  ImTextureData texture = {};
  ImDrawList list = ImDrawList(nullptr);
  ImDrawData data = {};
  Raster raster = {};

 private:
  void count() { list.CmdBuffer.back().ElemCount = static_cast<unsigned>(list.IdxBuffer.Size); }
};

const Rect on_white = {0.2F, 0.2F, 0, 0};

}  // namespace

TEST_CASE("a box takes the pixels whose middle lies in it, no others") {
  Picture picture;
  picture.box({10.4F, 20.6F, 5, 3}, on_white, 0xFF0000FF);
  picture.draw();
  CHECK(picture.wrong([](int x, int y) { return x >= 10 && x < 15 && y >= 21 && y < 24; }) == 0);
  CHECK(picture.at(10, 21) == 0xFF0000FF);
}

TEST_CASE("colors lie over each other as the formula says, to within one step, for every alpha") {
  const ImU32 above = 0x00E03A91;
  for (ImU32 alpha = 0; alpha < 256; ++alpha) {
    Picture picture;
    picture.box({0, 0, 8, 8}, on_white, above | alpha << 24);
    picture.triangle({20, 0}, {40, 0}, {20, 20}, above | alpha << 24);
    picture.draw();
    for (int i = 0; i < 3; ++i) {
      const double exact =
          (channel(above, i) * static_cast<double>(alpha) + channel(ground, i) * static_cast<double>(255 - alpha)) /
          255;
      CHECK(std::abs(channel(picture.at(3, 3), i) - exact) < 1);
      CHECK(std::abs(channel(picture.at(23, 3), i) - exact) < 1);
    }
    CHECK(channel(picture.at(3, 3), 3) == 255);
  }
}

TEST_CASE("triangles that share edges leave no gap between them and meet in no pixel twice") {
  Random random(11);
  const auto place = [&] { return static_cast<float>(random.next() % 6400) / 100; };
  for (int round = 0; round < 300; ++round) {
    // A square cut into four at a point anywhere in it; half transparent, so that a pixel drawn twice is darker.
    Picture picture;
    const std::array<ImVec2, 4> corner = {ImVec2(0, 0), ImVec2(side, 0), ImVec2(side, side), ImVec2(0, side)};
    const ImVec2 middle = {place(), place()};
    for (std::size_t i = 0; i < 4; ++i) picture.triangle(corner[i], corner[(i + 1) % 4], middle, 0x80FFFFFF);
    picture.draw();
    const ImU32 once = picture.at(0, 0);
    CHECK(once != ground);
    int others = 0;
    for (int i = 0; i < side * side; ++i) others += picture.raster.pixels()[i] == once ? 0 : 1;
    CHECK(others == 0);
  }
}

TEST_CASE("a triangle has the pixels that lie within its edges, whichever way round it is given") {
  Random random(12);
  const auto place = [&] { return static_cast<float>(random.next() % 9600) / 100 - 16; };
  for (int round = 0; round < 300; ++round) {
    const ImVec2 a = {place(), place()};
    const ImVec2 b = {place(), place()};
    const ImVec2 c = {place(), place()};
    const auto side_of = [](ImVec2 from, ImVec2 to, ImVec2 p) {
      return static_cast<double>(to.x - from.x) * static_cast<double>(p.y - from.y) -
             static_cast<double>(to.y - from.y) * static_cast<double>(p.x - from.x);
    };
    Picture one;
    one.triangle(a, b, c, 0xFF00FF00);
    one.draw();
    Picture other;
    other.triangle(c, b, a, 0xFF00FF00);
    other.draw();
    int wrong = 0;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const ImVec2 p = {static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F};
        const std::array<double, 3> sides = {side_of(a, b, p), side_of(b, c, p), side_of(c, a, p)};
        const double nearest = std::min({std::abs(sides[0]), std::abs(sides[1]), std::abs(sides[2])});
        if (one.at(x, y) != other.at(x, y)) ++wrong;
        if (nearest < 0.01) continue;  // on an edge: the test above says whose it is
        const bool inside = (sides[0] > 0) == (sides[1] > 0) && (sides[1] > 0) == (sides[2] > 0);
        if ((one.at(x, y) != ground) != inside) ++wrong;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a letter on whole pixels is its texels; between pixels it is their mixture") {
  Picture picture;
  const Rect right_half = {0.5F, 0, 0.5F, 1};
  picture.box({4, 4, 4, 8}, right_half, 0xFF000000);
  picture.draw();
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 4; ++x) {
      const double alpha = channel(picture.texel(4 + x, y), 3);
      CHECK(std::abs(channel(picture.at(4 + x, 4 + y), 0) - channel(ground, 0) * (255 - alpha) / 255) < 1);
    }
  }
  Picture moved;
  moved.box({4, 4.5F, 4, 8}, right_half, 0xFF000000);
  moved.draw();
  const double alpha = (channel(moved.texel(5, 2), 3) + channel(moved.texel(5, 3), 3)) / 2.;
  // Its third line of pixels is half of the texels' third and half of the fourth: places are counted from middles.
  CHECK(std::abs(channel(moved.at(5, 7), 0) - channel(ground, 0) * (255 - alpha) / 255) < 2);
}

TEST_CASE("texels of several colors keep them, times the color of the corners") {
  Picture picture;
  for (int y = 0; y < 8; ++y) {
    for (int x = 4; x < 8; ++x) picture.texel(x, y) = 0xFF0080FF;
  }
  picture.box({0, 0, 4, 8}, {0.5F, 0, 0.5F, 1}, 0xFFFFFFFF);
  picture.box({10, 0, 4, 8}, {0.5F, 0, 0.5F, 1}, 0x80FFFFFF);
  picture.draw();
  CHECK(picture.at(1, 1) == 0xFF0080FF);
  CHECK(std::abs(channel(picture.at(11, 1), 0) - (255 * 128 + channel(ground, 0) * 127) / 255) <= 1);
}

TEST_CASE("corners of different colors run into each other") {
  Picture picture;
  picture.triangle({0, 0}, {64, 0}, {0, 64}, 0xFF000000);
  picture.list.VtxBuffer[1].col = 0xFF0000FF;
  picture.draw();
  for (int x = 1; x < 60; ++x) {
    CHECK(std::abs(channel(picture.at(x, 0), 0) - 255 * (x + 0.5) / 64) <= 1);
    CHECK(channel(picture.at(x, 0), 3) == 255);
  }
}

TEST_CASE("nothing is drawn outside its clip, nor outside the areas") {
  Picture picture;
  picture.draw();
  picture.box(everything, on_white, 0xFFFFFFFF);
  picture.triangle({-500, -500}, {900, -500}, {-500, 900}, 0xFFFFFFFF);
  picture.list.CmdBuffer.back().ClipRect = {8, 8, 40, 40};
  picture.draw({{0, 0, 16, 64}, {32, 0, 16, 16}});
  const auto seen = [](int x, int y) {
    const bool clipped_in = x >= 8 && x < 40 && y >= 8 && y < 40;
    const bool in_area = x < 16 || (x >= 32 && x < 48 && y < 16);
    return clipped_in && in_area;
  };
  CHECK(picture.wrong(seen) == 0);
}

TEST_CASE("places far outside the window do no harm") {
  Picture picture;
  picture.box({-3e9F, -3e9F, 6e9F, 6e9F}, on_white, 0xFF0000FF);
  picture.triangle({-3e9F, 0}, {3e9F, 0}, {0, 3e9F}, 0xFF0000FF);
  picture.box({3e9F, 3e9F, 10, 10}, on_white, 0xFFFFFFFF);
  picture.draw();
  CHECK(picture.at(30, 30) == 0xFF0000FF);
}

TEST_CASE("splinters of triangles, of any color and texture, do no harm") {
  Random random(13);
  Picture picture;
  for (int i = 0; i < 2000; ++i) {
    const ImVec2 a = {static_cast<float>(random.next() % 6400) / 100, static_cast<float>(random.next() % 6400) / 100};
    const float tiny = static_cast<float>(random.next() % 100) * 1e-6F;
    picture.triangle(a, {a.x + 30, a.y + 30 + tiny}, {a.x + 15 + tiny, a.y + 15}, 0xFF00FFFF);
    picture.list.VtxBuffer.back().col = 0x00FF0000;
    picture.list.VtxBuffer.back().uv = {1, 0.9F};
  }
  picture.draw();
  for (int i = 0; i < side * side; ++i) REQUIRE(channel(picture.raster.pixels()[i], 3) == 255);
}

TEST_CASE("drawn piece by piece is drawn whole: no pixel differs") {
  Random random(5);
  struct Thing {
    Rect box = {};
    int kind = 0;
  };
  std::vector<Thing> things(40);
  const auto renew = [&](Thing& thing) {
    thing = {{static_cast<float>(random.next() % 1200), static_cast<float>(random.next() % 740),
              static_cast<float>(8 + random.next() % 160), static_cast<float>(8 + random.next() % 60)},
             static_cast<int>(random.next() % 4)};
  };
  for (Thing& thing : things) renew(thing);
  test::Harness h([&](Ui& ui) {
    for (const Thing& thing : things) {
      const ClipScope cut(ui, inset(thing.box, -12));
      if (thing.kind == 0) ui.fill(thing.box, with_alpha(ui.color.accent, 0.5F), 8);
      if (thing.kind == 1)
        ui.line({thing.box.x, thing.box.y}, {thing.box.right(), thing.box.bottom()}, ui.color.text, 3);
      if (thing.kind == 2) ui.shadow(thing.box, true);
      if (thing.kind == 3) paint_text(ui, thing.box, TextStyle::body, ui.color.text, "Ромашка 120");
    }
  });
  Damage damage;
  Raster by_pieces;
  for (int round = 0; round < 60; ++round) {
    for (std::uint64_t i = 0; i <= random.next() % 3; ++i) renew(things[random.next() % things.size()]);
    h.frame();
    const ImDrawData& data = h.ui().fonts.canvas.data();
    by_pieces.draw(data, h.ui().color.canvas, damage.areas(data, h.ui().color.canvas));
    Raster whole;
    whole.draw(data, h.ui().color.canvas, {{0, 0, 1280, 800}});
    CHECK(std::equal(whole.pixels(), whole.pixels() + 1280 * 800, by_pieces.pixels()));
  }
}
