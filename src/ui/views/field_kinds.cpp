// The kinds of values that fields of records hold, as text and back. See edits.hpp.
#include <algorithm>
#include <cmath>

#include "app/check.hpp"
#include "base/utf8.hpp"
#include "ui/quick_line.hpp"
#include "ui/views/custom_words.hpp"
#include "ui/views/edits.hpp"

namespace voronka::ui {
namespace {

// The value as a T; a default one when the record is gone.
template <class T>
T as(const FieldValue& value) {
  const T* found = std::get_if<T>(&value);
  return found ? *found : T{};
}

std::string plain_text(const ViewContext&, const FieldValue& value) { return as<std::string>(value); }
std::optional<FieldValue> plain_value(const ViewContext&, std::string_view text, const FieldValue&) {
  return std::string(trimmed(text));
}
std::optional<FieldValue> long_value(const ViewContext&, std::string_view text, const FieldValue&) {
  return std::string(text);
}

std::string list_text(const ViewContext&, const FieldValue& value) {
  std::string text;
  for (const std::string& item : as<TextList>(value)) {
    if (!text.empty()) text += ", ";
    text += item;
  }
  return text;
}
std::optional<FieldValue> list_value(const ViewContext&, std::string_view text, const FieldValue&) {
  TextList list;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(",;\n");
    const std::string_view item = trimmed(text.substr(0, end));
    if (!item.empty()) list.emplace_back(item);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return list;
}

std::string money_text(const ViewContext& context, const FieldValue& value) {
  const auto money = as<std::optional<Money>>(value);
  return money ? context.ui.locale.money(*money) : std::string();
}
std::optional<FieldValue> money_value(const ViewContext& context, std::string_view text, const FieldValue& now) {
  if (trimmed(text).empty()) return std::optional<Money>();
  const auto before = as<std::optional<Money>>(now);
  const auto money = context.ui.locale.parse_money(text, before ? before->currency : usual_currency(context));
  if (!money) return std::nullopt;
  return FieldValue(money);
}

std::optional<std::int32_t> whole_number(const ViewContext& context, std::string_view text, std::int32_t low,
                                         std::int32_t high) {
  text = trimmed(text);
  if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
  while (text.ends_with("\xC2\xA0")) text = trimmed(text.substr(0, text.size() - 2));
  const auto number = context.ui.locale.parse_number(text);
  if (!number || *number < low || *number > high || *number != std::floor(*number)) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

std::string percent_text(const ViewContext& context, const FieldValue& value) {
  const auto percent = as<std::optional<std::int32_t>>(value);
  return percent ? context.ui.locale.percent(*percent) : std::string();
}
std::optional<FieldValue> percent_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  if (trimmed(text).empty()) return std::optional<std::int32_t>();
  const auto percent = whole_number(context, text, 0, 100);
  if (!percent) return std::nullopt;
  return percent;
}

std::string stage_percent_text(const ViewContext& context, const FieldValue& value) {
  return context.ui.locale.percent(as<std::int32_t>(value));
}
std::optional<FieldValue> stage_percent_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  const auto percent = whole_number(context, text, 0, 100);
  if (!percent) return std::nullopt;
  return *percent;
}

std::string working_days_text(const ViewContext& context, const FieldValue& value) {
  return context.ui.locale.number(as<std::int32_t>(value));
}
std::optional<FieldValue> working_days_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  const auto days = whole_number(context, text, 0, max_follow_up_days);
  if (!days) return std::nullopt;
  return *days;
}

std::string days_text(const ViewContext& context, const FieldValue& value) {
  const auto days = as<std::optional<std::int32_t>>(value);
  return days ? context.ui.locale.number(*days) : std::string();
}
template <std::int32_t most>
std::optional<FieldValue> count_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  if (trimmed(text).empty()) return std::optional<std::int32_t>();
  const auto count = whole_number(context, text, 1, most);
  if (!count) return std::nullopt;
  return count;
}

std::string date_text(const ViewContext& context, const FieldValue& value) {
  const auto date = as<std::optional<Date>>(value);
  return date ? context.ui.locale.date_numeric(*date) : std::string();
}
template <bool coming>
std::optional<FieldValue> date_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  if (trimmed(text).empty()) return std::optional<Date>();
  const Locale& locale = context.ui.locale;
  const Date today = context.app.today();
  const auto date = coming ? coming_date(locale, text, today) : locale.parse_date(text, today);
  if (!date) return std::nullopt;
  return FieldValue(date);
}

std::string due_date_text(const ViewContext& context, const FieldValue& value) {
  const Due due = as<Due>(value);
  return due.date ? context.ui.locale.date_numeric(*due.date) : std::string();
}
std::optional<FieldValue> due_date_value(const ViewContext& context, std::string_view text, const FieldValue& now) {
  if (trimmed(text).empty()) return Due{};
  const auto date = coming_date(context.ui.locale, text, context.app.today());
  if (!date) return std::nullopt;
  return Due{.date = date, .time = as<Due>(now).time};
}

std::string due_time_text(const ViewContext& context, const FieldValue& value) {
  const Due due = as<Due>(value);
  return due.time ? context.ui.locale.time(*due.time) : std::string();
}
std::optional<FieldValue> due_time_value(const ViewContext& context, std::string_view text, const FieldValue& now) {
  Due due = as<Due>(now);
  due.time.reset();
  if (trimmed(text).empty()) return due;
  due.time = context.ui.locale.parse_time(text);
  if (!due.time) return std::nullopt;
  // A time without a day means today.
  if (!due.date) due.date = context.app.today();
  return due;
}

