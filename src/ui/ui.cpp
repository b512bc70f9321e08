// The frame, ids, painting, time. What the user does is in ui_input.cpp.
#include "ui/ui.hpp"

#include <cmath>

#include "ui/font_loader.hpp"

namespace voronka::ui {

namespace {

NodeId hashed(NodeId seed, std::string_view text) {
  std::uint32_t h = seed ^ 0x811C9DC5U;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return h;
}

// 0 and 1 mean "none" and "root".
NodeId usable(std::uint32_t h) {
  h ^= h >> 15;
  h *= 0x2C1B3C6DU;
  h ^= h >> 12;
  return h < 2 ? h + 2 : h;
}

NodeId with_number(NodeId h, std::uint64_t number) {
  // Plus one: id("row", 0) is not id("row").
  number = (number + 1) * 0x9E3779B97F4A7C15ULL;
  return h ^ static_cast<std::uint32_t>(number >> 32) ^ static_cast<std::uint32_t>(number);
}

}  // namespace

Ui::Ui(Host& host, Fonts& fonts) : host(host), fonts(fonts), color(light_palette()) {}

Ui::~Ui() { splitter.ClearFreeMemory(); }

void Ui::set_theme(const Theme& wanted) {
  if (wanted != theme) {
    theme = wanted;
    color = palette_of(theme);
    dark = color.dark;
    fonts.set_light_text(dark);
  }
  const auto channel = [&](int shift) { return (color.canvas >> shift) & 0xFF; };
  host.set_theme(dark, channel(IM_COL32_R_SHIFT) << 16 | channel(IM_COL32_G_SHIFT) << 8 | channel(IM_COL32_B_SHIFT));
}

// ---- frame ----

void Ui::begin_frame(const Viewport& size, double now_seconds, InputQueue input) {
  viewport = size;
  // After a pause the first step of a movement is one frame long, not the pause.
  const double passed = frame == 0 ? 0 : now_seconds - now;
  dt = had_soon ? static_cast<float>(std::clamp(passed, 0.0, 0.1)) : (frame == 0 ? 0.F : 1.F / 60);
  now = now_seconds;
  ++frame;
  next = {};

  fonts.canvas.begin(size.width, size.height);
  list = &fonts.canvas.list();
  splitter.Split(list, layer_count);
  layers.assign(1, Layer::base);
  splitter.SetCurrentChannel(list, 0);
  clips.assign(1, Rect{0, 0, size.width, size.height});
  seeds.assign(1, 0);

  sem.begin_frame();
  std::swap(hits, shown_hits);
  hits.clear();
  std::swap(scroll_hits, shown_scroll_hits);
  shown_pinch_area = std::exchange(pinch_area, {});
  scroll_hits.clear();
  chords.clear();
  shown_top_modal_layer = top_modal_layer;
  top_modal_layer = 0;
  shown_escape_layer = escape_layer;
  escape_layer = -1;
  cursor_want = Cursor::arrow;
  take_input(std::move(input));
}

Ui::Next Ui::end_frame() {
  finish_input();
  while (layers.size() > 1) leave();
  splitter.Merge(list);
  fonts.canvas.end();

  const Semantics::Finished finished = sem.finish(focus_now, focus_want, viewport.scale);
  if (!finished.patch.empty()) host.mirror(finished.patch);
  if (finished.focus != 0) {
    host.focus(finished.focus);
    if (finished.focus == focus_want) focus_want = 0;
    set_focus_now(finished.focus);
    request_frame();
  } else if (finished.lost) {
    set_focus_now(0);
  }
  if (focus_want != 0) {
    if (focus_want == focus_now) {
      focus_want = 0;
    } else if (now <= focus_want_until) {
      request_frame();
    } else {
      // Whoever works by keyboard must not stand nowhere because what opened a dialog went with it.
      const NodeId first = focus_now == 0 ? sem.first_stop() : 0;
      const NodeId missed = std::exchange(focus_want, 0);
      if (first != 0 && first != missed) focus(first);
    }
  }
  if (cursor_want != cursor_shown) host.set_cursor(cursor_shown = cursor_want);

  // Every card that is scrolled by has one: while they are few they are found faster.
  if (frame % 64 == 0) std::erase_if(motions, [&](const auto& entry) { return frame - entry.second.frame > 64; });
  if (frame % 512 == 0) {
    std::erase_if(field_states, [&](const auto& entry) { return frame - entry.second.frame > 512; });
  }
  if (settle_frames > 0) {
    --settle_frames;
    request_frame();
  }
  if (!waiting.empty()) request_frame();
  had_soon = next.soon;
  return next;
}

void Ui::request_frame() { next.soon = true; }

void Ui::wake_after(double seconds) {
  if (next.after_seconds < 0 || seconds < next.after_seconds) next.after_seconds = std::max(0.0, seconds);
}

// ---- measure and identity ----

float Ui::dp(float value) const { return std::floor(value * unit() + 0.5F); }
float Ui::hairline() const { return std::max(1.F, std::floor(viewport.scale)); }

NodeId Ui::id(std::string_view name) const { return usable(hashed(seeds.back(), name)); }
NodeId Ui::id(std::string_view name, std::uint64_t number) const {
  return usable(with_number(hashed(seeds.back(), name), number));
}
NodeId Ui::id(std::string_view name, RawId record) const {
  return usable(with_number(with_number(hashed(seeds.back(), name), record.high), record.low ^ 0x5851F42DULL));
}

// ---- layers and clips ----

void Ui::enter(Layer layer) {
  layers.push_back(layer);
  splitter.SetCurrentChannel(list, static_cast<int>(layer));
  const Rect whole = {0, 0, viewport.width, viewport.height};
  clips.push_back(whole);
  list->PushClipRect(whole.min(), whole.max());
  sem.push(1);
}

void Ui::leave() {
  sem.pop();
  list->PopClipRect();
  clips.pop_back();
  layers.pop_back();
  splitter.SetCurrentChannel(list, static_cast<int>(layers.back()));
}

void Ui::push_clip(Rect rect) {
  const Rect both = intersection(rect, clips.back());
  clips.push_back(both);
  list->PushClipRect(both.min(), both.max());
}

void Ui::pop_clip() {
  clips.pop_back();
  list->PopClipRect();
}

// ---- painting ----

void Ui::fill(Rect rect, Color ink, float radius_dp) {
  if (rect.empty() || !visible(rect)) return;
  list->AddRectFilled(rect.min(), rect.max(), ink,
                      radius_dp <= 0 ? 0 : std::min(dp(radius_dp), std::min(rect.w, rect.h) / 2));
}

void Ui::outline(Rect rect, Color ink, float radius_dp, float width_px) {
  if (rect.empty() || !visible(rect)) return;
  const float width = width_px > 0 ? width_px : hairline();
  const float half = width / 2;
  // ImGui moves odd lines by half a pixel itself.
  const float shift = half - 0.5F;
  list->AddRect({rect.x + shift, rect.y + shift}, {rect.right() - shift, rect.bottom() - shift}, ink,
                radius_dp <= 0 ? 0 : std::max(0.F, std::min(dp(radius_dp), std::min(rect.w, rect.h) / 2) - half), 0,
                width);
}

void Ui::dashed(Rect rect, Color ink, float radius_dp, float width_px) {
  if (rect.empty() || !visible(rect)) return;
  const float r = std::min(dp(radius_dp), std::min(rect.w, rect.h) / 2);
  const float half = width_px / 2;
  const Rect box = inset(rect, half);
  const float dash = dp(6);
  const auto side = [&](Vec2 from, Vec2 to) {
    const float dx = to.x - from.x;
    const float dy = to.y - from.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    if (length <= 0) return;
    const float period = length / std::max(1.F, std::floor(length / (2 * dash)));
    for (float at = 0; at + 0.5F < length; at += period) {
      const float stop = std::min(length, at + period / 2);
      list->AddLine({from.x + dx * at / length, from.y + dy * at / length},
                    {from.x + dx * stop / length, from.y + dy * stop / length}, ink, width_px);
    }
  };
  side({box.x + r, box.y}, {box.right() - r, box.y});
  side({box.right(), box.y + r}, {box.right(), box.bottom() - r});
  side({box.right() - r, box.bottom()}, {box.x + r, box.bottom()});
  side({box.x, box.bottom() - r}, {box.x, box.y + r});
  constexpr float quarter = 1.5707964F;
  const auto corner = [&](float cx, float cy, float from) {
    list->PathArcTo({cx, cy}, r, from, from + quarter);
    list->PathStroke(ink, 0, width_px);
  };
  corner(box.x + r, box.y + r, 2 * quarter);
  corner(box.right() - r, box.y + r, 3 * quarter);
  corner(box.right() - r, box.bottom() - r, 0);
  corner(box.x + r, box.bottom() - r, quarter);
}

void Ui::line(Vec2 from, Vec2 to, Color ink, float width_px) {
  const float width = width_px > 0 ? width_px : hairline();
  // Straight lines are rectangles: never smeared over two pixels.
  if (from.y == to.y) {
    fill({from.x, from.y, to.x - from.x, width}, ink);
  } else if (from.x == to.x) {
    fill({from.x, from.y, width, to.y - from.y}, ink);
  } else {
    list->AddLine(from, to, ink, width);
  }
}

void Ui::shadow(Rect rect, bool lifted) {
  // In the dark a resting card stands off by its color; its border does what a shadow cannot.
  if (dark && !lifted) return;
  const ShadowSlice slice = fonts.shadow(lifted, viewport.scale);
  if (slice.corner <= 0) return;
  const float drop = std::floor(dp(lifted ? 10 : 1.5F) + 0.5F);
  const Rect outer = {rect.x - slice.reach, rect.y - slice.reach + drop, rect.w + 2 * slice.reach,
                      rect.h + 2 * slice.reach};
  if (!visible(outer)) return;
  const Color ink = lifted ? (dark ? IM_COL32(0, 0, 0, 150) : IM_COL32(20, 26, 40, 62)) : IM_COL32(20, 26, 40, 30);
  const float corner = std::min({slice.corner, outer.w / 2, outer.h / 2});
  const float xs[] = {outer.x, outer.x + corner, outer.right() - corner, outer.right()};
  const float ys[] = {outer.y, outer.y + corner, outer.bottom() - corner, outer.bottom()};
  const ImFontAtlasRect& where = slice.where;
  const float u_share = slice.corner / static_cast<float>(where.w);
  const float v_share = slice.corner / static_cast<float>(where.h);
  const float us[] = {where.uv0.x, where.uv0.x + (where.uv1.x - where.uv0.x) * u_share,
                      where.uv1.x - (where.uv1.x - where.uv0.x) * u_share, where.uv1.x};
  const float vs[] = {where.uv0.y, where.uv0.y + (where.uv1.y - where.uv0.y) * v_share,
                      where.uv1.y - (where.uv1.y - where.uv0.y) * v_share, where.uv1.y};
  // Sides are as even along as one texel between the corners.
  const float middle_u = us[1] + (where.uv1.x - where.uv0.x) * 0.5F / static_cast<float>(where.w);
  const float middle_v = vs[1] + (where.uv1.y - where.uv0.y) * 0.5F / static_cast<float>(where.h);
  // Eight of nine slices: the panel hides the middle.
  list->PrimReserve(8 * 6, 8 * 4);
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if (row == 1 && column == 1) continue;
      const ImVec2 from = {column == 1 ? middle_u : us[column], row == 1 ? middle_v : vs[row]};
      const ImVec2 to = {column == 1 ? middle_u : us[column + 1], row == 1 ? middle_v : vs[row + 1]};
      list->PrimRectUV({xs[column], ys[row]}, {xs[column + 1], ys[row + 1]}, from, to, ink);
    }
  }
}

