// Editing a cell in place: typed into a real field over it, or chosen from a menu. As everywhere what is typed is saved while one
// types (edits.hpp); meanwhile the rows stand still, or a row that is sorted by it would run away at every letter. What cannot be
// read stays in its cell with a sentence.
#include <algorithm>
#include <utility>

#include "base/fold.hpp"
#include "base/later.hpp"
#include "base/utf8.hpp"
#include "model/custom_values.hpp"
#include "model/stages.hpp"
#include "ui/layers.hpp"
#include "ui/text_field.hpp"
#include "ui/views/board_parts.hpp"
#include "ui/views/contact_field.hpp"
#include "ui/views/lose_dialog.hpp"
#include "ui/views/table.hpp"
#include "ui/views/table_parts.hpp"

namespace voronka::ui {
namespace {

NodeId choices_id(const Ui& ui) { return ui.id("cell_choices"); }

std::string company_of(const ViewContext& context, const Deal& deal) {
  const Company* company = context.document.find(deal.company);
  return company && !company->deleted ? company->name : std::string();
}

// A company by its name; one that is not there yet is made, in the same undo step. Only once the name is whole: of every pause
// in typing it another company would come.
void set_company(ViewContext& context, const Deal& deal, std::string_view typed) {
  std::string name(trimmed(typed));
  if (name == company_of(context, deal)) return;
  Id<Company> found;
  for (const Company& company : context.document.table<Company>().rows())
    if (!company.deleted && folded(company.name) == folded(name)) found = company.id;
  if (name.empty() || found) {
    if (found != deal.company) context.outbox.run_quietly(set_field(deal.id, &Deal::company, found), {});
  } else {
    create_and_link(context, NewLink::Where::company, deal, std::move(name));
  }
}

// Names in one line. A comma divides them; where one has a comma in it, all are divided by semicolons.
std::string line_of(const std::vector<std::string>& names) {
  const bool commas = std::ranges::any_of(names, [](const std::string& name) { return name.contains(','); });
  std::string line;
  for (const std::string& name : names) line.append(line.empty() ? "" : commas ? "; " : ", ").append(name);
  if (commas && names.size() == 1) line += ';';
  return line;
}
std::vector<std::string> names_in(std::string_view line) {
  const char between = line.contains(';') ? ';' : ',';
  std::vector<std::string> names;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t end = std::min(line.find(between, from), line.size());
    if (const std::string_view name = trimmed(line.substr(from, end - from)); !name.empty()) names.emplace_back(name);
    from = end + 1;
  }
  return names;
}
template <class Record>
std::vector<std::string> names_of(const Document& document, const std::vector<Id<Record>>& ids) {
  std::vector<std::string> names;
  for (const Id<Record> id : ids)
    if (const Record* record = document.find(id); record && !record->deleted) names.push_back(record->name);
  return names;
}

// What stands in a cell of names while it is edited.
std::string typed_names(const ViewContext& context, const Deal& deal, CellChoice choice) {
  if (choice == CellChoice::company) return company_of(context, deal);
  return line_of(choice == CellChoice::contacts ? names_of(context.document, deal.contacts)
                                                : names_of(context.document, deal.tags));
}

void set_names(ViewContext& context, const Deal& deal, CellChoice choice, std::string_view typed) {
  if (choice == CellChoice::company) return set_company(context, deal, typed);
  if (typed == typed_names(context, deal, choice)) return;
  context.outbox.run_quietly(
      LinkNames{.deal = deal.id,
                .what = choice == CellChoice::contacts ? LinkNames::What::contacts : LinkNames::What::tags,
                .names = names_in(typed)},
      {});
}

void end_edit(ViewContext& context, TableState& state) {
  state.edit = {};
  context.ui.request_frame();
}

// The sentence under the cell, over whatever is there.
void draw_problem(ViewContext& context, Rect cell, const std::string& text) {
  Ui& ui = context.ui;
  const LayerScope layer(ui, Layer::popup);
  const float width = std::max(cell.w, ui.dp(320));
  const float inner = width - ui.dp(20);
  const float height = wrapped_height(ui, TextStyle::meta, text, inner) + ui.dp(14);
  const float x = std::min(cell.x, ui.screen().right() - width - ui.dp(8));
  const bool above = cell.bottom() + height > ui.screen().bottom();
  const Rect panel = {x, above ? cell.y - height - ui.dp(2) : cell.bottom() + ui.dp(2), width, height};
  ui.shadow(panel, true);
  ui.fill(panel, ui.color.bad_soft, size::radius);
  ui.outline(panel, ui.color.bad, size::radius);
  paint_wrapped(ui, inset(panel, ui.dp(10), ui.dp(7)), TextStyle::meta, ui.color.bad, text);
}

// Where the edit goes on after it was committed.
void move_on(ViewContext& context, TableState& state, const GridLayout& grid, int down, int aside) {
  const std::size_t column = state.edit.column;
  std::size_t place = 0;
  while (place < grid.columns.size() && grid.columns[place].column != column) ++place;
  const auto to = std::clamp(static_cast<int>(place) + aside, 0, static_cast<int>(grid.columns.size()) - 1);
  const std::size_t index = std::min(state.stop_index + static_cast<std::size_t>(down), state.model.rows().size() - 1);
  end_edit(context, state);
  go_to_cell(context, state, grid, index, grid.columns[static_cast<std::size_t>(to)].column);
}

}  // namespace

