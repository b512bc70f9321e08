// Ui: everything a view is given besides the data. One object per window, no globals but ImGui's context. A frame is
// begin_frame, the views' drawing, end_frame; nothing runs between frames (decision 19).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.hpp"
#include "ui/geometry.hpp"
#include "ui/gestures.hpp"
#include "ui/host.hpp"
#include "ui/input.hpp"
#include "ui/locale.hpp"
#include "ui/semantics.hpp"
#include "ui/text.hpp"
#include "ui/theme.hpp"

namespace voronka::ui {

class Fonts;

inline constexpr NodeId panel_hit = 0xFFFFFFFF;  // a surface that only keeps the pointer from what lies below

// What lies over what. Each higher layer hides the pointer from those below where it has drawn a panel.
enum class Layer : std::uint8_t { base, sheet, dialog, popup, toast, drag, tooltip };
inline constexpr int layer_count = 7;

struct Viewport {
  float width = 0, height = 0;            // physical pixels
  float scale = 1;                        // device pixels per CSS pixel
  float inset_top = 0, inset_bottom = 0;  // notch and home bar, physical pixels
};

// What became of a node since the last frame.
struct Interaction {
  bool hovered = false;    // mouse or pen over it and nothing above it (never true for a finger)
  bool held = false;       // pressed and still down on it
  bool activated = false;  // clicked, tapped, Enter or Space, or asked for by assistive technology
  bool double_clicked = false;
  bool menu = false;           // right click, long press, Shift+F10 or the menu key: open a context menu at `at`
  bool drag_started = false;   // see Ui::drag
  bool focused = false;        // DOM focus is on it
  bool focus_visible = false;  // ... and the user moves by keyboard: a ring is drawn
  bool by_keyboard = false;    // `activated` came from a key or assistive technology
  Mods mods = Mods::none;      // held at that moment
  Vec2 at = {};                // pointer position
};

struct InteractOptions {
  bool draggable = false;
  bool focusable = true;
  Cursor cursor = Cursor::pointer;
  bool press_activates = false;  // on press rather than release (menus, select)
};

// The one drag of the window. The view that started it asks `drag.source`; whoever it hovers reads `at`.
struct Drag {
  NodeId source = 0;       // 0 = none
  Vec2 start = {};         // where the pointer went down
  Vec2 grab = {};          // pointer minus the source's top left corner at that moment
  Vec2 at = {};            // pointer now
  bool dropped = false;    // true in the one frame after release
  bool cancelled = false;  // true in the one frame after Esc or a lost pointer
  PointerKind kind = PointerKind::mouse;
  explicit operator bool() const { return source != 0; }
};

struct ShortcutOptions {
  bool in_text = false;      // also while a text field has focus (chords with Ctrl or Alt, Esc); plain letters never
  bool under_modal = false;  // also while a dialog is open
};

struct ToastOptions {
  std::string text = {};
  std::string action = {};  // "Отменить"; empty for none
  int tag = 0;              // told back by take_toast_action()
  bool bad = false;
  double seconds = 8;  // 0: until it is closed
};

struct ScrollState {
  float grab = 0;     // of the bar's thumb while it is dragged
  float offset = 0;   // pixels scrolled
  float content = 0;  // height (width) of the content, known after the first frame
  float view = 0;
  std::optional<float> target = {};  // where a smooth scroll goes
  float page = 0;                    // comes to rest on multiples of it (and at the end); 0: anywhere
  int edge = 0;                      // something is carried to this end of it, -1 or 1
  double edge_since = 0;
};

struct Ui {
  Ui(Host& host, Fonts& fonts);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // ---- settings: change between frames or at the start of one ----
  Host& host;
  Fonts& fonts;
  Locale locale = {};
  bool dark = false;  // by the palette: with forced colors whatever the system has
  Theme theme = {};
  bool reduced_motion = false;
  bool hidden = false;          // nobody sees this frame: it may be the last one
  bool coarse_pointer = false;  // a finger is the main pointer: bigger rows
  bool mac = false;
  void set_theme(const Theme& theme);
  void set_dark(bool value) { set_theme({.dark = value}); }

  // ---- the frame ----
  void begin_frame(const Viewport& viewport, double now_seconds, InputQueue input);
  struct Next {
    bool soon = false;
    double after_seconds = -1;
  };  // soon: at the next display frame; -1: nobody waits
  Next end_frame();      // after ImGui has the draw lists; also tells the host what changed
  void request_frame();  // one more frame, soon
  void wake_after(double seconds);
  double now = 0;  // seconds of a monotonic clock
  float dt = 0;    // since the last frame, at most 0.1; 0 in the first

