// What the user's input means: which node is under the pointer, who gets a key, what is dragged. Fingers are in ui_touch.cpp.
#include <cmath>

#include "ui/ui.hpp"

namespace voronka::ui {

namespace {

constexpr Vec2 nowhere = {-1e6F, -1e6F};

float distance(Vec2 a, Vec2 b) { return std::sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)); }

bool moves_focus(Key key) {
  return key == Key::tab || (key >= Key::left && key <= Key::page_down) || key == Key::enter || key == Key::escape;
}

}  // namespace

// ---- pointer ----

Ui::Hit Ui::hit_at(Vec2 at) const {
  Hit best;
  bool found = false;
  for (const Hit& hit : shown_hits) {
    if (hit.rect.contains(at) && (!found || hit.layer >= best.layer)) {
      best = hit;
      found = true;
    }
  }
  return best;
}

void Ui::take_pointer(const PointerInput& pointer) {
  mods_now = pointer.mods;
  pointer_kind = pointer.kind;
  touch_now = pointer.kind == PointerKind::touch;
  if (touch_now) return take_touch(pointer);
  switch (pointer.phase) {
    case PointerPhase::move:
      pointer_at = pointer.at;
      break;
    case PointerPhase::down:
      pointer_at = pointer.at;
      keyboard = false;
      if (pointer.button == 0) {
        press_now = pressed = true;
        press_at = pointer.at;
      } else if (pointer.button == 1) {
        right_now = true;
      }
      break;
    case PointerPhase::up:
      pointer_at = pointer.at;
      if (pointer.button == 0 && pressed) {
        pressed = false;
        released = true;
      }
      break;
    case PointerPhase::leave:
      if (!pressed) pointer_at = nowhere;
      break;
    case PointerPhase::cancel:
      forget_fingers();  // the window lost the focus: nobody will tell what they do
      pressed = false;
      active = 0;
      cancel_drag();
      break;
  }
}

void Ui::take_input(InputQueue input) {
  const bool any = !input.empty() || !waiting.empty();
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  append(waiting.pointers, input.pointers);
  append(waiting.keys, input.keys);
  append(waiting.nodes, input.nodes);
  waiting.wheel = {waiting.wheel.x + input.wheel.x, waiting.wheel.y + input.wheel.y};
  copy_now = input.copy;
  pinch_now = {.ratio = input.pinch, .at = pointer_at};

  press_now = released = right_now = long_press = press_focused = false;
  keys_now.clear();
  nodes_now = std::exchange(waiting.nodes, {});
  for (const NodeInput& event : nodes_now) {
    switch (event.action) {
      case NodeAction::focus:
        set_focus_now(event.node);
        break;
      case NodeAction::blur:
        if (focus_now == event.node) set_focus_now(0);
        break;
      case NodeAction::text: {
        FieldState& field = field_states[event.node];
        field.text = event.text;
        field.changed = true;
        break;
      }
      case NodeAction::commit:
        field_states[event.node].committed = true;
        break;
      case NodeAction::caret:
        field_states[event.node].caret = event.text.size();
        break;
      case NodeAction::click:
        break;
    }
  }

  // A press and its release are two frames: between them the pressed look is drawn and the layout may answer.
  std::size_t taken = 0;
  while (taken < waiting.pointers.size()) {
    const PointerInput pointer = waiting.pointers[taken];
    const bool turning = pointer.phase == PointerPhase::down || pointer.phase == PointerPhase::up;
    waiting.pointers.erase(waiting.pointers.begin());
    take_pointer(pointer);
    if (turning) break;
  }
  let_fingers_rest();

  const Hit hit = hit_at(pointer_at);
  hot = hit.id == panel_hit ? 0 : hit.id;
  hot_layer = hit.layer;
  if (press_now || right_now) {
    if (popup && hot_layer < static_cast<int>(Layer::popup)) {
      // A click beside a popup only closes it.
      close_popup_now();
      press_now = right_now = pressed = false;
      hot = 0;
    }
  }
  if (press_now) active = hot;
  if (drag) {
    drag.at = pointer_at;
    if (released) drag.dropped = true;
  }

  if (!waiting.keys.empty()) {
    KeyInput key = waiting.keys.front();
    waiting.keys.erase(waiting.keys.begin());
    mods_now = key.chord.mods;
    if (!key.in_text || key.chord.key == Key::tab) keyboard = keyboard || moves_focus(key.chord.key);
    if (drag && key.chord.key == Key::escape)
      cancel_drag();
    else
      keys_now.push_back(std::move(key));
  }

  wheel_now = std::exchange(waiting.wheel, Vec2{0, 0});
  const auto roll = [&](float by, bool vertical) {
    ScrollState* found = nullptr;
    std::uint8_t top = 0;
    for (const ScrollHit& area : shown_scroll_hits) {
      if (area.vertical != vertical || !area.rect.contains(pointer_at) || area.layer < hot_layer || area.layer < top)
        continue;
      if (area.by_finger) continue;
      ScrollState& state = scrolls[area.id];
      if (state.content <= state.view + 0.5F) continue;
      found = &state;
      top = area.layer;
    }
    if (found == nullptr) return false;
    const float limit = std::max(0.F, found->content - found->view);
    const float goal = std::clamp((found->target ? *found->target : found->offset) + by, 0.F, limit);
    // A notch of a wheel glides; a trackpad sends small steps and is followed exactly.
    if (reduced_motion || std::abs(by) < 40 * viewport.scale) {
      found->offset = goal;
      found->target.reset();
    } else {
      found->target = goal;
    }
    return true;
  };
  if (wheel_now.y != 0 && !roll(wheel_now.y, true)) roll(wheel_now.y, false);
  if (wheel_now.x != 0) roll(wheel_now.x, false);

  if (any) settle_frames = 1;
}