VORONKA_LATER void begin_edit(ViewContext& context, TableState& state, const GridLayout& grid, std::string typed) {
  Ui& ui = context.ui;
  const Deal* deal = context.document.find(state.stop.deal);
  if (!deal || state.stop.column == TableSpot::check) return;
  const TableColumn& column = table_columns()[state.stop.column];
  if (!can_edit(column, *deal)) {
    if (typed.empty()) open_deal(context, deal->id);
    return;
  }
  if (column.kind == nullptr && !is_typed(column.choice)) {
    if (!typed.empty()) return;
    for (const GridLayout::Column& at : grid.columns) {
      if (at.column != state.stop.column) continue;
      const float y = grid.body.y + static_cast<float>(state.stop_index) * grid.row - ui.scroll(down_id(ui)).offset;
      state.menu_anchor = grid.cell(at, y, grid.row);
    }
    state.menu_deal = deal->id;
    state.menu_column = state.stop.column;
    open_menu(ui, choices_id(ui), state.menu_anchor, ui.keyboard_modality());
    ui.popup->opener = cell_id(ui, deal->id, state.stop.column);
    return;
  }
  const std::string name = column.kind == nullptr ? typed_names(context, *deal, column.choice) : std::string();
  state.edit = {.deal = deal->id,
                .column = state.stop.column,
                .typed = std::move(typed),
                .name = name,
                .before = name,
                .frame = ui.frame};
  show_spot(context, state, grid);
  ui.focus(field_id(ui, state.edit));
}

void clear_cell(ViewContext& context, const TableState& state) {
  const Deal* deal = context.document.find(state.stop.deal);
  const TableColumn& column = table_columns()[state.stop.column];
  // A deal keeps its name: it is what it is found by.
  if (!deal || !can_edit(column, *deal) || column.id == "title") return;
  if (is_typed(column.choice)) return set_names(context, *deal, column.choice, {});
  if (column.kind == nullptr) return;
  const FieldPlace place = place_of(column, deal->id);
  const FieldValue now = value_at(context.document, place);
  std::optional<FieldValue> value = column.kind->value(context, {}, now);
  if (value && *value != now && column.custom) {
    context.outbox.run(
        SetCustomValue{.field = column.custom, .ids = {deal->id.raw}, .text = *std::get_if<std::string>(&*value)});
    return;
  }
  if (value && *value != now)
    context.outbox.run(SetField{.type = place.type, .id = place.id, .slot = place.slot, .value = std::move(*value)});
}

