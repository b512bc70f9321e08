#include "ui/views/next_step.hpp"

#include <algorithm>

#include "base/workdays.hpp"
#include "generated/icons.hpp"
#include "model/next_activity.hpp"
#include "ui/quick_line.hpp"
#include "ui/scroll.hpp"
#include "ui/text_field.hpp"
#include "ui/views/activity_words.hpp"
#include "ui/views/calls.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// How many calls for the deal were not answered since somebody was reached, the one that was just made included. One pass over all
// activities.
int unanswered_calls(const Document& document, const Activity& last, ActivityOutcome outcome) {
  if (outcome != ActivityOutcome::no_contact || last.kind != ActivityKind::call) return 0;
  std::vector<std::int64_t> missed_ms;
  std::int64_t answered_ms = 0;
  for (const Activity& one : document.table<Activity>().rows()) {
    if (one.deal != last.deal || !one.done_at || one.deleted || one.id == last.id) continue;
    const bool missed = one.outcome == ActivityOutcome::no_contact;
    if (!missed) answered_ms = std::max(answered_ms, one.done_at->utc_ms);
    if (missed && one.kind == ActivityKind::call) missed_ms.push_back(one.done_at->utc_ms);
  }
  return 1 + static_cast<int>(std::ranges::count_if(missed_ms, [&](std::int64_t at) { return at > answered_ms; }));
}

void fill_in(ViewContext& context, NextStepDraft& draft, const Activity& done, ActivityOutcome outcome) {
  const Document& document = context.document;
  const Deal* deal = document.find(done.deal);
  const ActivityIdea idea =
      idea_after(document.table<FollowUp>().rows(), {.kind = done.kind,
                                                     .outcome = outcome,
                                                     .title = done.title,
                                                     .stage = deal ? deal->position.stage : Id<Stage>{},
                                                     .unanswered = unanswered_calls(document, done, outcome)});
  const Ui& ui = context.ui;
  draft.open = !idea.nothing;
  draft.nothing_follows = idea.nothing;
  draft.kind = idea.kind;
  draft.title = idea.title != TextKey::none ? ui.tr(idea.title) : idea.own_title.empty() ? done.title : idea.own_title;
  const Date day = plus_working_days(context.app.today(), idea.working_days);
  draft.date = ui.locale.date_numeric(day);
  draft.time.clear();
  draft.bad_date = draft.bad_time = false;
}

bool save_draft(ViewContext& context, const Deal& deal, NextStepDraft& draft) {
  const Locale& locale = context.ui.locale;
  Activity activity = {.deal = deal.id, .kind = draft.kind, .title = draft.title};
  if (!draft.date.empty()) activity.due.date = coming_date(locale, draft.date, context.app.today());
  if (!draft.time.empty()) activity.due.time = locale.parse_time(draft.time);
  draft.bad_date = !draft.date.empty() && !activity.due.date;
  draft.bad_time = !draft.time.empty() && !activity.due.time;
  if (draft.bad_date || draft.bad_time) return false;
  if (activity.due.time && !activity.due.date) activity.due.date = context.app.today();
  if (!deal.contacts.empty()) activity.contact = deal.contacts[0];
  context.outbox.run(AddRecord{.record = std::move(activity)});
  draft = {};
  return true;
}

