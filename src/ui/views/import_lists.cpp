// The two lists of the mapping preview: what each column is, and what each value of the stage column becomes.
#include <array>
#include <unordered_map>

#include "ui/text_field.hpp"
#include "ui/views/currencies.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/import_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct ListState {
  std::unordered_map<NodeId, std::string> names = {};  // being typed
};

// Header and example to the left, the choice to the right; on a phone one below the other.
struct TwoSides {
  Rect left = {}, right = {};
};
TwoSides two_sides(Ui& ui, Column& column) {
  const float height = control_height(ui);
  if (column.rest().w < ui.dp(520)) {
    const Rect left = column.top(ui.dp(36));
    const Rect right = column.top(height);
    column.space(ui.dp(8));
    return {left, right};
  }
  const Rect row = column.top(std::max(height, ui.dp(40)));
  const float width = ui.dp(280);
  return {{row.x, row.y, row.w - width - ui.dp(16), row.h},
          centered({row.right() - width, row.y, width, row.h}, width, height)};
}

void two_lines(Ui& ui, Rect rect, std::string_view strong, std::string_view muted) {
  Column lines(centered(rect, rect.w, line_height(ui, TextStyle::label) + line_height(ui, TextStyle::meta)));
  label(ui, lines.top(line_height(ui, TextStyle::label)), TextStyle::label, ui.color.text, strong);
  label(ui, lines.top(line_height(ui, TextStyle::meta)), TextStyle::meta, ui.color.muted, muted);
}

// A column that may not be twice gives way: the earlier one becomes an additional field, nothing is lost.
void choose_target(ImportMapping& mapping, std::size_t index, ImportTarget target) {
  if (!may_repeat(target)) {
    for (ImportColumn& column : mapping.columns)
      if (column.target == target) column.target = ImportTarget::extra;
  }
  mapping.columns[index].target = target;
  mapping.columns[index].confidence = 100;
}

void stage_value(ViewContext& context, ImportMapping& mapping, std::size_t number, Column& column) {
  Ui& ui = context.ui;
  StageValue& value = mapping.stages[number];
  ListState& state = context.states.of<ListState>();
  const TwoSides sides = two_sides(ui, column);
  two_lines(ui, sides.left, value.value,
            ui.tr(TextKey::import_view_rows, {{"count", static_cast<std::int64_t>(value.rows)}}));
  const std::string stage = ui.tr(TextKey::import_view_outcome_open);
  const std::string won = ui.tr(TextKey::import_view_outcome_won);
  const std::string lost = ui.tr(TextKey::import_view_outcome_lost);
  const std::array<std::string_view, 3> items = {stage, won, lost};
  Row row(sides.right, ui.dp(6));
  const bool is_stage = value.outcome == StageOutcome::open;
  const auto chosen = select(ui, ui.id("outcome", number), is_stage ? row.left(ui.dp(110)) : row.rest(),
                             {.label = ui.tr(TextKey::import_view_stage_outcome, {{"value", value.value}}),
                              .items = items,
                              .selected = static_cast<int>(value.outcome)});
  if (chosen) value.outcome = static_cast<StageOutcome>(*chosen);
  if (!is_stage) return;
  const NodeId id = ui.id("stage_name", number);
  std::string& typed_name = state.names.try_emplace(id, value.name).first->second;
  const TextFieldResult typed = text_field(
      ui, id, row.rest(), {.label = ui.tr(TextKey::import_view_stage_name, {{"value", value.value}})}, typed_name);
  if (typed.committed && !typed_name.empty()) value.name = typed_name;
  if (!typed.focused) state.names.erase(id);
}

void value_name(ViewContext& context, ImportMapping& mapping, std::size_t number, Column& column) {
  Ui& ui = context.ui;
  ValueName& value = mapping.values[number];
  const TwoSides sides = two_sides(ui, column);
  two_lines(ui, sides.left, value.value,
            ui.tr(text_of(value.target)) + " · " +
                ui.tr(TextKey::import_view_rows, {{"count", static_cast<std::int64_t>(value.rows)}}));
  if (value.target == ImportTarget::currency) {
    const CurrencyList list = currency_list(ui, currency_from(value.name).value_or(Currency{}));
    const std::string unsaid = text_of(mapping.default_currency);  // what such an amount is taken for
    if (const auto chosen = select(ui, ui.id("value_currency", number), sides.right,
                                   {.label = ui.tr(TextKey::import_view_value_currency, {{"value", value.value}}),
                                    .items = list.items,
                                    .selected = list.selected,
                                    .placeholder = unsaid}))
      value.name = text_of(list.currencies[static_cast<std::size_t>(*chosen)]);
    return;
  }
  const std::string left_out = ui.tr(TextKey::import_view_value_left);
  const NodeId id = ui.id("value_name", number);
  ListState& state = context.states.of<ListState>();
  std::string& typed_name = state.names.try_emplace(id, value.name).first->second;
  const TextFieldResult typed = text_field(
      ui, id, sides.right,
      {.label = ui.tr(TextKey::import_view_value_name, {{"value", value.value}}), .placeholder = left_out}, typed_name);
  if (typed.committed) value.name = typed_name;
  if (!typed.focused) state.names.erase(id);
}