namespace {

// What became of the field of the cell in this frame.
struct Typed {
  bool focused = false, entered = false, cancelled = false, unreadable = false;
  std::string problem = {};
};

// Only what was typed: another tab may have written to the cell meanwhile.
VORONKA_LATER void send_names(ViewContext& context, CellEdit& edit) {
  if (edit.name == edit.before) return;
  edit.before = edit.name;
  if (const Deal* deal = context.document.find(edit.deal))
    set_names(context, *deal, table_columns()[edit.column].choice, edit.name);
}

Typed names_field(ViewContext& context, CellEdit& edit, Rect rect, const TextFieldOptions& options, bool leaving) {
  const TextFieldResult it = text_field(context.ui, field_id(context.ui, edit), rect, options, edit.name);
  const bool left = edit.had_focus && !it.focused;
  edit.frame = context.ui.frame;
  if (!it.cancelled && (it.entered || leaving || left || context.ui.hidden)) send_names(context, edit);
  return {.focused = it.focused, .entered = it.entered, .cancelled = it.cancelled};
}

Typed value_field(ViewContext& context, const CellEdit& edit, Rect rect, const TextFieldOptions& options,
                  bool leaving) {
  const TableColumn& column = table_columns()[edit.column];
  EditResult it = edit_field(context, field_id(context.ui, edit), rect, options, place_of(column, edit.deal),
                             *column.kind, leaving);
  return {.focused = it.focused,
          .entered = it.entered,
          .cancelled = it.cancelled,
          .unreadable = it.unreadable,
          .problem = std::move(it.problem)};
}

}  // namespace

void flush_cell(ViewContext& context) {
  CellEdit& edit = context.states.of<TableState>().edit;
  if (!edit.deal || table_columns()[edit.column].kind != nullptr || edit.frame == context.ui.frame) return;
  send_names(context, edit);
  edit = {};
}

VORONKA_LATER void draw_edit(ViewContext& context, TableState& state, const GridLayout& grid, Rect rect) {
  Ui& ui = context.ui;
  CellEdit& edit = state.edit;
  const TableColumn& column = table_columns()[edit.column];
  const NodeId id = field_id(ui, edit);
  const bool tab = ui.take_key(id, Key::tab);
  const bool back_tab = ui.take_key(id, Key::tab, Mods::shift);
  const std::string name = column_title(ui, column);
  const TextFieldOptions options = {.label = name,
                                    .style = column.id == "title" ? TextStyle::strong : TextStyle::label,
                                    .ghost = true,
                                    .select_on_focus = edit.typed.empty(),
                                    .align_right = column.align == Align::right,
                                    .autocomplete = "off",
                                    .typed = edit.had_focus ? std::string_view() : std::string_view(edit.typed)};
  const bool leaving = tab || back_tab;
  const Typed typed = column.kind ? value_field(context, edit, rect, options, leaving)
                                  : names_field(context, edit, rect, options, leaving);
  const bool left = edit.had_focus && !typed.focused;
  edit.had_focus = typed.focused;
  if (typed.cancelled || (typed.focused && ui.take_key(id, Key::escape))) {
    end_edit(context, state);
    return go_to_cell(context, state, grid, state.stop_index, state.stop.column);
  }
  if (!typed.unreadable && (typed.entered || leaving))
    return move_on(context, state, grid, typed.entered ? 1 : 0, tab ? 1 : back_tab ? -1 : 0);
  if (!typed.unreadable && left) return end_edit(context, state);
  if (leaving) ui.request_frame();
  if (!typed.problem.empty()) draw_problem(context, rect, typed.problem);
}

