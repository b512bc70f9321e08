// What fingers mean, without a page: points and times in, meanings out.
#include "ui/gestures.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <optional>

using namespace voronka::ui;

namespace {

// A hand with a clock of its own: times are seconds since the first finger.
struct Hand {
  Gestures gestures = {};
  double now = 0;
  Gesture say(FingerPhase phase, int id, Spot at, bool stops = false) {
    return gestures.take({.phase = phase, .id = id, .at = at, .time = now, .stops = stops});
  }
  Gesture down(int id, Spot at, bool stops = false) { return say(FingerPhase::down, id, at, stops); }
  Gesture move(int id, Spot at, double after = 0.016) {
    now += after;
    return say(FingerPhase::move, id, at);
  }
  Gesture up(int id, Spot at, double after = 0.005) {
    now += after;
    return say(FingerPhase::up, id, at);
  }
  Gesture cancel(int id) { return say(FingerPhase::cancel, id, {}); }
  Gesture rest(double seconds) { return gestures.rest_until(now += seconds); }
};

}  // namespace

TEST_CASE("a finger that comes and goes taps, even if it trembles") {
  Hand hand;
  CHECK(hand.down(1, {100, 100}).kind == GestureKind::landed);
  CHECK(hand.move(1, {106, 105}).kind == GestureKind::none);
  const Gesture tap = hand.up(1, {106, 105});
  CHECK(tap.kind == GestureKind::tapped);
  CHECK(tap.start.x == 100);
}

TEST_CASE("a finger that moves pans along the way it took first, whatever it does later") {
  Hand hand;
  hand.down(1, {100, 100});
  const Gesture began = hand.move(1, {104, 120});
  CHECK(began.kind == GestureKind::pan_began);
  CHECK(began.axis == Axis::vertical);
  CHECK(began.moved == doctest::Approx(10));  // what was needed to decide is not made up for
  const Gesture panned = hand.move(1, {300, 125});
  CHECK(panned.kind == GestureKind::panned);
  CHECK(panned.axis == Axis::vertical);
  CHECK(panned.moved == doctest::Approx(5));
}

TEST_CASE("a finger that pans never taps and never holds") {
  Hand hand;
  hand.down(1, {100, 100});
  hand.move(1, {100, 130});
  hand.move(1, {100, 100});
  CHECK(hand.rest(1).kind == GestureKind::none);
  CHECK(hand.gestures.seconds_to_hold(hand.now) < 0);
  CHECK(hand.up(1, {100, 100}).kind == GestureKind::pan_ended);
}

TEST_CASE("a finger that rests holds, is told how long to wait, and carries when it moves afterwards") {
  Hand hand;
  hand.down(1, {100, 100});
  CHECK(hand.gestures.seconds_to_hold(0.1) == doctest::Approx(0.25));
  CHECK(hand.rest(0.34).kind == GestureKind::none);
  hand.move(1, {103, 100}, 0);  // trembling does not begin the waiting anew
  CHECK(hand.rest(0.02).kind == GestureKind::held);
  CHECK(hand.rest(0.5).kind == GestureKind::none);  // once
  const Gesture carried = hand.move(1, {200, 300});
  CHECK(carried.kind == GestureKind::carried);
  CHECK(carried.at.y == 300);
  CHECK(hand.up(1, {210, 310}).kind == GestureKind::carry_ended);
}

TEST_CASE("a press that nobody had the time to answer is a tap, not a hold") {
  Hand hand;
  hand.down(1, {100, 100});
  CHECK(hand.up(1, {100, 100}, 0.6).kind == GestureKind::tapped);
}

TEST_CASE("two fingers pinch: the scale is against their beginning, the place is between them") {
  Hand hand;
  hand.down(1, {100, 200});
  const Gesture began = hand.down(2, {200, 200});
  CHECK(began.kind == GestureKind::pinch_began);
  CHECK(began.at.x == doctest::Approx(150));
  const Gesture wider = hand.move(2, {300, 200});
  CHECK(wider.kind == GestureKind::pinched);
  CHECK(wider.scale == doctest::Approx(2));
  CHECK(hand.move(1, {200, 200}).scale == doctest::Approx(1));
  CHECK(hand.move(1, {300, 200}).scale > 0);  // on one spot: small, but a number
}

