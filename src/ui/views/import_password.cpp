// A file with a password asks for it before anything can be said about what is in it.
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct PasswordState {
  std::string file_name = {};
  std::string password = {};
};

TextKey words_of(LockProblem problem) {
  switch (problem) {
    case LockProblem::wrong:
      return TextKey::export_wrong;
    case LockProblem::too_hard:
      return TextKey::export_too_hard;
    case LockProblem::no_crypto:
      return TextKey::export_no_crypto;
  }
  return TextKey::export_wrong;
}

}  // namespace

void draw_import_password(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  PasswordState& state = context.states.of<PasswordState>();
  if (state.file_name != session.file_name()) state = {.file_name = session.file_name()};
  const NodeId id = ui.id("import_password");
  const NodeId field = ui.id("password");
  Dialog dialog(ui, id,
                {.title = ui.tr(TextKey::export_ask_title),
                 .width_dp = 440,
                 .height_dp = 230,
                 .first_focus = field,
                 .stays = true});
  Column column(dialog.body());
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text,
                         ui.tr(TextKey::export_ask_text, {{"file", session.file_name()}})) +
               ui.dp(8));
  const std::string name = ui.tr(TextKey::export_ask_label);
  const auto problem = session.lock_problem();
  const std::string sentence = problem ? ui.tr(words_of(*problem)) : std::string();
  field_label(ui, column.top(ui.dp(20)), name);
  const TextFieldResult typed =
      text_field(ui, field, column.top(control_height(ui)),
                 {.label = name, .kind = TextKind::password, .error = sentence, .autocomplete = "current-password"},
                 state.password);
  column.space(ui.dp(4));
  if (session.unlocking()) {
    hint(ui, column, ui.tr(TextKey::export_checking));
  } else {
    alert_line(ui, column, ui.id("problem"), sentence);
  }
  const std::string open = ui.tr(TextKey::export_ask_open);
  const std::string cancel = import_leave_words(context);
  const ButtonOptions open_options = {
      .label = open, .kind = ButtonKind::primary, .disabled = state.password.empty() || session.unlocking()};
  const ButtonOptions cancel_options = {.label = cancel};
  Row row(dialog.footer(), ui.dp(8));
  const bool pressed = button(ui, ui.id("open"), row.right(button_width(ui, open_options)), open_options);
  const bool left = button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options);
  if ((pressed || typed.entered) && !state.password.empty()) {
    context.outbox.send(UnlockFile{.password = std::exchange(state.password, {})});
  } else if (left || dialog.closed()) {
    leave_import(context, left, true);
    state = {};
  }
}

}  // namespace voronka::ui
