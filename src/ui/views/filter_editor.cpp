#include "ui/views/filter_editor.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/later.hpp"
#include "filter/matcher.hpp"
#include "generated/icons.hpp"
#include "ui/layers.hpp"
#include "ui/views/filter_editor_parts.hpp"
#include "ui/views/filter_state.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/views/form_scroll.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

// What one frame of the editor did to its copy of the filter.
struct Editing {
  ViewContext& context;
  FilterEditorState& state;
  std::vector<FieldChoice> fields = {};
  bool changed = false;
  int conditions = 0, groups = 0;  // numbered so far: their names
};

FilterCondition fresh_condition() { return {.field = "amount", .op = FilterOperator::more}; }

// Another field begins anew; another comparison keeps the values it can use.
void choose_field(FilterCondition& condition, const FieldChoice& choice) {
  const OperatorChoice first = operators_of(choice.field->kind)[0];
  condition = {.field = choice.name, .op = first.op, .negated = first.negated};
}

void choose_operator(FilterCondition& condition, const OperatorChoice& choice) {
  const bool other_values = (condition.op == FilterOperator::in_period) != (choice.op == FilterOperator::in_period);
  condition.op = choice.op;
  condition.negated = choice.negated;
  if (other_values || choice.op == FilterOperator::empty) condition.values.clear();
  const std::size_t most = choice.op == FilterOperator::between ? 2 : choice.op == FilterOperator::is ? 1000 : 1;
  if (condition.values.size() > most) condition.values.resize(most);
}

// True when it is to be removed.
bool draw_condition(Editing& editing, FilterCondition& condition, Column& column) {
  Ui& ui = editing.context.ui;
  const std::int64_t number = ++editing.conditions;
  const FilterField* field = filter_field_of(condition.field);
  const SemScope scope(ui, ui.id("condition"), column.rest(),
                       {.role = Role::group, .name = ui.tr(TextKey::filter_condition, {{"number", number}})});
  Row row(column.top(control_height(ui)), ui.dp(6));
  const float side = control_height(ui);
  const Rect cross = row.right(side);
  const float half = std::floor((row.rest().w - ui.dp(6)) / 2);

  const std::vector<FieldChoice>& fields = editing.fields;
  std::vector<std::string_view> field_items;
  int selected = -1;
  for (const FieldChoice& it : fields) {
    if (it.name == condition.field) selected = static_cast<int>(field_items.size());
    field_items.push_back(it.label);
  }
  // A custom field whose kind was changed, or that is gone.
  const std::string other_field = selected < 0 ? field_words(editing.context, *field, condition.field) : std::string();
  const std::string field_caption = ui.tr(TextKey::filter_field);
  if (const auto chosen =
          select(ui, ui.id("field"), row.left(half),
                 {.label = field_caption, .items = field_items, .selected = selected, .placeholder = other_field})) {
    choose_field(condition, fields[static_cast<std::size_t>(*chosen)]);
    field = filter_field_of(condition.field);
    editing.changed = true;
  }

  std::vector<std::string> operators;
  int current = -1;
  for (const OperatorChoice& it : operators_of(field->kind)) {
    if (it.op == condition.op && it.negated == condition.negated) current = static_cast<int>(operators.size());
    operators.push_back(ui.tr(it.label));
  }
  const std::vector<std::string_view> operator_items(operators.begin(), operators.end());
  const std::string operator_caption = ui.tr(TextKey::filter_operator);
  // A link may say what is not offered here ("not more than"): it is shown in words and stays until another is chosen.
  const std::string other = current < 0 ? words_of(editing.context, {condition}) : std::string();
  if (const auto chosen =
          select(ui, ui.id("operator"), row.rest(),
                 {.label = operator_caption, .items = operator_items, .selected = current, .placeholder = other})) {
    choose_operator(condition, operators_of(field->kind)[static_cast<std::size_t>(*chosen)]);
    editing.changed = true;
  }
  if (edit_values(editing.context, editing.state, *field, condition, column)) editing.changed = true;
  return icon_button(ui, ui.id("remove"), centered(cross, side, side),
                     {.icon = icon::trash, .label = ui.tr(TextKey::filter_remove_condition, {{"number", number}})});
}

void draw_not_understood(Editing& editing, const NotUnderstood& unknown, Rect rect) {
  Ui& ui = editing.context.ui;
  Row row(rect, ui.dp(6));
  paint_icon(ui, row.left(ui.dp(16)), icon::triangle_alert, ui.color.warn);
  label(ui, row.rest(), TextStyle::label, ui.color.warn,
        ui.tr(TextKey::filter_not_understood, {{"text", unknown.text}}));
}