void Ui::focus_ring(Rect rect, float radius_dp) {
  const float width = std::max(2.F, dp(2));
  const float out = dp(2) + width;
  const Rect ring = {rect.x - out, rect.y - out, rect.w + 2 * out, rect.h + 2 * out};
  // Half of it may lie outside a scroll area: inside is better seen than cut off.
  const Rect fits = intersection(ring, clips.back());
  outline(fits == ring ? ring : inset(rect, 0), color.accent, radius_dp + (fits == ring ? 4.F : 0.F), width);
}

// ---- time ----

float Ui::animate(NodeId key, float target, float seconds) { return animate_from(key, target, target, seconds); }

float Ui::animate_from(NodeId key, float start, float target, float seconds) {
  auto [it, is_new] = motions.try_emplace(key);
  Motion& motion = it->second;
  // A thing that was not drawn for a while begins anew.
  if (is_new || frame - motion.frame > 2) motion.value = start;
  motion.frame = frame;
  motion.target = target;
  const float left = target - motion.value;
  if (reduced_motion || seconds <= 0 || left == 0) {
    motion.value = target;
    return target;
  }
  motion.value += left * (1 - std::exp(-dt * 5 / seconds));
  // Less than half a step of any color, and of a pixel where values are pixels.
  const float close = std::max(0.004F, std::abs(target - start) * 0.002F);
  if (std::abs(target - motion.value) < close) motion.value = target;
  if (motion.value != target) request_frame();
  return motion.value;
}

