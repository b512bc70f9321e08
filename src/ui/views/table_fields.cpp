// Dialogs that ask for one value for many deals: a field chosen from a list, or a tag. Each says how many deals it is about.
#include <algorithm>
#include <utility>

#include "base/later.hpp"
#include "base/utf8.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/table_parts.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

struct FieldDialogState {
  std::vector<Id<Deal>> deals = {};  // none: closed
  bool tag = false;
  std::size_t column = 0;  // in table_columns()
  std::string text = {};
  TextKey problem = TextKey::none;
};

// Columns whose fields can be the same in many deals: a title cannot.
std::vector<std::size_t> settable_columns() {
  std::vector<std::size_t> columns;
  const auto all = table_columns();
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].kind != nullptr && all[i].id != "title") columns.push_back(i);
  return columns;
}

bool apply(ViewContext& context, FieldDialogState& state) {
  if (state.tag) {
    std::string name(trimmed(state.text));
    if (name.empty()) return false;
    context.outbox.run(EditDeals{.deals = state.deals, .change = AddDealTag{.name = std::move(name)}});
    return true;
  }
  const TableColumn& column = table_columns()[state.column];
  const FieldPlace place = place_of(column, state.deals[0]);
  std::optional<FieldValue> value = column.kind->value(context, state.text, value_at(context.document, place));
  if (!value) {
    state.problem = column.kind->problem;
    return false;
  }
  if (column.custom) {
    SetCustomValue set = {.field = column.custom, .text = *std::get_if<std::string>(&*value)};
    for (const Id<Deal> deal : state.deals) set.ids.push_back(deal.raw);
    context.outbox.run(std::move(set));
    return true;
  }
  context.outbox.run(EditDeals{.deals = state.deals, .change = SetDealField{.slot = place.slot, .value = *value}});
  return true;
}

VORONKA_LATER void draw_open(ViewContext& context, FieldDialogState& state) {
  Ui& ui = context.ui;
  bool done = false;
  bool cancelled = false;
  {
    const auto count = static_cast<std::int64_t>(state.deals.size());
    const std::string title =
        ui.tr(state.tag ? TextKey::table_tag_title : TextKey::table_set_title, {{"count", count}});
    Dialog dialog(ui, ui.id("field_dialog"), {.title = title, .height_dp = state.tag ? 136.F : 210.F});
    Column body(dialog.body());
    const float caption = ui.dp(18);
    if (!state.tag) {
      const std::vector<std::size_t> columns = settable_columns();
      std::vector<std::string> words;
      for (const std::size_t column : columns) words.push_back(column_title(ui, table_columns()[column]));
      const std::vector<std::string_view> items(words.begin(), words.end());
      const std::string which = ui.tr(TextKey::table_set_which);
      field_label(ui, body.top(caption), which);
      const auto now = std::ranges::find(columns, state.column) - columns.begin();
      const auto chosen = select(ui, ui.id("which"), body.top(control_height(ui)),
                                 {.label = which, .items = items, .selected = static_cast<int>(now)});
      if (chosen) {
        state.column = columns[static_cast<std::size_t>(*chosen)];
        state.text.clear();
        state.problem = TextKey::none;
      }
      body.space(ui.dp(12));
    }
    const std::string name = ui.tr(state.tag ? TextKey::table_tag_name : TextKey::table_set_value);
    field_label(ui, body.top(caption), name);
    const FieldKind* kind = state.tag ? &text_kind : table_columns()[state.column].kind;
    const std::string problem = state.problem == TextKey::none ? std::string() : ui.tr(state.problem);
    // Another field is another value: a half-typed amount must not wander into a date.
    const TextFieldResult typed =
        text_field(ui, ui.id("value", state.column), body.top(control_height(ui)),
                   {.label = name, .kind = kind->input, .error = problem, .autocomplete = "off"}, state.text);
    if (typed.changed) state.problem = TextKey::none;
    body.space(ui.dp(4));
    if (!problem.empty()) {
      problem_line(ui, body, problem);
    } else if (!state.tag) {
      hint(ui, body, ui.tr(TextKey::table_set_hint));
    }
    Row buttons(dialog.footer(), ui.dp(8));
    const std::string yes = ui.tr(TextKey::table_apply);
    const ButtonOptions yes_button = {.label = yes, .kind = ButtonKind::primary};
    if (button(ui, ui.id("apply"), buttons.right(button_width(ui, yes_button)), yes_button) || typed.entered)
      done = apply(context, state);
    const std::string no = ui.tr(TextKey::lose_cancel);
    const ButtonOptions no_button = {.label = no, .kind = ButtonKind::ghost};
    if (button(ui, ui.id("cancel"), buttons.right(button_width(ui, no_button)), no_button)) cancelled = true;
    cancelled = cancelled || dialog.closed();
  }
  if (done || cancelled) state = {};
  if (done) ui.request_frame();
}

void open(ViewContext& context, std::vector<Id<Deal>> deals, bool tag) {
  if (deals.empty()) return;
  context.states.of<FieldDialogState>() = {.deals = std::move(deals), .tag = tag, .column = settable_columns().front()};
  context.ui.request_frame();
}

}  // namespace

void open_field_dialog(ViewContext& context, std::vector<Id<Deal>> deals) { open(context, std::move(deals), false); }
void open_tag_dialog(ViewContext& context, std::vector<Id<Deal>> deals) { open(context, std::move(deals), true); }

void draw_field_dialogs(ViewContext& context) {
  FieldDialogState& state = context.states.of<FieldDialogState>();
  if (!state.deals.empty()) draw_open(context, state);
}

}  // namespace voronka::ui