  // ---- measure ----
  float dp(float value) const;                          // to whole physical pixels
  float unit() const { return viewport.scale * zoom; }  // physical pixels of one dp, where no rounding is wanted
  float zoom = 1;                                       // of the part that is drawn now; prefer Zoomed
  float dp(ControlSize control) const { return dp(coarse_pointer ? control.finger : control.mouse); }
  float hairline() const;  // one physical pixel, two from DPR 2 on
  Rect screen() const {
    return {0, viewport.inset_top, viewport.width, viewport.height - viewport.inset_top - viewport.inset_bottom};
  }
  bool compact() const { return viewport.width < 720 * viewport.scale; }  // phone layout
  Viewport viewport = {};

  // ---- theme and words ----
  Palette color = {};
  std::string tr(TextKey key) const { return locale.tr(key); }
  std::string tr(TextKey key, std::initializer_list<TextArgument> arguments) const { return locale.tr(key, arguments); }
  std::string tr(const Text& text) const { return locale.tr(text); }

  // ---- identity: the same thing must get the same id in every frame, or it loses focus and animation ----
  NodeId id(std::string_view name) const;
  NodeId id(std::string_view name, std::uint64_t number) const;
  NodeId id(std::string_view name, RawId record) const;
  void push_id(NodeId seed) { seeds.push_back(seed); }  // prefer IdScope
  void pop_id() { seeds.pop_back(); }

  // ---- painting ----
  ImDrawList& draw() const { return *list; }
  void fill(Rect rect, Color color, float radius_dp = 0);
  void outline(Rect rect, Color color, float radius_dp = 0, float width_px = 0);  // inside the rect; 0 = hairline
  void dashed(Rect rect, Color color, float radius_dp, float width_px);
  void line(Vec2 from, Vec2 to, Color color, float width_px = 0);
  void shadow(Rect rect, bool lifted = false);  // under a card (at rest) or a panel (lifted)
  void focus_ring(Rect rect, float radius_dp);  // widgets call it; own nodes too, when focus_visible
  void push_clip(Rect rect);                    // intersects with what holds already
  void pop_clip();
  Rect clip() const { return clips.back(); }
  bool visible(Rect rect) const { return overlaps(rect, clips.back()); }

  // ---- interaction ----
  // Puts a node into the body of the page and says what was done to it. Draw it afterwards.
  Interaction interact(NodeId id, Rect rect, const Sem& sem, const InteractOptions& options = {});
  void block(Rect rect);                       // pointer does not reach what lies below: panels, popups
  bool is_hovered(Rect rect) const;            // pointer in it, on this layer and not covered
  Vec2 pointer() const { return pointer_at; }  // far outside when there is none (after a touch)
  bool pointer_down() const { return pressed; }
  Mods mods() const { return mods_now; }
  void set_cursor(Cursor cursor) { cursor_want = cursor; }

  // ---- keyboard and focus ----
  NodeId focused() const { return focus_now; }
  bool keyboard_modality() const { return keyboard; }
  void focus(NodeId id);  // as soon as such a node is drawn; gives up after a second
  bool take_key(NodeId focused_node, Key key,
                Mods mods = Mods::none);  // pressed while that node has focus; each press is taken once
  bool take_key_within(NodeId container, Key key,
                       Mods mods = Mods::none);  // ... or any node inside it (of the last frame's tree)
  bool shortcut(Chord chord, const ShortcutOptions& options = {});
  // For so long a chord is not kept from the browser, but for the repeats of a key that is held down.
  void leave_to_browser(Chord chord, double seconds);
  std::string typed(NodeId container);  // characters typed while focus was inside: type-ahead
  // The user copies while focus is inside: put what is chosen into host.copy_text, in this very frame.
  bool take_copy(NodeId container);
  bool take_escape();  // true once for the topmost layer that asks

  // ---- time ----
  // Moves towards target in about `seconds`, asks for frames only while moving; jumps when motion is reduced or the key is new.
  float animate(NodeId key, float target, float seconds = 0.15F);
  float animate_from(NodeId key, float start, float target, float seconds = 0.15F);  // a new key starts here
  bool animating(NodeId key) const;

  // ---- drag ----
  Drag drag = {};
  void cancel_drag();
  // Pixels to scroll this frame while a drag hovers near the ends of a scroll view; 0 elsewhere.
  float edge_scroll(Rect view, bool vertical) const;