// The evidence: what a day was read as.
std::string sample_of(const Ui& ui, const ImportColumn& column) {
  if (!column.sample_day) return column.sample;
  return ui.tr(TextKey::import_view_sample_read,
               {{"value", column.sample}, {"date", ui.locale.date_medium(*column.sample_day)}});
}

// A column that proves another order than the file has: said, and to be told better.
void own_date_order(Ui& ui, ImportMapping& changed, std::size_t index, Column& column) {
  std::optional<DateOrder>& order = changed.columns[index].date_order;
  if (!order || !changed.columns[index].sample_day) return;
  const std::string day_first = ui.tr(TextKey::import_view_day_first);
  const std::string month_first = ui.tr(TextKey::import_view_month_first);
  const std::array<std::string_view, 2> items = {day_first, month_first};
  const TwoSides sides = two_sides(ui, column);
  const std::string name = ui.tr(TextKey::import_view_order_of, {{"header", changed.columns[index].header}});
  label(ui, sides.left, TextStyle::meta, ui.color.muted, name);
  if (const auto chosen = select(ui, ui.id("order", index), sides.right,
                                 {.label = name, .items = items, .selected = static_cast<int>(*order)}))
    order = static_cast<DateOrder>(*chosen);
}

// Values of the file and what each becomes; nothing for none. `draw(context, mapping, index, column)` may change the mapping.
template <class Value, class Draw>
void draw_list(ViewContext& context, Column& column, std::string_view id, TextKey title_key, TextKey hint_key,
               std::vector<Value> ImportMapping::* values, const Draw& draw) {
  Ui& ui = context.ui;
  const ImportMapping& mapping = context.app.import_session().proposal().mapping;
  if ((mapping.*values).empty()) return;
  const std::string title = ui.tr(title_key);
  section_heading(ui, column, title);
  hint(ui, column, ui.tr(hint_key));
  SemScope list(ui, ui.id(id), column.rest(), {.role = Role::group, .name = title});
  ImportMapping changed = mapping;
  for (std::size_t i = 0; i < (changed.*values).size(); ++i) draw(context, changed, i, column);
  if (changed != mapping) context.outbox.send(PreviewImport{.mapping = std::move(changed)});
}

}  // namespace

void draw_import_columns(ViewContext& context, Column& column) {
  Ui& ui = context.ui;
  const ImportMapping& mapping = context.app.import_session().proposal().mapping;
  section_heading(ui, column, ui.tr(TextKey::import_view_columns));
  std::vector<std::string> names;
  for (std::size_t i = 0; i < import_target_count; ++i) names.push_back(ui.tr(text_of(static_cast<ImportTarget>(i))));
  const std::vector<std::string_view> items(names.begin(), names.end());
  SemScope list(ui, ui.id("columns"), column.rest(),
                {.role = Role::group, .name = ui.tr(TextKey::import_view_columns)});
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const ImportColumn& source = mapping.columns[i];
    const std::string header = source.header.empty() ? ui.tr(TextKey::import_view_column_nameless,
                                                             {{"number", static_cast<std::int64_t>(i) + 1}})
                                                     : source.header;
    const TwoSides sides = two_sides(ui, column);
    two_lines(ui, sides.left, header, sample_of(ui, source));
    const auto chosen = select(ui, ui.id("target", i), sides.right,
                               {.label = ui.tr(TextKey::import_view_target_of, {{"header", header}}),
                                .items = items,
                                .selected = static_cast<int>(source.target)});
    ImportMapping changed = mapping;
    own_date_order(ui, changed, i, column);
    if (chosen && *chosen != static_cast<int>(source.target))
      choose_target(changed, i, static_cast<ImportTarget>(*chosen));
    if (changed == mapping) continue;
    context.outbox.send(PreviewImport{.mapping = std::move(changed)});
  }
}

void draw_import_stages(ViewContext& context, Column& column) {
  draw_list(context, column, "stages", TextKey::import_view_stages, TextKey::import_view_stages_hint,
            &ImportMapping::stages, stage_value);
}

void draw_import_values(ViewContext& context, Column& column) {
  draw_list(context, column, "values", TextKey::import_view_values, TextKey::import_view_values_hint,
            &ImportMapping::values, value_name);
}

}  // namespace voronka::ui
