// The questions asked before a stage or a pipeline goes, because deals depend on them.
#include "ui/layers.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/settings_parts.hpp"
#include "ui/views/stage_colors.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

enum class Answer : std::uint8_t { none, yes, no };

Answer buttons(Ui& ui, const Dialog& dialog, bool can_delete) {
  const std::string yes = ui.tr(TextKey::settings_delete);
  const std::string no = ui.tr(TextKey::settings_cancel);
  const ButtonOptions yes_options = {.label = yes, .kind = ButtonKind::danger, .disabled = !can_delete};
  const ButtonOptions no_options = {.label = no};
  Row row(dialog.footer(), ui.dp(8));
  Answer answer = dialog.closed() ? Answer::no : Answer::none;
  if (button(ui, ui.id("yes"), row.right(button_width(ui, yes_options)), yes_options)) answer = Answer::yes;
  if (button(ui, ui.id("no"), row.right(button_width(ui, no_options)), no_options)) answer = Answer::no;
  return answer;
}

void ask_about_stage(ViewContext& context, SettingsState& state) {
  Ui& ui = context.ui;
  const Stage* stage = context.document.find(state.stage_to_delete);
  if (!stage || stage->deleted) {
    state.stage_to_delete = {};
    return;
  }
  const auto deals = static_cast<std::int64_t>(deals_in_stage(context.document, stage->id));
  const std::string title = ui.tr(TextKey::settings_stage_delete_title, {{"name", stage->name}});
  const NodeId id = ui.id("delete_stage");
  IdScope scope(ui, id);
  Dialog dialog(ui, id, {.title = title, .height_dp = deals > 0 ? 136.F : 76.F});
  Column column(dialog.body());
  const std::string text = deals > 0 ? ui.tr(TextKey::settings_stage_delete_text, {{"count", deals}})
                                     : ui.tr(TextKey::settings_stage_delete_empty);
  column.space(paragraph(ui, column.rest(), TextStyle::body, ui.color.text, text) + ui.dp(10));
  if (deals > 0) {
    std::vector<const Stage*> others;
    std::vector<std::string_view> items;
    std::vector<Color> dots;
    int selected = -1;
    for (const Stage* other : stages_of(context.document, stage->pipeline)) {
      if (other->id == stage->id) continue;
      if (other->id == state.deals_to) selected = static_cast<int>(others.size());
      others.push_back(other);
      items.push_back(other->name);
      dots.push_back(stage_color(ui.color, other->color));
    }
    const std::string name = ui.tr(TextKey::settings_stage_delete_to);
    field_label(ui, column.top(ui.dp(18)), name, true);
    const auto chosen =
        select(ui, ui.id("to"), column.top(control_height(ui)),
               {.label = name, .items = items, .dots = dots, .selected = selected, .placeholder = name});
    if (chosen) state.deals_to = others[static_cast<std::size_t>(*chosen)]->id;
  }
  const Answer answer = buttons(ui, dialog, deals == 0 || state.deals_to);
  if (answer == Answer::yes) context.outbox.run(DeleteStage{.stage = stage->id, .deals_to = state.deals_to});
  if (answer != Answer::none) state.stage_to_delete = {};
}

void ask_about_pipeline(ViewContext& context, SettingsState& state) {
  Ui& ui = context.ui;
  const Pipeline* pipeline = context.document.find(state.pipeline_to_delete);
  if (!pipeline || pipeline->deleted) {
    state.pipeline_to_delete = {};
    return;
  }
  std::int64_t deals = 0;
  for (const Deal& deal : context.document.table<Deal>().rows()) {
    const Stage* stage = context.document.find(deal.position.stage);
    if (!deal.deleted && stage && stage->pipeline == pipeline->id) ++deals;
  }
  const std::string title = ui.tr(TextKey::settings_pipeline_delete_title, {{"name", pipeline->name}});
  const NodeId id = ui.id("delete_pipeline");
  IdScope scope(ui, id);
  Dialog dialog(ui, id, {.title = title, .height_dp = 96});
  paragraph(ui, dialog.body(), TextStyle::body, ui.color.text,
            ui.tr(TextKey::settings_pipeline_delete_text, {{"count", deals}}));
  const Answer answer = buttons(ui, dialog, true);
  if (answer == Answer::yes) context.outbox.run(DeletePipeline{.pipeline = pipeline->id});
  if (answer != Answer::none) state.pipeline_to_delete = {};
}

}  // namespace

void draw_delete_questions(ViewContext& context, SettingsState& state) {
  if (state.stage_to_delete) ask_about_stage(context, state);
  if (state.pipeline_to_delete) ask_about_pipeline(context, state);
}

}  // namespace voronka::ui
