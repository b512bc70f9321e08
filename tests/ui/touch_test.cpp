// The window in the hand: columns turned like pages, cards carried over the edge, everything big enough for a finger.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::PointerPhase;
using ui::Role;

namespace {

struct PhoneBench : ShellBench {
  explicit PhoneBench(Language language = Language::en)
      : ShellBench({.width = 390, .height = 844, .scale = 1}, language) {
    harness->ui().coarse_pointer = true;
    begun();
  }
  void touch(PointerPhase phase, ui::Vec2 at) { harness->touch(phase, at); }
  // From a point, in steps, with or without a rest before the finger leaves.
  void swipe(ui::Vec2 from, ui::Vec2 to, bool rest = false) {
    auto& input = harness->input().pointers;
    const auto put = [&](PointerPhase phase, float share, double time) {
      input.push_back({.kind = ui::PointerKind::touch,
                       .phase = phase,
                       .id = 1,
                       .at = {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share},
                       .time = time});
    };
    const double begin = harness->ui().now;
    put(PointerPhase::down, 0, begin);
    for (int i = 1; i <= 10; ++i) put(PointerPhase::move, static_cast<float>(i) / 10, begin + 0.016 * i);
    put(PointerPhase::up, 1, begin + 0.165 + (rest ? 0.2 : 0));
    harness->settle();
  }
  std::string stage_name(std::size_t index) const { return stages()[index]->name; }
  std::string shown() { return by(Role::button, "Stage ").name(); }
  bool in_sight(std::size_t stage) {
    const ui::Rect rect = by(Role::heading, stage_name(stage)).rect();
    return rect.x >= 0 && rect.x < 60;
  }
};

}  // namespace

TEST_CASE("the hand feels a card being lifted once, and nothing else") {
  PhoneBench bench;
  bench.deal(0, "Acme");
  const ui::Vec2 at = bench.card("Acme").rect().center();
  bench.card("Acme").tap();
  CHECK(bench.harness->host().haptics == 0);
  bench.harness->ui().request_frame();
  bench.shell.on_route("#/board");
  bench.harness->settle();
  bench.touch(PointerPhase::down, at);
  bench.harness->wait(0.5);
  bench.touch(PointerPhase::move, {at.x + 30, at.y + 30});
  CHECK(bench.harness->host().haptics == 1);
  bench.touch(PointerPhase::up, {at.x + 30, at.y + 30});
  CHECK(bench.harness->host().haptics == 1);
}
