// Pipelines: add, rename, put in order, choose the one whose stages are shown, delete. A new one starts with the stages of
// the one shown, because an empty board is a dead end.
#include <utility>

#include "generated/icons.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

void pipeline_row(ViewContext& context, SettingsState& state, ReorderRows& rows, const Pipeline& pipeline, bool only,
                  Rect rect) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("pipeline", pipeline.id.raw));
  SemScope item(ui, ui.id("row"), rect, {.role = Role::list_item, .name = pipeline.name});
  const bool shown = shown_pipeline(context, state) == pipeline.id;
  ui.fill(rect, shown ? ui.color.soft : ui.color.surface, size::radius);
  ui.outline(rect, shown ? with_alpha(ui.color.accent, 0.5F) : ui.color.border, size::radius);
  Row row(inset(rect, ui.dp(4), 0), ui.dp(4));
  rows.row(pipeline.id.raw, rect, row.left(ui.dp(ui.coarse_pointer ? size::touch : 24)), pipeline.name);
  if (icon_button(ui, ui.id("delete"), row_button_place(ui, row),
                  {.icon = icon::trash,
                   .label = only ? ui.tr(TextKey::settings_last_pipeline)
                                 : ui.tr(TextKey::settings_pipeline_delete, {{"name", pipeline.name}}),
                   .disabled = only}))
    state.pipeline_to_delete = pipeline.id;
  if (icon_button(ui, ui.id("show"), row_button_place(ui, row),
                  {.icon = icon::kanban,
                   .label = ui.tr(TextKey::settings_pipeline_show, {{"name", pipeline.name}}),
                   .pressed = shown ? 1 : 0})) {
    state.pipeline = pipeline.id;
    state.open_stage = {};
  }
  const NodeId name = ui.id("name");
  if (state.name_to_focus == pipeline.id.raw) {
    ui.focus(name);
    state.name_to_focus = {};
  }
  const Rect field = row.rest();
  edit_field(context, name, centered(field, field.w, ui.dp(size::control)),
             {.label = ui.tr(TextKey::settings_pipeline_name),
              .style = TextStyle::body_strong,
              .ghost = true,
              .select_on_focus = true},
             place_of(pipeline.id, &Pipeline::name), text_kind);
}

void add_pipeline(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  const std::string add = ui.tr(TextKey::settings_pipeline_add);
  const ButtonOptions options = {.label = add, .icon = icon::plus};
  Row row(column.top(control_height(ui)));
  if (!button(ui, ui.id("add_pipeline"), row.left(button_width(ui, options)), options)) return;
  state.awaited = {.what = Awaited::What::pipeline,
                   .created_before = context.app.created_count(),
                   .merge_key = "pipeline/" + std::to_string(context.app.now().utc_ms)};
  context.outbox.run(AddRecord{.record = Pipeline{.name = ui.tr(TextKey::settings_pipeline_new)}},
                     state.awaited.merge_key);
  ui.request_frame();
}

void fill_new_pipeline(ViewContext& context, SettingsState& state) {
  const Id<Pipeline> made = {context.app.last_created()};
  if (!context.document.find(made)) return;
  const std::string key = std::exchange(state.awaited, {}).merge_key;
  std::vector<Stage> stages;
  for (const Stage* stage : stages_of(context.document, shown_pipeline(context, state)))
    stages.push_back({.pipeline = made,
                      .name = stage->name,
                      .rank = stage->rank,
                      .probability = stage->probability,
                      .color = stage->color,
                      .kind = stage->kind,
                      .silent_after_days = stage->silent_after_days,
                      .stuck_after_days = stage->stuck_after_days,
                      .requirements = stage->requirements,
                      .exit_checklist = stage->exit_checklist});
  if (stages.empty())
    stages.push_back({.pipeline = made, .name = context.ui.tr(TextKey::settings_first_stage), .probability = 10});
  for (Stage& stage : stages) context.outbox.run_quietly(AddRecord{.record = std::move(stage)}, key);
  state.pipeline = made;
  state.open_stage = {};
  state.name_to_focus = made.raw;
  context.ui.request_frame();
}

}  // namespace

Id<Pipeline> shown_pipeline(const ViewContext& context, const SettingsState& state) {
  const Pipeline* chosen = context.document.find(state.pipeline);
  return chosen && !chosen->deleted ? chosen->id : context.pipeline;
}

void draw_pipeline_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  if (state.awaited.what == Awaited::What::pipeline && context.app.created_count() > state.awaited.created_before)
    fill_new_pipeline(context, state);
  const std::vector<const Pipeline*> pipelines = pipelines_of(context.document);
  section_heading(ui, column, ui.tr(TextKey::settings_pipelines));
  hint(ui, column, ui.tr(TextKey::settings_pipelines_hint));
  {
    SemScope list(ui, ui.id("pipelines"), column.rest(),
                  {.role = Role::list, .name = ui.tr(TextKey::settings_pipelines)});
    ReorderRows rows(context, RecordType::pipeline);
    for (const Pipeline* pipeline : pipelines) {
      pipeline_row(context, state, rows, *pipeline, pipelines.size() == 1,
                   column.top(ui.dp(ui.coarse_pointer ? size::touch + 4 : 44)));
      column.space(ui.dp(6));
    }
    rows.finish();
  }
  column.space(ui.dp(4));
  add_pipeline(context, state, column);
}

}  // namespace voronka::ui
