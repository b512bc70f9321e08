// People of a file before any of them comes in: how many are new, who is here already and what becomes of them, what could not be read.
#include <array>

#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct PeopleViewState {
  Ticket session = 0;  // begun anew with each file
  KnownPeople known = KnownPeople::fill;
  bool all_new = false, all_filled = false, warnings_open = false;
  float height_dp = 480;             // of what there was to show in the last frame
  std::vector<PersonRow> rows = {};  // of the file, in the user's words
  PeoplePlan plan = {};              // of these rows, this revision and answer
  std::size_t here = 0;              // known ones, whatever becomes of them
  std::uint32_t planned_list = 0;
  std::uint64_t planned_revision = 0;
  KnownPeople planned_known = KnownPeople::fill;
  Language language = Language::ru;
};

std::string counted(const Ui& ui, TextKey key, std::size_t count) {
  return ui.tr(key, {{"count", static_cast<std::int64_t>(count)}});
}

PeopleWords words_of(const Ui& ui) {
  return {.birthday = ui.tr(TextKey::people_in_birthday),
          .address = ui.tr(TextKey::people_in_address),
          .website = ui.tr(TextKey::people_in_website),
          .labels = ui.tr(TextKey::people_in_labels),
          .nickname = ui.tr(TextKey::people_in_nickname),
          .department = ui.tr(TextKey::people_in_department),
          .fax = ui.tr(TextKey::people_in_fax)};
}

void follow_session(ViewContext& context, PeopleViewState& state) {
  const ImportSession& session = context.app.import_session();
  if (state.session != session.started()) state = {.session = session.started()};
  const bool same_rows = state.planned_list == session.proposals() && state.language == context.ui.locale.language();
  if (same_rows && state.planned_revision == context.document.revision() && state.planned_known == state.known) return;
  if (!same_rows) state.rows = named(session.people().rows, words_of(context.ui));
  state.planned_list = session.proposals();
  state.planned_revision = context.document.revision();
  state.planned_known = state.known;
  state.language = context.ui.locale.language();
  state.plan = plan_people(context.document, state.rows, state.known);
  if (state.known == KnownPeople::add) return;
  state.here = state.plan.filled + state.plan.same + state.plan.skipped;
}

void summary(ViewContext& context, Column& column, const PeopleViewState& state) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const PeopleList& list = session.people();
  label(ui, column.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
        session.file_name());
  hint(ui, column, counted(ui, list.is_table ? TextKey::import_view_rows : TextKey::people_in_cards, list.rows.size()));
  std::string rest;
  const auto add = [&](TextKey key, std::size_t count) {
    if (count > 0) rest += (rest.empty() ? "" : " · ") + counted(ui, key, count);
  };
  add(TextKey::people_in_will_fill, state.plan.filled);
  add(TextKey::catalog_same, state.plan.same);
  add(TextKey::calls_known, state.plan.skipped);
  add(TextKey::people_in_repeated, state.plan.repeated);
  add(TextKey::people_in_companies, state.plan.companies);
  add(TextKey::people_in_pictures, list.pictures);
  draw_import_summary(ui, column,
                      state.plan.added == 0 ? ui.tr(TextKey::people_in_nothing_new)
                                            : counted(ui, TextKey::people_in_new, state.plan.added),
                      rest, false);
}

void ask_known(Ui& ui, Column& column, PeopleViewState& state) {
  if (state.here == 0) return;
  const std::string question = counted(ui, TextKey::people_in_known, state.here);
  const std::string fill = ui.tr(TextKey::people_in_known_fill), skip = ui.tr(TextKey::import_view_known_skip),
                    add = ui.tr(TextKey::import_view_known_add);
  const std::array<std::string_view, 3> items = {fill, skip, add};
  label(ui, column.top(line_height(ui, TextStyle::label)), TextStyle::label, ui.color.muted, question);
  column.space(ui.dp(6));
  const SegmentedOptions options = {.label = question, .items = items, .selected = static_cast<int>(state.known)};
  Row row(column.top(control_height(ui)));
  if (const auto chosen = segmented(ui, ui.id("known"), row.left(segmented_width(ui, options)), options)) {
    state.known = static_cast<KnownPeople>(*chosen);
    ui.request_frame();
  }
  column.space(ui.dp(6));
}

void people(Ui& ui, Column& column, std::string_view id, std::string_view more_id, TextKey title,
            const PeopleViewState& state, PersonFate fate, std::size_t count, bool& all) {
  std::vector<ImportLine> lines;
  const std::size_t shown = shown_import_lines(count, all);
  for (std::size_t i = 0; i < state.rows.size() && lines.size() < shown; ++i)
    if (state.plan.fates[i] == fate) {
      const PersonRow& row = state.rows[i];
      lines.push_back({.name = row.contact.name, .detail = row.company});
    }
  draw_import_lines(ui, column, id, more_id, title, lines, count, all);
}

void body(ViewContext& context, Column& column, PeopleViewState& state) {
  Ui& ui = context.ui;
  const PeopleList& list = context.app.import_session().people();
  summary(context, column, state);
  ask_known(ui, column, state);
  people(ui, column, "new", "more_new", TextKey::people_in_new_people, state, PersonFate::added, state.plan.added,
         state.all_new);
  people(ui, column, "filled", "more_filled", TextKey::people_in_filled_people, state, PersonFate::filled,
         state.plan.filled, state.all_filled);
  draw_import_warnings(ui, column, list.warnings, list.warning_count, state.warnings_open);
  column.space(ui.dp(10));
  hint(ui, column, ui.tr(TextKey::people_in_hint));
  const std::string other = ui.tr(TextKey::people_in_are_deals);
  if (list.is_table &&
      row_button(ui, column, ui.id("are_deals"), {.label = other, .kind = ButtonKind::ghost, .small = true}))
    context.outbox.send(ReadCallsAgain{});
  column.space(ui.dp(16));
}

}  // namespace

void draw_import_people(ViewContext& context) {
  Ui& ui = context.ui;
  PeopleViewState& state = context.states.of<PeopleViewState>();
  follow_session(context, state);
  const std::string title = import_title(context, TextKey::people_in_title);
  const NodeId id = ui.id("import_people");
  Dialog dialog(ui, id, {.title = title, .width_dp = 560, .height_dp = state.height_dp, .stays = true});
  import_scroll(context, dialog, id, state.height_dp, [&](Column& column) { body(context, column, state); });
  const std::size_t to_come = state.plan.added + state.plan.filled;
  const std::string run = counted(ui, TextKey::people_in_run, to_come);
  const ImportAnswer answer = draw_import_foot(context, dialog.footer(), run, to_come == 0);
  if (answer == ImportAnswer::run) context.outbox.send(AnswerPeople{.known = state.known, .words = words_of(ui)});
  leave_import(context, answer == ImportAnswer::cancel, answer == ImportAnswer::none && dialog.closed());
}

}  // namespace voronka::ui
