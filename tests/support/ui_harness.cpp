#include "tests/support/ui_harness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace voronka::test {

using namespace ui;

// ---- glyphs ----

FontMetrics StubGlyphs::metrics(int, int pixel_size) {
  return {.ascent = std::round(static_cast<float>(pixel_size) * 0.93F),
          .descent = std::round(static_cast<float>(pixel_size) * 0.24F)};
}
float StubGlyphs::advance(int, int pixel_size, char32_t code_point) {
  return code_point >= 0xE000 && code_point < 0xF900 ? static_cast<float>(pixel_size)
                                                     : static_cast<float>(pixel_size) * 0.6F;
}
GlyphImage StubGlyphs::glyph(int weight, int pixel_size, char32_t code_point, bool) {
  const float wide = advance(weight, pixel_size, code_point);
  if (code_point == ' ' || code_point == 0xA0) return {.advance = wide};
  const int width = std::max(1, static_cast<int>(wide) - 2);
  const int height = std::max(1, pixel_size * 7 / 10);
  pixels_.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 255);
  return {.advance = wide, .left = 1, .top = -height, .width = width, .height = height, .pixels = pixels_};
}

// ---- harness ----

Harness::Harness(Draw draw, Viewport viewport, Language language)
    : draw_(std::move(draw)), fonts_(glyphs_), ui_(host_, fonts_), viewport_(viewport) {
  ui_.locale = Locale(language, builtin_locale(language));
  ui_.set_dark(false);
  settle();
}

