// What a stage means: its kind, its colour, when a deal in it is silent or stuck, and what must be ready before leaving it.
#include <algorithm>
#include <array>

#include "generated/icons.hpp"
#include "ui/views/color_choice.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/text_items.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

void kind_choice(ViewContext& context, const Stage& stage, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::settings_stage_kind);
  const std::string sales = ui.tr(TextKey::settings_kind_sales);
  const std::string after = ui.tr(TextKey::settings_kind_after_sale);
  const std::array<std::string_view, 2> items = {sales, after};
  field_label(ui, column.top(ui.dp(18)), name);
  const SegmentedOptions options = {.label = name, .items = items, .selected = static_cast<int>(stage.kind)};
  Row row(column.top(control_height(ui)));
  if (const auto chosen = segmented(ui, ui.id("kind"), row.left(segmented_width(ui, options)), options))
    context.outbox.run(set_field(stage.id, &Stage::kind, *chosen == 0 ? StageKind::sales : StageKind::after_sale));
  column.space(ui.dp(4));
  hint(ui, column, ui.tr(TextKey::settings_stage_kind_hint));
}

void stage_color_choice(ViewContext& context, const Stage& stage, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::settings_stage_color);
  field_label(ui, column.top(ui.dp(18)), name);
  const Rect place = column.top(color_choice_height(ui, column.rest().w));
  const auto color = color_choice(ui, ui.id("colors"), place, name, stage.color);
  if (color && *color != stage.color) context.outbox.run(set_field(stage.id, &Stage::color, std::string(*color)));
  column.space(ui.dp(10));
}

void days_field(ViewContext& context, const Stage& stage, Rect rect, Column& problems, TextKey name_key,
                TextKey hint_key, std::optional<std::int32_t> Stage::* member, std::string_view id) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(name_key);
  Column column(rect);
  field_label(ui, column.top(ui.dp(18)), name);
  const EditResult days =
      edit_field(context, ui.id(id), column.top(control_height(ui)),
                 {.label = name, .placeholder = "—", .select_on_focus = true}, place_of(stage.id, member), days_kind);
  column.space(ui.dp(4));
  if (days.problem.empty()) {
    hint(ui, column, ui.tr(hint_key));
  } else {
    problem_line(ui, column, days.problem);
  }
  const float missing = column.rest().y - problems.rest().y;
  if (missing > 0) problems.space(missing);
}

void requirements(ViewContext& context, const Stage& stage, Column& column) {
  Ui& ui = context.ui;
  const std::string name = ui.tr(TextKey::settings_requirements);
  const std::string hint = ui.tr(TextKey::settings_requirements_hint);
  field_label(ui, column.top(ui.dp(18)), name);
  const float text = wrapped_height(ui, TextStyle::body, stage.requirements, column.rest().w - 2 * ui.dp(10));
  const float height = std::max(text, 2 * line_height(ui, TextStyle::body)) + 2 * ui.dp(9);
  edit_field(context, ui.id("requirements"), column.top(height), {.label = name, .placeholder = hint},
             place_of(stage.id, &Stage::requirements), long_text_kind);
  column.space(ui.dp(10));
}

}  // namespace

void draw_stage_details(ViewContext& context, SettingsState& state, const Stage& stage, Column& column) {
  Ui& ui = context.ui;
  kind_choice(context, stage, column);
  stage_color_choice(context, stage, column);
  Row halves(Rect{column.rest().x, column.rest().y, column.rest().w, ui.dp(80)}, ui.dp(16));
  const float half = (column.rest().w - ui.dp(16)) / 2;
  days_field(context, stage, halves.left(half), column, TextKey::settings_stuck_after,
             TextKey::settings_stuck_after_hint, &Stage::stuck_after_days, "stuck");
  days_field(context, stage, halves.rest(), column, TextKey::settings_silent_after, TextKey::settings_silent_after_hint,
             &Stage::silent_after_days, "silent");
  requirements(context, stage, column);
  edit_text_items(context, column, place_of(stage.id, &Stage::exit_checklist), icon::check,
                  {.title = TextKey::settings_checklist,
                   .item = TextKey::settings_checklist_item,
                   .remove = TextKey::settings_checklist_remove,
                   .add = TextKey::settings_checklist_add});
  column.space(ui.dp(10));
  const std::string remove = ui.tr(TextKey::settings_stage_delete);
  const bool only = stages_of(context.document, stage.pipeline).size() == 1;
  const std::string why = only ? ui.tr(TextKey::settings_last_stage) : std::string();
  const ButtonOptions options = {.label = remove, .icon = icon::trash, .description = why, .disabled = only};
  Row row(column.top(control_height(ui)));
  if (button(ui, ui.id("delete"), row.left(button_width(ui, options)), options)) {
    state.stage_to_delete = stage.id;
    state.deals_to = {};
  }
}

}  // namespace voronka::ui
