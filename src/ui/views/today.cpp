#include "ui/views/today.hpp"

#include <algorithm>

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/scroll.hpp"
#include "ui/today_model.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/board.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/card.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/next_step.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::int64_t slice = 60'000;  // rows in one frame, about 2 ms in wasm

struct TodayState {
  TodayModel model = {};
  ListState list = {};
  std::optional<Date> last_seen = {};
  Date seen_on = {};
  Id<Deal> hovered = {}, focused = {};
  NodeId opened = 0;  // the line that the popup of the step was opened from, and where it stood
  int opened_at = 0;
  std::uint64_t frame = 0;
};

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

TextKey title_of_group(TodayGroup group) {
  constexpr TextKey keys[] = {TextKey::today_away, TextKey::today_overdue, TextKey::today_due, TextKey::today_no_step,
                              TextKey::today_soon};
  return keys[static_cast<std::size_t>(group)];
}

NextStep mark_of(TodayGroup group) {
  constexpr NextStep marks[] = {NextStep::overdue, NextStep::overdue, NextStep::today, NextStep::none, NextStep::later};
  return marks[static_cast<std::size_t>(group)];
}

// All words of a line, put together when it is drawn: no more than a screen of them are.
struct LineText {
  std::string what = {}, when = {}, when_short = {}, about = {}, risk = {}, why = {}, phone = {}, spoken = {};
};

std::string money_words(const ViewContext& context, double units) {
  const Currency base = context.document.base_currency();
  for (std::int32_t digit = minor_digits(base); digit > 0; --digit) units *= 10;
  const auto most = static_cast<double>(max_amount_minor);
  return context.ui.locale.money_short({static_cast<std::int64_t>(std::clamp(units, -most, most)), base});
}

std::string why_of(const ViewContext& context, const Risk& risk) {
  const Locale& locale = context.ui.locale;
  return context.ui.tr(TextKey::today_why, {{"amount", money_words(context, risk.amount)},
                                            {"chance", locale.percent(100 * risk.chance)},
                                            {"loss", locale.percent(100 * risk.loss)},
                                            {"late", locale.decimal(risk.lateness, 1)}});
}

LineText text_of(const ViewContext& context, const TodayState& state, const TodayLine& line) {
  const Ui& ui = context.ui;
  const Document& document = context.document;
  const BoardModel& board = context.states.of<BoardState>().model;
  const Date today = context.app.today();
  const Deal& deal = document.table<Deal>().rows()[line.deal];
  LineText text;
  if (line.activity != TodayLine::none) {
    const Activity& activity = document.table<Activity>().rows()[line.activity];
    text.what = title_or_kind(ui, activity);
    if (!activity.title.empty() && activity.kind != ActivityKind::task)
      text.what = ui.tr(key_of(activity.kind)) + ": " + text.what;
    const std::int32_t late = today.days - activity.due.date.value_or(today).days;
    text.when = late > 0                         ? ui.tr(TextKey::today_late, {{"count", std::int64_t{late}}})
                : late == 0 && activity.due.time ? ui.locale.time(*activity.due.time)
                : late < 0                       ? due_text(context, activity.due)
                                                 : std::string();
    // On a phone the red of it says the rest.
    if (late > 0) text.when_short = ui.tr(TextKey::board_days, {{"count", std::int64_t{late}}});
    text.phone = phone_of(document, deal, activity.contact);
  } else {
    text.what = ui.tr(TextKey::today_plan);
    if (const auto silent = board.silent_days_of(line.deal); silent && *silent > 0)
      text.when = ui.tr(TextKey::today_silent, {{"count", std::int64_t{*silent}}});
    text.phone = phone_of(document, deal);
  }
  text.about = shown_title(ui, deal);
  if (const std::string company = title_of(document, deal.company); !company.empty()) text.about += " · " + company;
  if (deal.amount) text.about += " · " + ui.locale.money_short(*deal.amount);
  const Risk risk = state.model.risk_of(document, board, line, today);
  if (risk.money() > 0) {
    text.risk = ui.tr(TextKey::today_risk, {{"amount", money_words(context, risk.money())}});
    text.why = why_of(context, risk);
  }
  text.spoken = text.what;
  for (const std::string* part : {&text.about, &text.when, &text.risk})
    if (!part->empty()) text.spoken += ", " + *part;
  return text;
}

NodeId line_id(const Ui& ui, const ViewContext& context, const TodayLine& line) {
  const RawId id = line.activity != TodayLine::none ? context.document.table<Activity>().rows()[line.activity].id.raw
                                                    : context.document.table<Deal>().rows()[line.deal].id.raw;
  const IdScope scope(const_cast<Ui&>(ui), ui.id("line", id));
  return ui.id("row");
}

void call(ViewContext& context, const LineText& text) {
  if (!text.phone.empty()) context.ui.host.open_link(tel_address(text.phone));
}