void Ui::finish_input() {
  if (press_now && !press_focused && !long_press && focus_now != 0) {
    // A click on nothing takes the focus out of a text field, as everywhere else on the web.
    const SemNode* node = sem.find(focus_now);
    if (node != nullptr && node->field >= 0) host.focus(0);
  }
  if (released) active = 0;
  if (drag.dropped || drag.cancelled) {
    drag = {};
    if (touch_now) pointer_at = nowhere;
  }
  if (popup && popup->frame + 2 < frame) popup.reset();
  if (touch_now && !pressed && !drag && fingers.holding()) pointer_at = nowhere;
}

Interaction Ui::interact(NodeId id, Rect rect, const Sem& said, const InteractOptions& options) {
  Sem node = said;
  node.focusable = options.focusable && !said.disabled;
  const bool inside = visible(rect);
  sem.add(id, rect, node, inside);
  if (inside) hits.push_back({id, intersection(rect, clips.back()), static_cast<std::uint8_t>(layer())});

  Interaction it;
  it.at = pointer_at;
  it.mods = mods_now;
  if (said.disabled) return it;
  const bool mine = hot == id && layer() >= Layer::base;
  it.hovered = mine && !touch_now && (active == 0 || active == id) && !drag;
  it.held = active == id && pressed && hot == id;
  it.focused = focus_now == id;
  it.focus_visible = it.focused && keyboard;
  if (it.hovered) cursor_want = options.cursor;

  if (press_now && mine && options.focusable) {
    press_focused = true;
    if (focus_now != id) focus(id);
  }
  const bool dragged_now = drag.source == id;
  if (options.press_activates ? (press_now && mine && !long_press)
                              : (released && mine && active == id && !dragged_now && !moved_far)) {
    it.activated = true;
    it.double_clicked =
        last_click_id == id && now - last_click_time < 0.4 && distance(last_click_at, pointer_at) < 6 * viewport.scale;
    last_click_id = id;
    last_click_time = now;
    last_click_at = pointer_at;
  }
  if (right_now && mine) {
    it.menu = true;
    if (options.focusable && focus_now != id) focus(id);
    press_focused = true;
  }
  if (options.draggable && !drag && pressed && active == id &&
      (long_press || (!touch_now && distance(pointer_at, press_at) > 4 * viewport.scale))) {
    drag = {.source = id,
            .start = press_at,
            .grab = {press_at.x - rect.x, press_at.y - rect.y},
            .at = pointer_at,
            .kind = pointer_kind};
    it.drag_started = true;
    if (touch_now) host.haptic();  // the hand feels what the eye cannot see under the finger
  } else if (long_press && mine && !options.draggable) {
    it.menu = true;
    pressed = false;
    active = 0;
  }

  if (take_key(id, Key::enter) || (said.role != Role::link && take_key(id, Key::space)))
    it.activated = it.by_keyboard = true;
  if (take_key(id, Key::context_menu)) {
    it.menu = it.by_keyboard = true;
    it.at = {rect.x + std::min(rect.w, dp(24)), rect.y + std::min(rect.h, dp(24))};
  }
  for (NodeInput& event : nodes_now) {
    if (event.node == id && event.action == NodeAction::click) {
      event.node = 0;
      it.activated = it.by_keyboard = true;
    }
  }
  return it;
}

void Ui::block(Rect rect) {
  hits.push_back({panel_hit, intersection(rect, clips.back()), static_cast<std::uint8_t>(layer())});
}

bool Ui::is_hovered(Rect rect) const {
  return intersection(rect, clips.back()).contains(pointer_at) && static_cast<int>(layer()) >= hot_layer;
}

void Ui::scroll_region(NodeId id, Rect rect, bool vertical, bool by_finger) {
  scroll_hits.push_back(
      {id, intersection(rect, clips.back()), vertical, static_cast<std::uint8_t>(layer()), by_finger});
}

void Ui::scroll_into_view(NodeId area, float top, float bottom) {
  ScrollState& state = scrolls[area];
  const float margin = dp(8);
  const float current = state.target ? *state.target : state.offset;
  float goal = current;
  if (top - margin < current)
    goal = top - margin;
  else if (bottom + margin > current + state.view)
    goal = bottom + margin - state.view;
  goal = std::clamp(goal, 0.F, std::max(0.F, state.content - state.view));
  if (goal == current) return;
  if (reduced_motion || std::abs(goal - current) > 2 * state.view) {
    state.offset = goal;
    state.target.reset();
  } else {
    state.target = goal;
  }
  request_frame();
}

// ---- drag ----

void Ui::cancel_drag() {
  if (!drag) return;
  drag.cancelled = true;
  active = 0;
  pressed = false;
  request_frame();
}

float Ui::edge_scroll(Rect view, bool vertical) const {
  if (!drag || drag.dropped || drag.cancelled || !inset(view, -dp(24)).contains(drag.at)) return 0;
  const float zone = dp(56);
  const float from_start = vertical ? drag.at.y - view.y : drag.at.x - view.x;
  const float from_end = vertical ? view.bottom() - drag.at.y : view.right() - drag.at.x;
  const auto speed = [&](float depth) {
    return std::clamp(depth / zone, 0.F, 1.F) * dp(900) * std::max(dt, 1.F / 120);
  };
  if (from_start < zone) return -speed(zone - from_start);
  if (from_end < zone) return speed(zone - from_end);
  return 0;
}

}  // namespace voronka::ui
