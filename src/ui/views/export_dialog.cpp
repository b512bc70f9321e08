#include "ui/views/export_dialog.hpp"

#include <algorithm>
#include <array>

#include "base/later.hpp"
#include "formats/export_formats.hpp"
#include "generated/icons.hpp"
#include "model/titles.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/export_parts.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

enum class What : std::uint8_t { all, pipeline, shown };

struct ExportState {
  bool open = false;
  What what = What::all;
  bool notes = true, mask_names = false, mask_amounts = false;
  std::string password = {}, again = {};
  std::vector<Id<Deal>> shown = {};      // what the filter lets through, when the dialog opened
  const ExportFormat* format = nullptr;  // none: our own
  ExportStyle style = {};
};

// What a spreadsheet of this language opens rightly by a double click.
VORONKA_LATER ExportStyle usual_style(const Ui& ui) {
  if (ui.locale.language() != Language::ru) return {};
  return {.russian = true, .delimiter = ';', .decimal_comma = true, .day_first = true};
}

// What the filter of the window lets through, whatever page shows it; one pass.
std::vector<Id<Deal>> shown_deals(ViewContext& context) {
  std::vector<Id<Deal>> deals;
  const FilterState& filter = context.states.of<FilterState>();
  if (!filter.on || !filter.matcher.active()) return deals;
  const auto rows = context.document.table<Deal>().rows();
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    const Stage* stage = context.document.find(rows[row].position.stage);
    if (!rows[row].deleted && stage && stage->pipeline == context.pipeline && filter.matcher.matches(row))
      deals.push_back(rows[row].id);
  }
  return deals;
}

Selection selection_of(const ViewContext& context, ExportState& state) {
  Selection selection = {.notes = state.notes, .mask_names = state.mask_names, .mask_amounts = state.mask_amounts};
  if (state.what == What::pipeline) selection.pipeline = context.pipeline;
  if (state.what == What::shown) selection.deals = std::move(state.shown);
  return selection;
}

void choice(Ui& ui, Column& column, ExportState& state, What what, std::string_view id, const std::string& name) {
  if (radio(ui, ui.id(id), column.top(control_height(ui)), name, state.what == what)) state.what = what;
}

void option(Ui& ui, Column& column, std::string_view id, TextKey name, bool& on) {
  if (checkbox(ui, ui.id(id), column.top(control_height(ui)), ui.tr(name), on)) on = !on;
}

void password(Ui& ui, Column& column, std::string_view id, TextKey name_key, std::string& text,
              std::string_view error = {}) {
  const std::string name = ui.tr(name_key);
  field_label(ui, column.top(ui.dp(20)), name);
  text_field(ui, ui.id(id), column.top(control_height(ui)),
             {.label = name, .kind = TextKind::password, .error = error, .autocomplete = "new-password"}, text);
  column.space(ui.dp(8));
}

// One of two, with its name above.
bool either(Ui& ui, Column& column, std::string_view id, TextKey name_key, std::array<std::string_view, 2> words,
            bool second) {
  const std::string name = ui.tr(name_key);
  field_label(ui, column.top(ui.dp(20)), name);
  const Rect rect = column.top(control_height(ui));
  const SegmentedOptions options = {.label = name, .items = words, .selected = second ? 1 : 0};
  const float width = std::min(rect.w, segmented_width(ui, options));
  const std::optional<int> chosen = segmented(ui, ui.id(id), {rect.x, rect.y, width, rect.h}, options);
  column.space(ui.dp(8));
  return chosen ? *chosen == 1 : second;
}

void draw_format(Ui& ui, ExportState& state, Column& column) {
  const std::string label = ui.tr(TextKey::export_format);
  const std::span<const ExportFormat> formats = export_formats();
  std::vector<std::string> names = {ui.tr(TextKey::export_format_own)};
  for (const ExportFormat& format : formats) names.push_back(ui.tr(format.title));
  const std::vector<std::string_view> items(names.begin(), names.end());
  const int selected = state.format == nullptr ? 0 : 1 + static_cast<int>(state.format - formats.data());
  field_label(ui, column.top(ui.dp(20)), label);
  if (const auto chosen = select(ui, ui.id("format"), column.top(control_height(ui)),
                                 {.label = label, .items = items, .selected = selected}))
    state.format = *chosen == 0 ? nullptr : &formats[static_cast<std::size_t>(*chosen - 1)];
  column.space(ui.dp(8));
}

void draw_style(Ui& ui, ExportState& state, Column& column) {
  ExportStyle& style = state.style;
  const ExportShape shape = state.format->shape;
  if (shape != ExportShape::fixed) {
    const std::string russian = ui.tr(TextKey::export_captions_ru), english = ui.tr(TextKey::export_captions_en);
    style.russian = !either(ui, column, "captions", TextKey::export_captions, {russian, english}, !style.russian);
  }
  if (shape == ExportShape::separated) {
    style.delimiter =
        either(ui, column, "delimiter", TextKey::export_delimiter, {";", ","}, style.delimiter == ',') ? ',' : ';';
    style.decimal_comma =
        !either(ui, column, "decimal", TextKey::export_decimal, {"1234,5", "1234.5"}, !style.decimal_comma);
    style.day_first = !either(ui, column, "days", TextKey::export_days, {"31.12.2026", "2026-12-31"}, !style.day_first);
  }
}

