// What the user did since the last frame: pointer, keys, focus, edits, answers of assistive technology. JavaScript and the
// test harness push, Ui::begin_frame takes; nothing is decided here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.hpp"

namespace voronka::ui {

// Letters and digits by their ASCII code (upper case), so that Ctrl+Z is the same key on a Russian layout.
enum class Key : std::uint16_t {
  none = 0,
  slash = '/',
  question = '?',
  plus = '+',
  minus = '-',
  space = ' ',
  enter = 256,
  escape,
  tab,
  backspace,
  del,
  left,
  right,
  up,
  down,
  home,
  end,
  page_up,
  page_down,
  f1,
  f2,
  f3,
  f4,
  context_menu,
};
constexpr Key letter(char upper) { return static_cast<Key>(upper); }

enum class Mods : std::uint8_t { none = 0, ctrl = 1, shift = 2, alt = 4, meta = 8 };
constexpr Mods operator|(Mods a, Mods b) {
  return static_cast<Mods>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr bool has(Mods mods, Mods one) { return (static_cast<unsigned>(mods) & static_cast<unsigned>(one)) != 0; }

// `ctrl` in a chord means Command on a Mac.
struct Chord {
  Key key = Key::none;
  Mods mods = Mods::none;
  bool operator==(const Chord&) const = default;
};

enum class PointerKind : std::uint8_t { mouse, touch, pen };
enum class PointerPhase : std::uint8_t { move, down, up, cancel, leave };

struct PointerInput {
  PointerKind kind = PointerKind::mouse;
  PointerPhase phase = PointerPhase::move;
  int id = 0;      // finger
  int button = 0;  // 0 left, 1 right, 2 middle
  Vec2 at = {};    // physical pixels
  Mods mods = Mods::none;
  double time = -1;  // seconds of the clock of Ui::now; negative: now. Of a finger: how fast it was
};
struct KeyInput {
  Chord chord = {};
  std::string text = {};    // the character typed, for type-ahead; empty for keys without one
  std::uint32_t focus = 0;  // node that had DOM focus
  bool in_text = false;     // it is a text field
  bool repeat = false;
};
enum class NodeAction : std::uint8_t { focus, blur, click, text, commit, caret };
struct NodeInput {
  NodeAction action = NodeAction::focus;
  std::uint32_t node = 0;
  // NodeAction::text: the whole value; caret: what of it stands before the caret, when the focus leaves. commit: the browser's change event.
  std::string text = {};
};

struct InputQueue {
  std::vector<PointerInput> pointers = {};
  std::vector<KeyInput> keys = {};
  std::vector<NodeInput> nodes = {};
  bool copy = false;  // the browser's copy event: Ctrl+C, or its menu
  Vec2 wheel = {};    // physical pixels since the last frame, positive = content moves up / left
  float pinch = 1;    // by which it was made bigger since the last frame, where the page was told to take it
  bool empty() const {
    return pointers.empty() && keys.empty() && nodes.empty() && !copy && wheel.x == 0 && wheel.y == 0 && pinch == 1;
  }
};

}  // namespace voronka::ui
