// What is to be done next and what was done: the box with the next activity, the other open ones, the line that adds one.
#include "base/overloaded.hpp"
#include "generated/icons.hpp"
#include "ui/quick_line.hpp"
#include "ui/text_field.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr ActivityKind kinds[] = {ActivityKind::call, ActivityKind::meeting, ActivityKind::email, ActivityKind::message,
                                  ActivityKind::task};

std::optional<int> kind_select(Ui& ui, NodeId id, Rect rect, ActivityKind kind) {
  std::array<std::string, 5> names;
  std::array<std::string_view, 5> items;
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i] = ui.tr(key_of(kinds[i]));
    items[i] = names[i];
  }
  return select(ui, id, rect,
                {.label = ui.tr(TextKey::activity_kind), .items = items, .selected = static_cast<int>(kind)});
}

// A button without a frame: its label, not its edge, stands under what is above.
Rect flush_left(const Ui& ui, Rect rect) { return {rect.x - ui.dp(10), rect.y, rect.w + ui.dp(10), rect.h}; }

bool is_overdue(const ViewContext& context, const Due& due) {
  if (!due.date) return false;
  const Moment now = context.app.now();
  if (*due.date != local_date(now)) return *due.date < local_date(now);
  return due.time && *due.time < local_time(now);
}

std::string phone_of(const ViewContext& context, const Deal& deal, const Activity& activity) {
  if (activity.kind != ActivityKind::call) return {};
  if (const Contact* contact = context.document.find(activity.contact); contact && !contact->phones.empty())
    return contact->phones[0];
  for (const Id<Contact> id : deal.contacts)
    if (const Contact* contact = context.document.find(id); contact && !contact->phones.empty())
      return contact->phones[0];
  const Company* company = context.document.find(deal.company);
  return company && !company->phones.empty() ? company->phones[0] : std::string();
}

void finish(ViewContext& context, DealSheetState& state, const Activity& activity, bool done) {
  context.outbox.run(FinishActivity{.activity = activity.id, .done = done});
  state.edited_activity = {};
  if (!done || state.belongings.open.size() > 1) return;
  // A deal without a next step is how deals die: the line for it opens by itself.
  state.draft = {
      .open = true, .after_done = true, .date = context.ui.locale.date_numeric({context.app.today().days + 1})};
  context.ui.focus(context.ui.id("draft_title"));
}

void edit_fields(ViewContext& context, DealSheetState& state, const Activity& activity, Column& column) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("edit", activity.id.raw));
  const float height = control_height(ui);
  const float gap = ui.dp(6);
  Row first(column.top(height), gap);
  if (const auto kind = kind_select(ui, ui.id("kind"), first.left(ui.dp(120)), activity.kind))
    context.outbox.run(set_field(activity.id, &Activity::kind, kinds[*kind]));
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
  edit_field(context, ui.id("comment"), column.top(height),
             {.label = ui.tr(TextKey::activity_comment), .placeholder = ui.tr(TextKey::activity_comment)},
             place_of(activity.id, &Activity::comment), text_kind);
  column.space(gap);
}

