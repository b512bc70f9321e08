// The next step without opening its deal: over a card, a row of the table, a line of today.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/later.hpp"
#include "base/workdays.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/deal_title.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/next_step.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct PopupState {
  Id<Deal> deal = {};
  NodeId id = 0;
  StepMeant meant = {};
  NextStepDraft draft = {};
  std::vector<Id<Activity>> open = {};  // of the deal, the one that is meant first
  std::uint64_t revision = 0;
  float height = 0;  // of what was drawn; 0: not yet
  bool shown = false;
  // What was typed when it was closed by a click beside it: it is there when the deal's popup opens again.
  Id<Deal> kept_of = {};
  NextStepDraft kept = {};
};

void look(const Document& document, PopupState& state) {
  if (state.revision == document.revision()) return;
  state.revision = document.revision();
  state.open = open_activities_of(document, state.deal);
  const auto meant = std::ranges::find(state.open, state.meant.activity);
  if (state.meant.activity && meant == state.open.end()) state.meant = {.done = state.meant.done};
  if (meant != state.open.end()) std::rotate(state.open.begin(), meant, meant + 1);
  // It stays the one that is meant also when it is put off behind another: the next letter or click is about it, too.
  if (!state.meant.activity && !state.open.empty()) state.meant.activity = state.open[0];
}

void put_off(ViewContext& context, const Activity& activity, Date to) {
  Due due = activity.due;
  due.date = to;
  context.outbox.run(set_field(activity.id, &Activity::due, due));
}

// A working day, a week, another day.
void put_off_row(ViewContext& context, const Activity& activity, Column& column) {
  Ui& ui = context.ui;
  const IdScope scope(ui, ui.id("put_off", activity.id.raw));
  const Date from = std::max(activity.due.date.value_or(context.app.today()), context.app.today());
  const Date day = plus_working_days(from, 1);
  const Date week = plus_working_days({from.days + 7}, 0);
  Row row(column.top(control_height(ui)), ui.dp(6));
  const auto by = [&](std::string_view id, TextKey text, TextKey name, Date to) {
    const std::string words = ui.tr(text);
    const std::string spoken = ui.tr(name, {{"date", ui.locale.date_near(to, context.app.today())}});
    const ButtonOptions options = {.label = words, .description = spoken};
    if (button(ui, ui.id(id), row.left(button_width(ui, options)), options)) put_off(context, activity, to);
  };
  by("put_off_day", TextKey::next_put_off_day, TextKey::next_put_off_day_name, day);
  by("put_off_week", TextKey::next_put_off_week, TextKey::next_put_off_week_name, week);
  const EditResult date =
      edit_field(context, ui.id("date"), row.rest(),
                 {.label = ui.tr(TextKey::next_new_day), .placeholder = ui.tr(TextKey::field_date_placeholder)},
                 place_of(activity.id, &Activity::due), due_date_kind);
  problem_line(ui, column, date.problem);
  column.space(ui.dp(8));
}

// "1" to "4" say what came of it, and that it is done.
void hear_digits(ViewContext& context, PopupState& state, NodeId panel, const Deal& deal, const Activity* next) {
  Ui& ui = context.ui;
  // What was done may have been undone since.
  const Activity* done = context.document.find(state.draft.done);
  const bool is_said = done && done->done_at && !done->deleted;
  const Activity* about = is_said ? done : next;
  if (!about) return;
  const auto outcomes = outcomes_of(about->kind);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!ui.take_key_within(panel, static_cast<Key>('1' + static_cast<int>(i)))) continue;
    if (!is_said)
      finish_step(context, state.draft, deal, *about, outcomes[i], state.open.size() - 1);
    else
      say_outcome(context, state.draft, *about, outcomes[i]);
  }
}

