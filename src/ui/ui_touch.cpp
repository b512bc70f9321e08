// Fingers on the page: what the recogniser says (gestures.hpp) done to what lies under them. Nothing is pressed until it is known
// whether a finger taps, pans, holds or pinches.
#include <cmath>

#include "ui/ui.hpp"

namespace voronka::ui {
namespace {

constexpr Vec2 nowhere = {-1e6F, -1e6F};

Vec2 place(Spot spot) { return {spot.x, spot.y}; }

FingerPhase phase_of(PointerPhase phase) {
  switch (phase) {
    case PointerPhase::down:
      return FingerPhase::down;
    case PointerPhase::up:
      return FingerPhase::up;
    case PointerPhase::cancel:
      return FingerPhase::cancel;
    case PointerPhase::move:
    case PointerPhase::leave:
      break;
  }
  return FingerPhase::move;
}

}  // namespace

NodeId Ui::scroll_area_at(Vec2 at, bool vertical) const {
  NodeId found = 0;
  std::uint8_t top = hit_at(at).layer;
  for (const ScrollHit& area : shown_scroll_hits) {
    if (area.vertical != vertical || !area.rect.contains(at) || area.layer < top) continue;
    found = area.id;
    top = area.layer;
  }
  return found;
}

void Ui::pan_by(float pixels) {
  if (pan.area == 0) return;
  ScrollState& area = scrolls[pan.area];
  area.target.reset();
  area.offset = std::clamp(area.offset + pixels, 0.F, std::max(0.F, area.content - area.view));
}

void Ui::take_touch(const PointerInput& pointer) {
  if (pointer.phase == PointerPhase::leave) return;  // follows every finger that lifts
  const bool lands = pointer.phase == PointerPhase::down;
  const bool stops = lands && pan.inertia.running() &&
                     (scroll_area_at(pointer.at, true) == pan.area || scroll_area_at(pointer.at, false) == pan.area);
  const Gesture gesture = fingers.take({.phase = phase_of(pointer.phase),
                                        .id = pointer.id,
                                        .at = {pointer.at.x, pointer.at.y},
                                        .time = pointer.time >= 0 ? pointer.time : now,
                                        .stops = stops},
                                       gesture_limits());
  switch (gesture.kind) {
    case GestureKind::landed:
      keyboard = false;
      pan = {};
      press_at = place(gesture.start);
      break;
    case GestureKind::pan_began:
      pan.area = scroll_area_at(place(gesture.start), gesture.axis == Axis::vertical);
      pan_by(-gesture.moved);
      break;
    case GestureKind::panned:
      pan_by(-gesture.moved);
      break;
    case GestureKind::pan_ended:
      // Without motion a list stays where the finger left it.
      if (!reduced_motion && pan.area != 0) pan.inertia.start(-gesture.velocity, 20 * viewport.scale);
      break;
    case GestureKind::tapped:
      // Press now, release in a frame of its own.
      pointer_at = press_at;
      press_now = pressed = true;
      waiting.pointers.insert(
          waiting.pointers.begin(),
          {{.kind = PointerKind::pen, .phase = PointerPhase::up, .at = press_at, .mods = pointer.mods},
           {.kind = PointerKind::pen, .phase = PointerPhase::leave}});
      break;
    case GestureKind::carried:
      if (drag) pointer_at = place(gesture.at);
      break;
    case GestureKind::carry_ended:
      if (drag) {
        pointer_at = place(gesture.at);
        released = true;
      } else {
        pointer_at = nowhere;
        active = 0;
      }
      pressed = false;
      break;
    case GestureKind::carry_cancelled:
      pressed = false;
      active = 0;
      cancel_drag();
      break;
    case GestureKind::pan_cancelled:
    case GestureKind::pinch_began:
      pan = {};
      break;
    case GestureKind::none:
    case GestureKind::held:
    case GestureKind::pinched:
    case GestureKind::pinch_ended:
      break;
  }
}

void Ui::let_fingers_rest() {
  // What the finger did meanwhile counts before the time that went by.
  if (waiting.pointers.empty() && fingers.rest_until(now, gesture_limits()).kind == GestureKind::held) {
    long_press = true;
    pointer_at = press_at;
    press_now = pressed = true;
  }
  if (const double left = fingers.seconds_to_hold(now, gesture_limits()); left >= 0) wake_after(left);
  if (pan.inertia.running()) {
    pan_by(pan.inertia.step(dt));
    const ScrollState& area = scrolls[pan.area];
    // At an end there is nothing to run into.
    if (area.offset <= 0 || area.offset >= area.content - area.view) pan.inertia.stop();
    if (pan.inertia.running()) request_frame();
  }
}

void Ui::forget_fingers() {
  static_cast<void>(fingers.forget());
  pan = {};
  if (drag && drag.kind == PointerKind::touch) pointer_at = nowhere;
}

}  // namespace voronka::ui
