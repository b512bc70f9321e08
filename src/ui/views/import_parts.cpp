// What the previews of lists have in common: calls, people, appointments.
#include "ui/views/import_parts.hpp"

#include <algorithm>

#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr std::size_t first_lines = 8, most_lines = 200;

}  // namespace

std::size_t shown_import_lines(std::size_t count, bool all) { return std::min(count, all ? most_lines : first_lines); }

void draw_import_lines(Ui& ui, Column& column, std::string_view id, std::string_view more_id, TextKey title_key,
                       std::span<const ImportLine> lines, std::size_t count, bool& all) {
  if (count == 0) return;
  const std::string title = ui.tr(title_key);
  section_heading(ui, column, title);
  {
    SemScope list(ui, ui.id(id), column.rest(), {.role = Role::group, .name = title});
    for (const ImportLine& line : lines) {
      Row row(column.top(ui.dp(26)), ui.dp(12));
      const float width = text_width(ui, TextStyle::label, line.detail) + ui.dp(2);
      const Rect right = row.right(std::min(width, row.rest().w / 2));
      const Rect left = row.rest();
      label(ui, left, TextStyle::body, ui.color.text, line.name);
      if (!line.detail.empty()) label(ui, right, TextStyle::label, ui.color.muted, line.detail, Align::right);
    }
  }
  if (all ? count <= most_lines : count <= first_lines) return;
  if (all) return hint(ui, column, ui.tr(TextKey::import_view_warnings_more, {{"count", std::int64_t{most_lines}}}));
  const std::string more = ui.tr(TextKey::calls_show_all, {{"count", static_cast<std::int64_t>(count)}});
  const ButtonOptions options = {.label = more, .kind = ButtonKind::ghost, .small = true};
  Row row(column.top(ui.dp(size::control_small)));
  if (button(ui, ui.id(more_id), row.left(button_width(ui, options)), options)) all = true;
}

void draw_import_summary(Ui& ui, Column& column, std::string_view fresh, std::string_view rest, bool waiting) {
  const float inner = column.rest().w - 2 * ui.dp(14);
  const float rest_height = rest.empty() ? 0 : wrapped_height(ui, TextStyle::label, rest, inner);
  const Rect box = column.top(ui.dp(22) + line_height(ui, TextStyle::title) + rest_height);
  ui.fill(box, ui.color.sunken, size::radius_tile);
  Column lines(inset(box, ui.dp(14), ui.dp(10)));
  label(ui, lines.top(line_height(ui, TextStyle::title)), TextStyle::title, waiting ? ui.color.muted : ui.color.text,
        fresh);
  lines.space(ui.dp(2));
  const Rect place = lines.rest();
  if (!rest.empty()) {
    ui.sem.add(ui.id("counts"), place, {.role = Role::status, .name = std::string(rest)});
    paint_wrapped(ui, place, TextStyle::label, ui.color.muted, rest);
  }
  column.space(ui.dp(10));
}

std::string import_title(const ViewContext& context, TextKey title) {
  const ImportSession& session = context.app.import_session();
  const Ui& ui = context.ui;
  if (session.file_count() < 2) return ui.tr(title);
  return ui.tr(TextKey::import_view_file_of, {{"title", ui.tr(title)},
                                              {"number", static_cast<std::int64_t>(session.file_number())},
                                              {"count", static_cast<std::int64_t>(session.file_count())}});
}

std::string import_leave_words(const ViewContext& context, bool nothing) {
  const ImportSession& session = context.app.import_session();
  if (session.file_number() < session.file_count())
    return context.ui.tr(nothing ? TextKey::import_view_next_file : TextKey::import_view_skip_file);
  return context.ui.tr(nothing ? TextKey::import_view_close : TextKey::import_view_cancel);
}

void leave_import(ViewContext& context, bool pressed, bool closed) {
  if (pressed || closed) context.outbox.send(CancelImport{.only_this = pressed});
}

ImportAnswer draw_import_foot(ViewContext& context, Rect footer, std::string_view run, bool nothing, bool waiting) {
  Ui& ui = context.ui;
  const std::string cancel = import_leave_words(context, nothing);
  const ButtonOptions run_options = {.label = run, .kind = ButtonKind::primary, .disabled = nothing || waiting};
  const ButtonOptions cancel_options = {.label = cancel};
  Row row(footer, ui.dp(8));
  const bool pressed = button(ui, ui.id("run"), row.right(button_width(ui, run_options)), run_options);
  const bool left = button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options);
  return pressed ? ImportAnswer::run : left ? ImportAnswer::cancel : ImportAnswer::none;
}

}  // namespace voronka::ui
