// Values of a condition: typed, chosen from a list, or a period seen from today.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/digits.hpp"
#include "filter/matcher.hpp"
#include "filter/periods.hpp"
#include "generated/icons.hpp"
#include "ui/text_field.hpp"
#include "ui/views/filter_editor_parts.hpp"
#include "ui/views/form_rows.hpp"
#include "ui/widgets.hpp"

namespace voronka::ui {
namespace {

TextKind input_of(FilterKind kind) {
  switch (kind) {
    case FilterKind::text:
    case FilterKind::choice:
      return TextKind::text;
    case FilterKind::money:
      return TextKind::money;
    case FilterKind::date:
      return TextKind::date;
    default:
      return TextKind::number;
  }
}

// One typed value. What cannot be read stays in its field, says so, and leaves the condition incomplete.
bool typed_value(ViewContext& context, FilterEditorState& state, FilterKind kind, NodeId id, Rect rect,
                 std::string_view label, std::string& value, bool& unread) {
  Ui& ui = context.ui;
  FilterEditorState::Typed& typed = state.typed[id];
  const bool focused = ui.focused() == id;
  if (typed.value != value || (!focused && !typed.unread)) {
    typed = {.text = typed_text(context, kind, value), .value = value};
  }
  const std::string problem = typed.unread ? ui.tr(TextKey::filter_bad_value) : std::string();
  const TextFieldResult result = text_field(
      ui, id, rect,
      {.label = label, .kind = input_of(kind), .error = problem, .max_length = 500, .autocomplete = "off"}, typed.text);
  bool changed = false;
  if (result.changed || result.cancelled) {
    const std::optional<std::string> read = value_from(context, kind, typed.text);
    typed.unread = !read;
    typed.value = read.value_or(std::string());
    changed = value != typed.value;
    value = typed.value;
    ui.request_frame();
  }
  unread = unread || (typed.unread && !result.focused);
  return changed;
}

const std::vector<ValueChoice>& choices_now(ViewContext& context, FilterEditorState& state, const FilterField& field,
                                            const std::string& name) {
  if (state.choices_revision != context.document.revision()) state.choices.clear();
  state.choices_revision = context.document.revision();
  const auto [at, fresh] = state.choices.try_emplace(name);
  if (fresh) at->second = choices_of(context, field.options, name);
  return at->second;
}

// What is chosen, each with its cross, then a list of the rest.
bool chosen_values(ViewContext& context, FilterEditorState& state, const FilterField& field, FilterCondition& condition,
                   Column& column) {
  Ui& ui = context.ui;
  const std::vector<ValueChoice>& choices = choices_now(context, state, field, condition.field);
  const float height = ui.dp(ui.coarse_pointer ? size::touch : 28);
  const float gap = ui.dp(6);
  const Rect area = column.rest();
  float x = area.x;
  float y = area.y;
  std::optional<std::size_t> removed;
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    const std::string words = value_words(context, field, condition.op, condition.values[i]);
    const auto choice = std::ranges::find(choices, condition.values[i], &ValueChoice::value);
    const Color dot = choice == choices.end() ? 0 : choice->dot;
    const float wide =
        std::min(area.w, ui.dp(12) + (dot != 0 ? ui.dp(14) : 0) + text_width(ui, TextStyle::label, words) + height);
    if (x + wide > area.right() && x > area.x) {
      x = area.x;
      y += height + gap;
    }
    const Rect rect = {x, y, wide, height};
    x += wide + gap;
    ui.fill(rect, ui.color.soft, size::radius);
    Row row(rect);
    const Rect cross = row.right(height);
    row.left(ui.dp(10));
    if (dot != 0) {
      const Rect mark = row.left(ui.dp(14));
      paint_dot(ui, {mark.x + ui.dp(4), mark.center().y}, 8, dot);
    }
    label(ui, row.rest(), TextStyle::label, ui.color.text, words);
    if (icon_button(ui, ui.id("remove_value", i), cross,
                    {.icon = icon::x, .label = ui.tr(TextKey::filter_remove_value, {{"name", words}}), .icon_dp = 14}))
      removed = i;
  }
  if (!condition.values.empty()) y += height + gap;
  column.space(y - area.y);
  bool changed = false;
  std::vector<std::size_t> left;
  for (std::size_t i = 0; i < choices.size(); ++i)
    if (std::ranges::find(condition.values, choices[i].value) == condition.values.end()) left.push_back(i);
  std::vector<std::string_view> labels;
  std::vector<Color> dots;
  for (const std::size_t i : left) {
    labels.push_back(choices[i].label);
    if (choices[i].dot != 0) dots.push_back(choices[i].dot);
  }
  if (dots.size() != labels.size()) dots.clear();
  if (!left.empty() || choices.empty()) {
    const std::string placeholder = ui.tr(choices.empty() ? TextKey::filter_choices_none : TextKey::filter_add_value);
    const std::string caption = ui.tr(TextKey::filter_value);
    const auto chosen = select(
        ui, ui.id("choices"), column.top(control_height(ui)),
        {.label = caption, .items = labels, .dots = dots, .placeholder = placeholder, .disabled = choices.empty()});
    if (chosen) {
      condition.values.push_back(choices[left[static_cast<std::size_t>(*chosen)]].value);
      changed = true;
    }
  }
  if (removed) {
    condition.values.erase(condition.values.begin() + static_cast<std::ptrdiff_t>(*removed));
    ui.focus(ui.id("choices"));
    changed = true;
  }
  return changed;
}

bool period_value(ViewContext& context, FilterEditorState& state, FilterCondition& condition, Column& column) {
  Ui& ui = context.ui;
  const std::optional<Period> period = condition.values.empty() ? std::nullopt : period_from(condition.values[0]);
  std::vector<std::string> words;
  for (const TextKey key : period_labels()) words.push_back(ui.tr(key));
  const std::vector<std::string_view> items(words.begin(), words.end());
  Row row(column.top(control_height(ui)), ui.dp(8));
  const bool counted = period && (period->kind == PeriodKind::last_days || period->kind == PeriodKind::next_days);
  const Rect number = counted ? row.right(ui.dp(90)) : Rect{};
  const std::string caption = ui.tr(TextKey::filter_value);
  const auto chosen =
      select(ui, ui.id("period"), row.rest(),
             {.label = caption, .items = items, .selected = period ? static_cast<int>(period->kind) : -1});
  if (chosen) {
    const auto kind = static_cast<PeriodKind>(*chosen);
    const bool takes_days = kind == PeriodKind::last_days || kind == PeriodKind::next_days;
    condition.values = {text_of(Period{.kind = kind, .days = takes_days ? 30 : 0})};
    return true;
  }
  if (!counted) return false;
  std::string days = std::to_string(period->days);
  bool unread = false;
  if (!typed_value(context, state, FilterKind::count, ui.id("period_days"), number, ui.tr(TextKey::filter_days), days,
                   unread))
    return false;
  const auto wanted = digits_to_int(days);
  if (!wanted || *wanted < 1 || *wanted > 3650) return false;
  condition.values = {text_of(Period{.kind = period->kind, .days = static_cast<std::int32_t>(*wanted)})};
  return true;
}

}  // namespace