bool join_choice(Ui& ui, FilterJoin& join, Rect rect) {
  const std::string all = ui.tr(TextKey::filter_join_all);
  const std::string any = ui.tr(TextKey::filter_join_any);
  const std::string_view items[] = {all, any};
  const std::string caption = ui.tr(TextKey::filter_join);
  const SegmentedOptions options = {.label = caption, .items = items, .selected = join == FilterJoin::all ? 0 : 1};
  rect.w = std::min(rect.w, segmented_width(ui, options));
  const auto chosen = segmented(ui, ui.id("join"), rect, options);
  if (chosen) join = *chosen == 0 ? FilterJoin::all : FilterJoin::any;
  return chosen.has_value();
}

bool draw_group(Editing& editing, FilterGroup& group, Column& column, int depth);

// A node and its frame; true when it is to be removed.
bool draw_node(Editing& editing, FilterNode& node, Column& column, int depth) {
  Ui& ui = editing.context.ui;
  const Rect whole = column.rest();
  const float padding = ui.dp(8);
  // The frame is as high as it was in the last frame: what stands in it is only known when it is drawn.
  float& height = editing.state.heights[ui.id("frame")];
  const Rect frame = {whole.x, whole.y, whole.w, height};
  const bool group = std::holds_alternative<FilterGroup>(node.is);
  if (height > 0 && group) {
    ui.fill(frame, ui.color.canvas, size::radius_card);
    ui.outline(frame, ui.color.border, size::radius_card);
  } else if (height > 0) {
    ui.outline(frame, ui.color.border, size::radius_card);
  }
  Column inner({whole.x + padding, whole.y + padding, whole.w - 2 * padding, whole.h});
  bool removed = false;
  if (auto* condition = std::get_if<FilterCondition>(&node.is)) {
    removed = draw_condition(editing, *condition, inner);
  } else if (auto* nested = std::get_if<FilterGroup>(&node.is)) {
    removed = draw_group(editing, *nested, inner, depth + 1);
  } else {
    Row row(inner.top(control_height(ui)), ui.dp(6));
    const Rect cross = row.right(control_height(ui));
    const auto& unknown = std::get<NotUnderstood>(node.is);
    draw_not_understood(editing, unknown, row.rest());
    removed = icon_button(ui, ui.id("remove"), cross,
                          {.icon = icon::trash, .label = ui.tr(TextKey::filter_remove, {{"name", unknown.text}})});
  }
  const float wanted = inner.used() + 2 * padding;
  if (wanted != height) ui.request_frame();
  height = wanted;
  column.space(wanted + ui.dp(8));
  return removed;
}

void add_buttons(Editing& editing, FilterGroup& group, Column& column, int depth, std::int64_t number) {
  Ui& ui = editing.context.ui;
  Row row(column.top(control_height(ui)), ui.dp(8));
  const auto add = [&](TextKey words, const std::string& name, const char* id) {
    const std::string text = ui.tr(words);
    const ButtonOptions options = {.label = text, .icon = icon::plus, .description = name};
    return button(ui, ui.id(id), row.left(button_width(ui, options)), options);
  };
  const std::string condition_name = depth == 1 ? ui.tr(TextKey::filter_add_condition_name)
                                                : ui.tr(TextKey::filter_add_to_group_name, {{"number", number}});
  // The new one is where the next key goes.
  const auto focus_on_new = [&] {
    const IdScope node(ui, ui.id("node", group.nodes.size() - 1));
    editing.state.focus_next = ui.id("field");
    editing.changed = true;
  };
  if (add(TextKey::filter_add_condition, condition_name, "add_condition")) {
    group.nodes.push_back({fresh_condition()});
    focus_on_new();
  }
  if (depth == 1 && add(TextKey::filter_add_group, ui.tr(TextKey::filter_add_group_name), "add_group")) {
    FilterGroup inner;
    inner.join = group.join == FilterJoin::all ? FilterJoin::any : FilterJoin::all;
    inner.nodes.push_back({fresh_condition()});
    group.nodes.push_back({std::move(inner)});
    editing.changed = true;
  }
}

