// The body of the page: what a screen reader, voice control, find-in-page and the tests meet. Widgets emit nodes anew each
// frame; the difference to the frame before is sent to the browser, which keeps real elements over the canvas (web/mirror.js).
// DOM focus is real focus on these elements. Not for drawing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ui/geometry.hpp"

namespace voronka::ui {

using NodeId = std::uint32_t;  // 0 = none, 1 = the root

// The numbers are known to web/mirror.js.
enum class Role : std::uint8_t {
  group = 0,
  main = 1,
  navigation = 2,
  banner = 3,
  region = 4,
  heading = 5,
  text = 6,
  button = 7,
  link = 8,
  checkbox = 9,
  toggle = 10 /* switch */,
  radio = 11,
  radio_group = 12,
  textbox = 13,
  combobox = 14,
  listbox = 15,
  option = 16,
  menu = 17,
  menu_item = 18,
  dialog = 19,
  list = 20,
  list_item = 21,
  tab_list = 22,
  tab = 23,
  tab_panel = 24,
  toolbar = 25,
  progress = 26,
  status = 27,
  alert = 28,
  image = 29,
  table = 30,
  row = 31,
  cell = 32,
  column_header = 33,
  search = 34,
  grid = 35,      /* position: its columns, set_size: its rows, heads included */
  grid_cell = 36, /* position: its column; that of a row is its place in the grid */
};
std::string_view name_of(Role role);

enum class TextKind : std::uint8_t { text, multiline, number, money, date, time, email, tel, search, url, password };

// What a node says. Texts need to live only during the call.
struct Sem {
  Role role = Role::group;
  std::string_view name = {};
  std::string_view value = {};        // shown or chosen value: combobox, progress, textbox
  std::string_view description = {};  // further help, error of a field
  std::string_view href = {};         // links: a real <a>
  std::string_view keys = {};         // aria-keyshortcuts: "Control+K"
  bool focusable = false;             // widgets set this
  bool tab_stop = true;               // false: reached by arrows inside its composite, not by Tab
  bool disabled = false;
  bool selected = false;  // option, tab, list_item, row
  int checked = -1;       // -1 not checkable, 0, 1, 2 mixed (also aria-pressed of a button)
  int expanded = -1;      // -1 does not expand, 0, 1
  bool has_popup = false;
  bool modal = false;
  bool current = false;  // aria-current: the page one is on
  bool invalid = false;
  bool required = false;
  int level = 0;                   // heading
  int position = 0, set_size = 0;  // item 3 of 120, when not all items are there
  int now = -1;                    // progress, 0..100
  int sorted = 0;                  // column header: 1 ascending, -1 descending
};

// Only for text fields: how the real <input> is dressed so that its text falls exactly on the drawn one.
struct FieldDress {
  TextKind kind = TextKind::text;
  float font_px = 0, line_px = 0;
  int weight = 400;
  float pad_left = 0, pad_top = 0, pad_right = 0;
  std::uint32_t color = 0;
  int max_length = 0;
  bool align_right = false;
  bool read_only = false;
  bool select_on_focus = false;
  std::string placeholder = {};
  std::string autocomplete = {};
  Rect clip = {};                // what the scroll areas leave of it
  std::vector<Rect> holes = {};  // popups above it
};

struct SemNode {
  NodeId id = 0;
  NodeId parent = 0;
  Role role = Role::group;
  Rect rect = {};
  std::uint32_t flags = 0;
  std::int8_t level = 0;
  std::int32_t position = 0, set_size = 0, now = -1;
  std::string name = {}, value = {}, description = {}, href = {}, keys = {};
  int field = -1;     // index into fields(), or -1
  bool drawn = true;  // false: emitted from data beyond the visible rows
};

namespace node_flag {
inline constexpr std::uint32_t focusable = 1, tab_stop = 2, disabled = 4, selected = 8, checkable = 16, checked = 32,
                               mixed = 64, expandable = 128, expanded = 256, has_popup = 512, modal = 1024,
                               current = 2048, invalid = 4096, inert = 8192, required = 16384, offscreen = 32768,
                               ascending = 65536, descending = 131072;
}

// Where in a frame's tree a node is. It is filled anew each frame, so it never gives its memory back.
class NodeIndex {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  bool add(NodeId id, std::uint32_t place);  // false: it is there already
  std::uint32_t find(NodeId id) const { return slots_.empty() ? none : slots_[slot_of(id)].place; }
  bool contains(NodeId id) const { return find(id) != none; }
  void clear();