void draw_form(ViewContext& context, ExportState& state, Column& column) {
  Ui& ui = context.ui;
  draw_format(ui, state, column);
  {
    SemScope group(ui, ui.id("what"), column.rest(), {.role = Role::radio_group, .name = ui.tr(TextKey::export_what)});
    choice(ui, column, state, What::all, "all", ui.tr(TextKey::export_all));
    if (context.pipeline)
      choice(ui, column, state, What::pipeline, "pipeline",
             ui.tr(TextKey::export_pipeline, {{"name", title_of(context.document, context.pipeline)}}));
    if (!state.shown.empty())
      choice(ui, column, state, What::shown, "shown",
             ui.tr(TextKey::export_shown, {{"count", static_cast<std::int64_t>(state.shown.size())}}));
  }
  column.space(ui.dp(6));
  option(ui, column, "notes", TextKey::export_notes, state.notes);
  option(ui, column, "names", TextKey::export_mask_names, state.mask_names);
  option(ui, column, "amounts", TextKey::export_mask_amounts, state.mask_amounts);
  if (state.mask_names || state.mask_amounts) hint(ui, column, ui.tr(TextKey::export_mask_hint));
  column.space(ui.dp(8));
  if (state.format != nullptr) {
    draw_style(ui, state, column);
    hint(ui, column, ui.tr(TextKey::export_format_hint));
    column.space(ui.dp(12));
    return;
  }
  password(ui, column, "password", TextKey::export_password, state.password);
  if (!state.password.empty()) {
    const bool differs = !state.again.empty() && state.again != state.password;
    const std::string error = differs ? ui.tr(TextKey::export_password_differs) : std::string();
    password(ui, column, "again", TextKey::export_password_again, state.again, error);
    problem_line(ui, column, error);
  }
  hint(ui, column, ui.tr(TextKey::export_password_hint));
  column.space(ui.dp(12));
}

VORONKA_LATER void draw_open(ViewContext& context, ExportState& state) {
  Ui& ui = context.ui;
  const NodeId id = ui.id("export_dialog");
  const IdScope scope(ui, id);
  const std::string title = ui.tr(TextKey::export_title);
  bool closed = false, pressed = false;
  // A table has four questions more.
  const float height_dp = state.format != nullptr && state.format->shape == ExportShape::separated ? 640 : 540;
  {
    Dialog dialog(ui, id, {.title = title, .width_dp = 460, .height_dp = height_dp, .stays = true});
    {
      const Rect body = dialog.body();
      FormScroll scroll(context, ui.id("scroll"), {body.x - ui.dp(20), body.y, body.w + ui.dp(40), body.h}, body, id);
      draw_form(context, state, scroll.column());
    }
    const std::string run = ui.tr(TextKey::export_run);
    const std::string cancel = ui.tr(TextKey::import_view_cancel);
    const ButtonOptions run_options = {
        .label = run,
        .icon = icon::download,
        .kind = ButtonKind::primary,
        .disabled = state.format == nullptr && !state.password.empty() && state.password != state.again};
    const ButtonOptions cancel_options = {.label = cancel};
    Row row(dialog.footer(), ui.dp(8));
    pressed = button(ui, ui.id("run"), row.right(button_width(ui, run_options)), run_options);
    closed =
        button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options) || dialog.closed();
  }
  if (pressed) {
    context.outbox.send(
        ExportPart{.selection = selection_of(context, state),
                   .words = {.deal = ui.tr(TextKey::export_mask_deal),
                             .company = ui.tr(TextKey::export_mask_company),
                             .contact = ui.tr(TextKey::export_mask_contact)},
                   .password = std::move(state.password),
                   .format = std::string(state.format == nullptr ? std::string_view() : state.format->id),
                   .style = state.style});
  } else if (!closed) {
    return;
  }
  state = {};
  ui.request_frame();
}

}  // namespace

VORONKA_LATER void open_export_dialog(ViewContext& context) {
  std::vector<Id<Deal>> shown = shown_deals(context);
  const What what = shown.empty() ? What::all : What::shown;
  context.states.of<ExportState>() = {
      .open = true, .what = what, .shown = std::move(shown), .style = usual_style(context.ui)};
  context.ui.request_frame();
}

void draw_export_dialogs(ViewContext& context) {
  ExportState& state = context.states.of<ExportState>();
  if (state.open) draw_open(context, state);
  draw_send_dialog(context);
}

}  // namespace voronka::ui