  // ---- messages ----
  void toast(ToastOptions options);
  std::optional<int> take_toast_action();  // tag of the toast whose action was chosen
  void announce(std::string_view text, bool assertive = false);

  // ---- scrolling, by the id of the scroll area ----
  ScrollState& scroll(NodeId id) { return scrolls[id]; }
  void scroll_into_view(NodeId area, float top, float bottom);  // content coordinates
  // Of an area with ScrollState::page: which one is shown (or gone to), and to go to one.
  int page_of(NodeId area);
  void turn_to_page(NodeId area, int page);

  // ---- pinching ----
  struct Pinch {
    float ratio = 1;  // by which the fingers made it bigger in this frame; the wheel with Ctrl does the same
    Vec2 at = {};
  };
  // Says that pinches over this part of the base layer are the caller's, and what they were. Elsewhere the page has them.
  Pinch take_pinch(Rect area);

  // ---- body of the page ----
  Semantics sem = {};
  std::string_view field_text(NodeId id) const;  // what the browser's field holds, as last told

  // ---- for the toolkit's own files only ----
  struct Hit {
    NodeId id = 0;
    Rect rect = {};
    std::uint8_t layer = 0;
  };
  struct Motion {
    float value = 0, velocity = 0, target = 0;
    std::uint32_t frame = 0;
  };
  struct ScrollHit {
    NodeId id = 0;
    Rect rect = {};
    bool vertical = true;
    std::uint8_t layer = 0;
    bool by_finger = false;  // only: no wheel turns it
  };
  struct Toast {
    ToastOptions options = {};
    double until = 0;
    bool kept = false;  // by a pointer or a focus on it
    std::uint32_t number = 0;
  };
  struct Popup {
    NodeId id = 0;
    Rect anchor = {};
    NodeId opener = 0;
    int highlighted = -1;
    bool by_keyboard = false, shown = false;
    std::string typed = {};  // letters of a type-ahead
    double typed_at = 0;
    std::uint32_t frame = 0;
  };
  struct Modal {
    NodeId id = 0;
    NodeId opener = 0;
    std::uint32_t frame = 0;
  };
  struct FieldState {
    std::string text = {};
    std::string before = {};
    bool told = false;
    bool changed = false, committed = false;
    bool born_typed = false;  // began with a letter in it, and has not had the focus yet
    std::uint32_t frame = 0;
    float scroll = 0;
    std::size_t caret = std::string::npos;  // where it was when the focus left, in bytes of the text; npos: at the end
  };
  struct Tooltip {
    NodeId id = 0;
    Rect anchor = {};
    std::string text = {};
    double since = 0;
    std::uint32_t frame = 0;
  };

