// A file of our own: what is in it, and whether it is merged, comes beside what is here, or in its place. Replacing needs the word typed.
#include "base/fold.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct OwnFileState {
  std::string file_name = {};  // of which the rest is the answer
  OwnFileAction action = OwnFileAction::merge;
  std::string word = {};
};

std::string summary_text(const ViewContext& context, const OwnFileSummary& file) {
  Ui& ui = context.ui;
  struct Part {
    TextKey key;
    std::size_t count;
  };
  std::string text;
  for (const Part part :
       {Part{TextKey::settings_count_deals, file.deals}, Part{TextKey::settings_count_pipelines, file.pipelines},
        Part{TextKey::settings_count_contacts, file.contacts}, Part{TextKey::settings_count_companies, file.companies},
        Part{TextKey::settings_count_activities, file.activities}}) {
    if (part.count == 0 && part.key != TextKey::settings_count_deals) continue;
    if (!text.empty()) text += " · ";
    text += ui.tr(part.key, {{"count", static_cast<std::int64_t>(part.count)}});
  }
  return text;
}

void choice(Ui& ui, Column& column, OwnFileState& state, OwnFileAction action, TextKey name, TextKey text,
            std::string_view id) {
  if (radio(ui, ui.id(id), column.top(control_height(ui)), ui.tr(name), state.action == action)) state.action = action;
  Column below(Rect{column.rest().x + ui.dp(26), column.rest().y, column.rest().w - ui.dp(26), 0});
  hint(ui, below, ui.tr(text));
  column.space(below.used());
}

}  // namespace

void draw_import_own_file(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const OwnFileSummary& file = session.own_file();
  OwnFileState& state = context.states.of<OwnFileState>();
  if (state.file_name != session.file_name())
    state = {.file_name = session.file_name(), .action = file.masked ? OwnFileAction::add : OwnFileAction::merge};
  // Nothing to lose means nothing to ask.
  const bool empty_here = context.document.table<Deal>().empty();
  const bool replaces = state.action == OwnFileAction::replace;

  const std::string title = import_title(context, TextKey::import_view_own_title);
  Dialog dialog(ui, ui.id("import_own"),
                {.title = title,
                 .width_dp = 480,
                 .height_dp = (replaces && !empty_here ? 450.F : 380.F) + (file.checked ? 0.F : 60.F),
                 .stays = true});
  Column column(dialog.body());
  label(ui, column.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
        file.name.empty() ? session.file_name() : file.name);
  if (file.exported_at_ms != 0) {
    const Date day = local_date({.utc_ms = file.exported_at_ms, .offset_minutes = context.app.now().offset_minutes});
    hint(ui, column, ui.tr(TextKey::import_view_own_saved, {{"date", day}}));
  }
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, summary_text(context, file)) + ui.dp(4));
  if (file.not_understood > 0)
    hint(ui, column,
         ui.tr(TextKey::import_view_own_unknown, {{"count", static_cast<std::int64_t>(file.not_understood)}}));
  if (!file.checked) alert_line(ui, column, ui.id("unchecked"), ui.tr(TextKey::merge_unchecked));
  if (file.unread > 0)
    alert_line(ui, column, ui.id("unread"),
               ui.tr(TextKey::merge_unread, {{"count", static_cast<std::int64_t>(file.unread)}}));
  column.space(ui.dp(8));
  {
    SemScope group(ui, ui.id("choice"), column.rest(),
                   {.role = Role::radio_group, .name = ui.tr(TextKey::import_view_own_choice)});
    if (!file.masked)
      choice(ui, column, state, OwnFileAction::merge, TextKey::merge_own_merge, TextKey::merge_own_merge_text, "merge");
    choice(ui, column, state, OwnFileAction::add, TextKey::import_view_own_add, TextKey::import_view_own_add_text,
           "add");
    if (!file.masked && file.checked)
      choice(ui, column, state, OwnFileAction::replace, TextKey::import_view_own_replace,
             TextKey::import_view_own_replace_text, "replace");
  }
  const std::string word = ui.tr(TextKey::import_view_replace_word);
  if (replaces && !empty_here) {
    const std::string name = ui.tr(TextKey::import_view_own_type, {{"word", word}});
    field_label(ui, column.top(ui.dp(18)), name, true);
    text_field(ui, ui.id("word"), column.top(control_height(ui)),
               {.label = name, .required = true, .autocomplete = "off"}, state.word);
  }
  const bool confirmed = !replaces || empty_here || folded(state.word) == folded(word);
  const std::string run = ui.tr(replaces ? TextKey::import_view_own_replace : TextKey::import_view_run);
  const std::string cancel = import_leave_words(context);
  const ButtonOptions run_options = {
      .label = run, .kind = replaces ? ButtonKind::danger : ButtonKind::primary, .disabled = !confirmed};
  const ButtonOptions cancel_options = {.label = cancel};
  Row row(dialog.footer(), ui.dp(8));
  const bool pressed = button(ui, ui.id("run"), row.right(button_width(ui, run_options)), run_options);
  const bool left = button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options);
  if (!pressed && !left && !dialog.closed()) return;
  if (pressed) {
    context.outbox.send(AnswerOwnFile{.action = state.action});
  } else {
    leave_import(context, left, true);
  }
  state = {};
}

}  // namespace voronka::ui