void open_step(ViewContext& context, TodayState& state, const TodayLine& line, Rect rect, bool by_keyboard,
               std::optional<ActivityOutcome> outcome = {}) {
  StepMeant meant = {.outcome = outcome};
  if (line.activity != TodayLine::none) meant.activity = context.document.table<Activity>().rows()[line.activity].id;
  state.opened = line_id(context.ui, context, line);
  state.opened_at = state.list.focus_row;
  open_step_popup(context, context.document.table<Deal>().rows()[line.deal].id, rect, by_keyboard, meant);
}

// "1" to "4" on a line are what came of its step; the other digits are nothing here.
void hear_digits(ViewContext& context, TodayState& state, const TodayLine& line, NodeId id, Rect rect) {
  std::span<const ActivityOutcome> outcomes;
  if (line.activity != TodayLine::none) {
    const Activity& activity = context.document.table<Activity>().rows()[line.activity];
    if (!activity.done_at) outcomes = outcomes_of(activity.kind);
  }
  for (std::size_t i = 0; i < 9; ++i)
    if (context.ui.take_key(id, static_cast<Key>('1' + static_cast<int>(i))) && i < outcomes.size())
      open_step(context, state, line, rect, true, outcomes[i]);
}

// Enter opens the popup of the step; E, N and what else is done with deals come by the actions. The sign at the end of a line calls: a place
// of the line and no node of its own, the key C and the popup's link say the same.
void draw_line(ViewContext& context, TodayState& state, int index, Rect rect, const LineText& text, const Sem& sem) {
  Ui& ui = context.ui;
  const TodayLine& line = state.model.lines()[static_cast<std::size_t>(index)];
  const NodeId id = line_id(ui, context, line);
  const Id<Deal> deal = context.document.table<Deal>().rows()[line.deal].id;
  const Interaction it = ui.interact(id, rect, sem);
  if (it.hovered) state.hovered = deal;
  if (it.focused) {
    state.focused = deal;
    state.list.focus_row = index;
  }
  if (it.hovered) ui.fill(rect, ui.color.hover, size::radius);
  if (it.focus_visible) ui.focus_ring(rect, size::radius);
  Row cells(inset(rect, ui.dp(8), 0), ui.dp(10));
  const float side = ui.coarse_pointer ? ui.dp(size::touch) : ui.dp(size::control);
  Rect sign;
  if (!text.phone.empty()) {
    sign = centered({rect.right() - side, rect.y, side, rect.h}, side, side);
    cells.right(side - ui.dp(8));
    paint_icon(ui, sign, icon::phone, ui.color.accent);
  }
  const bool on_sign = !text.phone.empty() && sign.contains(it.at);
  const Rect mark = cells.left(ui.dp(12));
  paint_step(ui, mark.center(), mark_of(line.group));
  const float lines_height = line_height(ui, TextStyle::strong) + line_height(ui, TextStyle::meta) + ui.dp(2);
  Column lines(centered(cells.rest(), cells.rest().w, lines_height));
  Row first(lines.top(line_height(ui, TextStyle::strong)), ui.dp(10));
  const bool late = line.group == TodayGroup::away || line.group == TodayGroup::overdue;
  const std::string& when = ui.compact() && !text.when_short.empty() ? text.when_short : text.when;
  if (!when.empty())
    paint_text(ui, first.right(text_width(ui, TextStyle::meta, when)), TextStyle::meta,
               late ? ui.color.bad : ui.color.muted, when);
  paint_text(ui, first.rest(), TextStyle::strong, ui.color.text, text.what);
  lines.space(ui.dp(2));
  Row second(lines.rest(), ui.dp(10));
  if (!text.risk.empty() && !ui.compact())
    paint_text(ui, second.right(text_width(ui, TextStyle::meta, text.risk)), TextStyle::meta, ui.color.muted,
               text.risk);
  paint_text(ui, second.rest(), TextStyle::meta, ui.color.muted, text.about);
  const std::string hint =
      on_sign ? ui.tr(TextKey::today_call, {{"name", text.about}, {"phone", text.phone}}) + " (C)" : text.why;
  if (it.hovered && !hint.empty()) ui.tooltip(id ^ (on_sign ? 0xCA11U : 0x31U), on_sign ? sign : rect, hint);
  if (it.activated && on_sign && !it.by_keyboard) {
    call(context, text);
  } else if (it.activated) {
    state.list.focus_row = index;
    open_step(context, state, line, rect, it.by_keyboard);
  }
  if (!it.focused) return;
  if (ui.take_key(id, letter('C'))) call(context, text);
  hear_digits(context, state, line, id, rect);
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
    const LineText text = text_of(context, state, line);
    Sem sem = list.row_sem(
        index,
        {.role = Role::list_item, .name = text.spoken, .description = text.why, .focusable = true, .has_popup = true});
    sem.position = static_cast<int>(line.number);
    sem.set_size = static_cast<int>(line.count);
    if (in_sight) {
      draw_line(context, state, index, list.row(index), text, sem);
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
