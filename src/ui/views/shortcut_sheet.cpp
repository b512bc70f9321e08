#include "ui/views/shortcut_sheet.hpp"

#include <array>

#include "base/later.hpp"
#include "ui/actions.hpp"
#include "ui/layers.hpp"
#include "ui/scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct SheetState {
  bool open = false;
};

struct Line {
  std::string words = {};
  std::vector<std::string> keys = {};
};
struct Group {
  std::string title = {};
  std::vector<Line> lines = {};
};

Line line_of(const Ui& ui, const Action& action) {
  const bool numbered = action.chords[0] == Chord{letter('1')};
  Line line = {.words = numbered ? ui.tr(TextKey::shortcuts_nth_stage) : ui.tr(action.title)};
  if (numbered) return {.words = line.words, .keys = {"1 – 9"}};
  for (const Chord chord : action.chords)
    if (chord.key != Key::none) line.keys.push_back(chord_text(ui, chord));
  return line;
}

// Walking has no action of its own: the cards themselves answer these keys.
Group walking(const Ui& ui) {
  return {.title = ui.tr(TextKey::shortcuts_walk),
          .lines = {{ui.tr(TextKey::shortcuts_neighbour), {"←", "↑", "→", "↓"}},
                    {ui.tr(TextKey::shortcuts_ends), {"Home", "End"}},
                    {ui.tr(TextKey::shortcuts_menu), {"Shift+F10"}},
                    {ui.tr(TextKey::shortcuts_leave), {"Esc"}}}};
}

// Nor have those of the table.
Group in_table(const Ui& ui) {
  return {.title = ui.tr(TextKey::shortcuts_table),
          .lines = {{ui.tr(TextKey::shortcuts_edit), {"Enter", "F2"}},
                    {ui.tr(TextKey::shortcuts_choose), {ui.tr(TextKey::shortcuts_space)}},
                    {ui.tr(TextKey::shortcuts_choose_all), {chord_text(ui, {letter('A'), Mods::ctrl})}},
                    {ui.tr(TextKey::shortcuts_open), {chord_text(ui, {Key::enter, Mods::ctrl})}}}};
}

// Nor those of today.
Group in_today(const Ui& ui) {
  return {.title = ui.tr(TextKey::shortcuts_today),
          .lines = {{ui.tr(TextKey::shortcuts_step), {"Enter"}},
                    {ui.tr(TextKey::shortcuts_outcome), {"1 – 4"}},
                    {ui.tr(TextKey::action_call), {"C"}}}};
}

std::vector<Group> groups_of(const Ui& ui) {
  std::vector<Group> groups;
  for (const ActionGroup group : {ActionGroup::deal, ActionGroup::move, ActionGroup::general, ActionGroup::go,
                                  ActionGroup::look, ActionGroup::data}) {
    Group made = {.title = group_title(ui, group)};
    for (const Action& action : all_actions())
      if (action.group == group && action.chords[0].key != Key::none) made.lines.push_back(line_of(ui, action));
    if (!made.lines.empty()) groups.push_back(std::move(made));
  }
  groups.push_back(walking(ui));
  groups.push_back(in_table(ui));
  groups.push_back(in_today(ui));
  return groups;
}

float line_height_of(const Ui& ui) { return ui.dp(28); }
float height_of(const Ui& ui, const Group& group) {
  return ui.dp(34) + static_cast<float>(group.lines.size()) * line_height_of(ui);
}

void draw_line(Ui& ui, Rect rect, const Line& line) {
  Row row(rect, ui.dp(4));
  std::string name = line.words + ": ";
  for (std::size_t i = 0; i < line.keys.size(); ++i) name += (i > 0 ? ", " : "") + line.keys[i];
  ui.sem.add_text(rect, name);
  for (std::size_t i = line.keys.size(); i-- > 0;) {
    const float width = std::max(text_width(ui, TextStyle::meta, line.keys[i]) + ui.dp(12), ui.dp(22));
    const Rect box = centered(row.right(width), width, ui.dp(20));
    ui.fill(box, ui.color.sunken, 4);
    ui.outline(box, ui.color.border, 4);
    paint_text(ui, box, TextStyle::meta, ui.color.text, line.keys[i], Align::center);
  }
  paint_text(ui, row.rest(), TextStyle::body, ui.color.text, line.words);
}

void draw_group(Ui& ui, Column& column, const Group& group) {
  const Rect head = column.top(ui.dp(34));
  heading(ui, {head.x, head.y + ui.dp(10), head.w, head.h - ui.dp(10)}, 3, TextStyle::meta_strong, group.title);
  for (const Line& line : group.lines) draw_line(ui, column.top(line_height_of(ui)), line);
}

VORONKA_LATER void draw_open(ViewContext& context, SheetState& state) {
  Ui& ui = context.ui;
  const std::vector<Group> groups = groups_of(ui);
  const bool two = !ui.compact();
  float whole = 0;
  for (const Group& group : groups) whole += height_of(ui, group);
  // The first column takes groups until it is as high as half of all.
  float left = 0;
  std::size_t in_left = 0;
  while (in_left < groups.size() && (!two || left + height_of(ui, groups[in_left]) / 2 < whole / 2))
    left += height_of(ui, groups[in_left++]);
  const float intro = line_height(ui, TextStyle::meta) * (two ? 1.F : 2.F);
  const float height = intro + std::max(left, whole - left) + ui.dp(8);
  Dialog dialog(ui, ui.id("shortcuts"),
                {.title = ui.tr(TextKey::action_shortcuts),
                 .width_dp = 820,
                 .height_dp = height / ui.viewport.scale,
                 .footer = false});
  ScrollArea area(ui, ui.id("area"), dialog.body());
  Column page(area.content());
  paragraph(ui, page.top(intro), TextStyle::meta, ui.color.muted, ui.tr(TextKey::shortcuts_hint));
  Row columns(page.rest(), ui.dp(32));
  const Rect first = two ? columns.left((page.rest().w - ui.dp(32)) / 2) : columns.rest();
  const Rect second = two ? columns.rest() : Rect{first.x, first.y + left, first.w, first.h};
  Column left_column(first);
  for (std::size_t i = 0; i < in_left; ++i) draw_group(ui, left_column, groups[i]);
  Column right_column(second);
  for (std::size_t i = in_left; i < groups.size(); ++i) draw_group(ui, right_column, groups[i]);
  area.set_content(height);
  if (!dialog.closed() && !ui.shortcut({Key::question}, {.under_modal = true})) return;
  state = {};
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_shortcut_sheet(ViewContext& context) {
  context.states.of<SheetState>().open = true;
  context.ui.request_frame();
}

void draw_shortcut_sheet(ViewContext& context) {
  SheetState& state = context.states.of<SheetState>();
  if (state.open) draw_open(context, state);
}

}  // namespace voronka::ui