// Chips, one Tab stop; in a popup the digits do the same, outside of its fields.
std::optional<ActivityOutcome> outcome_chips(Ui& ui, const Activity& done, Column& column) {
  std::optional<ActivityOutcome> chosen;
  const auto outcomes = outcomes_of(done.kind);
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 28);
  const float gap = ui.dp(6);
  // Two lines where one is too narrow for the words.
  float width = 0;
  std::array<float, 4> widths = {};
  std::array<std::string, 4> words;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    words[i] = ui.tr(key_of(outcomes[i], done.kind));
    widths[i] = chip_width(ui, {.label = words[i], .pressed = 0});
    width += widths[i] + (i > 0 ? gap : 0);
  }
  const std::size_t in_row = width <= column.rest().w ? outcomes.size() : 2;
  Rect place = column.rest();
  const std::size_t rows = (outcomes.size() + in_row - 1) / in_row;
  place.h = static_cast<float>(rows) * height + static_cast<float>(rows - 1) * gap;
  Composite bar(ui, ui.id("outcomes"), place, {.role = Role::toolbar, .label = ui.tr(TextKey::outcome_label)});
  for (std::size_t first = 0; first < outcomes.size(); first += in_row) {
    if (first > 0) column.space(gap);
    Row row(column.top(height), gap);
    for (std::size_t i = first; i < std::min(first + in_row, outcomes.size()); ++i)
      if (chip(ui, ui.id("outcome", i), row.left(widths[i]),
               {.label = words[i], .pressed = done.outcome == outcomes[i] ? 1 : 0}))
        chosen = done.outcome == outcomes[i] ? ActivityOutcome::none : outcomes[i];
  }
  return chosen;
}

// All in sight: a list that opens would take the place of the popup they may be in.
std::optional<ActivityKind> kind_toggles(Ui& ui, ActivityKind now, Rect place) {
  std::optional<ActivityKind> chosen;
  Composite bar(ui, ui.id("draft_kinds"), place, {.role = Role::toolbar, .label = ui.tr(TextKey::activity_kind)});
  Row row(place, ui.dp(4));
  for (const ActivityKind kind : activity_kinds) {
    const bool on = kind == now;
    if (icon_button(ui, ui.id("draft_kind", static_cast<std::size_t>(kind)), row.left(place.h),
                    {.icon = icon_of(kind), .label = ui.tr(key_of(kind)), .pressed = on ? 1 : 0, .tab_stop = on}))
      chosen = kind;
  }
  paint_text(ui, inset(row.rest(), ui.dp(6), 0), TextStyle::label, ui.color.muted, ui.tr(key_of(now)));
  return chosen;
}

// True when there is something that was just done; from the next frame on, and an undo takes it away.
bool draw_done(ViewContext& context, NextStepDraft& draft, Column& column) {
  Ui& ui = context.ui;
  const Activity* done = context.document.find(draft.done);
  if (!done || !done->done_at || done->deleted) return false;
  Row head(column.top(line_height(ui, TextStyle::strong)), ui.dp(6));
  paint_icon(ui, head.left(ui.dp(16)), icon::check, ui.color.ok);
  label(ui, head.rest(), TextStyle::strong, ui.color.text,
        ui.tr(TextKey::outcome_after, {{"name", title_or_kind(ui, *done)}}));
  column.space(ui.dp(6));
  if (const auto outcome = outcome_chips(ui, *done, column)) say_outcome(context, draft, *done, *outcome);
  column.space(ui.dp(10));
  return true;
}

// The user's own steps say that nothing follows; one may plan something all the same (the panel of a deal has the button for it already).
void draw_end(ViewContext& context, NextStepDraft& draft, Column& column, bool in_popup) {
  Ui& ui = context.ui;
  hint(ui, column, ui.tr(TextKey::chain_ended));
  const std::string add = ui.tr(TextKey::activity_add);
  if (in_popup && row_button(ui, column, ui.id("add_activity"), {.label = add, .icon = icon::plus}))
    open_draft(context, draft);
}

}  // namespace

void say_outcome(ViewContext& context, NextStepDraft& draft, const Activity& done, ActivityOutcome outcome) {
  context.outbox.run(set_field(done.id, &Activity::outcome, outcome));
  if ((!draft.open && !draft.nothing_follows) || draft.touched) return;
  const bool was_open = draft.open;
  fill_in(context, draft, done, outcome);
  if (draft.open && !was_open) context.ui.focus(context.ui.id("draft_date"));
}

