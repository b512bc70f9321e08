// What is to be done next and what was done: the box with the next activity, the other open ones, the line that adds one.
#include <algorithm>

#include "generated/icons.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// A button without a frame: its label, not its edge, stands under what is above.
Rect flush_left(const Ui& ui, Rect rect) { return {rect.x - ui.dp(10), rect.y, rect.w + ui.dp(10), rect.h}; }

void finish(ViewContext& context, DealSheetState& state, const Deal& deal, const Activity& activity, bool done) {
  state.edited_activity = {};
  if (done)
    return finish_step(context, state.draft, deal, activity, ActivityOutcome::none, state.belongings.open.size() - 1);
  context.outbox.run(FinishActivity{.activity = activity.id, .done = false});
}

// One of a fixed list, by its words.
template <class Value, std::size_t Count>
std::optional<Value> value_select(Ui& ui, NodeId id, Rect rect, TextKey label, const std::array<Value, Count>& values,
                                  Value now) {
  std::array<std::string, Count> names;
  std::array<std::string_view, Count> items;
  for (std::size_t i = 0; i < Count; ++i) {
    names[i] = ui.tr(key_of(values[i]));
    items[i] = names[i];
  }
  const auto chosen = select(ui, id, rect, {.label = ui.tr(label), .items = items, .selected = static_cast<int>(now)});
  return chosen ? std::optional(values[static_cast<std::size_t>(*chosen)]) : std::nullopt;
}

// A done one: what came of it. An open one: whether it comes again.
void outcome_or_repeat(ViewContext& context, const Activity& activity, Rect rect) {
  Ui& ui = context.ui;
  if (!activity.done_at) {
    if (const auto repeat = value_select(ui, ui.id("repeat"), rect, TextKey::repeat_label, repeats, activity.repeat))
      context.outbox.run(set_field(activity.id, &Activity::repeat, *repeat));
    return;
  }
  const auto outcomes = outcomes_of(activity.kind);
  std::vector<std::string> names;
  for (const ActivityOutcome outcome : outcomes) names.push_back(ui.tr(key_of(outcome, activity.kind)));
  const std::vector<std::string_view> items(names.begin(), names.end());
  const std::string label = ui.tr(TextKey::outcome_label);
  // A kind that was changed later may not have the outcome among its own.
  const auto now = std::ranges::find(outcomes, activity.outcome);
  const int selected = now == outcomes.end() ? -1 : static_cast<int>(now - outcomes.begin());
  if (const auto chosen = select(ui, ui.id("outcome"), rect,
                                 {.label = label, .items = items, .selected = selected, .placeholder = label}))
    context.outbox.run(set_field(activity.id, &Activity::outcome, outcomes[static_cast<std::size_t>(*chosen)]));
}

void edit_fields(ViewContext& context, DealSheetState& state, const Activity& activity, Column& column) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("edit", activity.id.raw));
  const float height = control_height(ui);
  const float gap = ui.dp(6);
  Row first(column.top(height), gap);
  if (const auto kind = value_select(ui, ui.id("kind"), first.left(ui.dp(120)), TextKey::activity_kind, activity_kinds,
                                     activity.kind))
    context.outbox.run(set_field(activity.id, &Activity::kind, *kind));
  edit_field(context, ui.id("title"), first.rest(), {.label = ui.tr(TextKey::activity_what)},
             place_of(activity.id, &Activity::title), text_kind);
  column.space(gap);
  Row second(column.top(height), gap);
  if (icon_button(ui, ui.id("collapse"), second.right(height),
                  {.icon = icon::chevron_up, .label = ui.tr(TextKey::activity_collapse)}))
    state.edited_activity = {};
  if (icon_button(ui, ui.id("delete"), second.right(height),
                  {.icon = icon::trash, .label = ui.tr(TextKey::activity_delete)}))
    context.outbox.run(DeleteRecords{.type = RecordType::activity, .ids = {activity.id.raw}});
  const EditResult date =
      edit_field(context, ui.id("date"), second.left(ui.dp(120)),
                 {.label = ui.tr(TextKey::activity_when), .placeholder = ui.tr(TextKey::field_date_placeholder)},
                 place_of(activity.id, &Activity::due), due_date_kind);
  const EditResult time =
      edit_field(context, ui.id("time"), second.left(ui.dp(84)),
                 {.label = ui.tr(TextKey::activity_time), .placeholder = ui.tr(TextKey::field_time_placeholder)},
                 place_of(activity.id, &Activity::due), due_time_kind);
  problem_line(ui, column, date.problem);
  problem_line(ui, column, time.problem);
  column.space(gap);
  Row third(column.top(height), gap);
  const EditResult length = edit_field(
      context, ui.id("length"), third.right(ui.dp(84)),
      {.label = ui.tr(TextKey::activity_duration), .placeholder = ui.tr(TextKey::activity_duration_placeholder)},
      place_of(activity.id, &Activity::duration_minutes), minutes_kind);
  outcome_or_repeat(context, activity, third.rest());
  problem_line(ui, column, length.problem);
  column.space(gap);
  edit_field(context, ui.id("comment"), column.top(height),
             {.label = ui.tr(TextKey::activity_comment), .placeholder = ui.tr(TextKey::activity_comment)},
             place_of(activity.id, &Activity::comment), text_kind);
  column.space(gap);
}

