// The controls. Each takes the id it keeps for ever, the rectangle the view chose, and options; each draws, puts its node into
// the body of the page, and answers what the user did. `*_width` tells how wide it wants to be. Heights: size::control.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ui/ui.hpp"

namespace voronka::ui {

enum class ButtonKind : std::uint8_t { primary, secondary, ghost, danger, good };

struct ButtonOptions {
  std::string_view label = {};
  const char* icon = nullptr;  // icon::plus, before the label
  ButtonKind kind = ButtonKind::secondary;
  std::string_view description = {};  // spoken, and shown as tooltip
  std::string_view keys = {};         // "Ctrl+K", shown in the tooltip
  bool disabled = false;
  int expanded = -1;  // opens something: 0 closed, 1 open
  bool tab_stop = true;
  bool small = false;  // meta text, 28 high
};
bool button(Ui& ui, NodeId id, Rect rect, const ButtonOptions& options);
float button_width(const Ui& ui, const ButtonOptions& options);

struct IconButtonOptions {
  const char* icon = nullptr;
  std::string_view label = {};  // its name, shown as tooltip
  std::string_view keys = {};
  bool disabled = false;
  int pressed = -1;  // toggle: 0, 1
  int expanded = -1;
  bool current = false;  // the page one is on (rail)
  bool tab_stop = true;
  float icon_dp = 16;
  Color color = 0;  // 0 = muted
};
bool icon_button(Ui& ui, NodeId id, Rect rect, const IconButtonOptions& options);

struct ChipOptions {
  std::string_view label = {};
  std::string_view name = {};  // spoken instead of the label
  const char* icon = nullptr;
  int pressed = -1;  // filter chip: 0, 1
  int expanded = -1;
  bool disabled = false;
};
bool chip(Ui& ui, NodeId id, Rect rect, const ChipOptions& options);
float chip_width(const Ui& ui, const ChipOptions& options);

// One of a few, all visible. Answers the newly chosen index.
struct SegmentedOptions {
  std::string_view label = {};
  std::span<const std::string_view> items = {};
  int selected = 0;  // -1: none of them, as of several things at once
  std::string_view description = {};
};
std::optional<int> segmented(Ui& ui, NodeId id, Rect rect, const SegmentedOptions& options);
float segmented_width(const Ui& ui, const SegmentedOptions& options);

// Answer true when it was flipped; the view flips the value.
bool toggle(Ui& ui, NodeId id, Rect rect, std::string_view label, bool on,
            bool disabled = false);  // a switch, label left
// Label right; `name` is spoken instead of it.
bool checkbox(Ui& ui, NodeId id, Rect rect, std::string_view label, bool on, bool disabled = false,
              std::string_view name = {});
bool radio(Ui& ui, NodeId id, Rect rect, std::string_view label, bool on, bool disabled = false);
float checkbox_width(const Ui& ui, std::string_view label);
float checkbox_height(const Ui& ui, std::string_view label,
                      float width);  // of the words, in as many lines as they need

// A real <a>: middle click and "copy link" work. `href` beginning with # is a route of the page. Unsafe addresses are refused
// (drawn as text). `name` is spoken instead of the text.
bool link(Ui& ui, NodeId id, Rect rect, TextStyle style, std::string_view text, std::string_view href,
          std::string_view name = {});
bool is_safe_link(std::string_view href);

// One of many, in a list that opens below (or above, or over the whole phone). Type-ahead, arrows, Home, End, Esc.
struct SelectOptions {
  std::string_view label = {};  // its name; draw a field_label yourself
  std::span<const std::string_view> items = {};
  std::span<const Color> dots = {};  // stage colors, may be empty
  int selected = -1;
  std::string_view placeholder = {};
  bool disabled = false;
  bool invalid = false;
  bool ghost = false;  // without a frame, for inline use
};
std::optional<int> select(Ui& ui, NodeId id, Rect rect, const SelectOptions& options);

// Caption above a field; spoken as the field's own name, so this one is paint only.
void field_label(Ui& ui, Rect rect, std::string_view text, bool required = false);

struct ProgressOptions {
  std::string_view label = {};
  double share = 0;  // 0..1; negative: how far is not known
};
void progress(Ui& ui, NodeId id, Rect rect, const ProgressOptions& options);

struct EmptyStateOptions {
  const char* icon = nullptr;
  std::string_view title = {};
  std::string_view sentence = {};
  std::string_view primary = {}, secondary = {};  // labels of its buttons
  const char* primary_icon = nullptr;
};
enum class EmptyStateAnswer : std::uint8_t { none, primary, secondary };
EmptyStateAnswer empty_state(Ui& ui, NodeId id, Rect rect, const EmptyStateOptions& options);

void paint_dot(Ui& ui, Vec2 center, float diameter_dp, Color color);
float paint_badge(Ui& ui, Rect rect, std::string_view text, Color ink, Color ground);  // returns its width
void paint_skeleton(Ui& ui, Rect rect,
                    float radius_dp = 6);  // a place where something will be; still, as it asks no frames
void paint_card(Ui& ui, Rect rect, const Interaction& state,
                float radius_dp = size::radius_card);  // surface, border, shadow, hover

}  // namespace voronka::ui