namespace {

void choose_stage(ViewContext& context, const Deal& deal) {
  Ui& ui = context.ui;
  const Stage* now = context.document.find(deal.position.stage);
  const std::vector<const Stage*> stages = stages_of(context.document, now ? now->pipeline : context.pipeline);
  std::vector<MenuItem> items;
  for (const Stage* stage : stages) items.push_back({.label = stage->name, .checked = stage == now ? 1 : 0});
  const std::optional<int> chosen = menu(ui, choices_id(ui), ui.tr(TextKey::table_stage), items);
  if (!chosen) return;
  const Stage* to = stages[static_cast<std::size_t>(*chosen)];
  if (to != now) context.outbox.run(MoveDeal{.deal = deal.id, .to = to->id});
}

void choose_status(ViewContext& context, const Deal& deal) {
  Ui& ui = context.ui;
  const std::string words[] = {ui.tr(TextKey::table_status_open), ui.tr(TextKey::board_won),
                               ui.tr(TextKey::board_lost)};
  std::vector<MenuItem> items;
  for (std::size_t i = 0; i < std::size(words); ++i)
    items.push_back({.label = words[i], .checked = static_cast<std::size_t>(deal.status) == i ? 1 : 0});
  const std::optional<int> chosen = menu(ui, choices_id(ui), ui.tr(TextKey::table_status), items);
  if (!chosen || static_cast<int>(deal.status) == *chosen) return;
  if (*chosen == 0) context.outbox.run(ReopenDeal{.deal = deal.id});
  if (*chosen == 1) context.outbox.run(WinDeal{.deal = deal.id});
  if (*chosen == 2)
    open_lose_dialog(context, {deal.id}, cell_id(ui, deal.id, *context.states.of<TableState>().menu_column));
}

void choose_reason(ViewContext& context, const Deal& deal) {
  Ui& ui = context.ui;
  const std::vector<const LossReason*> reasons = loss_reasons_of(context.document);
  std::vector<MenuItem> items;
  for (const LossReason* reason : reasons)
    items.push_back({.label = reason->name, .checked = reason->id == deal.loss_reason ? 1 : 0});
  const std::optional<int> chosen = menu(ui, choices_id(ui), ui.tr(TextKey::table_loss_reason), items);
  if (chosen)
    context.outbox.run(set_field(deal.id, &Deal::loss_reason, reasons[static_cast<std::size_t>(*chosen)]->id));
}

// The choices of a custom field and "not chosen"; of a tick its two states.
void choose_custom(ViewContext& context, const Deal& deal, const TableColumn& column) {
  Ui& ui = context.ui;
  const CustomField* field = context.document.find(column.custom);
  if (!field) return;
  const std::string_view now = custom_value(deal.custom, field->id);
  const bool flag = field->kind == CustomKind::flag;
  const std::string none = ui.tr(flag ? TextKey::record_field_no : TextKey::custom_no_choice);
  const std::string yes = ui.tr(TextKey::record_field_yes);
  std::vector<std::string> values = {""};
  std::vector<MenuItem> items = {{.label = none, .checked = now.empty() ? 1 : 0}};
  if (flag) {
    values.emplace_back("1");
    items.push_back({.label = yes, .checked = now == "1" ? 1 : 0});
  } else {
    for (const std::string& choice : field->choices) {
      if (choice.empty()) continue;
      values.push_back(choice);
      items.push_back({.label = choice, .checked = now == choice ? 1 : 0});
    }
  }
  const std::string title = column_title(ui, column);
  const std::optional<int> chosen = menu(ui, choices_id(ui), title, items);
  if (!chosen || values[static_cast<std::size_t>(*chosen)] == now) return;
  context.outbox.run(SetCustomValue{
      .field = field->id, .ids = {deal.id.raw}, .text = std::move(values[static_cast<std::size_t>(*chosen)])});
}

}  // namespace

void draw_choices(ViewContext& context, TableState& state) {
  if (!menu_is_open(context.ui, choices_id(context.ui)) || !state.menu_column) return;
  const Deal* deal = context.document.find(state.menu_deal);
  if (!deal) return;
  switch (table_columns()[*state.menu_column].choice) {
    case CellChoice::stage:
      return choose_stage(context, *deal);
    case CellChoice::status:
      return choose_status(context, *deal);
    case CellChoice::loss_reason:
      return choose_reason(context, *deal);
    case CellChoice::custom:
      return choose_custom(context, *deal, table_columns()[*state.menu_column]);
    case CellChoice::company:
    case CellChoice::contacts:
    case CellChoice::tags:
    case CellChoice::none:
      return;
  }
}

}  // namespace voronka::ui