void activity_row(ViewContext& context, const Deal& deal, DealSheetState& state, const Activity& activity,
                  Column& column) {
  Ui& ui = context.ui;
  const std::string name = title_or_kind(ui, activity);
  const bool done = activity.done_at.has_value();
  Row row(column.top(ui.dp(ui.coarse_pointer ? size::touch : 30)), ui.dp(8));
  const std::string action = ui.tr(done ? TextKey::activity_reopen : TextKey::activity_finish, {{"name", name}});
  bool flipped = false;
  bool opened = false;
  {
    IdScope scope(ui, ui.id("activity", activity.id.raw));
    const Rect box = row.left(ui.dp(18));
    flipped = checkbox(ui, ui.id("done"), box, action, done);
    const Rect rest = row.rest();
    std::string day = done ? ui.locale.date_near(local_date(*activity.done_at), context.app.today())
                           : due_text(context, activity.due);
    if (done && activity.outcome != ActivityOutcome::none)
      day = ui.tr(key_of(activity.outcome, activity.kind)) + " · " + day;
    const NodeId id = ui.id("open");
    const Interaction it = ui.interact(id, rest,
                                       {.role = Role::button,
                                        .name = ui.tr(TextKey::activity_edit, {{"name", name}}),
                                        .description = day,
                                        .expanded = state.edited_activity == activity.id ? 1 : 0});
    if (it.hovered) ui.fill(rest, ui.color.hover, 6);
    if (it.focus_visible) ui.focus_ring(rest, 6);
    Row parts(inset(rest, ui.dp(6), 0), ui.dp(8));
    const Color ink = done ? ui.color.muted : ui.color.text;
    paint_icon(ui, parts.left(ui.dp(16)), icon_of(activity.kind), ui.color.muted);
    const bool late = !done && is_overdue(activity.due, context.app.now());
    const float day_width = text_width(ui, TextStyle::meta, day);
    paint_text(ui, parts.right(day_width), TextStyle::meta, late ? ui.color.bad : ui.color.muted, day);
    paint_text(ui, parts.rest(), TextStyle::label, ink, name);
    opened = it.activated;
  }
  if (flipped) finish(context, state, deal, activity, !done);
  if (opened) state.edited_activity = state.edited_activity == activity.id ? Id<Activity>{} : activity.id;
  if (state.edited_activity == activity.id) edit_fields(context, state, activity, column);
}

void draft_line(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  draw_step_plan(context, deal, state.draft, column);
  if (state.draft.open) return;
  const std::string add = ui.tr(TextKey::activity_add);
  const ButtonOptions options = {.label = add, .icon = icon::plus, .kind = ButtonKind::ghost, .small = true};
  Row row(flush_left(ui, column.top(ui.dp(size::control_small))));
  if (button(ui, ui.id("add_activity"), row.left(button_width(ui, options)), options)) open_draft(context, state.draft);
}

}  // namespace

void draw_deal_activities(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  column.space(ui.dp(14));
  const auto& open = state.belongings.open;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Activity* activity = context.document.find(open[i]);
    if (!activity) continue;
    if (i == 0 && state.edited_activity != activity->id) {
      const BoxAnswer answer = draw_step_box(context, deal, *activity, true, column);
      if (answer == BoxAnswer::done) finish(context, state, deal, *activity, true);
      if (answer == BoxAnswer::edit) state.edited_activity = activity->id;
    } else {
      activity_row(context, deal, state, *activity, column);
    }
  }
  if (open.empty() && !state.draft.open && deal.status == DealStatus::open) {
    const Rect box = column.top(ui.dp(40));
    ui.dashed(box, ui.color.warn, size::radius_card, ui.hairline());
    label(ui, inset(box, ui.dp(12), 0), TextStyle::label, ui.color.warn, ui.tr(TextKey::activity_none));
    column.space(ui.dp(6));
  }
  draft_line(context, deal, state, column);
  const auto& done = state.belongings.done;
  if (done.empty()) return;
  const std::string text = ui.tr(TextKey::activity_done_count, {{"count", static_cast<std::int64_t>(done.size())}});
  const ButtonOptions options = {.label = text,
                                 .icon = state.show_done ? icon::chevron_down : icon::chevron_right,
                                 .kind = ButtonKind::ghost,
                                 .expanded = state.show_done ? 1 : 0,
                                 .small = true};
  Row row(flush_left(ui, column.top(ui.dp(size::control_small))));
  if (button(ui, ui.id("show_done"), row.left(button_width(ui, options)), options)) state.show_done = !state.show_done;
  if (!state.show_done) return;
  for (const Id<Activity> id : done)
    if (const Activity* activity = context.document.find(id)) activity_row(context, deal, state, *activity, column);
}

}  // namespace voronka::ui