bool edit_values(ViewContext& context, FilterEditorState& state, const FilterField& field, FilterCondition& condition,
                 Column& column) {
  Ui& ui = context.ui;
  if (condition.op == FilterOperator::empty) return false;
  column.space(ui.dp(6));
  if (condition.op == FilterOperator::in_period) return period_value(context, state, condition, column);
  if (field.kind == FilterKind::choice) return chosen_values(context, state, field, condition, column);
  const bool between = condition.op == FilterOperator::between;
  const std::size_t count = between ? 2 : std::max<std::size_t>(1, condition.values.size());
  std::vector<std::string> values = condition.values;
  values.resize(count);
  bool changed = false;
  bool unread = false;
  Row pair(between ? column.top(control_height(ui)) : Rect{}, ui.dp(8));
  const float half = (column.rest().w - ui.dp(8)) / 2;
  for (std::size_t i = 0; i < count; ++i) {
    const TextKey key = !between ? TextKey::filter_value
                        : i == 0 ? TextKey::filter_value_from
                                 : TextKey::filter_value_to;
    const Rect rect = between ? (i == 0 ? pair.left(half) : pair.rest()) : column.top(control_height(ui));
    changed =
        typed_value(context, state, field.kind, ui.id("value", i), rect, ui.tr(key), values[i], unread) || changed;
  }
  problem_line(ui, column, unread ? ui.tr(TextKey::filter_bad_value) : std::string());
  if (changed) condition.values = std::move(values);
  return changed;
}

}  // namespace voronka::ui
