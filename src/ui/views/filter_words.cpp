#include "ui/views/filter_words.hpp"

#include <algorithm>
#include <cmath>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/sort.hpp"
#include "base/utf8.hpp"
#include "filter/periods.hpp"
#include "model/stages.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/edits.hpp"
#include "ui/views/stage_colors.hpp"

namespace voronka::ui {
namespace {

using Op = FilterOperator;

constexpr OperatorChoice text_operators[] = {
    {Op::contains, false, TextKey::filter_op_contains}, {Op::contains, true, TextKey::filter_op_contains_not},
    {Op::is, false, TextKey::filter_op_exactly},        {Op::is, true, TextKey::filter_op_is_not},
    {Op::empty, false, TextKey::filter_op_empty},       {Op::empty, true, TextKey::filter_op_filled}};
constexpr OperatorChoice number_operators[] = {
    {Op::more, false, TextKey::filter_op_more},       {Op::at_least, false, TextKey::filter_op_at_least},
    {Op::less, false, TextKey::filter_op_less},       {Op::at_most, false, TextKey::filter_op_at_most},
    {Op::between, false, TextKey::filter_op_between}, {Op::is, false, TextKey::filter_op_is},
    {Op::is, true, TextKey::filter_op_is_not},        {Op::empty, false, TextKey::filter_op_empty},
    {Op::empty, true, TextKey::filter_op_filled}};
constexpr OperatorChoice date_operators[] = {
    {Op::in_period, false, TextKey::filter_op_period}, {Op::in_period, true, TextKey::filter_op_period_not},
    {Op::between, false, TextKey::filter_op_between},  {Op::less, false, TextKey::filter_op_before},
    {Op::at_most, false, TextKey::filter_op_by},       {Op::more, false, TextKey::filter_op_after},
    {Op::at_least, false, TextKey::filter_op_from},    {Op::is, false, TextKey::filter_op_on},
    {Op::is, true, TextKey::filter_op_on_not},         {Op::empty, false, TextKey::filter_op_empty},
    {Op::empty, true, TextKey::filter_op_filled}};
constexpr OperatorChoice choice_operators[] = {{Op::is, false, TextKey::filter_op_any_of},
                                               {Op::is, true, TextKey::filter_op_none_of},
                                               {Op::empty, false, TextKey::filter_op_empty},
                                               {Op::empty, true, TextKey::filter_op_filled}};

constexpr TextKey periods[] = {TextKey::filter_period_today,   TextKey::filter_period_week,
                               TextKey::filter_period_month,   TextKey::filter_period_quarter,
                               TextKey::filter_period_overdue, TextKey::filter_period_last,
                               TextKey::filter_period_next};

std::string word(const Ui& ui, std::string_view value) {
  struct Row {
    std::string_view value;
    TextKey label;
  };
  constexpr Row words[] = {{"open", TextKey::filter_value_open},
                           {"won", TextKey::filter_value_won},
                           {"lost", TextKey::filter_value_lost},
                           {"none", TextKey::filter_value_none},
                           {"later", TextKey::filter_value_later},
                           {"today", TextKey::filter_value_today},
                           {"overdue", TextKey::filter_value_overdue},
                           {"yes", TextKey::filter_value_yes},
                           {"no", TextKey::filter_value_no}};
  const auto found = std::ranges::find(words, value, &Row::value);
  return found == std::end(words) ? std::string(value) : ui.tr(found->label);
}

template <class Record>
std::string name_of_record(const ViewContext& context, RawId id) {
  const Record* record = context.document.find(Id<Record>{id});
  return record && !record->deleted ? record->name : context.ui.tr(TextKey::filter_value_gone);
}

template <class Record>
void add_records(const ViewContext& context, std::vector<ValueChoice>& choices) {
  for (const Record& record : context.document.table<Record>().rows())
    if (!record.deleted) choices.push_back({.value = filter_value_of(record.id), .label = record.name});
}

// The texts that deals have, each once, in people's order.
template <class TextOf>
void add_texts(const ViewContext& context, std::vector<ValueChoice>& choices, const TextOf& text_of_deal) {
  std::vector<std::string> texts;
  for (const Deal& deal : context.document.table<Deal>().rows()) {
    const auto text = text_of_deal(deal);
    if (deal.deleted || text.empty()) continue;
    // Deals of one owner often stand together.
    if (!texts.empty() && texts.back() == text) continue;
    if (std::ranges::find(texts, text) == texts.end()) texts.emplace_back(text);
    if (texts.size() >= 500) break;  // nobody chooses from more
  }
  sort_rows(texts, less_for_people);
  for (std::string& text : texts) choices.push_back({.value = text, .label = text});
}

std::string says(const ViewContext& context, const FilterCondition& condition) {
  const Ui& ui = context.ui;
  const FilterField* field = filter_field_of(condition.field);
  if (!field) return condition.field;
  const std::string name = field_words(context, *field, condition.field);
  if (condition.op == Op::empty)
    return ui.tr(condition.negated ? TextKey::filter_says_filled : TextKey::filter_says_empty, {{"field", name}});
  std::vector<std::string> values;
  for (const std::string& value : condition.values) values.push_back(value_words(context, *field, condition.op, value));
  if (condition.op == Op::between && values.size() == 2) {
    const std::string text =
        ui.tr(TextKey::filter_says_between, {{"field", name}, {"from", values[0]}, {"to", values[1]}});
    return condition.negated ? ui.tr(TextKey::filter_says_not, {{"text", text}}) : text;
  }
  std::string value;
  for (const std::string& one : values) value += (value.empty() ? "" : ", ") + one;
  const bool date = field->kind == FilterKind::date;
  const auto key = [&] {
    switch (condition.op) {
      case Op::contains:
        return condition.negated ? TextKey::filter_says_contains_not : TextKey::filter_says_contains;
      case Op::less:
        return date ? TextKey::filter_says_before : TextKey::filter_says_less;
      case Op::at_most:
        return date ? TextKey::filter_says_by : TextKey::filter_says_at_most;
      case Op::more:
        return date ? TextKey::filter_says_after : TextKey::filter_says_more;
      case Op::at_least:
        return date ? TextKey::filter_says_from : TextKey::filter_says_at_least;
      default:
        return condition.negated ? TextKey::filter_says_is_not : TextKey::filter_says_is;
    }
  }();
  const std::string text = ui.tr(key, {{"field", name}, {"value", value}});
  const bool told = condition.op == Op::contains || condition.op == Op::is || condition.op == Op::in_period;
  return condition.negated && !told ? ui.tr(TextKey::filter_says_not, {{"text", text}}) : text;
}

}  // namespace

std::string words_of(const ViewContext& context, const FilterNode& node) {
  const Ui& ui = context.ui;
  if (const auto* condition = std::get_if<FilterCondition>(&node.is)) return says(context, *condition);
  if (const auto* unknown = std::get_if<NotUnderstood>(&node.is))
    return ui.tr(TextKey::filter_not_understood, {{"text", unknown->text}});
  const auto& group = std::get<FilterGroup>(node.is);
  const std::string joint = " " + ui.tr(group.join == FilterJoin::all ? TextKey::filter_and : TextKey::filter_or) + " ";
  std::string text;
  for (const FilterNode& inner : group.nodes) {
    const bool nested = std::holds_alternative<FilterGroup>(inner.is);
    const std::string words = words_of(context, inner);
    if (!text.empty()) text += joint;
    text += nested ? "(" + words + ")" : words;
  }
  return text;
}

std::string field_words(const ViewContext& context, const FilterField& field, std::string_view name) {
  const auto id = custom_field_of(name);
  if (!id) return context.ui.tr(field.label);
  const CustomField* custom = context.document.find(*id);
  if (!custom || custom->deleted) return context.ui.tr(TextKey::filter_value_gone);
  return field_title(context.ui, *custom);
}

std::vector<FieldChoice> field_choices(const ViewContext& context) {
  std::vector<FieldChoice> choices;
  for (const FilterField& it : filter_fields())
    choices.push_back({.name = std::string(it.name), .label = context.ui.tr(it.label), .field = &it});
  for (const CustomOwner of : {CustomOwner::deal, CustomOwner::contact, CustomOwner::company}) {
    for (const CustomField* custom : custom_fields_of(context.document, of)) {
      std::string name = filter_name_of(*custom);
      const FilterField* field = filter_field_of(name);
      std::string label = field_words(context, *field, name);
      if (of != CustomOwner::deal) label += " (" + context.ui.tr(key_of(of)) + ")";
      choices.push_back({.name = std::move(name), .label = std::move(label), .field = field});
    }
  }
  return choices;
}

std::span<const OperatorChoice> operators_of(FilterKind kind) {
  switch (kind) {
    case FilterKind::text:
      return text_operators;
    case FilterKind::date:
      return date_operators;
    case FilterKind::choice:
      return choice_operators;
    default:
      return number_operators;
  }
}

std::vector<ValueChoice> choices_of(const ViewContext& context, FilterOptions options, std::string_view name) {
  std::vector<ValueChoice> choices;
  switch (options) {
    case FilterOptions::stages:
      for (const Stage* stage : stages_of(context.document, context.pipeline))
        choices.push_back({.value = filter_value_of(stage->id),
                           .label = stage->name,
                           .dot = stage_color(context.ui.color, stage->color)});
      break;
    case FilterOptions::tags:
      add_records<Tag>(context, choices);
      break;
    case FilterOptions::loss_reasons:
      for (const LossReason* reason : loss_reasons_of(context.document))
        choices.push_back({.value = filter_value_of(reason->id), .label = reason->name});
      break;
    case FilterOptions::custom: {
      const CustomField* field = context.document.find(custom_field_of(name).value_or(Id<CustomField>{}));
      if (!field) break;
      for (const std::string& choice : field->choices)
        if (!choice.empty()) choices.push_back({.value = choice, .label = choice});
      break;
    }
    case FilterOptions::owners:
      add_texts(context, choices, [](const Deal& deal) { return std::string_view(deal.owner); });
      break;
    case FilterOptions::sources:
      add_texts(context, choices, [](const Deal& deal) { return std::string_view(deal.source); });
      break;
    case FilterOptions::currencies:
      add_texts(context, choices,
                [](const Deal& deal) { return deal.amount ? text_of(deal.amount->currency) : std::string(); });
      break;
    default:
      for (const std::string_view value : words_of(options))
        choices.push_back({.value = std::string(value), .label = word(context.ui, value)});
  }
  return choices;
}

std::string value_words(const ViewContext& context, const FilterField& field, FilterOperator op,
                        std::string_view value) {
  const Ui& ui = context.ui;
  if (op == Op::in_period) {
    const std::optional<Period> period = period_from(value);
    if (!period) return std::string(value);
    if (period->days == 0) return ui.tr(periods[static_cast<std::size_t>(period->kind)]);
    return ui.tr(
        period->kind == PeriodKind::last_days ? TextKey::filter_period_last_days : TextKey::filter_period_next_days,
        {{"count", std::int64_t{period->days}}});
  }
  const std::string_view prefix = id_prefix_of(field.options);
  if (!prefix.empty()) {
    const RawId id = raw_id_from(value.substr(std::min(prefix.size(), value.size()))).value_or(RawId{});
    if (field.options == FilterOptions::stages) return name_of_record<Stage>(context, id);
    if (field.options == FilterOptions::tags) return name_of_record<Tag>(context, id);
    return name_of_record<LossReason>(context, id);
  }
  if (field.kind == FilterKind::choice)
    return field.options == FilterOptions::custom ? std::string(value) : word(ui, value);
  std::string text = typed_text(context, field.kind, value);
  if (field.kind == FilterKind::days) return ui.tr(TextKey::filter_value_days, {{"count", text}});
  if (field.kind != FilterKind::date) return text;
  const std::optional<Date> date = date_from_iso(value);
  return date ? ui.locale.date_medium(*date) : text;
}

std::string typed_text(const ViewContext& context, FilterKind kind, std::string_view value) {
  const Locale& locale = context.ui.locale;
  if (kind == FilterKind::text || kind == FilterKind::choice || value.empty()) return std::string(value);
  if (kind == FilterKind::date) {
    const std::optional<Date> date = date_from_iso(value);
    return date ? locale.date_numeric(*date) : std::string(value);
  }
  const bool negative = value.starts_with('-');
  const std::string_view digits = value.substr(negative ? 1 : 0);
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::optional<std::int64_t> whole = digits_to_int(digits.substr(0, point));
  if (!whole) return std::string(value);
  std::string text = locale.number(negative ? -*whole : *whole);
  if (point < digits.size()) text += locale.data().decimal + std::string(digits.substr(point + 1));
  if (kind == FilterKind::percent) return locale.data().percent_prefix + text + locale.data().percent_suffix;
  return text;
}

std::optional<std::string> value_from(const ViewContext& context, FilterKind kind, std::string_view typed) {
  const Locale& locale = context.ui.locale;
  typed = trimmed(typed);
  if (typed.empty() || kind == FilterKind::text) return std::string(typed);
  if (kind == FilterKind::date) {
    const std::optional<Date> date = locale.parse_date(typed, context.app.today());
    return date ? std::optional(iso_text(*date)) : std::nullopt;
  }
  if (kind == FilterKind::money) {
    const std::optional<Money> money = locale.parse_money(typed, usual_currency(context));
    if (!money) return std::nullopt;
    std::string text = decimal_text(*money);
    while (text.find('.') != std::string::npos && (text.ends_with('0') || text.ends_with('.'))) text.pop_back();
    return text;
  }
  std::string number(typed);
  for (const std::string_view sign : {std::string_view("%"), std::string_view("\xC2\xA0")})
    while (number.ends_with(sign)) number.resize(number.size() - sign.size());
  const std::optional<double> value = locale.parse_number(number);
  if (!value || *value != std::floor(*value) || std::abs(*value) > 1e9) return std::nullopt;
  return std::to_string(static_cast<std::int64_t>(*value));
}

std::span<const TextKey> period_labels() { return periods; }

}  // namespace voronka::ui
