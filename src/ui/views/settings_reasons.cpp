// Why deals are lost: the short list that the lose dialog offers.
#include "generated/icons.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

void reason_row(ViewContext& context, SettingsState& state, ReorderRows& rows, const LossReason& reason, Rect rect) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("reason", reason.id.raw));
  SemScope item(ui, ui.id("row"), rect, {.role = Role::list_item, .name = reason.name});
  ui.fill(rect, ui.color.surface, size::radius);
  ui.outline(rect, ui.color.border, size::radius);
  Row row(inset(rect, ui.dp(4), 0), ui.dp(4));
  rows.row(reason.id.raw, rect, row.left(ui.dp(ui.coarse_pointer ? size::touch : 24)), reason.name);
  if (icon_button(ui, ui.id("delete"), row_button_place(ui, row),
                  {.icon = icon::trash, .label = ui.tr(TextKey::settings_reason_delete, {{"name", reason.name}})}))
    context.outbox.run(DeleteRecords{.type = RecordType::loss_reason, .ids = {reason.id.raw}});
  const NodeId name = ui.id("name");
  if (state.name_to_focus == reason.id.raw) {
    ui.focus(name);
    state.name_to_focus = {};
  }
  const Rect field = row.rest();
  edit_field(context, name, centered(field, field.w, ui.dp(size::control)),
             {.label = ui.tr(TextKey::settings_reason_name), .ghost = true, .select_on_focus = true},
             place_of(reason.id, &LossReason::name), text_kind);
}

}  // namespace

void draw_reason_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  if (state.awaited.what == Awaited::What::reason && context.app.created_count() > state.awaited.created_before) {
    state.name_to_focus = context.app.last_created();
    state.awaited = {};
  }
  const std::string title = ui.tr(TextKey::settings_section_reasons);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::settings_reasons_hint));
  const std::vector<const LossReason*> reasons = loss_reasons_of(context.document);
  if (reasons.empty()) hint(ui, column, ui.tr(TextKey::settings_reasons_empty));
  {
    SemScope list(ui, ui.id("reasons"), column.rest(), {.role = Role::list, .name = title});
    ReorderRows rows(context, RecordType::loss_reason);
    for (const LossReason* reason : reasons) {
      reason_row(context, state, rows, *reason, column.top(ui.dp(ui.coarse_pointer ? size::touch : 40)));
      column.space(ui.dp(6));
    }
    rows.finish();
  }
  column.space(ui.dp(4));
  const std::string add = ui.tr(TextKey::settings_reason_add);
  const ButtonOptions options = {.label = add, .icon = icon::plus};
  Row row(column.top(control_height(ui)));
  if (!button(ui, ui.id("add_reason"), row.left(button_width(ui, options)), options)) return;
  state.awaited = {.what = Awaited::What::reason, .created_before = context.app.created_count(), .merge_key = {}};
  context.outbox.run(AddRecord{.record = LossReason{.name = ui.tr(TextKey::settings_reason_new)}});
  ui.request_frame();
}

}  // namespace voronka::ui
