// What fingers mean: a tap, a pan along one axis, a card lifted by holding, a pinch. Points and times come in, meanings go out: no
// clock, no drawing, no idea of what lies under a finger. Ui::take_touch asks it and acts.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace voronka::ui {

struct Spot {
  float x = 0, y = 0;
};

enum class FingerPhase : std::uint8_t { down, move, up, cancel };
struct FingerEvent {
  FingerPhase phase = FingerPhase::down;
  int id = 0;
  Spot at = {};
  double time = 0;     // seconds; never goes back
  bool stops = false;  // down: something still ran on under it, which the finger only holds up
};

enum class GestureKind : std::uint8_t {
  none,
  landed,  // the first finger came down: nothing is decided
  tapped,
  held,  // long enough and still; from here on the finger carries
  carried,
  carry_ended,
  carry_cancelled,
  pan_began,
  panned,
  pan_ended,  // `velocity` says how the finger left
  pan_cancelled,
  pinch_began,  // ends a pan
  pinched,
  pinch_ended,
};
enum class Axis : std::uint8_t { horizontal, vertical };

struct Gesture {
  GestureKind kind = GestureKind::none;
  Spot start = {};  // where the first finger came down
  Spot at = {};     // where it is now; of a pinch the middle of both
  Axis axis = Axis::vertical;
  float moved = 0;     // along the axis since the last gesture of this pan
  float velocity = 0;  // along the axis, pixels a second
  float scale = 1;     // of a pinch, against its beginning
};

// How far a finger may tremble and how long it must rest, in the units that come in.
struct GestureLimits {
  float slop = 10;
  double hold_seconds = 0.35;
};

class Gestures {
 public:
  // An event means one thing at most.
  Gesture take(const FingerEvent& event, const GestureLimits& limits = {});
  // Time went by without an event: a finger that rests becomes one that holds.
  Gesture rest_until(double now, const GestureLimits& limits = {});
  // Seconds until rest_until() may have something to say; negative: never.
  double seconds_to_hold(double now, const GestureLimits& limits = {}) const;
  // All fingers are forgotten, as if each had been cancelled (the window lost the focus).
  Gesture forget();

  bool holding() const { return state_ == State::holding; }

 private:
  // spent: fingers lie there whose gesture is over; nothing new begins before all have left.
  enum class State : std::uint8_t { idle, pressed, panning, holding, pinching, spent };
  struct Finger {
    int id = 0;
    Spot at = {};
  };
  struct Sample {
    float along = 0;
    double time = 0;
  };

  Gesture down(const FingerEvent& event);
  Gesture move(Finger& finger, const FingerEvent& event, const GestureLimits& limits);
  Gesture leave(std::size_t index, const FingerEvent& event);
  Gesture said(GestureKind kind) const;
  float spread() const;
  void remember(double time);
  float velocity(double now) const;

  State state_ = State::idle;
  std::vector<Finger> fingers_ = {};  // in the order in which they came; the first leads, the second pinches
  Spot start_ = {};
  double pressed_at_ = 0;
  bool stops_ = false;
  Axis axis_ = Axis::vertical;
  float panned_to_ = 0;
  float spread_at_start_ = 1;
  std::array<Sample, 16> samples_ = {};  // a ring: a display of 120 Hz gives ten in the window
  std::size_t sampled_ = 0;
};

// What goes on moving after the finger has left.
class Inertia {
 public:
  void start(float velocity, float slowest) {
    velocity_ = velocity;
    slowest_ = slowest;
  }
  void stop() { velocity_ = 0; }
  bool running() const { return velocity_ != 0; }
  // How far it goes in so many seconds: the same way however the time is cut into frames.
  float step(float seconds);
  // How far it would still go.
  float ahead() const;

 private:
  float velocity_ = 0, slowest_ = 0;
};

// Pages beside each other, a swipe goes from one to the next.
struct Swipe {
  float from = 0;      // offset when it began
  float to = 0;        // ... and when the finger left
  float velocity = 0;  // of the offset, pixels a second
  float page = 1;      // from the beginning of one to that of the next
  float fast = 300;    // a flick: goes on however short it was
  float hard = 3000;   // flung: may pass more than one
};
// The number of the page where it comes to rest; may lie outside of what there is.
int page_after(const Swipe& swipe);

}  // namespace voronka::ui