TEST_CASE("a second finger ends a pan, and what is left of the hand does nothing more") {
  Hand hand;
  hand.down(1, {100, 100});
  hand.move(1, {100, 150});
  CHECK(hand.down(2, {200, 200}).kind == GestureKind::pinch_began);
  SUBCASE("the first leaves first") {
    CHECK(hand.up(1, {100, 150}).kind == GestureKind::pinch_ended);
    CHECK(hand.move(2, {200, 400}).kind == GestureKind::none);
    CHECK(hand.up(2, {200, 400}).kind == GestureKind::none);
  }
  SUBCASE("the second leaves first") {
    CHECK(hand.up(2, {200, 200}).kind == GestureKind::pinch_ended);
    CHECK(hand.move(1, {100, 400}).kind == GestureKind::none);
    CHECK(hand.rest(1).kind == GestureKind::none);
    CHECK(hand.up(1, {100, 400}).kind == GestureKind::none);
  }
  hand.down(3, {50, 50});
  CHECK(hand.up(3, {50, 50}).kind == GestureKind::tapped);  // all have left: it begins anew
}

TEST_CASE("a second finger takes nothing out of the hand") {
  Hand hand;
  hand.down(1, {100, 100});
  CHECK(hand.rest(0.4).kind == GestureKind::held);
  CHECK(hand.down(2, {200, 200}).kind == GestureKind::none);
  CHECK(hand.move(2, {300, 300}).kind == GestureKind::none);
  CHECK(hand.move(1, {120, 100}).kind == GestureKind::carried);
  CHECK(hand.up(2, {300, 300}).kind == GestureKind::none);
  CHECK(hand.move(1, {140, 100}).kind == GestureKind::carried);
  CHECK(hand.up(1, {140, 100}).kind == GestureKind::carry_ended);
}

TEST_CASE("a third finger is not heard") {
  Hand hand;
  hand.down(1, {100, 200});
  hand.down(2, {200, 200});
  CHECK(hand.down(3, {300, 300}).kind == GestureKind::none);
  CHECK(hand.move(3, {0, 0}).kind == GestureKind::none);
  CHECK(hand.up(3, {0, 0}).kind == GestureKind::none);
  CHECK(hand.move(2, {250, 200}).scale == doctest::Approx(1.5));
  hand.down(3, {300, 300});
  CHECK(hand.up(2, {250, 200}).kind == GestureKind::pinch_ended);
  CHECK(hand.move(3, {0, 0}).kind == GestureKind::none);  // it does not step in for the one that left
}

TEST_CASE("what the browser takes away ends without effect") {
  Hand hand;
  hand.down(1, {100, 100});
  SUBCASE("before anything was decided") { CHECK(hand.cancel(1).kind == GestureKind::none); }
  SUBCASE("in the middle of a pan") {
    hand.move(1, {100, 200});
    const Gesture end = hand.cancel(1);
    CHECK(end.kind == GestureKind::pan_cancelled);
    CHECK(end.velocity == 0);
  }
  SUBCASE("with a card in the hand") {
    hand.rest(0.4);
    CHECK(hand.cancel(1).kind == GestureKind::carry_cancelled);
  }
  SUBCASE("in the middle of a pinch") {
    hand.down(2, {200, 200});
    CHECK(hand.cancel(2).kind == GestureKind::pinch_ended);
    CHECK(hand.cancel(1).kind == GestureKind::none);
  }
  CHECK(hand.up(1, {100, 100}).kind == GestureKind::none);
  CHECK(hand.down(1, {100, 100}).kind == GestureKind::landed);
}

