#include "ui/gestures.hpp"

#include <algorithm>
#include <cmath>

namespace voronka::ui {
namespace {

// Only the last moment counts: a finger that comes to rest before it leaves throws nothing.
constexpr double window_seconds = 0.08;
constexpr float friction = 3.2F;  // a thousand pixels a second run on for about three hundred
constexpr int most_pages = 3;     // that one fling passes

float distance(Spot a, Spot b) { return std::hypot(a.x - b.x, a.y - b.y); }
float along(Axis axis, Spot spot) { return axis == Axis::vertical ? spot.y : spot.x; }

}  // namespace

Gesture Gestures::said(GestureKind kind) const {
  Gesture gesture = {.kind = kind, .start = start_, .axis = axis_};
  if (!fingers_.empty()) gesture.at = fingers_.front().at;
  return gesture;
}

float Gestures::spread() const { return std::max(1.F, distance(fingers_[0].at, fingers_[1].at)); }

Gesture Gestures::take(const FingerEvent& event, const GestureLimits& limits) {
  if (event.phase == FingerPhase::down) return down(event);
  const auto finger = std::ranges::find(fingers_, event.id, &Finger::id);
  if (finger == fingers_.end()) return {};  // came down before anybody listened, or was forgotten
  finger->at = event.at;
  if (event.phase == FingerPhase::move) return move(*finger, event, limits);
  return leave(static_cast<std::size_t>(finger - fingers_.begin()), event);
}

Gesture Gestures::down(const FingerEvent& event) {
  // A browser that lost a finger's end gives its number to a new one.
  std::erase_if(fingers_, [&](const Finger& finger) { return finger.id == event.id; });
  if (fingers_.empty()) state_ = State::idle;
  fingers_.push_back({.id = event.id, .at = event.at});
  if (state_ == State::idle) {
    state_ = State::pressed;
    start_ = event.at;
    pressed_at_ = event.time;
    stops_ = event.stops;
    axis_ = Axis::vertical;
    sampled_ = 0;
    return said(GestureKind::landed);
  }
  // What is in the hand stays there, whatever the other fingers do.
  if (fingers_.size() != 2 || (state_ != State::pressed && state_ != State::panning)) return {};
  state_ = State::pinching;
  spread_at_start_ = spread();
  Gesture gesture = said(GestureKind::pinch_began);
  gesture.at = {(fingers_[0].at.x + fingers_[1].at.x) / 2, (fingers_[0].at.y + fingers_[1].at.y) / 2};
  return gesture;
}

Gesture Gestures::move(Finger& finger, const FingerEvent& event, const GestureLimits& limits) {
  const bool leads = &finger == &fingers_.front();
  switch (state_) {
    case State::pressed: {
      if (!leads || distance(event.at, start_) <= limits.slop) return {};
      // The first movement says which way; later ones are taken along that way only.
      const bool vertical = std::abs(event.at.y - start_.y) >= std::abs(event.at.x - start_.x);
      axis_ = vertical ? Axis::vertical : Axis::horizontal;
      state_ = State::panning;
      // The content follows from where the finger is now: what was needed to decide does not make it jump.
      const float way = along(axis_, event.at) - along(axis_, start_);
      panned_to_ = along(axis_, start_) + std::copysign(std::min(limits.slop, std::abs(way)), way);
      Gesture gesture = said(GestureKind::pan_began);
      gesture.moved = along(axis_, event.at) - panned_to_;
      panned_to_ = along(axis_, event.at);
      remember(event.time);
      return gesture;
    }
    case State::panning: {
      if (!leads) return {};
      Gesture gesture = said(GestureKind::panned);
      gesture.moved = along(axis_, event.at) - panned_to_;
      panned_to_ = along(axis_, event.at);
      remember(event.time);
      return gesture;
    }
    case State::holding:
      return leads ? said(GestureKind::carried) : Gesture{};
    case State::pinching: {
      if (!leads && &finger != &fingers_[1]) return {};
      Gesture gesture = said(GestureKind::pinched);
      gesture.at = {(fingers_[0].at.x + fingers_[1].at.x) / 2, (fingers_[0].at.y + fingers_[1].at.y) / 2};
      gesture.scale = spread() / spread_at_start_;
      return gesture;
    }
    case State::idle:
    case State::spent:
      break;
  }
  return {};
}

Gesture Gestures::leave(std::size_t index, const FingerEvent& event) {
  const bool cancelled = event.phase == FingerPhase::cancel;
  const bool counts = index == 0 || (state_ == State::pinching && index == 1);
  Gesture gesture;
  if (counts) {
    switch (state_) {
      case State::pressed:
        if (!cancelled && !stops_) gesture = said(GestureKind::tapped);
        break;
      case State::panning:
        gesture = said(cancelled ? GestureKind::pan_cancelled : GestureKind::pan_ended);
        if (!cancelled) gesture.velocity = velocity(event.time);
        break;
      case State::holding:
        gesture = said(cancelled ? GestureKind::carry_cancelled : GestureKind::carry_ended);
        break;
      case State::pinching:
        gesture = said(GestureKind::pinch_ended);
        break;
      case State::idle:
      case State::spent:
        break;
    }
    state_ = State::spent;
  }
  fingers_.erase(fingers_.begin() + static_cast<std::ptrdiff_t>(index));
  if (fingers_.empty()) state_ = State::idle;
  return gesture;
}

Gesture Gestures::rest_until(double now, const GestureLimits& limits) {
  if (state_ != State::pressed || now - pressed_at_ < limits.hold_seconds) return {};
  state_ = State::holding;
  return said(GestureKind::held);
}

double Gestures::seconds_to_hold(double now, const GestureLimits& limits) const {
  return state_ == State::pressed ? std::max(0.0, pressed_at_ + limits.hold_seconds - now) : -1;
}

Gesture Gestures::forget() {
  Gesture gesture;
  if (!fingers_.empty()) {
    if (state_ == State::panning) gesture = said(GestureKind::pan_cancelled);
    if (state_ == State::holding) gesture = said(GestureKind::carry_cancelled);
    if (state_ == State::pinching) gesture = said(GestureKind::pinch_ended);
  }
  fingers_.clear();
  state_ = State::idle;
  return gesture;
}

void Gestures::remember(double time) {
  samples_[sampled_ % samples_.size()] = {.along = panned_to_, .time = time};
  ++sampled_;
}

float Gestures::velocity(double now) const {
  const std::size_t kept = std::min(sampled_, samples_.size());
  const auto back = [&](std::size_t i) { return samples_[(sampled_ - 1 - i) % samples_.size()]; };
  std::size_t oldest = 0;
  while (oldest < kept && now - back(oldest).time <= window_seconds) ++oldest;
  if (oldest < 2) return 0;
  const Sample first = back(oldest - 1);
  const Sample last = back(0);
  // Events of one moment say nothing about speed.
  if (last.time - first.time < 0.001) return 0;
  return (last.along - first.along) / static_cast<float>(last.time - first.time);
}

float Inertia::step(float seconds) {
  if (!running()) return 0;
  const float left = std::exp(-seconds * friction);
  const float way = velocity_ * (1 - left) / friction;
  velocity_ *= left;
  if (std::abs(velocity_) < slowest_) velocity_ = 0;
  return way;
}

float Inertia::ahead() const { return velocity_ / friction; }

int page_after(const Swipe& swipe) {
  const auto nearest = [&](float offset) { return static_cast<int>(std::lround(offset / std::max(1.F, swipe.page))); };
  const int begun = nearest(swipe.from);
  const float speed = std::abs(swipe.velocity);
  if (speed >= swipe.hard) {
    Inertia run;
    run.start(swipe.velocity, 0);
    const int flung = nearest(swipe.to + run.ahead());
    const int passed = std::clamp(std::abs(flung - begun), 1, most_pages);
    return begun + (swipe.velocity > 0 ? passed : -passed);
  }
  // A flick back on the way forth returns to where it began.
  const float way = swipe.to - swipe.from;
  if (speed >= swipe.fast) return way * swipe.velocity > 0 ? begun + (swipe.velocity > 0 ? 1 : -1) : begun;
  return std::clamp(nearest(swipe.to), begun - 1, begun + 1);
}

}  // namespace voronka::ui
