// "Won on Friday": the day on which something happened, when it is not today. A small dialog of the deal sheet.
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/deal_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

constexpr TimeOfDay noon = {720};

void save(ViewContext& context, const Deal& deal, DealSheetState& state) {
  const Date today = context.app.today();
  const std::optional<Date> day = context.ui.locale.parse_date(state.other_day_text, today);
  if (!day) {
    state.other_day_problem = TextKey::field_bad_date;
    return;
  }
  if (*day > today) {
    state.other_day_problem = TextKey::deal_future_day;
    return;
  }
  const When when = {.at = moment_from_local(*day, noon, context.app.now().offset_minutes),
                     .precision = Precision::day};
  if (state.other_day == OtherDay::won) {
    context.outbox.run(WinDeal{.deal = deal.id, .when = when});
  } else if (state.other_day_stage != deal.position.stage) {
    context.outbox.run(MoveDeal{.deal = deal.id, .to = state.other_day_stage, .when = when});
  }
  state.other_day = OtherDay::closed;
}

void stage_choice(ViewContext& context, const Deal& deal, DealSheetState& state, Column& column) {
  Ui& ui = context.ui;
  const Stage* stage = context.document.find(deal.position.stage);
  if (!stage) return;
  const std::vector<const Stage*> stages = stages_of(context.document, stage->pipeline);
  std::vector<std::string_view> items;
  int selected = -1;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    items.push_back(stages[i]->name);
    if (stages[i]->id == state.other_day_stage) selected = static_cast<int>(i);
  }
  const std::string name = ui.tr(TextKey::deal_stage);
  field_label(ui, column.top(ui.dp(18)), name);
  const auto chosen =
      select(ui, ui.id("stage"), column.top(control_height(ui)), {.label = name, .items = items, .selected = selected});
  if (chosen) state.other_day_stage = stages[static_cast<std::size_t>(*chosen)]->id;
  column.space(ui.dp(10));
}

}  // namespace

void draw_other_day(ViewContext& context, const Deal& deal, DealSheetState& state) {
  if (state.other_day == OtherDay::closed) return;
  Ui& ui = context.ui;
  const bool of_stage = state.other_day == OtherDay::stage;
  const std::string title = ui.tr(TextKey::deal_other_day);
  const NodeId id = ui.id("other_day");
  IdScope scope(ui, id);
  Dialog dialog(ui, id,
                {.title = title, .width_dp = 400, .height_dp = of_stage ? 260.F : 190.F, .first_focus = ui.id("day")});
  Column column(dialog.body());
  if (of_stage) stage_choice(context, deal, state, column);
  const std::string name = ui.tr(TextKey::deal_day);
  const std::string problem = state.other_day_problem == TextKey::none ? std::string() : ui.tr(state.other_day_problem);
  field_label(ui, column.top(ui.dp(18)), name);
  const TextFieldResult typed = text_field(
      ui, ui.id("day"), column.top(control_height(ui)),
      {.label = name, .kind = TextKind::date, .placeholder = ui.tr(TextKey::field_date_placeholder), .error = problem},
      state.other_day_text);
  if (typed.changed) state.other_day_problem = TextKey::none;
  if (problem.empty()) {
    column.space(ui.dp(4));
    hint(ui, column, ui.tr(TextKey::deal_other_day_hint));
  }
  problem_line(ui, column, problem);
  const std::string ok = ui.tr(TextKey::deal_save);
  const std::string cancel = ui.tr(TextKey::deal_cancel);
  const ButtonOptions ok_options = {.label = ok, .kind = ButtonKind::primary};
  const ButtonOptions cancel_options = {.label = cancel};
  Row row(dialog.footer(), ui.dp(8));
  const bool pressed = button(ui, ui.id("save"), row.right(button_width(ui, ok_options)), ok_options);
  const bool left = button(ui, ui.id("cancel"), row.right(button_width(ui, cancel_options)), cancel_options);
  if (pressed || typed.entered) save(context, deal, state);
  if (left || dialog.closed()) state.other_day = OtherDay::closed;
}

}  // namespace voronka::ui
