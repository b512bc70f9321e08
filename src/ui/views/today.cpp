#include "ui/views/today.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/next_step.hpp"
#include "ui/views/today_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::int64_t slice = 25'000;  // rows in one frame, about 2 ms in wasm: they are far apart in memory

// Once a day the days move on by one.
void remember_day(ViewContext& context, TodayState& state) {
  const Date today = context.app.today();
  if (state.seen_on == today) return;
  state.seen_on = today;
  Preferences changed = context.app.preferences();
  if (changed.last_day != today) {
    changed.day_before = changed.last_day;
    changed.last_day = today;
    context.outbox.send(SetPreferences{.preferences = changed});
  }
  state.last_seen = changed.day_before;
}

void draw_heading(ViewContext& context, const TodayLine& line, std::size_t left_out, Rect rect) {
  Ui& ui = context.ui;
  std::string count = ui.locale.number(static_cast<std::int64_t>(line.count));
  if (line.group == TodayGroup::no_step && left_out > 0)
    count += " · " + ui.tr(TextKey::today_more, {{"count", static_cast<std::int64_t>(left_out)}});
  const std::string title = ui.tr(title_of_group(line.group));
  Row row(inset(rect, ui.dp(8), 0), ui.dp(8));
  Rect place = row.rest();
  place.y = place.bottom() - line_height(ui, TextStyle::title) - ui.dp(6);
  place.h = line_height(ui, TextStyle::title);
  const float width = text_width(ui, TextStyle::title, title);
  heading(ui, {place.x, place.y, std::min(width, place.w), place.h}, 2, TextStyle::title, title);
  if (width + ui.dp(60) < place.w)
    label(ui, {place.x + width + ui.dp(8), place.y, place.w - width - ui.dp(8), place.h}, TextStyle::label,
          ui.color.muted, count);
}

bool is_alive(const ViewContext& context, const TodayLine& line) {
  return line.deal < context.document.table<Deal>().size() &&
         (line.activity == TodayLine::none || line.activity < context.document.table<Activity>().size());
}

// The line that the popup was opened from leaves, or moves to another day, once its step is done or put off: the way back leads to the one
// that took its place.
void keep_way_back(ViewContext& context, TodayState& state) {
  Ui& ui = context.ui;
  const auto lines = state.model.lines();
  if (state.opened == 0 || lines.empty()) return;
  if (!is_step_popup_open(context)) {
    state.opened = 0;
    return;
  }
  auto at = static_cast<std::size_t>(std::clamp(state.opened_at, 0, static_cast<int>(lines.size()) - 1));
  while (at + 1 < lines.size() && lines[at].deal == TodayLine::none) ++at;
  while (at > 0 && lines[at].deal == TodayLine::none) --at;
  if (lines[at].deal == TodayLine::none || !is_alive(context, lines[at])) return;
  state.list.focus_row = static_cast<int>(at);
  ui.popup->opener = line_id(ui, context, lines[at]);
}

