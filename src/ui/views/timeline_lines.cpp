// How a history is drawn: a line each, joined by a thread of marks.
#include <algorithm>

#include "ui/scroll.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/timeline.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t first_lines = 20;  // where there are more than most_lines_at_first

// True when it was chosen.
bool history_line(Ui& ui, Column& column, NodeId id, const TimelineLine& told, bool more) {
  const float left = ui.dp(18);
  const Rect rest = column.rest();
  Rect room = {rest.x + left, rest.y, rest.w - left, rest.h};
  const std::string tail = (told.strong.empty() ? "" : " ") + told.rest + (told.rest.empty() ? "· " : " · ") +
                           (told.about.empty() ? "" : told.about + " · ") + told.day;
  const std::string whole = told.strong + tail;
  const float strong = told.strong.empty() ? 0 : text_width(ui, TextStyle::meta_strong, told.strong);
  const bool one_line = strong + text_width(ui, TextStyle::meta, tail) <= room.w;
  const float height = one_line ? line_height(ui, TextStyle::meta) : wrapped_height(ui, TextStyle::meta, whole, room.w);
  const float needed = height + ui.dp(10);
  // What a finger is to hit is as high as a finger.
  const Rect place = {rest.x, rest.y, rest.w,
                      told.deal && ui.coarse_pointer ? std::max(needed, ui.dp(size::touch)) : needed};
  room.y += (place.h - needed) / 2;
  const Sem sem = {.role = Role::list_item, .name = whole, .focusable = bool(told.deal)};
  bool chosen = false;
  if (!told.deal) {
    ui.sem.add(id, place, sem);
  } else {
    const Interaction it = ui.interact(id, place, sem);
    const Rect ground = {place.x - ui.dp(6), place.y - ui.dp(5), place.w + ui.dp(12), place.h};
    if (it.hovered) ui.fill(ground, ui.color.hover, size::radius);
    if (it.focus_visible) ui.focus_ring(ground, size::radius);
    chosen = it.activated;
  }

  const Vec2 mark = {place.x + ui.dp(5), room.y + line_height(ui, TextStyle::meta) / 2};
  paint_dot(ui, mark, 8, told.ended ? ui.color.accent : ui.color.faint);
  if (!told.ended) paint_dot(ui, mark, 4, ui.color.surface);
  if (more) ui.line({mark.x, mark.y + ui.dp(7)}, {mark.x, mark.y + place.h - ui.dp(7)}, ui.color.border, ui.dp(2));
  if (one_line) {
    if (strong > 0)
      paint_text(ui, {room.x, room.y, strong, height}, TextStyle::meta_strong, ui.color.text, told.strong);
    paint_text(ui, {room.x + strong, room.y, room.w - strong, height}, TextStyle::meta, ui.color.muted, tail);
  } else {
    paint_wrapped(ui, {room.x, room.y, room.w, height}, TextStyle::meta, ui.color.muted, whole);
  }
  column.space(place.h);
  return chosen;
}

}  // namespace

const TimelineLine* draw_timeline(Ui& ui, Column& column, std::string_view label,
                                  const std::vector<TimelineLine>& lines, bool& whole) {
  const bool cut = !whole && lines.size() > most_lines_at_first;
  const std::size_t count = cut ? first_lines : lines.size();
  const TimelineLine* chosen = nullptr;
  {
    const Composite list(ui, ui.id("history"), column.rest(),
                         {.role = Role::list, .label = label, .horizontal = false});
    for (std::size_t i = 0; i < count; ++i)
      if (history_line(ui, column, ui.id("line", i), lines[i], i + 1 < count)) chosen = &lines[i];
  }
  if (!cut) return chosen;
  const std::string all = ui.tr(TextKey::deal_history_all, {{"count", static_cast<std::int64_t>(lines.size())}});
  const ButtonOptions options = {.label = all, .kind = ButtonKind::ghost, .small = true};
  Row row(column.top(ui.dp(size::control_small)));
  if (button(ui, ui.id("all"), row.left(button_width(ui, options)), options)) whole = true;
  return chosen;
}

}  // namespace voronka::ui