void Harness::frame() {
  ++frames_;
  ui_.begin_frame(viewport_, now_, std::exchange(input_, {}));
  draw_(ui_);
  next_ = ui_.end_frame();
  for (ImTextureData* texture : *fonts_.canvas.data().Textures) {
    // As a renderer would: the atlas waits for its textures to be taken.
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
  obey_focus();
}

// The browser focuses when asked, and tells so in a later task.
void Harness::obey_focus() {
  for (const NodeId wanted : std::exchange(host_.focus_asked, {})) {
    if (wanted == 0) {
      if (ui_.focused() != 0) input_.nodes.push_back({.action = NodeAction::blur, .node = ui_.focused()});
      continue;
    }
    const SemNode* node = ui_.sem.find(wanted);
    if (node == nullptr || (node->flags & (node_flag::inert | node_flag::disabled)) != 0) continue;
    input_.nodes.push_back({.action = NodeAction::focus, .node = wanted});
  }
}

void Harness::settle(int most) {
  for (int i = 0; i < most; ++i) {
    frame();
    now_ += 1.0 / 60;
    if (!next_.soon && input_.empty()) return;
  }
  FAIL("frames are asked for without end");
}

void Harness::wait(double seconds) {
  const double until = now_ + seconds;
  settle();
  while (next_.after_seconds >= 0 && now_ + next_.after_seconds <= until) {
    now_ += next_.after_seconds + 0.001;
    settle();
  }
  now_ = std::max(now_, until);
}

Found Harness::by(Role role, std::string_view name, NodeId within) {
  std::string wanted = std::string(name_of(role)) + " '" + std::string(name) + "'";
  NodeId close = 0;
  for (const SemNode& node : ui_.sem.nodes()) {
    if (node.role != role || (within != 0 && (node.id == within || !ui_.sem.within(node.id, within)))) continue;
    if (node.name == name) return {*this, node.id, std::move(wanted)};
    if (close == 0 && !name.empty() && node.name.find(name) != std::string::npos) close = node.id;
  }
  return {*this, close, std::move(wanted)};
}

Found Harness::by_id(NodeId id) { return {*this, id, "node " + std::to_string(id)}; }
Found Harness::focused() { return {*this, ui_.focused(), "the focused node"}; }

std::size_t Harness::count(Role role, NodeId within) const {
  return static_cast<std::size_t>(std::ranges::count_if(ui_.sem.nodes(), [&](const SemNode& node) {
    return node.role == role && (within == 0 || (node.id != within && ui_.sem.within(node.id, within)));
  }));
}

void Harness::press(Chord chord, std::string_view typed) {
  const SemNode* node = ui_.sem.find(ui_.focused());
  std::string text(typed);
  const auto code = static_cast<unsigned>(chord.key);
  if (text.empty() && code > 32 && code < 127 && chord.mods == Mods::none)
    text = std::string(1, static_cast<char>(code));
  input_.keys.push_back({.chord = chord,
                         .text = node != nullptr && node->field >= 0 ? std::string{} : text,
                         .focus = ui_.focused(),
                         .in_text = node != nullptr && node->field >= 0});
  settle();
}

void Harness::tab(bool back) {
  input_.keys.push_back({.chord = {Key::tab, back ? Mods::shift : Mods::none}, .focus = ui_.focused()});
  settle();
  std::vector<NodeId> stops;
  for (const SemNode& node : ui_.sem.nodes()) {
    const SemNode* above = &node;
    bool inert = false;
    for (int depth = 0; above != nullptr && depth < 64; ++depth) {
      inert = inert || (above->flags & node_flag::inert) != 0;
      above = ui_.sem.find(above->parent);
    }
    if ((node.flags & node_flag::tab_stop) != 0 && (node.flags & node_flag::disabled) == 0 && !inert)
      stops.push_back(node.id);
  }
  if (stops.empty()) return;
  const auto at = std::ranges::find(stops, ui_.focused()) - stops.begin();
  const auto count = static_cast<std::ptrdiff_t>(stops.size());
  const std::ptrdiff_t goal = at == count ? (back ? count - 1 : 0) : (at + (back ? count - 1 : 1)) % count;
  input_.nodes.push_back({.action = NodeAction::focus, .node = stops[static_cast<std::size_t>(goal)]});
  settle();
}

void Harness::wheel(Vec2 at, float amount) {
  move(at);
  input_.wheel.y += amount;
  settle();
}
void Harness::move(Vec2 at) {
  input_.pointers.push_back({.phase = PointerPhase::move, .at = at});
  settle();
}
void Harness::down(Vec2 at, int button, Mods mods) {
  input_.pointers.push_back({.phase = PointerPhase::down, .button = button, .at = at, .mods = mods});
  settle();
}
void Harness::up(Vec2 at, int button, Mods mods) {
  input_.pointers.push_back({.phase = PointerPhase::up, .button = button, .at = at, .mods = mods});
  settle();
}
void Harness::touch(PointerPhase phase, Vec2 at) {
  input_.pointers.push_back({.kind = PointerKind::touch, .phase = phase, .id = 1, .at = at});
  settle();
}

std::string Harness::tree_text() const {
  std::string text;
  for (const SemNode& node : ui_.sem.nodes()) {
    const SemNode* above = &node;
    int depth = -1;
    while (above != nullptr && depth < 64) {
      ++depth;
      above = ui_.sem.find(above->parent);
    }
    text += std::string(static_cast<std::size_t>(std::max(0, depth)) * 2, ' ') + std::string(name_of(node.role)) +
            " '" + node.name + "'";
    if (!node.value.empty()) text += " = '" + node.value + "'";
    const auto say = [&](std::uint32_t flag, std::string_view word) {
      if ((node.flags & flag) != 0) text += " " + std::string(word);
    };
    say(node_flag::disabled, "disabled");
    say(node_flag::selected, "selected");
    say(node_flag::checked, "checked");
    say(node_flag::expanded, "expanded");
    say(node_flag::invalid, "invalid");
    say(node_flag::inert, "inert");
    if (node.id == ui_.focused()) text += " focused";
    if (!node.drawn) text += " out of sight";
    text += '\n';
  }
  return text;
}

std::vector<std::string> Harness::complaints() const {
  std::vector<std::string> found;
  for (const SemNode& node : ui_.sem.nodes()) {
    if ((node.flags & node_flag::focusable) != 0 && node.name.empty()) {
      found.push_back(std::string(name_of(node.role)) + " without a name at " +
                      std::to_string(static_cast<int>(node.rect.x)) + "," +
                      std::to_string(static_cast<int>(node.rect.y)));
    }
  }
  if (ui_.sem.duplicates() > 0)
    found.push_back(std::to_string(ui_.sem.duplicates()) + " nodes with an id that is taken");
  // Whatever takes the pointer must be a node that can be named.
  for (const Ui::Hit& hit : ui_.hits) {
    if (hit.id == panel_hit) continue;
    const bool scrollbar = std::ranges::any_of(
        ui_.scroll_hits, [&](const Ui::ScrollHit& area) { return (area.id ^ 0x5C0011U) == hit.id; });
    if (!scrollbar && ui_.sem.find(hit.id) == nullptr) found.push_back("something clickable has no node");
  }
  return found;
}

// ---- found ----

bool Found::exists() const { return harness_.ui().sem.find(id_) != nullptr; }

const SemNode& Found::node() const {
  const SemNode* node = harness_.ui().sem.find(id_);
  if (node == nullptr) {
    const std::string message = "no " + wanted_ + " in:\n" + harness_.tree_text();
    FAIL(message);
  }
  return *node;
}

namespace {

// A click on something covered would go elsewhere without a word.
Vec2 reachable(Harness& harness, const SemNode& node) {
  harness.settle();
  const Ui& ui = harness.ui();
  const Ui::Hit* mine = nullptr;
  for (const Ui::Hit& hit : ui.hits) {
    if (hit.id == node.id) mine = &hit;
  }
  const std::string message =
      std::string(name_of(node.role)) + " '" + node.name + "' is not drawn or not clickable:\n" + harness.tree_text();
  REQUIRE_MESSAGE(mine != nullptr, message);
  const Vec2 at = mine->rect.center();
  NodeId top = 0;
  int layer = -1;
  for (const Ui::Hit& hit : ui.hits) {
    if (hit.rect.contains(at) && hit.layer >= layer) {
      top = hit.id;
      layer = hit.layer;
    }
  }
  const std::string covered =
      std::string(name_of(node.role)) + " '" + node.name + "' is covered by something:\n" + harness.tree_text();
  // A node inside (a button on a card) may lie in the middle; then its own corner serves.
  if (top != node.id) {
    const Vec2 corner = {mine->rect.x + 3, mine->rect.y + 3};
    NodeId there = 0;
    layer = -1;
    for (const Ui::Hit& hit : ui.hits) {
      if (hit.rect.contains(corner) && hit.layer >= layer) {
        there = hit.id;
        layer = hit.layer;
      }
    }
    REQUIRE_MESSAGE(there == node.id, covered);
    return corner;
  }
  return at;
}

}  // namespace

Found& Found::click(Mods mods) {
  const Vec2 at = reachable(harness_, node());
  harness_.move(at);
  harness_.down(at, 0, mods);
  harness_.up(at, 0, mods);
  return *this;
}
Found& Found::double_click() { return click().click(); }
Found& Found::right_click() {
  const Vec2 at = reachable(harness_, node());
  harness_.move(at);
  harness_.down(at, 1);
  harness_.up(at, 1);
  return *this;
}
Found& Found::tap() {
  const Vec2 at = reachable(harness_, node());
  harness_.touch(PointerPhase::down, at);
  harness_.touch(PointerPhase::up, at);
  return *this;
}
Found& Found::hover() {
  harness_.move(reachable(harness_, node()));
  return *this;
}
Found& Found::focus() {
  REQUIRE_MESSAGE((node().flags & node_flag::focusable) != 0, node().name);
  harness_.input().nodes.push_back({.action = NodeAction::focus, .node = id_});
  harness_.settle();
  return *this;
}
Found& Found::activate() {
  static_cast<void>(node());
  harness_.input().nodes.push_back({.action = NodeAction::click, .node = id_});
  harness_.settle();
  return *this;
}
Found& Found::type(std::string_view text) {
  const SemNode& field = node();  // not inside the macro: a failure while another is being told would wait for itself
  REQUIRE_MESSAGE(field.field >= 0, field.name);
  if (harness_.ui().focused() != id_) focus();
  harness_.input().nodes.push_back({.action = NodeAction::text, .node = id_, .text = std::string(text)});
  harness_.settle();
  return *this;
}
Found& Found::press(Chord chord) {
  if (harness_.ui().focused() != id_) focus();
  harness_.press(chord);
  return *this;
}
Found& Found::drag_to(Vec2 to) {
  const Vec2 from = reachable(harness_, node());
  harness_.move(from);
  harness_.down(from);
  for (int step = 1; step <= 4; ++step) {
    const float share = static_cast<float>(step) / 4;
    harness_.move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
  }
  harness_.up(to);
  return *this;
}
Found Found::within(Role role, std::string_view name) const { return harness_.by(role, name, id_); }

}  // namespace voronka::test