// ---- custom fields: the value is a text in the spelling of model/values.hpp ----

std::string custom_number_text(const ViewContext& context, const FieldValue& value) {
  return custom_words(context.ui, {.kind = CustomKind::number}, as<std::string>(value));
}
std::optional<FieldValue> custom_number_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  if (trimmed(text).empty()) return std::string();
  auto number = context.ui.locale.parse_decimal(trimmed(text));
  if (!number) return std::nullopt;
  return std::move(*number);
}

std::string custom_money_text(const ViewContext& context, const FieldValue& value) {
  return custom_words(context.ui, {.kind = CustomKind::money}, as<std::string>(value));
}
std::optional<FieldValue> custom_money_value(const ViewContext& context, std::string_view text, const FieldValue& now) {
  if (trimmed(text).empty()) return std::string();
  const auto before = custom_money(as<std::string>(now));
  const auto money = context.ui.locale.parse_money(text, before ? before->currency : usual_currency(context));
  if (!money) return std::nullopt;
  return text_of_custom(*money);
}

std::string custom_date_text(const ViewContext& context, const FieldValue& value) {
  const std::string text = as<std::string>(value);
  const auto date = date_from_iso(text);
  return date ? context.ui.locale.date_numeric(*date) : text;
}
std::optional<FieldValue> custom_date_value(const ViewContext& context, std::string_view text, const FieldValue&) {
  if (trimmed(text).empty()) return std::string();
  const auto date = context.ui.locale.parse_date(text, context.app.today());
  if (!date) return std::nullopt;
  return iso_text(*date);
}

}  // namespace

Currency usual_currency(const ViewContext& context) {
  const Currency base = context.document.base_currency();
  if (base.code != 0) return base;
  return *currency_from(context.ui.locale.language() == Language::ru ? "RUB" : "USD");
}

const FieldKind text_kind = {.text = plain_text, .value = plain_value};
const FieldKind settled_text_kind = {.text = plain_text, .value = plain_value, .settle = true};
const FieldKind lines_kind = {.text = plain_text, .value = plain_value, .input = TextKind::multiline};
const FieldKind long_text_kind = {.text = plain_text, .value = long_value, .input = TextKind::multiline};
const FieldKind list_kind = {.text = list_text, .value = list_value};
const FieldKind phones_kind = {.text = list_text, .value = list_value, .input = TextKind::tel};
const FieldKind emails_kind = {.text = list_text, .value = list_value, .input = TextKind::email};
const FieldKind money_kind = {.text = money_text,
                              .value = money_value,
                              .problem = TextKey::field_bad_amount,
                              .input = TextKind::money,
                              .settle = true};
const FieldKind percent_kind = {.text = percent_text,
                                .value = percent_value,
                                .problem = TextKey::field_bad_percent,
                                .input = TextKind::number,
                                .settle = true};
const FieldKind stage_percent_kind = {.text = stage_percent_text,
                                      .value = stage_percent_value,
                                      .problem = TextKey::field_bad_percent,
                                      .input = TextKind::number,
                                      .settle = true};
const FieldKind days_kind = {.text = days_text,
                             .value = count_value<3650>,
                             .problem = TextKey::field_bad_days,
                             .input = TextKind::number,
                             .settle = true};
const FieldKind working_days_kind = {.text = working_days_text,
                                     .value = working_days_value,
                                     .problem = TextKey::chain_bad_days,
                                     .input = TextKind::number,
                                     .settle = true};
const FieldKind minutes_kind = {.text = days_text,
                                .value = count_value<max_duration_minutes>,
                                .problem = TextKey::field_bad_duration,
                                .input = TextKind::number,
                                .settle = true};
const FieldKind date_kind = {.text = date_text,
                             .value = date_value<false>,
                             .problem = TextKey::field_bad_date,
                             .input = TextKind::date,
                             .settle = true};
const FieldKind coming_date_kind = {.text = date_text,
                                    .value = date_value<true>,
                                    .problem = TextKey::field_bad_date,
                                    .input = TextKind::date,
                                    .settle = true};
const FieldKind custom_number_kind = {.text = custom_number_text,
                                      .value = custom_number_value,
                                      .problem = TextKey::error_number,
                                      .input = TextKind::number,
                                      .settle = true};
const FieldKind custom_money_kind = {.text = custom_money_text,
                                     .value = custom_money_value,
                                     .problem = TextKey::field_bad_amount,
                                     .input = TextKind::money,
                                     .settle = true};
const FieldKind custom_date_kind = {.text = custom_date_text,
                                    .value = custom_date_value,
                                    .problem = TextKey::field_bad_date,
                                    .input = TextKind::date,
                                    .settle = true};
const FieldKind custom_phone_kind = {.text = plain_text, .value = plain_value, .input = TextKind::tel};
const FieldKind custom_email_kind = {.text = plain_text, .value = plain_value, .input = TextKind::email};
const FieldKind due_date_kind = {
    .text = due_date_text, .value = due_date_value, .problem = TextKey::field_bad_date, .input = TextKind::date};
const FieldKind due_time_kind = {
    .text = due_time_text, .value = due_time_value, .problem = TextKey::field_bad_time, .input = TextKind::time};

}  // namespace voronka::ui