  ImDrawList* list = nullptr;
  std::vector<NodeId> seeds = {0};
  std::vector<Rect> clips = {};
  std::vector<Layer> layers = {Layer::base};
  Layer layer() const { return layers.back(); }
  void enter(Layer layer);  // prefer LayerScope
  void leave();
  void scroll_region(NodeId id, Rect rect, bool vertical, bool by_finger = false);
  void tooltip(NodeId id, Rect anchor, std::string_view text);
  std::uint32_t frame = 0;
  std::vector<Hit> hits = {}, shown_hits = {};
  Rect pinch_area = {}, shown_pinch_area = {};
  std::vector<ScrollHit> scroll_hits = {}, shown_scroll_hits = {};
  std::vector<KeyInput> keys_now = {};
  std::vector<NodeInput> nodes_now = {};
  struct Claim {
    Chord chord = {};
    bool in_text = false;
  };
  std::vector<Claim> chords = {};  // what the browser must not handle itself
  Chord left_chord = {};
  double left_until = 0;
  bool wants_key(const KeyInput& key);  // asked synchronously by the page: preventDefault?
  bool wants_pinch(Vec2 at) const;      // the same
  std::unordered_map<NodeId, ScrollState> scrolls = {};
  std::unordered_map<NodeId, Motion> motions = {};
  std::unordered_map<NodeId, FieldState> field_states = {};
  std::unordered_map<NodeId, NodeId> roving = {};  // composite -> item that is its tab stop
  std::vector<Toast> toasts = {};
  std::optional<int> toast_action = {};
  std::optional<Popup> popup = {};
  std::vector<Modal> modals = {};
  Tooltip tip = {};
  NodeId hot = 0, active = 0, focus_now = 0, focus_want = 0;
  double focus_want_until = 0;
  int hot_layer = 0, top_modal_layer = 0, shown_top_modal_layer = 0;
  bool pressed = false, released = false, press_now = false, right_now = false, long_press = false, double_now = false;
  bool copy_now = false;
  bool keyboard = false, moved_far = false, touch_now = false, drag_armed = false;
  Vec2 pointer_at = {-1e6F, -1e6F}, press_at = {}, wheel_now = {};
  Mods mods_now = Mods::none;
  double press_time = 0, last_click_time = -10;
  Vec2 last_click_at = {};
  NodeId last_click_id = 0;
  PointerKind pointer_kind = PointerKind::mouse;
  Cursor cursor_want = Cursor::arrow, cursor_shown = Cursor::arrow;
  Next next = {};
  std::uint32_t toast_number = 0;
  int escape_layer = -1, shown_escape_layer = -1;
  bool press_focused = false;
  void take_input(InputQueue input);
  void take_pointer(const PointerInput& pointer);
  void finish_input();
  void close_popup_now();
  bool enter_modal(NodeId id);  // true in the frame it opens
  NodeId first_focusable(NodeId container, NodeId but = 0) const;
  void set_focus_now(NodeId node);
  Hit hit_at(Vec2 at) const;
  int settle_frames = 0;
  bool had_soon = false;
  InputQueue waiting = {};  // events that need a frame of their own (a press and its release)
  // ---- ui_touch.cpp ----
  Gestures fingers = {};
  struct Pan {
    NodeId area = 0;  // 0: nothing scrolls that way here
    float from = 0;   // its offset when the pan began
    Inertia inertia = {};
  } pan = {};
  Pinch pinch_now = {};
  float pinched_by = 1;  // since both fingers came down
  GestureLimits gesture_limits() const { return {.slop = 10 * viewport.scale}; }
  void take_touch(const PointerInput& pointer);
  void let_fingers_rest();  // once a frame: what time alone decides
  void forget_fingers();
  void pan_by(float pixels);
  void come_to_rest(float velocity);  // a swipe of pages: on one of them
  void turn_page_at_edge(NodeId area, Rect view, bool vertical);
  NodeId scroll_area_at(Vec2 at, bool vertical) const;
  ImDrawListSplitter splitter = {};
};

// Names below it are told apart from equal names elsewhere.
class IdScope {
 public:
  IdScope(Ui& ui, NodeId seed) : ui_(ui) { ui.push_id(seed); }
  ~IdScope() { ui_.pop_id(); }
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;

 private:
  Ui& ui_;
};

// Nodes emitted inside are children of this one: list, navigation, toolbar, group.
class SemScope {
 public:
  SemScope(Ui& ui, NodeId id, Rect rect, const Sem& sem) : ui_(ui) {
    ui.sem.add(id, rect, sem);
    ui.sem.push(id);
  }
  ~SemScope() { ui_.sem.pop(); }
  SemScope(const SemScope&) = delete;
  SemScope& operator=(const SemScope&) = delete;

 private:
  Ui& ui_;
};

// What is measured and drawn inside is so much bigger or smaller, words and all.
class Zoomed {
 public:
  Zoomed(Ui& ui, float zoom) : ui_(ui), before_(ui.zoom) { ui.zoom = zoom; }
  ~Zoomed() { ui_.zoom = before_; }
  Zoomed(const Zoomed&) = delete;
  Zoomed& operator=(const Zoomed&) = delete;

 private:
  Ui& ui_;
  float before_;
};

// Everything painted inside lies over the layers below; semantic nodes hang under the root. A menu has its own size wherever it
// was opened; what is dragged keeps the one it had.
class LayerScope {
 public:
  LayerScope(Ui& ui, Layer layer) : ui_(ui), zoomed_(ui, layer == Layer::drag ? ui.zoom : 1.F) { ui.enter(layer); }
  ~LayerScope() { ui_.leave(); }
  LayerScope(const LayerScope&) = delete;
  LayerScope& operator=(const LayerScope&) = delete;

 private:
  Ui& ui_;
  Zoomed zoomed_;
};

class ClipScope {
 public:
  ClipScope(Ui& ui, Rect rect) : ui_(ui) { ui.push_clip(rect); }
  ~ClipScope() { ui_.pop_clip(); }
  ClipScope(const ClipScope&) = delete;
  ClipScope& operator=(const ClipScope&) = delete;

 private:
  Ui& ui_;
};

}  // namespace voronka::ui
