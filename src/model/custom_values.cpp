#include "model/custom_values.hpp"

#include <algorithm>

namespace voronka {
namespace {

template <class Values>
auto place_of(Values& values, Id<CustomField> field) {
  return std::ranges::lower_bound(values, field, {}, &CustomValue::field);
}

const CustomValue* find(const CustomValues& values, Id<CustomField> field) {
  const auto place = place_of(values, field);
  return place != values.end() && place->field == field ? &*place : nullptr;
}

void put(CustomValues& values, const CustomValue& value) {
  const auto place = place_of(values, value.field);
  if (place != values.end() && place->field == value.field) {
    *place = value;
  } else {
    values.insert(place, value);
  }
}

}  // namespace

std::string_view custom_value(const CustomValues& values, Id<CustomField> field) {
  const CustomValue* value = find(values, field);
  return value ? std::string_view(value->text) : std::string_view();
}

void set_custom_value(CustomValues& values, Id<CustomField> field, std::string_view text) {
  const auto place = place_of(values, field);
  if (place != values.end() && place->field == field) {
    place->text = text;
  } else if (!text.empty()) {
    values.insert(place, {.field = field, .text = std::string(text)});
  }
}

void stamp_custom_values(CustomValues& values, const CustomValues& before, FieldStamp stamp) {
  for (CustomValue& value : values)
    if (wrote_custom_value(before, value)) value.stamp = stamp;
}

bool wrote_custom_value(const CustomValues& before, const CustomValue& value) {
  const CustomValue* old = find(before, value.field);
  return !old || *old != value;
}

bool take_back_custom_values(CustomValues& now, const CustomValues& before, const CustomValues& after) {
  bool taken = false;
  for (const CustomValue& written : after) {
    const std::string_view old = custom_value(before, written.field);
    const CustomValue* stands = find(now, written.field);
    if (old == written.text || !stands || stands->text != written.text || stands->stamp.dot != written.stamp.dot)
      continue;
    set_custom_value(now, written.field, old);
    taken = true;
  }
  return taken;
}

bool adopt_custom_stamp(CustomValues& after, const CustomValues& before, const CustomValue& written) {
  const CustomValue* value = find(after, written.field);
  if (!value || !wrote_custom_value(before, *value)) return false;
  if (value->text == written.text) put(after, written);
  return true;
}

void append_custom_edit(CustomValues& before, CustomValues& after, const CustomValues& next_before,
                        const CustomValues& next_after) {
  for (const CustomValue& value : next_after) {
    if (!wrote_custom_value(next_before, value)) continue;
    const CustomValue* own = find(after, value.field);
    if (!own || !wrote_custom_value(before, *own))
      if (const CustomValue* old = find(next_before, value.field)) put(before, *old);
    put(after, value);
  }
}

std::optional<Money> custom_money(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto currency = currency_from(text.substr(space + 1));
  return currency ? money_from_decimal(text.substr(0, space), *currency) : std::nullopt;
}

std::string text_of_custom(Money money) { return decimal_text(money) + " " + text_of(money.currency); }

std::vector<std::string_view> chosen_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (const std::string_view word = text.substr(0, end); !word.empty()) words.push_back(word);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return words;
}

std::optional<std::int64_t> custom_thousandths(std::string_view text) {
  constexpr std::size_t most_digits = 15;
  constexpr std::int64_t largest = 999'999'999'999'999'999;
  if (!is_decimal(text)) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string_view whole = text.substr(0, point);
  while (whole.starts_with('0')) whole.remove_prefix(1);
  std::int64_t value = largest;
  if (whole.size() <= most_digits) {
    value = 0;
    for (const char digit : whole) value = value * 10 + (digit - '0');
    for (std::size_t i = 1; i <= 3; ++i) value = value * 10 + (point + i < text.size() ? text[point + i] - '0' : 0);
  }
  return negative ? -value : value;
}

std::optional<std::int64_t> custom_size(CustomKind kind, std::string_view text) {
  if (kind == CustomKind::number) return custom_thousandths(text);
  if (kind == CustomKind::money) {
    const auto money = custom_money(text);
    return money ? std::optional(thousandths(*money)) : std::nullopt;
  }
  const auto date = kind == CustomKind::date ? date_from_iso(text) : std::nullopt;
  return date ? std::optional(std::int64_t{date->days}) : std::nullopt;
}

}  // namespace voronka
