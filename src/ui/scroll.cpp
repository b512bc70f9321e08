#include "ui/scroll.hpp"

#include <cmath>

namespace voronka::ui {

void glide(Ui& ui, ScrollState& state) {
  if (!state.target) return;
  const float goal = std::clamp(*state.target, 0.F, std::max(0.F, state.content - state.view));
  state.offset += (goal - state.offset) * (ui.reduced_motion ? 1.F : 1 - std::exp(-ui.dt * 20));
  if (std::abs(goal - state.offset) < 0.75F) {
    state.offset = goal;
    state.target.reset();
  } else {
    ui.request_frame();
  }
}

ScrollArea::ScrollArea(Ui& ui, NodeId id, Rect view, bool vertical)
    : ui_(ui), id_(id), view_(view), vertical_(vertical), state_(ui.scroll(id)) {
  state_.view = vertical ? view.h : view.w;
  const float limit = std::max(0.F, state_.content - state_.view);
  glide(ui, state_);
  if (state_.page > 0) {
    ui.turn_page_at_edge(id, view, vertical);
  } else if (const float edge = ui.edge_scroll(view, vertical); edge != 0) {
    const float before = state_.offset;
    state_.offset = std::clamp(state_.offset + edge, 0.F, limit);
    if (state_.offset != before) ui.request_frame();
  }
  state_.offset = std::clamp(state_.offset, 0.F, limit);
  offset_ = std::floor(state_.offset + 0.5F);
  ui.scroll_region(id, view, vertical);
  ui.push_clip(view);
}

Rect ScrollArea::content() const {
  return vertical_ ? Rect{view_.x, view_.y - offset_, view_.w, std::max(view_.h, state_.content)}
                   : Rect{view_.x - offset_, view_.y, std::max(view_.w, state_.content), view_.h};
}

void ScrollArea::set_content(float length) {
  if (length != state_.content) {
    state_.content = length;
    // Whoever read content() before this frame drew with the old length.
    ui_.request_frame();
  }
}

void ScrollArea::pull() {
  const float limit = state_.content - state_.view;
  if (limit <= 0.5F) return;
  const NodeId ground = id_ ^ 0x9A0DU;
  const float at = vertical_ ? ui_.pointer_at.y : ui_.pointer_at.x;
  // Nothing that can be pressed, and no panel over it.
  const bool bare = ui_.hot == 0 && ui_.hot_layer == static_cast<int>(ui_.layer()) && view_.contains(ui_.pointer_at);
  if (ui_.press_now && bare && ui_.pointer_kind == PointerKind::mouse) {
    ui_.active = ground;
    state_.grab = state_.offset + at;
  }
  if (ui_.active != ground || !ui_.pressed) return;
  state_.target.reset();
  state_.offset = std::clamp(state_.grab - at, 0.F, limit);
  offset_ = std::floor(state_.offset + 0.5F);
  ui_.set_cursor(Cursor::grabbing);
}

void ScrollArea::keys(NodeId container) {
  const float page = state_.view * 0.9F;
  const auto go = [&](float to) {
    state_.target = std::clamp(to, 0.F, std::max(0.F, state_.content - state_.view));
    ui_.request_frame();
  };
  if (ui_.take_key_within(container, Key::page_down)) go(state_.offset + page);
  if (ui_.take_key_within(container, Key::page_up)) go(state_.offset - page);
}

ScrollArea::~ScrollArea() {
  ui_.pop_clip();
  const float hidden = state_.content - state_.view;
  if (hidden <= 0.5F) return;
  // The bar lies over the content, thin; it grows under the pointer.
  const float lane = ui_.dp(12);
  const Rect track = vertical_ ? Rect{view_.right() - lane, view_.y, lane, view_.h}
                               : Rect{view_.x, view_.bottom() - lane, view_.w, lane};
  const NodeId bar = id_ ^ 0x5C0011U;
  const bool near = ui_.is_hovered(view_) && !ui_.touch_now;
  const bool over = (ui_.hot == bar && !ui_.touch_now) || ui_.active == bar;
  const float shown = ui_.animate(bar, over ? 1.F : near || state_.target ? 0.55F : 0.F, 0.18F);
  const float grown = ui_.animate(bar ^ 1U, over ? 1.F : 0.F, 0.12F);
  const float length = vertical_ ? track.h : track.w;
  const float thumb = std::max(ui_.dp(28), length * state_.view / state_.content);
  const float start = (length - thumb) * (state_.offset / hidden);
  const float width = ui_.dp(4) + std::floor(ui_.dp(4) * grown);
  const float slack = ui_.dp(2);
  if (shown > 0.01F) {
    const Rect body =
        vertical_ ? Rect{track.right() - width - slack, std::floor(track.y + start) + slack, width, thumb - 2 * slack}
                  : Rect{std::floor(track.x + start) + slack, track.bottom() - width - slack, thumb - 2 * slack, width};
    ui_.fill(body, with_alpha(ui_.color.text, 0.10F + 0.24F * shown), 4);
  }
  if (near || ui_.active == bar)
    ui_.hits.push_back({bar, intersection(track, ui_.clip()), static_cast<std::uint8_t>(ui_.layer())});
  if (ui_.active == bar && ui_.pressed) {
    // The thumb's middle follows the pointer; a press beside the thumb brings it there.
    const float at = vertical_ ? ui_.pointer_at.y - track.y : ui_.pointer_at.x - track.x;
    if (ui_.press_now) state_.grab = at >= start && at <= start + thumb ? at - start : thumb / 2;
    state_.target.reset();
    state_.offset = std::clamp((at - state_.grab) / std::max(1.F, length - thumb), 0.F, 1.F) * hidden;
    ui_.request_frame();
  }
}

List::List(Ui& ui, NodeId id, Rect view, const ListOptions& options, ListState& state)
    : options_(options),
      list_(state),
      scope_(ui, id, view, {.role = options.role, .name = options.label}),
      area_(ui, id, view) {
  const auto count = options.count;
  list_.focus_row = std::clamp(list_.focus_row, 0, std::max(0, count - 1));
  const int page = std::max(1, static_cast<int>(view.h / std::max(1.F, options.row_height)) - 1);
  int goal = list_.focus_row;
  const auto pressed = [&](Key key) { return ui.take_key_within(id, key); };
  if (pressed(Key::down)) goal += 1;
  if (pressed(Key::up)) goal -= 1;
  if (pressed(Key::page_down)) goal += page;
  if (pressed(Key::page_up)) goal -= page;
  if (pressed(Key::home)) goal = 0;
  if (pressed(Key::end)) goal = count - 1;
  goal = std::clamp(goal, 0, std::max(0, count - 1));
  area_.set_content(options.row_height * static_cast<float>(count));
  if (goal != list_.focus_row) {
    list_.focus_row = moved_to_ = goal;
    ui.scroll_into_view(id, static_cast<float>(goal) * options.row_height,
                        static_cast<float>(goal + 1) * options.row_height);
  }
  const int first = static_cast<int>(area_.offset() / std::max(1.F, options.row_height));
  range_ = {.first = std::max(0, first - 1), .last = std::min(count, first + page + 4)};
}

List::~List() = default;

Rect List::row(int index) const {
  const Rect content = area_.content();
  return {content.x, std::floor(content.y + static_cast<float>(index) * options_.row_height), content.w,
          options_.row_height};
}

int List::row_out_of_sight() const {
  const bool outside = list_.focus_row < range_.first || list_.focus_row >= range_.last;
  return options_.count > 0 && outside ? list_.focus_row : -1;
}

Sem List::row_sem(int index, Sem sem) const {
  sem.role = options_.role == Role::listbox ? Role::option : options_.role == Role::list ? Role::list_item : sem.role;
  sem.tab_stop = index == list_.focus_row;
  sem.position = index + 1;
  sem.set_size = options_.count;
  return sem;
}

Composite::Composite(Ui& ui, NodeId id, Rect rect, const Options& options)
    : ui_(ui), id_(id), horizontal_(options.horizontal) {
  ui.sem.add(id, rect, {.role = options.role, .name = options.label});
  ui.sem.push(id);
}

Composite::~Composite() {
  ui_.sem.pop();
  std::vector<NodeId> items;
  for (const SemNode& node : ui_.sem.nodes()) {
    if (node.parent == id_ && (node.flags & node_flag::focusable) != 0) items.push_back(node.id);
  }
  if (items.empty()) return;
  NodeId& stop = ui_.roving[id_];
  const auto index_of = [&](NodeId id) { return std::find(items.begin(), items.end(), id) - items.begin(); };
  const auto count = static_cast<std::ptrdiff_t>(items.size());
  if (index_of(ui_.focused()) < count) stop = ui_.focused();
  std::ptrdiff_t at = index_of(stop);
  if (at == count) at = 0;
  std::ptrdiff_t goal = at;
  if (ui_.take_key_within(id_, horizontal_ ? Key::right : Key::down)) goal = (at + 1) % count;
  if (ui_.take_key_within(id_, horizontal_ ? Key::left : Key::up)) goal = (at + count - 1) % count;
  if (ui_.take_key_within(id_, Key::home)) goal = 0;
  if (ui_.take_key_within(id_, Key::end)) goal = count - 1;
  stop = items[static_cast<std::size_t>(goal)];
  if (goal != at) ui_.focus(stop);
  // One Tab stop, whatever the items said.
  for (const NodeId item : items) {
    SemNode* node = ui_.sem.find(item);
    node->flags = item == stop ? node->flags | node_flag::tab_stop : node->flags & ~node_flag::tab_stop;
  }
}

}  // namespace voronka::ui