bool Ui::animating(NodeId key) const {
  const auto it = motions.find(key);
  return it != motions.end() && it->second.value != it->second.target;
}

// ---- messages ----

void Ui::toast(ToastOptions options) {
  // Spoken at once; the action is reachable in the region of toasts.
  host.announce(options.text, options.bad);
  toasts.push_back({.options = std::move(options), .until = 0, .number = ++toast_number});
  // What stays until it is closed stays longest, but the newest is always shown.
  constexpr std::size_t at_once = 3;
  if (toasts.size() > at_once) {
    const auto passing =
        std::find_if(toasts.begin(), toasts.end() - 1, [](const Toast& one) { return one.options.seconds != 0; });
    if (passing != toasts.end() - 1)
      toasts.erase(passing);
    else if (toasts.size() > at_once + 1)
      toasts.erase(toasts.begin());
  }
  request_frame();
}

std::optional<int> Ui::take_toast_action() { return std::exchange(toast_action, std::nullopt); }

void Ui::announce(std::string_view text, bool assertive) { host.announce(text, assertive); }

void Ui::tooltip(NodeId node, Rect anchor, std::string_view text) {
  if (text.empty() || touch_now) return;
  if (tip.id != node) tip = {.id = node, .anchor = anchor, .text = std::string(text), .since = now};
  tip.anchor = anchor;
  tip.frame = frame;
  const double left = tip.since + 0.4 - now;
  if (left > 0) wake_after(left);
}

}  // namespace voronka::ui
