// A list of calls before anything of it is logged: how many are new, whose they are, which numbers nobody here has, what could not be read.
#include <algorithm>
#include <array>

#include "formats/call_match.hpp"
#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct CallsViewState {
  Ticket session = 0;  // begun anew with each file
  bool strangers = false;
  bool all_people = false, all_strangers = false, warnings_open = false;
  float height_dp = 480;  // of what there was to show in the last frame
  CallPlan plan = {};     // of this list and revision
  std::uint32_t planned_list = 0;
  std::uint64_t planned_revision = 0;
};

void follow_session(ViewContext& context, CallsViewState& state) {
  const ImportSession& session = context.app.import_session();
  if (state.session != session.started()) state = {.session = session.started()};
  if (state.planned_list == session.proposals() && state.planned_revision == context.document.revision()) return;
  state.planned_list = session.proposals();
  state.planned_revision = context.document.revision();
  state.plan = plan_calls(context.document, session.calls());
}

std::string counted(const Ui& ui, TextKey key, std::size_t count) {
  return ui.tr(key, {{"count", static_cast<std::int64_t>(count)}});
}

std::size_t to_come(const CallsViewState& state) {
  return state.plan.fresh.size() + (state.strangers ? state.plan.strange.size() : 0);
}

std::string period_of(const ViewContext& context, const CallList& list) {
  const Ui& ui = context.ui;
  std::string calls = counted(ui, TextKey::calls_count, list.calls.size());
  if (list.calls.empty()) return calls;
  const Date first = local_date(list.calls.front().at);
  const Date last = local_date(list.calls.back().at);
  const std::string from = ui.locale.date_medium(first);
  return calls + ", " + (first == last ? from : from + " – " + ui.locale.date_medium(last));
}

void summary(ViewContext& context, Column& column, const CallsViewState& state) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const CallList& list = session.calls();
  const CallPlan& plan = state.plan;
  label(ui, column.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
        session.file_name());
  hint(ui, column, period_of(context, list));

  std::string rest;
  const auto add = [&](TextKey key, std::size_t count) {
    if (count > 0) rest += (rest.empty() ? "" : " · ") + counted(ui, key, count);
  };
  add(TextKey::calls_known, plan.known);
  add(TextKey::calls_by_hand, plan.by_hand);
  add(TextKey::calls_strange, plan.strange.size());
  add(TextKey::calls_hidden, plan.hidden);
  add(TextKey::calls_homeless, plan.homeless);
  add(TextKey::calls_internal, list.internal);
  if (session.recounting()) rest = ui.tr(TextKey::import_view_recounting);
  const std::size_t fresh = to_come(state);
  draw_import_summary(ui, column,
                      fresh == 0 ? ui.tr(TextKey::calls_nothing_new) : counted(ui, TextKey::calls_new, fresh), rest,
                      session.recounting());
}

void ask_order(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const CallList& list = context.app.import_session().calls();
  if (list.date_order_sure) return;
  const std::string question = ui.tr(TextKey::import_view_dates_unsure);
  const std::string day_first = ui.tr(TextKey::import_view_day_first);
  const std::string month_first = ui.tr(TextKey::import_view_month_first);
  const std::array<std::string_view, 2> items = {day_first, month_first};
  problem_line(ui, column, question);
  column.space(ui.dp(6));
  const SegmentedOptions options = {.label = question, .items = items, .selected = static_cast<int>(list.date_order)};
  Row row(column.top(control_height(ui)));
  if (const auto chosen = segmented(ui, ui.id("order"), row.left(segmented_width(ui, options)), options))
    context.outbox.send(ReadCallsAgain{.date_order = static_cast<DateOrder>(*chosen)});
  column.space(ui.dp(6));
}

void groups(Ui& ui, Column& column, std::string_view id, std::string_view more_id, TextKey title_key,
            const std::vector<CallGroup>& rows, bool& all) {
  std::vector<ImportLine> lines;
  for (std::size_t i = 0; i < shown_import_lines(rows.size(), all); ++i)
    lines.push_back({.name = rows[i].name, .detail = counted(ui, TextKey::calls_count, rows[i].calls)});
  draw_import_lines(ui, column, id, more_id, title_key, lines, rows.size(), all);
}

void body(ViewContext& context, Column& column, CallsViewState& state) {
  Ui& ui = context.ui;
  const CallList& list = context.app.import_session().calls();
  summary(context, column, state);
  ask_order(context, column);
  groups(ui, column, "people", "more_people", TextKey::calls_people, state.plan.people, state.all_people);
  groups(ui, column, "strangers", "more_strangers", TextKey::calls_strangers, state.plan.strangers,
         state.all_strangers);
  if (!state.plan.strange.empty()) {
    column.space(ui.dp(6));
    const std::string take = ui.tr(TextKey::calls_take_strangers);
    const Rect place = column.top(std::max(control_height(ui), checkbox_height(ui, take, column.rest().w)));
    if (checkbox(ui, ui.id("take_strangers"), place, take, state.strangers)) state.strangers = !state.strangers;
  }
  draw_import_warnings(ui, column, list.warnings, list.warning_count, state.warnings_open);
  column.space(ui.dp(10));
  hint(ui, column, ui.tr(TextKey::calls_hint));
  const std::string other = ui.tr(TextKey::calls_are_deals);
  if (row_button(ui, column, ui.id("are_deals"), {.label = other, .kind = ButtonKind::ghost, .small = true}))
    context.outbox.send(ReadCallsAgain{});
  column.space(ui.dp(16));
}

}  // namespace

void draw_import_calls(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  CallsViewState& state = context.states.of<CallsViewState>();
  follow_session(context, state);
  const std::string title = import_title(context, TextKey::calls_title);
  const NodeId id = ui.id("import_calls");
  Dialog dialog(ui, id, {.title = title, .width_dp = 560, .height_dp = state.height_dp, .stays = true});
  import_scroll(context, dialog, id, state.height_dp, [&](Column& column) { body(context, column, state); });
  const std::size_t fresh = to_come(state);
  const std::string run = counted(ui, TextKey::calls_run, fresh);
  const ImportAnswer answer = draw_import_foot(context, dialog.footer(), run, fresh == 0, session.recounting());
  if (answer == ImportAnswer::run)
    context.outbox.send(
        AnswerCalls{.strangers = state.strangers,
                    .words = {.incoming = ui.tr(TextKey::calls_incoming), .missed = ui.tr(TextKey::calls_missed)}});
  leave_import(context, answer == ImportAnswer::cancel, answer == ImportAnswer::none && dialog.closed());
}

}  // namespace voronka::ui