bool draw_group(Editing& editing, FilterGroup& group, Column& column, int depth) {
  Ui& ui = editing.context.ui;
  bool removed = false;
  std::int64_t number = 0;
  std::optional<SemScope> scope;
  if (depth > 1) {
    number = ++editing.groups;
    scope.emplace(ui, ui.id("group"), column.rest(),
                  Sem{.role = Role::group, .name = ui.tr(TextKey::filter_group, {{"number", number}})});
  }
  Row head(column.top(control_height(ui)), ui.dp(8));
  const float side = control_height(ui);
  const Rect cross = depth > 1 ? head.right(side) : Rect{};
  if (join_choice(ui, group.join, head.rest())) editing.changed = true;
  if (depth > 1)
    removed = icon_button(ui, ui.id("remove"), centered(cross, side, side),
                          {.icon = icon::trash, .label = ui.tr(TextKey::filter_remove_group, {{"number", number}})});
  column.space(ui.dp(8));
  std::size_t gone = group.nodes.size();
  for (std::size_t i = 0; i < group.nodes.size(); ++i) {
    const IdScope names(ui, ui.id("node", i));
    if (draw_node(editing, group.nodes[i], column, depth)) gone = i;
  }
  if (gone < group.nodes.size()) {
    group.nodes.erase(group.nodes.begin() + static_cast<std::ptrdiff_t>(gone));
    editing.changed = true;
  }
  add_buttons(editing, group, column, depth, number);
  return removed;
}

VORONKA_LATER void draw_editor(ViewContext& context, FilterState& filter) {
  Ui& ui = context.ui;
  FilterEditorState& state = context.states.of<FilterEditorState>();
  Filter edited = filter.filter;
  Editing editing = {.context = context, .state = state, .fields = field_choices(context)};
  bool closed = false;
  bool cleared = false;
  {
    const NodeId panel_id = ui.id("filter_editor");
    const std::string title = ui.tr(TextKey::filter_title);
    Sheet sheet(ui, panel_id, {.title = title});
    closed = sheet.closed();
    Column column(sheet.body());
    const float head_height = ui.dp(size::control_small);
    Row head(column.top(head_height));
    const Rect close = head.right(head_height);
    heading(ui, head.rest(), 2, TextStyle::panel_title, title);
    const NodeId close_id = ui.id("close");
    if (icon_button(ui, close_id, close, {.icon = icon::x, .label = ui.tr(TextKey::common_close)})) closed = true;
    column.space(ui.dp(6));
    const Rect count = column.top(line_height(ui, TextStyle::body));
    const std::string shown =
        filter.on ? ui.tr(TextKey::filter_bar_shown, {{"count", static_cast<std::int64_t>(filter.shown)},
                                                      {"total", static_cast<std::int64_t>(filter.total)}})
                  : ui.tr(TextKey::filter_no_conditions);
    ui.sem.add(ui.id("count"), count, {.role = Role::status, .name = shown});
    paint_text(ui, count, TextStyle::body, filter.on ? ui.color.accent : ui.color.muted, shown);
    column.space(ui.dp(10));
    Row footer(column.bottom(control_height(ui)), ui.dp(8));
    column.bottom(ui.dp(12));
    if (edited.nodes.empty() && !state.opened) {
      edited.nodes.push_back({fresh_condition()});  // something to begin with
      editing.changed = true;
    }
    {
      const Rect inner = column.rest();
      const Rect view = {sheet.panel().x + ui.hairline(), inner.y, sheet.panel().w - ui.hairline(), inner.h};
      FormScroll form(context, ui.id("form"), view, inner, panel_id);
      draw_group(editing, edited, form.column(), 1);
    }
    const std::string done = ui.tr(TextKey::filter_done);
    const ButtonOptions done_button = {.label = done, .kind = ButtonKind::primary};
    const Rect done_place = footer.right(button_width(ui, done_button));
    const std::string clear = ui.tr(TextKey::filter_clear);
    const ButtonOptions clear_button = {.label = clear, .kind = ButtonKind::ghost, .disabled = edited.nodes.empty()};
    cleared = button(ui, ui.id("clear"), footer.left(button_width(ui, clear_button)), clear_button);
    if (button(ui, ui.id("done"), done_place, done_button)) closed = true;
    if (!state.opened) {
      IdScope first(ui, ui.id("node", 0));
      state.focus_next = ui.id("field");
    }
    if (state.focus_next != 0) ui.focus(std::exchange(state.focus_next, 0));
  }
  state.opened = true;
  if (cleared) clear_filter(context);
  if (!cleared && editing.changed) {
    set_filter(filter, std::move(edited));
    ui.request_frame();
  }
  if (!closed) return;
  // What was never filled in is not kept: it would be there, unseen, the next time.
  Filter kept = filter.filter;
  std::erase_if(kept.nodes, [](const FilterNode& node) {
    const auto* condition = std::get_if<FilterCondition>(&node.is);
    return condition && !is_complete(*condition);
  });
  set_filter(filter, std::move(kept));
  filter.editing = false;
  state = {};
  ui.focus(ui.id("filters"));
  ui.request_frame();
}

}  // namespace

void draw_filter_editor(ViewContext& context) {
  FilterState& filter = context.states.of<FilterState>();
  if (filter.editing && context.route.path != "deal" && context.route.path != "settings") draw_editor(context, filter);
}

}  // namespace voronka::ui