void finish_step(ViewContext& context, NextStepDraft& draft, const Deal& deal, const Activity& activity,
                 ActivityOutcome outcome, std::size_t others, std::optional<std::int32_t> minutes) {
  context.outbox.run(FinishActivity{.activity = activity.id, .outcome = outcome, .minutes = minutes});
  follow_step(context, draft, deal, activity, outcome, others);
}

void follow_step(ViewContext& context, NextStepDraft& draft, const Deal& deal, const Activity& activity,
                 ActivityOutcome outcome, std::size_t others) {
  draft.done = activity.id;
  // What was being typed stays.
  if (draft.open && draft.touched) return;
  // A deal without a next step is how deals die: the line for it opens by itself.
  draft = {.open = others == 0 && activity.repeat == Repeat::none && deal.status == DealStatus::open,
           .done = activity.id};
  if (!draft.open) return;
  fill_in(context, draft, activity, outcome);
  // What is to be done is filled in; when is what one decides.
  context.ui.focus(context.ui.id(draft.open ? "draft_date" : "add_activity"));
}

void open_draft(ViewContext& context, NextStepDraft& draft) {
  draft = {.open = true, .date = context.ui.locale.date_numeric(plus_working_days(context.app.today(), 1))};
  context.ui.focus(context.ui.id("draft_title"));
  context.ui.request_frame();
}

BoxAnswer draw_step_box(ViewContext& context, const Deal& deal, const Activity& activity, bool editable,
                        Column& column) {
  Ui& ui = context.ui;
  const float line = line_height(ui, TextStyle::label);
  const float pad = ui.dp(12);
  const std::string name = title_or_kind(ui, activity);
  std::string when = capitalized(due_text(context, activity.due));
  if (activity.duration_minutes)
    when += " · " + ui.locale.number(*activity.duration_minutes) + " " + ui.tr(TextKey::activity_duration_placeholder);
  const bool late = is_overdue(activity.due, context.app.now());
  const float text_width_left = column.rest().w - 2 * pad - (editable ? ui.dp(32) : 0);
  const std::string kind = activity.title.empty() ? std::string() : ui.tr(key_of(activity.kind));
  const std::string what = kind.empty() ? name : kind + ": " + name;
  const float what_height = wrapped_height(ui, TextStyle::label, what, text_width_left);
  const float button_height = ui.coarse_pointer ? ui.dp(size::touch) : ui.dp(size::control_small);
  const Rect box = column.top(pad + line + ui.dp(2) + what_height + ui.dp(8) + button_height + pad);
  IdScope scope(ui, ui.id("next", activity.id.raw));
  ui.fill(box, late ? ui.color.bad_soft : ui.color.soft, size::radius_card);
  SemScope group(ui, ui.id("box"), box, {.role = Role::group, .name = ui.tr(TextKey::activity_next)});
  BoxAnswer answer = BoxAnswer::none;
  Column lines(inset(box, pad));
  Row head(lines.top(line));
  const float side = ui.coarse_pointer ? ui.dp(size::touch) : ui.dp(28);
  const Rect edit = centered({box.right() - pad - ui.dp(22), box.y + pad - ui.dp(6), ui.dp(28), ui.dp(28)}, side, side);
  if (editable) head.right(ui.dp(32));
  label(ui, head.rest(), TextStyle::strong, late ? ui.color.bad : ui.color.text, when);
  lines.space(ui.dp(2));
  Rect place = lines.top(what_height);
  place.w = text_width_left;
  paragraph(ui, place, TextStyle::label, ui.color.text, what);
  if (editable &&
      icon_button(ui, ui.id("edit"), edit,
                  {.icon = icon::pencil, .label = ui.tr(TextKey::activity_edit, {{"name", name}}), .expanded = 0}))
    answer = BoxAnswer::edit;
  lines.space(ui.dp(8));
  Row row(lines.top(button_height), ui.dp(12));
  const std::string done = ui.tr(TextKey::activity_done);
  const std::string done_hint = ui.tr(TextKey::activity_finish, {{"name", name}});
  const ButtonOptions options = {
      .label = done, .icon = icon::check, .kind = ButtonKind::primary, .description = done_hint, .small = true};
  if (button(ui, ui.id("done"), row.left(button_width(ui, options)), options)) answer = BoxAnswer::done;
  // In the sheet the head has the number, too.
  const bool has_phone = activity.kind == ActivityKind::call || !editable;
  const std::string phone = has_phone ? phone_of(context.document, deal, activity.contact) : std::string();
  if (!phone.empty()) {
    paint_icon(ui, row.left(ui.dp(16)), icon::phone, ui.color.accent);
    if (link(ui, ui.id("call"), row.rest(), TextStyle::label, phone, call_address(context, phone))) {
      call_begun(context, deal.id, activity.id);
      answer = BoxAnswer::called;
    }
  }
  column.space(ui.dp(8));
  return answer;
}