// The soft box: when, what, and the two things one does with it. True when it was done.
bool next_box(ViewContext& context, const Deal& deal, DealSheetState& state, const Activity& activity, Column& column) {
  Ui& ui = context.ui;
  const float line = line_height(ui, TextStyle::label);
  const float pad = ui.dp(12);
  const std::string name = title_or_kind(ui, activity);
  const std::string when = capitalized(due_text(context, activity.due));
  const bool late = is_overdue(context, activity.due);
  const float text_width_left = column.rest().w - 2 * pad - ui.dp(32);
  const std::string kind = activity.title.empty() ? std::string() : ui.tr(key_of(activity.kind));
  const std::string what = kind.empty() ? name : kind + ": " + name;
  const float what_height = wrapped_height(ui, TextStyle::label, what, text_width_left);
  const float button_height = ui.dp(size::control_small);
  const Rect box = column.top(pad + line + ui.dp(2) + what_height + ui.dp(8) + button_height + pad);
  IdScope scope(ui, ui.id("next", activity.id.raw));
  ui.fill(box, late ? ui.color.bad_soft : ui.color.soft, size::radius_card);
  SemScope group(ui, ui.id("box"), box, {.role = Role::group, .name = ui.tr(TextKey::activity_next)});
  Column lines(inset(box, pad));
  Row head(lines.top(line));
  const Rect edit = {box.right() - pad - ui.dp(22), box.y + pad - ui.dp(6), ui.dp(28), ui.dp(28)};
  head.right(ui.dp(32));
  label(ui, head.rest(), TextStyle::strong, late ? ui.color.bad : ui.color.text, when);
  lines.space(ui.dp(2));
  Rect place = lines.top(what_height);
  place.w = text_width_left;
  paragraph(ui, place, TextStyle::label, ui.color.text, what);
  if (icon_button(ui, ui.id("edit"), edit,
                  {.icon = icon::pencil, .label = ui.tr(TextKey::activity_edit, {{"name", name}}), .expanded = 0}))
    state.edited_activity = activity.id;
  lines.space(ui.dp(8));
  Row row(lines.top(button_height), ui.dp(12));
  const std::string done = ui.tr(TextKey::activity_done);
  const std::string done_hint = ui.tr(TextKey::activity_finish, {{"name", name}});
  const ButtonOptions options = {
      .label = done, .icon = icon::check, .kind = ButtonKind::primary, .description = done_hint, .small = true};
  const bool finished = button(ui, ui.id("done"), row.left(button_width(ui, options)), options);
  const std::string phone = phone_of(context, deal, activity);
  if (!phone.empty()) {
    paint_icon(ui, row.left(ui.dp(16)), icon::phone, ui.color.accent);
    link(ui, ui.id("call"), row.rest(), TextStyle::label, phone, tel_address(phone));
  }
  column.space(ui.dp(8));
  return finished;
}

void activity_row(ViewContext& context, DealSheetState& state, const Activity& activity, Column& column) {
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
    const std::string day = done ? ui.locale.date_near(local_date(*activity.done_at), context.app.today())
                                 : due_text(context, activity.due);
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
    const bool late = !done && is_overdue(context, activity.due);
    const float day_width = text_width(ui, TextStyle::meta, day);
    paint_text(ui, parts.right(day_width), TextStyle::meta, late ? ui.color.bad : ui.color.muted, day);
    paint_text(ui, parts.rest(), TextStyle::label, ink, name);
    opened = it.activated;
  }
  if (flipped) finish(context, state, activity, !done);
  if (opened) state.edited_activity = state.edited_activity == activity.id ? Id<Activity>{} : activity.id;
  if (state.edited_activity == activity.id) edit_fields(context, state, activity, column);
}

void save_draft(ViewContext& context, const Deal& deal, DealSheetState& state) {
  ActivityDraft& draft = state.draft;
  const Locale& locale = context.ui.locale;
  Activity activity = {.deal = deal.id, .kind = draft.kind, .title = draft.title};
  if (!draft.date.empty()) activity.due.date = coming_date(locale, draft.date, context.app.today());
  if (!draft.time.empty()) activity.due.time = locale.parse_time(draft.time);
  draft.bad_date = !draft.date.empty() && !activity.due.date;
  draft.bad_time = !draft.time.empty() && !activity.due.time;
  if (draft.bad_date || draft.bad_time) return;
  if (activity.due.time && !activity.due.date) activity.due.date = context.app.today();
  if (!deal.contacts.empty()) activity.contact = deal.contacts[0];
  context.outbox.run(AddRecord{.record = std::move(activity)});
  draft = {};
}

