// Stages of the pipeline that is shown: name, probability and order at a glance; the rest unfolds (stage_details.cpp).
#include <utility>

#include "generated/icons.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// Draws the line and, when open, the details below it; the whole is one card.
void stage_row(ViewContext& context, SettingsState& state, ReorderRows& rows, const Stage& stage, Column& column) {
  Ui& ui = context.ui;
  IdScope scope(ui, ui.id("stage", stage.id.raw));
  const bool open = state.open_stage == stage.id;
  const Rect line = column.top(ui.dp(44));
  SemScope item(ui, ui.id("row"), line, {.role = Role::list_item, .name = stage.name});
  ui.fill(line, ui.color.surface, size::radius);
  ui.outline(line, open ? ui.color.control_border : ui.color.border, size::radius);
  Row row(inset(line, ui.dp(4), 0), ui.dp(4));
  rows.row(stage.id.raw, line, row.left(ui.dp(ui.coarse_pointer ? size::touch : 24)), stage.name);
  const Rect dot = row.left(ui.dp(16));
  paint_dot(ui, dot.center(), 10, stage_color(ui.color, stage.color));
  if (icon_button(ui, ui.id("details"), row_button_place(ui, row),
                  {.icon = open ? icon::chevron_up : icon::chevron_down,
                   .label = ui.tr(TextKey::settings_stage_details, {{"name", stage.name}}),
                   .expanded = open ? 1 : 0}))
    state.open_stage = open ? Id<Stage>{} : stage.id;
  const Rect percent = row.right(ui.dp(ui.compact() && stage.kind == StageKind::sales ? 60 : 72));
  const NodeId name = ui.id("name");
  if (state.name_to_focus == stage.id.raw) {
    ui.focus(name);
    state.name_to_focus = {};
  }
  const Rect field = row.rest();
  edit_field(context, name, centered(field, field.w, ui.dp(size::control)),
             {.label = ui.tr(TextKey::settings_stage_name),
              .style = TextStyle::body_strong,
              .ghost = true,
              .select_on_focus = true},
             place_of(stage.id, &Stage::name), text_kind);
  EditResult probability;
  if (stage.kind == StageKind::sales) {
    probability = edit_field(
        context, ui.id("probability"), centered(percent, percent.w, ui.dp(size::control)),
        {.label = ui.tr(TextKey::settings_probability), .ghost = true, .select_on_focus = true, .align_right = true},
        place_of(stage.id, &Stage::probability), stage_percent_kind);
  } else {
    label(ui, percent, TextStyle::meta, ui.color.ok, ui.tr(TextKey::deal_won), Align::right);
  }
  problem_line(ui, column, probability.problem);
  if (!open) return;
  column.space(ui.dp(10));
  Column inner(inset(column.rest(), ui.dp(16), 0));
  draw_stage_details(context, state, stage, inner);
  column.space(inner.used() + ui.dp(10));
}

void add_stage(ViewContext& context, SettingsState& state, const std::vector<const Stage*>& stages, Column& column) {
  Ui& ui = context.ui;
  const std::string add = ui.tr(TextKey::settings_stage_add);
  const ButtonOptions options = {.label = add, .icon = icon::plus};
  Row row(column.top(control_height(ui)));
  if (!button(ui, ui.id("add_stage"), row.left(button_width(ui, options)), options)) return;
  state.awaited = {.what = Awaited::What::stage,
                   .created_before = context.app.created_count(),
                   .merge_key = "stage/" + std::to_string(context.app.now().utc_ms)};
  Stage stage = {.pipeline = shown_pipeline(context, state),
                 .name = ui.tr(TextKey::settings_stage_new),
                 .probability = 50,
                 .color = std::string(stage_palette[stages.size() % stage_palette.size()])};
  context.outbox.run(AddRecord{.record = std::move(stage)}, state.awaited.merge_key);
  ui.request_frame();
}

// A new stage is made at the end; its place is behind the last sales stage, before those that serve won deals.
void place_new_stage(ViewContext& context, SettingsState& state) {
  const Stage* made = context.document.find(Id<Stage>{context.app.last_created()});
  if (!made) return;
  const std::string key = std::exchange(state.awaited, {}).merge_key;
  state.open_stage = made->id;
  state.name_to_focus = made->id.raw;
  RawId above;
  RawId below;
  for (const Stage* stage : stages_of(context.document, made->pipeline)) {
    if (stage->id == made->id) continue;
    if (stage->kind == StageKind::sales) above = stage->id.raw;
    if (stage->kind == StageKind::after_sale && !below) below = stage->id.raw;
  }
  if (!below) return;
  context.outbox.run_quietly(MoveRow{.type = RecordType::stage, .id = made->id.raw, .above = above, .below = below},
                             key);
  context.ui.request_frame();
}

}  // namespace

std::size_t deals_in_stage(const Document& document, Id<Stage> stage) {
  std::size_t count = 0;
  for (const Deal& deal : document.table<Deal>().rows())
    if (deal.position.stage == stage && !deal.deleted && deal.status != DealStatus::lost) ++count;
  return count;
}

void draw_stage_settings(ViewContext& context, SettingsState& state, Column& column) {
  Ui& ui = context.ui;
  if (state.awaited.what == Awaited::What::stage && context.app.created_count() > state.awaited.created_before)
    place_new_stage(context, state);
  const Pipeline* pipeline = context.document.find(shown_pipeline(context, state));
  if (!pipeline) return;
  const std::vector<const Stage*> stages = stages_of(context.document, pipeline->id);
  const std::string title = ui.tr(TextKey::settings_stages, {{"pipeline", pipeline->name}});
  column.space(ui.dp(10));
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(TextKey::settings_stages_hint));
  {
    SemScope list(ui, ui.id("stages"), column.rest(), {.role = Role::list, .name = title});
    ReorderRows rows(context, RecordType::stage);
    for (const Stage* stage : stages) {
      stage_row(context, state, rows, *stage, column);
      column.space(ui.dp(6));
    }
    rows.finish();
  }
  column.space(ui.dp(4));
  add_stage(context, state, stages, column);
}

}  // namespace voronka::ui
