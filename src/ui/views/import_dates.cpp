// A calendar before anything of it is planned here: what goes to which deal or contact, what moves, and what belongs to nobody.

#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct DatesViewState {
  Ticket session = 0;  // begun anew with each file
  bool all_deals = false, all_contacts = false, all_strangers = false, warnings_open = false;
  float height_dp = 480;  // of what there was to show in the last frame
  AppointmentPlan plan = {};
  std::uint32_t planned_list = 0;
  std::uint64_t planned_revision = 0;
};

std::string counted(const Ui& ui, TextKey key, std::size_t count) {
  return ui.tr(key, {{"count", static_cast<std::int64_t>(count)}});
}

void follow_session(ViewContext& context, DatesViewState& state) {
  const ImportSession& session = context.app.import_session();
  if (state.session != session.started()) state = {.session = session.started()};
  if (state.planned_list == session.proposals() && state.planned_revision == context.document.revision()) return;
  state.planned_list = session.proposals();
  state.planned_revision = context.document.revision();
  state.plan = plan_appointments(context.document, session.dates().rows, context.app.now());
}

std::size_t strangers_of(const AppointmentPlan& plan) {
  return plan.count(AppointmentFate::no_people) + plan.count(AppointmentFate::nobody_known);
}

void summary(ViewContext& context, Column& column, const AppointmentPlan& plan) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const AppointmentList& list = session.dates();
  label(ui, column.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
        session.file_name());
  hint(ui, column, counted(ui, TextKey::dates_in_count, list.rows.size()));
  std::string rest;
  const auto add = [&](TextKey key, std::size_t count) {
    if (count > 0) rest += (rest.empty() ? "" : " · ") + counted(ui, key, count);
  };
  add(TextKey::dates_in_changed, plan.count(AppointmentFate::changed));
  add(TextKey::catalog_same, plan.count(AppointmentFate::same));
  add(TextKey::dates_in_newer, plan.count(AppointmentFate::newer_here));
  add(TextKey::dates_in_homeless, strangers_of(plan));
  add(TextKey::dates_in_cancelled, list.cancelled);
  const std::size_t fresh = plan.count(AppointmentFate::to_deal) + plan.count(AppointmentFate::to_contact);
  draw_import_summary(ui, column,
                      fresh == 0 ? ui.tr(TextKey::dates_in_nothing_new) : counted(ui, TextKey::dates_in_new, fresh),
                      rest, false);
}

// What an entry is called here: its words, else its day.
std::string title_of(const Ui& ui, const AppointmentRow& row) {
  const std::string day = ui.locale.date_medium(local_date(row.at));
  return row.activity.title.empty() ? day : row.activity.title + ", " + day;
}

void entries(ViewContext& context, Column& column, std::string_view id, std::string_view more_id, TextKey title,
             const AppointmentPlan& plan, AppointmentFate fate, bool& all) {
  const std::vector<AppointmentRow>& rows = context.app.import_session().dates().rows;
  std::vector<ImportLine> lines;
  const std::size_t shown = shown_import_lines(plan.count(fate), all);
  for (std::size_t i = 0; i < rows.size() && lines.size() < shown; ++i)
    if (plan.fates[i] == fate) lines.push_back({.name = title_of(context.ui, rows[i]), .detail = plan.places[i]});
  draw_import_lines(context.ui, column, id, more_id, title, lines, plan.count(fate), all);
}

// Each with the reason why it has no place.
void strangers(ViewContext& context, Column& column, DatesViewState& state) {
  Ui& ui = context.ui;
  const std::vector<AppointmentRow>& rows = context.app.import_session().dates().rows;
  const std::size_t count = strangers_of(state.plan);
  std::vector<ImportLine> lines;
  const std::size_t shown = shown_import_lines(count, state.all_strangers);
  for (std::size_t i = 0; i < rows.size() && lines.size() < shown; ++i) {
    const bool nobody = state.plan.fates[i] == AppointmentFate::nobody_known;
    if (!nobody && state.plan.fates[i] != AppointmentFate::no_people) continue;
    const TextKey key = nobody ? TextKey::dates_in_nobody_known : TextKey::dates_in_no_people;
    lines.push_back({.name = title_of(ui, rows[i]), .detail = ui.tr(key)});
  }
  draw_import_lines(ui, column, "strangers", "more_strangers", TextKey::dates_in_strangers, lines, count,
                    state.all_strangers);
}

void body(ViewContext& context, Column& column, DatesViewState& state) {
  Ui& ui = context.ui;
  const AppointmentList& list = context.app.import_session().dates();
  summary(context, column, state.plan);
  entries(context, column, "deals", "more_deals", TextKey::dates_in_to_deals, state.plan, AppointmentFate::to_deal,
          state.all_deals);
  entries(context, column, "contacts", "more_contacts", TextKey::dates_in_to_contacts, state.plan,
          AppointmentFate::to_contact, state.all_contacts);
  strangers(context, column, state);
  draw_import_warnings(ui, column, list.warnings, list.warning_count, state.warnings_open);
  column.space(ui.dp(10));
  hint(ui, column, ui.tr(TextKey::dates_in_hint));
  column.space(ui.dp(16));
}

}  // namespace

void draw_import_dates(ViewContext& context) {
  Ui& ui = context.ui;
  DatesViewState& state = context.states.of<DatesViewState>();
  follow_session(context, state);
  const std::string title = import_title(context, TextKey::dates_in_title);
  const NodeId id = ui.id("import_dates");
  Dialog dialog(ui, id, {.title = title, .width_dp = 560, .height_dp = state.height_dp, .stays = true});
  import_scroll(context, dialog, id, state.height_dp, [&](Column& column) { body(context, column, state); });
  const AppointmentPlan& plan = state.plan;
  const std::size_t to_come = plan.count(AppointmentFate::to_deal) + plan.count(AppointmentFate::to_contact) +
                              plan.count(AppointmentFate::changed);
  const std::string run = counted(ui, TextKey::dates_in_run, to_come);
  const ImportAnswer answer = draw_import_foot(context, dialog.footer(), run, to_come == 0);
  if (answer == ImportAnswer::run) context.outbox.send(AnswerDates{});
  leave_import(context, answer == ImportAnswer::cancel, answer == ImportAnswer::none && dialog.closed());
}

}  // namespace voronka::ui
