#include "filter/matcher.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "filter/periods.hpp"

namespace voronka {
namespace {

using Range = FilterTest::Range;
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

constexpr std::size_t money_decimals = 3;  // values are compared as thousandths

std::optional<std::int64_t> number_from(FilterKind kind, std::string_view text) {
  if (kind == FilterKind::date) {
    const std::optional<Date> date = date_from_iso(text);
    return date ? std::optional<std::int64_t>(date->days) : std::nullopt;
  }
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view decimals = text.substr(std::min(point + 1, text.size()));
  const bool some = point < text.size();
  const std::size_t most_decimals = kind == FilterKind::money ? money_decimals : 0;
  if ((some && decimals.empty()) || decimals.size() > most_decimals || point > 15) return std::nullopt;
  const std::optional<std::int64_t> whole = digits_to_int(text.substr(0, point));
  const std::optional<std::int64_t> part = decimals.empty() ? 0 : digits_to_int(decimals);
  if (!whole || !part) return std::nullopt;
  std::int64_t value = *whole;
  std::int64_t fraction = *part;
  if (kind == FilterKind::money) {
    value *= 1000;
    for (std::size_t i = decimals.size(); i < most_decimals; ++i) fraction *= 10;
  }
  return negative ? -(value + fraction) : value + fraction;
}

std::optional<RawId> id_from(FilterOptions options, std::string_view text) {
  const std::string_view prefix = id_prefix_of(options);
  if (!text.starts_with(prefix)) return std::nullopt;
  return raw_id_from(text.substr(prefix.size()));
}

bool is_number(FilterKind kind) { return kind != FilterKind::text && kind != FilterKind::choice; }

Range range_of(FilterOperator op, std::int64_t value) {
  switch (op) {
    case FilterOperator::less:
      return {lowest, value - 1};
    case FilterOperator::at_most:
      return {lowest, value};
    case FilterOperator::more:
      return {value + 1, highest};
    case FilterOperator::at_least:
      return {value, highest};
    default:
      return {value, value};
  }
}

FilterTest compiled(const FilterCondition& condition, Date today) {
  FilterTest test = {.field = filter_field_of(condition.field), .op = condition.op, .negated = condition.negated};
  test.custom = custom_field_of(condition.field).value_or(Id<CustomField>{});
  const FilterKind kind = test.field->kind;
  if (condition.op == FilterOperator::in_period) {
    const DayRange days = days_of(period_from(condition.values[0]).value_or(Period{}), today);
    test.ranges.push_back({days.first, days.last});
    return test;
  }
  if (condition.op == FilterOperator::between) {
    const std::int64_t a = number_from(kind, condition.values[0]).value_or(0);
    const std::int64_t b = number_from(kind, condition.values[1]).value_or(0);
    test.ranges.push_back({std::min(a, b), std::max(a, b)});
    return test;
  }
  for (const std::string& value : condition.values) {
    if (is_number(kind)) {
      test.ranges.push_back(range_of(condition.op, number_from(kind, value).value_or(0)));
    } else if (!id_prefix_of(test.field->options).empty()) {
      test.ids.push_back(id_from(test.field->options, value).value_or(RawId{}));
    } else {
      test.texts.push_back(folded(value));
    }
  }
  return test;
}

}  // namespace

// ---- what a field says ----

void FilterReader::text(std::string_view value) {
  if (value.empty()) return;
  said_ = true;
  if (met_ || test_.texts.empty()) return;
  const std::string text = folded(value);
  met_ = std::ranges::any_of(test_.texts, [&](const std::string& wanted) {
    return test_.op == FilterOperator::contains ? text.find(wanted) != std::string::npos : text == wanted;
  });
}

void FilterReader::number(std::int64_t value) {
  said_ = true;
  met_ = met_ || std::ranges::any_of(test_.ranges,
                                     [&](const Range& range) { return value >= range.first && value <= range.last; });
}

void FilterReader::money(Money value) { number(thousandths(value)); }

void FilterReader::id(RawId value) {
  said_ = true;
  met_ = met_ || std::ranges::find(test_.ids, value) != test_.ids.end();
}

Id<CustomField> FilterReader::custom() const { return test_.custom; }

bool FilterReader::passed() const { return (test_.op == FilterOperator::empty ? !said_ : met_) != test_.negated; }

// ---- conditions ----

bool suits(FilterKind kind, FilterOperator op) {
  switch (op) {
    case FilterOperator::is:
    case FilterOperator::empty:
      return true;
    case FilterOperator::contains:
      return kind == FilterKind::text;
    case FilterOperator::in_period:
      return kind == FilterKind::date;
    default:
      return is_number(kind);
  }
}

bool is_value(const FilterField& field, FilterOperator op, std::string_view value) {
  if (op == FilterOperator::in_period) return period_from(value).has_value();
  if (is_number(field.kind)) return number_from(field.kind, value).has_value();
  if (!id_prefix_of(field.options).empty()) return id_from(field.options, value).has_value();
  const std::span<const std::string_view> words = words_of(field.options);
  if (!words.empty()) return std::ranges::find(words, value) != words.end();
  return !value.empty();
}

bool is_complete(const FilterCondition& condition) {
  const FilterField* field = filter_field_of(condition.field);
  if (!field || !suits(field->kind, condition.op)) return false;
  const std::size_t count = condition.values.size();
  const bool enough = condition.op == FilterOperator::empty     ? count == 0
                      : condition.op == FilterOperator::between ? count == 2
                      : condition.op == FilterOperator::is      ? count > 0
                                                                : count == 1;
  return enough && std::ranges::all_of(condition.values,
                                       [&](const std::string& value) { return is_value(*field, condition.op, value); });
}

bool has_effect(const Filter& filter) { return !compile(filter, {}).empty(); }

// ---- the tree ----

CompiledFilter::Node CompiledFilter::compiled_group(const FilterGroup& group, Date today) {
  Node node = {.is_group = true, .join = group.join};
  for (const FilterNode& child : group.nodes) {
    if (const auto* condition = std::get_if<FilterCondition>(&child.is)) {
      if (is_complete(*condition)) node.children.push_back({.test = compiled(*condition, today)});
    } else if (const auto* inner = std::get_if<FilterGroup>(&child.is)) {
      Node inner_node = compiled_group(*inner, today);
      if (!inner_node.children.empty()) node.children.push_back(std::move(inner_node));
    }
  }
  return node;
}

CompiledFilter compile(const Filter& filter, Date today) {
  CompiledFilter compiled;
  compiled.root_ = CompiledFilter::compiled_group(filter, today);
  return compiled;
}

bool CompiledFilter::passes(const DealView& deal) const { return root_.children.empty() || passes(root_, deal); }

bool CompiledFilter::passes(const Node& node, const DealView& deal) {
  if (!node.is_group) {
    FilterReader reader(node.test);
    node.test.field->read(deal, reader);
    return reader.passed();
  }
  const auto child_passes = [&](const Node& child) { return passes(child, deal); };
  return node.join == FilterJoin::all ? std::ranges::all_of(node.children, child_passes)
                                      : std::ranges::any_of(node.children, child_passes);
}

// ---- all deals ----

void FilterMatcher::set(const Filter& filter, Date today) {
  if (today == today_ && filter == filter_) return;
  filter_ = filter;
  today_ = today;
  compiled_ = compile(filter, today);
  all_known_ = compiled_.empty() && !active_;
  fresh_.clear();
}

bool FilterMatcher::passes(const Document& document, const DealFacts& facts, std::uint32_t row) const {
  const Deal& deal = document.table<Deal>().rows()[row];
  return compiled_.passes({.document = document, .facts = facts, .deal = deal, .row = row, .today = today_});
}

// Asks those again that were touched, or forgets all answers when that is not known.
void FilterMatcher::follow(const Document& document, const DealFacts& facts) {
  const bool next = facts_ == &facts && facts_version_ + 1 == facts.version();
  facts_ = &facts;
  facts_version_ = facts.version();
  if (!active_ && all_known_) return;
  if (!next || !facts.changed()) {
    all_known_ = false;
    fresh_.clear();
    return;
  }
  std::vector<bool>& answers = all_known_ ? bits_ : fresh_;
  if (all_known_) answers.resize(facts.size());
  std::vector<std::uint32_t> flipped;
  for (const std::uint32_t row : *facts.changed()) {
    if (row >= answers.size()) continue;  // will be asked for the first time
    const bool answer = passes(document, facts, row);
    if (answers[row] == answer) continue;
    answers[row] = answer;
    flipped.push_back(row);
  }
  if (!all_known_ || flipped.empty()) return;
  flipped_ = std::move(flipped);
  ++version_;
}

bool FilterMatcher::update(const Document& document, const DealFacts& facts, std::size_t budget) {
  if (facts_ != &facts || facts_version_ != facts.version()) follow(document, facts);
  if (all_known_) return true;
  if (!compiled_.empty()) {
    const auto count = static_cast<std::uint32_t>(facts.size());
    for (auto row = static_cast<std::uint32_t>(fresh_.size()); row < count; ++row) {
      if (budget-- == 0) return false;
      fresh_.push_back(passes(document, facts, row));
    }
  }
  bits_ = std::exchange(fresh_, {});
  active_ = !compiled_.empty();
  all_known_ = true;
  flipped_.reset();
  ++version_;
  return true;
}

}  // namespace voronka
