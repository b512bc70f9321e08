// Words, numbers, money and dates in the user's language. The patterns come from the browser's Intl once (LocaleData);
// everything is put together here, so that a frame makes no call into JavaScript. Texts are assets/locale/*.json.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/language.hpp"
#include "base/money.hpp"
#include "base/result.hpp"

namespace voronka::ui {

// Where a currency's sign stands: prefix + digits + suffix ("1 250 ₽", "$1,250").
struct CurrencyPattern {
  Currency currency = {};
  std::string prefix = {}, suffix = {};
  std::string negative_prefix = {}, negative_suffix = {};
};

struct LocaleData {
  std::string tag = "ru";
  std::string decimal = ",", group = "\xC2\xA0", minus = "-";
  std::int32_t min_grouping = 1;  // 2: 1000 is written without a separator, 10 000 with one
  std::string percent_prefix = {}, percent_suffix = "\xC2\xA0%";
  // {d} {dd} {MM} {MMM} {MMMM} {y}: day, two digits, month number, short and long month as inside a date, year.
  std::string date_short = "{d} {MMM}";       // 15 окт
  std::string date_medium = "{d} {MMM} {y}";  // 15 окт 2026
  std::string date_long = "{d} {MMMM} {y} г.";
  std::string date_numeric = "{dd}.{MM}.{y}";  // what a date field shows and reads
  std::array<std::string, 12> months_short = {}, months_long = {}, months_alone = {};  // alone: "октябрь" as a heading
  std::array<std::string, 7> weekdays_short = {}, weekdays_long = {};                  // from Monday
  std::int32_t week_start = 0;                                                         // 0 = Monday ... 6 = Sunday
  bool hour12 = false;
  std::string am = "AM", pm = "PM";
  std::vector<CurrencyPattern> currencies = {};  // the common ones; others are written with their letters
  CurrencyPattern other_currency = {.prefix = {},
                                    .suffix = "\xC2\xA0\xC2\xA4",
                                    .negative_prefix = "-",
                                    .negative_suffix = "\xC2\xA0\xC2\xA4"};  // ¤ stands for the letters
};
LocaleData builtin_locale(
    Language language);  // what Intl says in Chromium for ru-RU and en-US; tests and the headless twin

// What web/intl.js read, one "key<TAB>value..." a line; whatever is missing or odd keeps the built-in value.
LocaleData locale_from(std::string_view lines, Language language);

class Locale {
 public:
  Locale() : Locale(Language::ru, builtin_locale(Language::ru)) {}
  Locale(Language language, LocaleData data) : language_(language), data_(std::move(data)) {}
  Language language() const { return language_; }
  const LocaleData& data() const { return data_; }

  // `{count}`-like integers pick the plural form: the first integer argument decides.
  std::string tr(TextKey key, std::span<const TextArgument> arguments = {}) const;
  std::string tr(TextKey key, std::initializer_list<TextArgument> arguments) const {
    return tr(key, std::span(arguments.begin(), arguments.size()));
  }
  std::string tr(const Text& text) const { return tr(text.key, text.arguments); }

  // A pattern of somebody else's: "Hello {name}". What no argument is named after stays as it stands.
  std::string filled(std::string_view words, std::span<const TextArgument> arguments) const;

  std::string number(std::int64_t value) const;
  std::string decimal(double value, int digits) const;  // exactly `digits` after the separator
  std::string percent(double value_of_100, int digits = 0) const;
  std::string money(Money money) const;                // 1 250 000 ₽; decimals only when they are not zero
  std::string money_short(Money money) const;          // 1,24 млн ₽, 310 т ₽
  std::string date_short(Date date) const;             // 15 окт
  std::string date_medium(Date date) const;            // 15 окт 2026
  std::string date_near(Date date, Date today) const;  // сегодня, завтра, вчера; without the year when it is this one
  std::string date_long(Date date) const;
  std::string date_numeric(Date date) const;  // 15.10.2026, as date fields show it
  std::string time(TimeOfDay time) const;
  std::string weekday(int monday_is_0, bool long_name) const;
  std::string month_title(YearMonthDay month) const;                    // октябрь 2026
  std::string month_heading(YearMonthDay month, bool with_year) const;  // Октябрь

  // What a person types. Dates: 15.10.2026, 15.10.26, 15.10, 15 окт, 2026-10-15, today/tomorrow words; without a year the
  // nearest such day to `today`. Money: separators and the currency sign are ignored, "1,5 млн" and "2к" understood.
  std::optional<Date> parse_date(std::string_view text, Date today) const;
  std::optional<TimeOfDay> parse_time(std::string_view text) const;
  std::optional<Money> parse_money(std::string_view text, Currency currency) const;
  std::optional<double> parse_number(std::string_view text) const;
  std::optional<std::string> parse_decimal(std::string_view text) const;  // "1 234,50" -> "1234.50", digit by digit

 private:
  std::string fill(std::string_view pattern, Date date) const;
  std::string grouped(std::string_view digits) const;
  const CurrencyPattern* pattern_of(Currency currency) const;
  std::string signed_money(std::string_view digits, bool negative, Currency currency) const;
  std::string value_text(const TextValue& value) const;

  Language language_ = Language::ru;
  LocaleData data_ = {};
};

}  // namespace voronka::ui
