// A price list before it is taken over: what it adds and changes, and the lines that are not clear.
#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct CatalogView {
  Ticket session = 0;
  std::uint64_t revision = 0;
  CatalogCounts counts = {};
};

std::string counted(const Ui& ui, TextKey key, std::size_t count) {
  return ui.tr(key, {{"count", static_cast<std::int64_t>(count)}});
}

void problems(Ui& ui, const CatalogTable& table, Column& column) {
  if (table.problem_count == 0) return;
  section_heading(ui, column, counted(ui, TextKey::catalog_bad_lines, table.problem_count));
  for (const CatalogProblem& problem : table.problems)
    hint(ui, column,
         ui.tr(TextKey::catalog_bad_line, {{"line", static_cast<std::int64_t>(problem.line)},
                                           {"column", problem.column},
                                           {"text", ui.tr(problem.text, {{"value", problem.value}})}}));
  if (table.problem_count > table.problems.size())
    hint(ui, column, counted(ui, TextKey::catalog_bad_more, table.problems.size()));
}

}  // namespace

void draw_import_catalog(ViewContext& context) {
  Ui& ui = context.ui;
  const ImportSession& session = context.app.import_session();
  const CatalogTable& table = session.catalog();
  CatalogView& state = context.states.of<CatalogView>();
  if (state.session != session.started() || state.revision != context.document.revision())
    state = {.session = session.started(),
             .revision = context.document.revision(),
             .counts = counts_of(context.document, table.rows)};
  const CatalogCounts& counts = state.counts;
  const bool nothing = counts.added + counts.changed == 0;
  const std::string title = import_title(context, TextKey::catalog_import_title);
  const NodeId id = ui.id("catalog_dialog");
  Dialog dialog(ui, id,
                {.title = title, .width_dp = 560, .height_dp = table.problems.empty() ? 170.F : 420.F, .stays = true});
  {
    const Rect body = dialog.body();
    const Rect view = {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h};
    FormScroll scroll(context, ui.id("scroll"), view, body, id);
    Column& column = scroll.column();
    label(ui, column.top(line_height(ui, TextStyle::body_strong)), TextStyle::body_strong, ui.color.text,
          session.file_name());
    column.space(ui.dp(6));
    std::string words = counted(ui, TextKey::catalog_will_add, counts.added) + " · " +
                        counted(ui, TextKey::catalog_will_change, counts.changed) + " · " +
                        counted(ui, TextKey::catalog_same, counts.same);
    if (nothing) words = ui.tr(TextKey::catalog_nothing_new);
    const Rect place = column.top(wrapped_height(ui, TextStyle::body, words, column.rest().w));
    ui.sem.add(ui.id("counts"), place, {.role = Role::status, .name = words});
    paint_wrapped(ui, place, TextStyle::body, ui.color.text, words);
    if (table.headings > 0) {
      column.space(ui.dp(4));
      hint(ui, column, counted(ui, TextKey::catalog_headings, table.headings));
    }
    problems(ui, table, column);
    column.space(ui.dp(16));
  }
  const std::string run = ui.tr(TextKey::catalog_run), cancel = import_leave_words(context);
  const ButtonOptions run_options = {.label = run, .kind = ButtonKind::primary, .disabled = nothing};
  const ButtonOptions cancel_options = {.label = cancel};
  Row row(dialog.footer(), ui.dp(8));
  const bool pressed = button(ui, ui.id("run"), row.right(button_width(ui, run_options)), run_options);
  const bool left = button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options);
  if (pressed) context.outbox.send(AnswerCatalog{});
  leave_import(context, left, !pressed && dialog.closed());
}

}  // namespace voronka::ui
