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

void Ui::come_to_rest(float velocity) {
  if (pan.area == 0) return;
  const ScrollState& area = scrolls[pan.area];
  if (area.page > 0) {
    turn_to_page(pan.area, page_after({.from = pan.from,
                                       .to = area.offset,
                                       .velocity = velocity,
                                       .page = area.page,
                                       .fast = 300 * viewport.scale,
                                       .hard = 3000 * viewport.scale}));
  } else if (!reduced_motion) {
    // Without motion a list stays where the finger left it.
    pan.inertia.start(velocity, 20 * viewport.scale);
  }
}

// ---- pinching ----

bool Ui::wants_pinch(Vec2 at) const {
  return shown_pinch_area.contains(at) && hit_at(at).layer == static_cast<int>(Layer::base);
}

Ui::Pinch Ui::take_pinch(Rect area) {
  pinch_area = area;
  return area.contains(pinch_now.at) ? pinch_now : Pinch{};
}

// ---- pages ----

int Ui::page_of(NodeId id) {
  const ScrollState& area = scrolls[id];
  return area.page > 0 ? static_cast<int>(std::lround(area.target.value_or(area.offset) / area.page)) : 0;
}

void Ui::turn_to_page(NodeId id, int page) {
  ScrollState& area = scrolls[id];
  const float goal = std::clamp(static_cast<float>(page) * area.page, 0.F, std::max(0.F, area.content - area.view));
  if (reduced_motion) {
    area.offset = goal;
    area.target.reset();
  } else {
    area.target = goal;
  }
  request_frame();
}

// One page for each stay at an edge, and a longer stay for the next: one must see what came before it is gone.
void Ui::turn_page_at_edge(NodeId id, Rect view, bool vertical) {
  constexpr double stay_seconds = 0.4, more_seconds = 0.3;
  ScrollState& area = scrolls[id];
  const float at = vertical ? drag.at.y - view.y : drag.at.x - view.x;
  const float length = vertical ? view.h : view.w;
  // Who takes a card near an edge and does not carry it there wants nothing.
  const float carried = vertical ? drag.at.y - drag.start.y : drag.at.x - drag.start.x;
  int edge = 0;
  if (drag && !drag.dropped && !drag.cancelled && view.contains(drag.at)) {
    if (at < dp(40) && carried < -dp(8)) edge = -1;
    if (at > length - dp(40) && carried > dp(8)) edge = 1;
  }
  const float limit = std::max(0.F, area.content - area.view);
  if (edge < 0 ? area.offset <= 0 : area.offset >= limit) edge = 0;
  if (edge != area.edge) area.edge_since = now;
  area.edge = edge;
  if (edge == 0) return;
  if (now - area.edge_since >= stay_seconds) {
    turn_to_page(id, page_of(id) + edge);
    area.edge_since = now + more_seconds;
  }
  wake_after(area.edge_since + stay_seconds - now);
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
      // A swipe while pages still turn counts from the one they turn to.
      pan.from = scrolls[pan.area].target.value_or(scrolls[pan.area].offset);
      pan_by(-gesture.moved);
      break;
    case GestureKind::panned:
      pan_by(-gesture.moved);
      break;
    case GestureKind::pan_ended:
      come_to_rest(-gesture.velocity);
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
      come_to_rest(0);
      pan = {};
      pinched_by = 1;
      break;
    case GestureKind::pinched:
      if (wants_pinch(place(gesture.at)))
        pinch_now = {.ratio = pinch_now.ratio * gesture.scale / pinched_by, .at = place(gesture.at)};
      pinched_by = gesture.scale;
      break;
    case GestureKind::none:
    case GestureKind::held:
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
  if (fingers.forget().kind == GestureKind::pan_cancelled) come_to_rest(0);
  pan = {};
  if (drag && drag.kind == PointerKind::touch) pointer_at = nowhere;
}

}  // namespace voronka::ui