 private:
  struct Slot {
    NodeId id = 0;
    std::uint32_t place = none;
  };
  std::size_t slot_of(NodeId id) const;  // its own, or the empty one where it would be
  std::vector<Slot> slots_ = {};         // a power of two, less than half of them in use
  std::size_t used_ = 0;
};

// One frame's tree, in emission order (= reading order = Tab order).
class Semantics {
 public:
  void begin_frame();
  // Adds a node under the innermost open scope.
  void add(NodeId id, Rect rect, const Sem& sem, bool drawn = true);
  void add_field(NodeId id, Rect rect, const Sem& sem, FieldDress dress);
  void add_text(Rect rect, std::string_view text);  // plain text; its id is its place among the texts of its parent
  void push(NodeId parent) {
    parents_.push_back(parent);
    texts_.push_back(0);
  }
  void pop() {
    parents_.pop_back();
    texts_.pop_back();
  }
  NodeId parent() const { return parents_.back(); }

  std::span<const SemNode> nodes() const { return {nodes_.data(), count_}; }
  std::span<const FieldDress> fields() const { return fields_; }
  FieldDress& field(int index) { return fields_[static_cast<std::size_t>(index)]; }
  SemNode* find(NodeId id);  // this frame's, once emitted
  const SemNode* find(NodeId id) const;
  const SemNode* find_shown(NodeId id) const;        // the last finished frame's
  bool within(NodeId node, NodeId container) const;  // in this frame's tree
  bool shown_within(NodeId node, NodeId container) const;
  NodeId first_stop() const;  // where Tab leads first in the main part; 0: nowhere
  std::span<const SemNode> shown() const { return {shown_.data(), shown_count_}; }
  std::span<const FieldDress> shown_fields() const { return shown_fields_; }
  int duplicates() const { return duplicates_; }  // ids used twice in this frame: the second node was dropped

  // Marks everything under the newest modal as inert, decides where focus goes when its node is gone, and packs what the
  // browser must change. `focus` is where DOM focus is now, `want` where it is asked to be (0 = leave it).
  struct Finished {
    std::vector<std::uint8_t> patch = {};  // empty: nothing changed
    NodeId focus = 0;                      // the node that must get focus; 0 = leave it
    bool lost = false;                     // the focused node is gone and nothing could take its place
  };
  Finished finish(NodeId focus, NodeId want, float scale);
  void forget();  // the next patch builds everything anew

 private:
  struct Sent {
    std::uint64_t content = 0, place = 0, order = 0;
    std::uint32_t frame = 0;
    // Of the frame that is being packed: what it holds, and how many.
    std::uint64_t order_now = 0;
    std::uint32_t order_frame = 0, children = 0;
  };
  SemNode& slot();
  NodeId successor(NodeId lost) const;

  // Nodes are reused from frame to frame, so that their strings keep their memory.
  std::vector<SemNode> nodes_ = {}, shown_ = {};
  std::size_t count_ = 0, shown_count_ = 0;
  std::vector<FieldDress> fields_ = {}, shown_fields_ = {};
  NodeIndex index_ = {}, shown_index_ = {};
  std::unordered_map<NodeId, Sent> sent_ = {};
  std::vector<std::pair<NodeId, Sent*>> holders_ = {};  // of this frame; Sent stays where it is while others come
  std::vector<NodeId> parents_ = {1};
  std::vector<std::uint32_t> texts_ = {0};  // beside parents_: how many texts each has
  std::uint32_t frame_ = 0;
  int duplicates_ = 0;
};

}  // namespace voronka::ui