// True when the popup has done what it is for.
bool draw_content(ViewContext& context, PopupState& state, NodeId panel, const Deal& deal, Column& column) {
  Ui& ui = context.ui;
  const float side = ui.coarse_pointer ? ui.dp(size::touch) : ui.dp(28);
  Row head(column.top(side), ui.dp(6));
  const Rect open = head.right(side);
  label(ui, head.rest(), TextStyle::strong, ui.color.text, shown_title(ui, deal));
  column.space(ui.dp(8));
  const Activity* next = state.open.empty() ? nullptr : context.document.find(state.open[0]);
  hear_digits(context, state, panel, deal, next);
  // What sets the focus waits until the popup has set it.
  const bool is_shown = std::exchange(state.shown, true);
  if (!is_shown) ui.request_frame();
  if (is_shown && state.meant.outcome && next)
    finish_step(context, state.draft, deal, *next, *state.meant.outcome, state.open.size() - 1, state.meant.minutes);
  if (is_shown) state.meant.outcome.reset();
  if (const Activity* done = context.document.find(state.meant.done); is_shown && done) {
    follow_step(context, state.draft, deal, *done, done->outcome, state.open.size());
    state.meant.done = {};
  }
  if (next && !state.draft.open) {
    const BoxAnswer answer = draw_step_box(context, deal, *next, false, column);
    if (answer == BoxAnswer::called) return true;  // the strip of the call is to be reached
    if (answer == BoxAnswer::done)
      finish_step(context, state.draft, deal, *next, ActivityOutcome::none, state.open.size() - 1);
    if (!state.draft.open) put_off_row(context, *next, column);
  } else if (is_shown && !next && !state.draft.open && !state.draft.done) {
    open_draft(context, state.draft);
  }
  const bool was_open = state.draft.open;
  const bool planned = draw_step_plan(context, deal, state.draft, column, true);
  if (icon_button(ui, ui.id("open"), open, {.icon = icon::external_link, .label = ui.tr(TextKey::action_open)})) {
    open_deal_at(context, deal.id, DealField::none);
    return true;
  }
  return planned || (was_open && !state.draft.open && !state.draft.nothing_follows);
}

// Closed: what was typed is kept for the next time.
void close(PopupState& state, bool finished) {
  const bool keeps = !finished && state.draft.open && state.draft.touched;
  PopupState closed;
  if (keeps) {
    closed.kept_of = state.deal;
    closed.kept = std::move(state.draft);
  }
  state = std::move(closed);
}

VORONKA_LATER void draw_open(ViewContext& context, PopupState& state) {
  Ui& ui = context.ui;
  const Deal* deal = context.document.find(state.deal);
  if (!deal || deal->deleted) return close(state, true);
  look(context.document, state);
  const float width = std::min(ui.dp(372), ui.screen().w - ui.dp(16));
  const float most = ui.screen().h - ui.dp(16);
  const std::string name = ui.tr(TextKey::next_title, {{"deal", shown_title(ui, *deal)}});
  const float height = state.height > 0 ? state.height : ui.dp(190);
  bool finished = false;
  {
    PopupPanel panel(ui, state.id, name, width, std::min(height, most));
    if (!panel) return close(state, false);
    const IdScope scope(ui, ui.id("step", state.deal.raw));
    const Rect body = panel.body();
    const float edge = ui.dp(12);
    // On a low screen, and above the keyboard of a phone, the rest is scrolled to.
    FormScroll scroll(context, ui.id("scroll"), {body.x - edge, body.y, body.w + 2 * edge, body.h}, body, state.id);
    Column& column = scroll.column();
    const float top = column.rest().y;
    finished = draw_content(context, state, state.id, *deal, column);
    const float needed = std::min(column.rest().y - top + height - body.h, most);
    if (std::abs(needed - state.height) > 0.5F) {
      state.height = needed;
      ui.request_frame();
    }
  }
  if (!finished) return;
  close_popup(ui);
  close(state, true);
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_step_popup(ViewContext& context, Id<Deal> deal, Rect anchor, bool by_keyboard,
                                   StepMeant meant) {
  PopupState& state = context.states.of<PopupState>();
  PopupState opened = {
      .deal = deal, .id = context.ui.id("step_popup"), .meant = meant, .revision = static_cast<std::uint64_t>(-1)};
  if (state.kept_of == deal) opened.draft = std::move(state.kept);
  state = std::move(opened);
  open_popup(context.ui, state.id, anchor, by_keyboard);
  context.ui.request_frame();
}

bool is_step_popup_open(const ViewContext& context) {
  const NodeId id = context.states.of<PopupState>().id;
  return id != 0 && context.ui.popup && context.ui.popup->id == id;
}

void draw_step_popup(ViewContext& context) {
  PopupState& state = context.states.of<PopupState>();
  if (state.deal) draw_open(context, state);
}

}  // namespace voronka::ui
