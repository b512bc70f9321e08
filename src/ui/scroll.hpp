// Scroll areas with thin scrollbars that lie over the content, and lists of which only the visible rows are drawn.
// Wheel, touch, keys and the bar itself are handled here; one area scrolls in one direction.
#pragma once

#include <string_view>

#include "ui/ui.hpp"

namespace voronka::ui {

// A step towards where a smooth scroll goes; asks for the next frame while there is more.
void glide(Ui& ui, ScrollState& state);

class ScrollArea {
 public:
  // Clips to `view`. Draw at content() and tell at the end how tall (wide) it was.
  ScrollArea(Ui& ui, NodeId id, Rect view, bool vertical = true);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  Rect content() const;            // `view` moved by the scroll offset
  void set_content(float length);  // must be called; without it nothing scrolls
  ScrollState& state() const { return state_; }
  float offset() const { return offset_; }
  // For a mouse the bare ground is a handle to pull the content by. Before anything is drawn in it.
  void pull();
  // Keys PageUp, PageDown, Home, End while focus is within `container` (0: nothing).
  void keys(NodeId container);

 private:
  Ui& ui_;
  NodeId id_ = 0;
  Rect view_ = {};
  bool vertical_ = true;
  ScrollState& state_;
  float offset_ = 0;
};

// Rows of equal height. `focus_row` is the list's one tab stop; arrows move it and it stays in the body of the page even when
// scrolled away.
struct ListState {
  int focus_row = 0;
};
struct ListOptions {
  std::string_view label = {};
  int count = 0;
  float row_height = 0;    // pixels
  Role role = Role::list;  // list or listbox
};
struct RowRange {
  int first = 0, last = 0;  // [first, last)
};

// Draw the rows of range() at row(i); a focus row out of sight is added without drawing.
class List {
 public:
  List(Ui& ui, NodeId id, Rect view, const ListOptions& options, ListState& state);
  ~List();
  List(const List&) = delete;
  List& operator=(const List&) = delete;

  RowRange range() const { return range_; }  // visible rows and one on each side
  Rect row(int index) const;                 // where it is
  // Fill in the place in the list and whether Tab stops here, then hand to Ui::interact.
  Sem row_sem(int index, Sem sem) const;
  // The row that is the Tab stop but lies outside range(): add its node with drawn = false. -1 = none.
  int row_out_of_sight() const;
  // An arrow key moved to this row: give its id to Ui::focus. -1 = not this frame.
  int moved_to() const { return moved_to_; }

 private:
  ListOptions options_ = {};
  ListState& list_;
  SemScope scope_;
  ScrollArea area_;
  RowRange range_ = {};
  int moved_to_ = -1;
};

// A row of buttons, tabs or chips that is one Tab stop: arrows move inside. Which item is the stop is settled here.
class Composite {
 public:
  struct Options {
    Role role = Role::toolbar;
    std::string_view label = {};
    bool horizontal = true;
  };
  Composite(Ui& ui, NodeId id, Rect rect, const Options& options);
  ~Composite();  // moves focus among the items emitted since
  Composite(const Composite&) = delete;
  Composite& operator=(const Composite&) = delete;

 private:
  Ui& ui_;
  NodeId id_ = 0;
  bool horizontal_ = true;
};

}  // namespace voronka::ui