TEST_CASE("a hand that is forgotten puts down what it carries, and its fingers mean nothing more") {
  Hand hand;
  hand.down(1, {100, 100});
  hand.rest(0.4);
  CHECK(hand.gestures.forget().kind == GestureKind::carry_cancelled);
  CHECK(hand.move(1, {200, 200}).kind == GestureKind::none);
  CHECK(hand.up(1, {200, 200}).kind == GestureKind::none);
  CHECK(hand.gestures.forget().kind == GestureKind::none);
}

TEST_CASE("a finger on what still runs only stops it; held it lifts, moved it pans") {
  Hand hand;
  hand.down(1, {100, 100}, true);
  SUBCASE("a tap") { CHECK(hand.up(1, {100, 100}).kind == GestureKind::none); }
  SUBCASE("a hold") { CHECK(hand.rest(0.4).kind == GestureKind::held); }
  SUBCASE("a pan") { CHECK(hand.move(1, {100, 150}).kind == GestureKind::pan_began); }
}

TEST_CASE("a finger leaves with the speed of its last moment, not of all its way") {
  Hand hand;
  hand.down(1, {0, 0});
  for (int i = 1; i <= 10; ++i) hand.move(1, {0, static_cast<float>(i) * 2}, 0.02);  // slow
  for (int i = 1; i <= 10; ++i) hand.move(1, {0, 20 + static_cast<float>(i) * 16}, 0.016);
  CHECK(hand.up(1, {0, 180}).velocity == doctest::Approx(1000).epsilon(0.02));
}

TEST_CASE("a finger that comes to rest before it leaves throws nothing") {
  Hand hand;
  hand.down(1, {0, 0});
  for (int i = 1; i <= 10; ++i) hand.move(1, {0, static_cast<float>(i) * 20});
  CHECK(hand.up(1, {0, 200}, 0.12).velocity == 0);
}

TEST_CASE("events of one moment give no speed") {
  Hand hand;
  hand.down(1, {0, 0});
  hand.move(1, {0, 50}, 0);
  hand.move(1, {0, 500}, 0);
  CHECK(hand.up(1, {0, 500}, 0).velocity == 0);
}

TEST_CASE("what was thrown slows down, stops, and goes equally far whatever the frames are") {
  Inertia fine;
  Inertia coarse;
  fine.start(1000, 20);
  coarse.start(1000, 20);
  CHECK(fine.ahead() == doctest::Approx(1000 / 3.2));
  float fine_way = 0;
  float coarse_way = 0;
  int frames = 0;
  for (; fine.running() && frames < 1000; ++frames) fine_way += fine.step(1.F / 120);
  while (coarse.running()) coarse_way += coarse.step(1.F / 30);
  CHECK(frames < 200);
  CHECK(fine_way == doctest::Approx(coarse_way).epsilon(0.01));
  CHECK(fine.step(0.1F) == 0);
}

TEST_CASE("a swipe goes on by one page: by its speed, or by more than half the way") {
  struct Case {
    float from, to, velocity;
    int page;
  };
  for (const Case& one : {Case{300, 330, 0, 1}, Case{300, 480, 0, 2}, Case{300, 330, 700, 2}, Case{300, 270, -700, 0},
                          Case{300, 480, -700, 1},  // thought better of it
                          Case{300, 1100, 700, 2},  // however far the finger went
                          Case{300, 1100, 0, 2}}) {
    CAPTURE(one.to);
    CAPTURE(one.velocity);
    CHECK(page_after({.from = one.from, .to = one.to, .velocity = one.velocity, .page = 300}) == one.page);
  }
}

TEST_CASE("only a hard fling passes more than one page, and never more than three") {
  CHECK(page_after({.from = 300, .to = 400, .velocity = 2900, .page = 300}) == 2);
  CHECK(page_after({.from = 300, .to = 400, .velocity = 3200, .page = 300}) == 4);
  CHECK(page_after({.from = 900, .to = 800, .velocity = -90'000, .page = 300}) == 0);
}