bool draw_step_plan(ViewContext& context, const Deal& deal, NextStepDraft& draft, Column& column, bool in_popup) {
  Ui& ui = context.ui;
  const bool after = draft.done && draw_done(context, draft, column);
  if (after && draft.nothing_follows) draw_end(context, draft, column, in_popup);
  if (!draft.open) return false;
  const float height = control_height(ui);
  const float gap = ui.dp(6);
  if (after) {
    const Rect place = column.top(line_height(ui, TextStyle::strong));
    const std::string next = ui.tr(TextKey::activity_add_next);
    if (in_popup)
      label(ui, place, TextStyle::strong, ui.color.text, next);
    else
      heading(ui, place, 4, TextStyle::strong, next);
    column.space(gap);
  }
  if (const auto kind = kind_toggles(ui, draft.kind, column.top(height))) {
    draft.kind = *kind;
    draft.touched = true;
  }
  column.space(gap);
  const TextFieldResult title =
      text_field(ui, ui.id("draft_title"), column.top(height),
                 {.label = ui.tr(TextKey::activity_what), .placeholder = ui.tr(TextKey::activity_what)}, draft.title);
  column.space(gap);
  Row second(column.top(height), gap);
  const std::string bad_date = draft.bad_date ? ui.tr(TextKey::field_bad_date) : std::string();
  const std::string bad_time = draft.bad_time ? ui.tr(TextKey::field_bad_time) : std::string();
  const TextFieldResult date = text_field(ui, ui.id("draft_date"), second.left(ui.dp(110)),
                                          {.label = ui.tr(TextKey::activity_when),
                                           .kind = TextKind::date,
                                           .placeholder = ui.tr(TextKey::field_date_placeholder),
                                           .error = bad_date,
                                           .select_on_focus = true},
                                          draft.date);
  const TextFieldResult time = text_field(ui, ui.id("draft_time"), second.left(ui.dp(70)),
                                          {.label = ui.tr(TextKey::activity_time),
                                           .kind = TextKind::time,
                                           .placeholder = ui.tr(TextKey::field_time_placeholder),
                                           .error = bad_time},
                                          draft.time);
  if (date.changed) draft.bad_date = false;
  if (time.changed) draft.bad_time = false;
  draft.touched = draft.touched || title.changed || date.changed || time.changed;
  const std::string save = ui.tr(TextKey::activity_save);
  const ButtonOptions options = {.label = save, .kind = ButtonKind::primary};
  const float save_width = button_width(ui, options);
  // Beside the fields where there is room, else in a line of their own.
  if (second.rest().w < save_width + gap + height) {
    column.space(gap);
    second = Row(column.top(height), gap);
  }
  const bool pressed = button(ui, ui.id("draft_save"), second.left(save_width), options);
  if (icon_button(ui, ui.id("draft_cancel"), second.left(height),
                  {.icon = icon::x, .label = ui.tr(TextKey::activity_cancel)}))
    draft = {};
  problem_line(ui, column, bad_date);
  problem_line(ui, column, bad_time);
  column.space(gap);
  return (pressed || title.entered || date.entered || time.entered) && save_draft(context, deal, draft);
}

}  // namespace voronka::ui
