// What comes over the page: dialogs, the side sheet, menus, toasts, tooltips. They handle Esc, clicks outside, focus on the
// way in and on the way back, and make the rest inert where they must.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ui/ui.hpp"

namespace voronka::ui {

// if (state.asking) { Dialog dialog(ui, ui.id("delete"), {...}); ...draw in dialog.body()...; if (dialog.closed()) state.asking = false; }
struct DialogOptions {
  std::string_view title = {};
  float width_dp = 440;
  float height_dp = 240;   // body and footer; what does not fit on the screen: put a ScrollArea in it
  bool footer = true;      // keeps footer() free below the body
  NodeId first_focus = 0;  // else the first focusable node
  bool bare = false;       // neither title nor cross, and near the top: the title is only spoken (a command palette)
  bool stays = false;      // a click outside does not close it: closing would lose what took time to make
};
class Dialog {
 public:
  Dialog(Ui& ui, NodeId id, const DialogOptions& options);
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;
  Rect body() const { return body_; }
  Rect footer() const { return footer_; }  // one row of buttons: Row(footer).right(...)
  bool closed() const { return closed_; }  // Esc, the cross, a click outside unless it stays

 private:
  void draw_head(std::string_view words, Rect place);
  Ui& ui_;
  NodeId id_ = 0, first_focus_ = 0;
  Rect body_ = {}, footer_ = {};
  bool opened_ = false, closed_ = false;
};

// A panel at the right edge (from below on a phone, where a finger pulls it down and away by its head). Not modal: the board stays
// usable beside it; Esc closes it.
struct SheetOptions {
  std::string_view title = {};  // spoken name; draw the heading yourself
  float width_dp = 430;
};
class Sheet {
 public:
  Sheet(Ui& ui, NodeId id, const SheetOptions& options);
  ~Sheet();
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;
  Rect body() const { return body_; }    // inside the padding
  Rect panel() const { return panel_; }  // edge to edge
  bool closed() const { return closed_; }

 private:
  Ui& ui_;
  Rect panel_ = {}, body_ = {};
  bool closed_ = false;
};

struct MenuItem {
  std::string_view label = {};
  const char* icon = nullptr;
  std::string_view keys = {};  // shown right
  bool disabled = false;
  bool danger = false;
  bool separator_before = false;
  int checked = -1;
};
// open_menu() once, then menu() each frame with the same id; answers the chosen index in one frame.
void open_menu(Ui& ui, NodeId id, Rect anchor, bool by_keyboard);
bool menu_is_open(const Ui& ui, NodeId id);
std::optional<int> menu(Ui& ui, NodeId id, std::string_view label, std::span<const MenuItem> items);

// A free popup (date picker, filter editor) at an anchor; closed by Esc or a click outside. Draw in body() when open.
void open_popup(Ui& ui, NodeId id, Rect anchor, bool by_keyboard);
void close_popup(Ui& ui);
class PopupPanel {
 public:
  PopupPanel(Ui& ui, NodeId id, std::string_view label, float width_px, float height_px);
  ~PopupPanel();
  PopupPanel(const PopupPanel&) = delete;
  PopupPanel& operator=(const PopupPanel&) = delete;
  explicit operator bool() const { return open_; }
  Rect body() const { return body_; }

 private:
  Ui& ui_;
  NodeId id_ = 0;
  bool open_ = false, opened_now_ = false;
  Rect body_ = {};
};

// Called by the shell once a frame, after the views: toasts and the tooltip.
void draw_messages(Ui& ui);

}  // namespace voronka::ui