void draft_line(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  ActivityDraft& draft = state.draft;
  if (!draft.open) {
    const std::string add = ui.tr(TextKey::activity_add);
    const ButtonOptions options = {.label = add, .icon = icon::plus, .kind = ButtonKind::ghost, .small = true};
    Row row(flush_left(ui, column.top(ui.dp(size::control_small))));
    if (!button(ui, ui.id("add_activity"), row.left(button_width(ui, options)), options)) return;
    draft = {.open = true, .date = ui.locale.date_numeric({context.app.today().days + 1})};
    ui.focus(ui.id("draft_title"));
    ui.request_frame();
    return;
  }
  const float height = control_height(ui);
  const float gap = ui.dp(6);
  if (draft.after_done) {
    heading(ui, column.top(line_height(ui, TextStyle::strong)), 4, TextStyle::strong,
            ui.tr(TextKey::activity_add_next));
    column.space(gap);
  }
  Row first(column.top(height), gap);
  if (const auto kind = kind_select(ui, ui.id("draft_kind"), first.left(ui.dp(120)), draft.kind))
    draft.kind = kinds[*kind];
  const TextFieldResult title =
      text_field(ui, ui.id("draft_title"), first.rest(),
                 {.label = ui.tr(TextKey::activity_what), .placeholder = ui.tr(TextKey::activity_what)}, draft.title);
  column.space(gap);
  Row second(column.top(height), gap);
  const std::string bad_date = draft.bad_date ? ui.tr(TextKey::field_bad_date) : std::string();
  const std::string bad_time = draft.bad_time ? ui.tr(TextKey::field_bad_time) : std::string();
  const TextFieldResult date = text_field(ui, ui.id("draft_date"), second.left(ui.dp(120)),
                                          {.label = ui.tr(TextKey::activity_when),
                                           .kind = TextKind::date,
                                           .placeholder = ui.tr(TextKey::field_date_placeholder),
                                           .error = bad_date},
                                          draft.date);
  const TextFieldResult time = text_field(ui, ui.id("draft_time"), second.left(ui.dp(76)),
                                          {.label = ui.tr(TextKey::activity_time),
                                           .kind = TextKind::time,
                                           .placeholder = ui.tr(TextKey::field_time_placeholder),
                                           .error = bad_time},
                                          draft.time);
  if (date.changed) draft.bad_date = false;
  if (time.changed) draft.bad_time = false;
  const std::string save = ui.tr(TextKey::activity_save);
  const ButtonOptions options = {.label = save, .kind = ButtonKind::primary};
  const bool pressed = button(ui, ui.id("draft_save"), second.left(button_width(ui, options)), options);
  if (icon_button(ui, ui.id("draft_cancel"), second.left(height),
                  {.icon = icon::x, .label = ui.tr(TextKey::activity_cancel)}))
    draft = {};
  problem_line(ui, column, bad_date);
  problem_line(ui, column, bad_time);
  column.space(gap);
  if (pressed || title.entered || date.entered || time.entered) save_draft(context, deal, state);
}

}  // namespace

TextKey key_of(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::call:
      return TextKey::activity_call;
    case ActivityKind::meeting:
      return TextKey::activity_meeting;
    case ActivityKind::email:
      return TextKey::activity_email;
    case ActivityKind::message:
      return TextKey::activity_message;
    case ActivityKind::task:
      return TextKey::activity_task;
  }
  return TextKey::activity_task;
}

const char* icon_of(ActivityKind kind) {
  switch (kind) {
    case ActivityKind::call:
      return icon::phone;
    case ActivityKind::meeting:
      return icon::users;
    case ActivityKind::email:
      return icon::mail;
    case ActivityKind::message:
      return icon::message_square;
    case ActivityKind::task:
      return icon::square_check;
  }
  return icon::square_check;
}

std::string title_or_kind(const Ui& ui, const Activity& activity) {
  return activity.title.empty() ? ui.tr(key_of(activity.kind)) : activity.title;
}

std::string due_text(const ViewContext& context, const Due& due) {
  if (!due.date) return context.ui.tr(TextKey::activity_no_date);
  std::string text = context.ui.locale.date_near(*due.date, context.app.today());
  if (due.time) text += " " + context.ui.locale.time(*due.time);
  return text;
}

void draw_deal_activities(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  column.space(ui.dp(14));
  const auto& open = state.belongings.open;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Activity* activity = context.document.find(open[i]);
    if (!activity) continue;
    if (i == 0 && state.edited_activity != activity->id) {
      if (next_box(context, deal, state, *activity, column)) finish(context, state, *activity, true);
    } else {
      activity_row(context, state, *activity, column);
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
    if (const Activity* activity = context.document.find(id)) activity_row(context, state, *activity, column);
}

}  // namespace voronka::ui