void draw_lines(ViewContext& context, TodayState& state, Rect rect) {
  Ui& ui = context.ui;
  const auto lines = state.model.lines();
  const auto count = static_cast<int>(lines.size());
  const float row_height = ui.dp(56);
  const auto at = [&](int index) -> const TodayLine& { return lines[static_cast<std::size_t>(index)]; };
  // A heading is nothing to stand on: the arrows step over it.
  const auto step_over = [&](int index, int way) {
    while (index >= 0 && index < count && at(index).deal == TodayLine::none) index += way;
    return index;
  };
  state.list.focus_row = std::min(step_over(std::clamp(state.list.focus_row, 0, count - 1), 1), count - 1);
  const int before = state.list.focus_row;
  List list(ui, ui.id("list"), rect,
            {.label = ui.tr(TextKey::today_list), .count = count, .row_height = row_height, .role = Role::group},
            state.list);
  int moved = -1;
  if (list.moved_to() >= 0) {
    const int way = list.moved_to() >= before ? 1 : -1;
    const int to = step_over(list.moved_to(), way);
    moved = to >= 0 && to < count ? to : step_over(list.moved_to(), -way);
    state.list.focus_row = moved;
  }
  const auto draw = [&](int index, bool in_sight) {
    const TodayLine& line = at(index);
    const LineText& text = text_of(context, state, index);
    Sem sem = list.row_sem(index, {.role = Role::list_item,
                                   .name = text.spoken,
                                   .description = text.why,
                                   .focusable = true,
                                   .has_popup = line.group != TodayGroup::payment});
    sem.position = static_cast<int>(line.number);
    sem.set_size = static_cast<int>(line.count);
    if (in_sight) {
      draw_line(context, state, index, list.row(index), sem);
    } else {
      ui.sem.add(line_id(ui, context, line), list.row(index), sem, false);
    }
  };
  // In the order of the lines, each group a list of its own behind its heading.
  std::vector<int> shown;
  const int away = list.row_out_of_sight();
  for (int i = list.range().first; i < list.range().last; ++i) shown.push_back(i);
  if (away >= 0) shown.insert(away < list.range().first ? shown.begin() : shown.end(), away);
  std::optional<SemScope> group;
  std::optional<TodayGroup> inside;
  for (const int i : shown) {
    const TodayLine& line = at(i);
    if (line.deal == TodayLine::none) {
      group.reset();
      inside.reset();
      if (i != away) draw_heading(context, line, state.model.left_out(), list.row(i));
      continue;
    }
    if (!is_alive(context, line)) continue;
    if (inside != line.group) {
      group.reset();
      const std::string title = ui.tr(title_of_group(line.group));
      group.emplace(ui, ui.id("group", static_cast<std::size_t>(line.group)), rect,
                    Sem{.role = Role::list, .name = title});
      inside = line.group;
    }
    draw(i, i != away);
  }
  group.reset();
  if (moved >= 0 && is_alive(context, at(moved))) {
    state.list.focus_row = moved;  // the line that had the focus took it back
    const float top = static_cast<float>(moved) * row_height;
    ui.scroll_into_view(ui.id("list"), top, top + row_height);
    ui.focus(line_id(ui, context, at(moved)));
  }
  keep_way_back(context, state);
}

VORONKA_LATER void draw_today(ViewContext& context) {
  Ui& ui = context.ui;
  TodayState& state = context.states.of<TodayState>();
  remember_day(context, state);
  state.frame = ui.frame;
  state.hovered = state.focused = {};
  BoardModel& board = ready_model(context);
  state.model.update(context.document, board,
                     {.now = context.app.now(),
                      .last_seen = state.last_seen,
                      .complete = context.app.store().complete(),
                      .budget = slice});
  if (state.model.busy() || board.filtering()) ui.request_frame();
  const float side = ui.dp(ui.compact() ? 14 : size::page_padding);
  const float width = std::min(context.area.w - 2 * side, ui.dp(860));
  Column page({context.area.x + std::max(side, (context.area.w - width) / 2), context.area.y, width, context.area.h});
  page.space(ui.dp(ui.compact() ? 8 : 16));
  if (state.model.lines().empty()) {
    if (state.model.busy()) return;
    empty_state(
        ui, ui.id("nothing"), page.rest(),
        {.icon = icon::check,
         .title = ui.tr(TextKey::today_empty_title),
         .sentence = context.document.table<Deal>().empty() ? std::string() : ui.tr(TextKey::today_empty_text)});
    return;
  }
  const Date today = context.app.today();
  Row head(inset(page.top(ui.dp(28)), ui.dp(8), 0), ui.dp(12));
  const std::string day = capitalized(ui.locale.weekday(weekday_of(today), true)) + ", " + ui.locale.date_short(today);
  heading(ui, head.left(std::min(text_width(ui, TextStyle::panel_title, day) + ui.dp(2), head.rest().w)), 1,
          TextStyle::panel_title, day);
  if (!ui.coarse_pointer && !ui.compact())
    paint_text(ui, head.rest(), TextStyle::meta, ui.color.muted, ui.tr(TextKey::today_hint), Align::right);
  draw_lines(context, state, page.rest());
}

}  // namespace

const View today_view = {.id = "today", .title = TextKey::today_title, .icon = icon::list_checks, .draw = draw_today};

ActionTarget today_target(const ViewContext& context) {
  const TodayState& state = context.states.of<TodayState>();
  if (state.frame != context.ui.frame) return {};
  return {.deal = state.focused ? state.focused : state.hovered};
}

}  // namespace voronka::ui
