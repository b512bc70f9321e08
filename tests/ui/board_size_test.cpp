// How big the cards are: by two fingers, by the wheel with Ctrl, by a command; and what stays where it was.
#include <cmath>

#include "tests/ui/shell_bench.hpp"
#include "ui/views/board_parts.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::PointerPhase;
using ui::Role;

namespace {

constexpr ui::Viewport phone = {.width = 390, .height = 844, .scale = 1};

int size_of(ShellBench& bench) { return ui::board_settings_from(bench.app.preferences().board).size_percent(); }

// As a wheel over that place; says whether the page takes it.
bool roll(ShellBench& bench, ui::Vec2 at, float ratio) {
  bench.harness->move(at);
  if (!bench.harness->ui().wants_pinch(at)) return false;
  bench.harness->input().pinch = ratio;
  bench.harness->settle();
  return true;
}

void finger(ShellBench& bench, PointerPhase phase, int id, ui::Vec2 at) {
  bench.harness->input().pointers.push_back({.kind = ui::PointerKind::touch, .phase = phase, .id = id, .at = at});
  bench.harness->settle();
}

// Two fingers around a place, apart by `from` and then by `to`.
void pinch(ShellBench& bench, ui::Vec2 at, float from, float to) {
  finger(bench, PointerPhase::down, 1, {at.x, at.y - from / 2});
  finger(bench, PointerPhase::down, 2, {at.x, at.y + from / 2});
  constexpr int steps = 8;
  for (int i = 1; i <= steps; ++i) {
    const float apart = from + (to - from) * static_cast<float>(i) / steps;
    finger(bench, PointerPhase::move, 1, {at.x, at.y - apart / 2});
    finger(bench, PointerPhase::move, 2, {at.x, at.y + apart / 2});
  }
  finger(bench, PointerPhase::up, 1, {at.x, at.y - to / 2});
  finger(bench, PointerPhase::up, 2, {at.x, at.y + to / 2});
}

}  // namespace

TEST_CASE("the size of the board is read as it was written; one this build does not have is the usual one") {
  ui::BoardSettings settings;
  settings.set_size_percent(80);
  CHECK(text_of(settings) == "size:80");
  settings.set_fold({{3, 4}}, ui::Fold::always);
  CHECK(ui::board_settings_from(text_of(settings)) == settings);
  CHECK(ui::board_settings_from("size:81,size:,size:-70").size_percent() == 100);
}

TEST_CASE("the wheel with Ctrl over the columns goes through the sizes, a notch each, and stops at the ends") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Alpha");
  const float usual = bench.card("Alpha").rect().h;
  const ui::Vec2 at = bench.card("Alpha").rect().center();
  std::vector<int> sizes;
  for (int i = 0; i < 5; ++i) {
    REQUIRE(roll(bench, at, std::exp(-0.13F)));
    sizes.push_back(size_of(bench));
    bench.harness->wait(1);
  }
  CHECK(sizes == std::vector<int>{90, 80, 70, 70, 70});
  CHECK(bench.card("Alpha").rect().h == doctest::Approx(usual * 0.7F).epsilon(0.04));
  for (int i = 0; i < 9; ++i) {
    roll(bench, at, std::exp(0.13F));
    bench.harness->wait(1);
  }
  CHECK(size_of(bench) == 150);
  CHECK(bench.harness->complaints().empty());
}

TEST_CASE("beside the columns, and over what covers them, a pinch is the browser's") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> deal = bench.deal(0, "Alpha");
  CHECK_FALSE(roll(bench, bench.button("Undo").rect().center(), 0.8F));
  bench.card("Alpha").click();
  const ui::Rect panel = bench.by(Role::textbox, "Title").rect();
  CHECK_FALSE(roll(bench, panel.center(), 0.8F));
  CHECK(size_of(bench) == 100);
  CHECK(bench[deal].title == "Alpha");
}

TEST_CASE("fingers that move apart make the cards bigger, together smaller; a lifted finger presses nothing") {
  ShellBench bench(phone);
  bench.begun();
  for (int i = 0; i < 12; ++i) bench.deal(0, "Deal " + std::to_string(i));
  const ui::Vec2 at = {180, 400};
  pinch(bench, at, 200, 140);
  CHECK(size_of(bench) == 70);
  CHECK(bench.harness->host().haptics == 3);
  bench.harness->wait(1);
  pinch(bench, at, 120, 156);
  CHECK(size_of(bench) == 90);
  CHECK_FALSE(bench.by(Role::textbox, "Title"));
  CHECK_FALSE(bench.by(Role::menu_item, "Won"));
}

TEST_CASE("what lies between the fingers stays there when the size changes") {
  ShellBench bench(phone);
  bench.begun();
  for (int i = 0; i < 60; ++i) bench.deal(0, "Deal " + std::to_string(i) + ".");
  bench.harness->wheel({180, 400}, 2000);
  const auto at_middle = [&] {
    std::string name;
    for (const ui::SemNode& node : bench.harness->ui().sem.nodes())
      if (node.role == Role::list_item && node.rect.contains({180, 400})) name = node.name;
    return name;
  };
  bench.harness->ui().reduced_motion = true;
  const std::string before = at_middle();
  REQUIRE_FALSE(before.empty());
  pinch(bench, {180, 400}, 200, 140);
  REQUIRE(size_of(bench) == 70);
  CHECK(at_middle() == before);
}

TEST_CASE("a menu of a small board has the size of any other, and so has a board that was chosen by a command") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Alpha");
  const auto row_height = [&] {
    bench.card("Alpha").right_click();
    const float height = bench.by(Role::menu_item, "Open").rect().h;
    bench.harness->press({ui::Key::escape});
    return height;
  };
  const float usual = row_height();
  bench.harness->press({ui::letter('K'), ui::Mods::ctrl});
  bench.by(Role::search, bench.harness->ui().tr(TextKey::palette_field)).type("Card size: 70%");
  bench.harness->press({ui::Key::enter});
  CHECK(size_of(bench) == 70);
  CHECK(row_height() == usual);
}

TEST_CASE("a card that was moved by its key on a small board is scrolled to where it is") {
  ShellBench bench;
  bench.begun();
  for (int i = 0; i < 40; ++i) bench.deal(1, "Other " + std::to_string(i) + ".");
  bench.deal(0, "Alpha");
  roll(bench, bench.card("Alpha").rect().center(), std::exp(-0.4F));
  bench.card("Alpha").focus();
  bench.harness->press({ui::Key::right, ui::Mods::ctrl});
  bench.harness->settle();
  CHECK(bench.stage_of({bench.app.document().table<Deal>().rows().back().id}) == bench.stages()[1]->name);
  const ui::Rect card = bench.card("Alpha").rect();
  CHECK(bench.column(1).rect().contains(card.center()));
}
