#include "ui/views/import_view.hpp"

#include "base/later.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// Reading and applying look the same: what is going on, how far, and a way out that leaves no trace.
void draw_waiting(ViewContext& context, std::string_view sentence) {
  Ui& ui = context.ui;
  const std::string title = import_title(context, TextKey::import_view_title);
  Dialog dialog(ui, ui.id("import_waiting"), {.title = title, .height_dp = 100, .stays = true});
  Column column(dialog.body());
  paint_text(ui, column.top(line_height(ui, TextStyle::body)), TextStyle::body, ui.color.text, sentence);
  progress(ui, ui.id("progress"), column.top(ui.dp(24)),
           {.label = sentence, .share = context.app.import_session().progress()});
  const std::string cancel = ui.tr(TextKey::import_view_cancel);
  const ButtonOptions options = {.label = cancel};
  Row row(dialog.footer());
  const bool pressed = button(ui, ui.id("cancel"), row.right(button_width(ui, options)), options);
  if (pressed || dialog.closed()) context.outbox.send(CancelImport{});
}

void draw_failed(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const std::string title = import_title(context, TextKey::import_view_failed_title);
  const std::string sentence = ui.tr(session.error().text);
  const float width_dp = 460;
  const float text = wrapped_height(ui, TextStyle::body, sentence, ui.dp(width_dp - 40)) / ui.viewport.scale;
  Dialog dialog(ui, ui.id("import_failed"), {.title = title, .width_dp = width_dp, .height_dp = 140 + text});
  Column column(dialog.body());
  label(ui, column.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ui.color.muted, session.file_name());
  column.space(ui.dp(6));
  const Rect place = column.rest();
  ui.sem.add(ui.id("error"), place, {.role = Role::alert, .name = sentence});
  column.space(paint_wrapped(ui, place, TextStyle::body, ui.color.text, sentence) + ui.dp(6));
  const std::string& where = session.error().where;
  if (!where.empty()) hint(ui, column, ui.tr(TextKey::import_view_failed_place, {{"where", where}}));
  hint(ui, column, ui.tr(TextKey::import_view_nothing_changed));
  const std::string other = ui.tr(TextKey::import_view_other_file);
  const std::string close = import_leave_words(context, true);
  const ButtonOptions other_options = {.label = other, .kind = ButtonKind::primary};
  const ButtonOptions close_options = {.label = close};
  Row row(dialog.footer(), ui.dp(8));
  if (button(ui, ui.id("other"), row.right(button_width(ui, other_options)), other_options))
    context.outbox.send(
        AskForFile{.calls = session.is_call_list(), .catalog = session.is_catalog(), .usual = usual_currency(context)});
  const bool left = button(ui, ui.id("done"), row.right(button_width(ui, close_options)), close_options);
  leave_import(context, left, dialog.closed());
}

VORONKA_LATER void draw_import_step(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  switch (session.step()) {
    case ImportStep::none:
      return;
    case ImportStep::reading:
      return draw_waiting(context, ui.tr(TextKey::import_view_reading, {{"file", session.file_name()}}));
    case ImportStep::applying:
      return draw_waiting(context, ui.tr(TextKey::import_view_applying));
    case ImportStep::failed:
      return draw_failed(context);
    case ImportStep::table:
      return draw_import_table(context);
    case ImportStep::calls:
      return draw_import_calls(context);
    case ImportStep::people:
      return draw_import_people(context);
    case ImportStep::dates:
      return draw_import_dates(context);
    case ImportStep::catalog:
      return draw_import_catalog(context);
    case ImportStep::own_file:
      return draw_import_own_file(context);
    case ImportStep::password:
      return draw_import_password(context);
    case ImportStep::merge:
      return draw_import_merge(context);
  }
}

}  // namespace

void draw_import(ViewContext& context) {
  if (context.app.import_session().step() != ImportStep::none) draw_import_step(context);
}

}  // namespace voronka::ui
