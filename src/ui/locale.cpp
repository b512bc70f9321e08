#include "ui/locale.hpp"

#include <cmath>
#include <cstdlib>
#include <utility>

#include "base/digits.hpp"
#include "base/overloaded.hpp"
#include "base/utf8.hpp"
#include "ui/words.hpp"

namespace voronka::ui {

namespace {

constexpr std::string_view nbsp = "\xC2\xA0";
constexpr std::string_view sign_of_any = "\xC2\xA4";  // ¤

std::string digits_of_magnitude(std::uint64_t value) { return std::to_string(value); }

std::string replaced(std::string_view pattern, std::string_view what, std::string_view by) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern.substr(at).starts_with(what)) {
      text += by;
      at += what.size();
    } else {
      text += pattern[at++];
    }
  }
  return text;
}

std::string two_digits(std::int32_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

LocaleData builtin_locale(Language language) {
  LocaleData data;
  const auto money = [&](std::string_view letters, std::string_view sign) {
    const Currency currency = currency_from(letters).value_or(Currency{});
    const std::string text(sign);
    if (language == Language::ru)
      data.currencies.push_back({currency, "", std::string(nbsp) + text, "-", std::string(nbsp) + text});
    else
      data.currencies.push_back({currency, text, "", "-" + text, ""});
  };
  if (language == Language::ru) {
    data.months_short = {"янв.", "февр.", "мар.",  "апр.", "мая",   "июн.",
                         "июл.", "авг.",  "сент.", "окт.", "нояб.", "дек."};
    data.months_long = {"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                        "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
    data.months_alone = {"январь", "февраль", "март",     "апрель",  "май",    "июнь",
                         "июль",   "август",  "сентябрь", "октябрь", "ноябрь", "декабрь"};
    data.weekdays_short = {"пн", "вт", "ср", "чт", "пт", "сб", "вс"};
    data.weekdays_long = {"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"};
  } else {
    data.tag = "en";
    data.decimal = ".";
    data.group = ",";
    data.percent_suffix = "%";
    data.date_short = "{MMM} {d}";
    data.date_medium = "{MMM} {d}, {y}";
    data.date_long = "{MMMM} {d}, {y}";
    data.date_numeric = "{M}/{d}/{y}";
    data.months_short = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    data.months_long = {"January", "February", "March",     "April",   "May",      "June",
                        "July",    "August",   "September", "October", "November", "December"};
    data.months_alone = data.months_long;
    data.weekdays_short = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    data.weekdays_long = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    data.week_start = 6;
    data.hour12 = true;
    data.other_currency = {.currency = {},
                           .prefix = "\xC2\xA4\xC2\xA0",
                           .suffix = {},
                           .negative_prefix = "-\xC2\xA4\xC2\xA0",
                           .negative_suffix = {}};
  }
  money("RUB", "₽");
  money("USD", "$");
  money("EUR", "€");
  return data;
}

// Lines "key<TAB>value" as web/intl.js writes them; what is missing keeps what is built in.
LocaleData locale_from(std::string_view lines, Language language) {
  LocaleData data = builtin_locale(language);
  bool first_currency = true;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    std::vector<std::string> cells;
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t tab = std::min(line.find('\t', from), line.size());
      cells.emplace_back(line.substr(from, tab - from));
      from = tab + 1;
    }
    if (cells.size() < 2) continue;
    const std::string_view key = cells[0];
    const auto names = [&](auto& into) {
      for (std::size_t i = 0; i < into.size() && i + 1 < cells.size(); ++i) into[i] = cells[i + 1];
    };
    if (key == "tag")
      data.tag = cells[1];
    else if (key == "decimal")
      data.decimal = cells[1];
    else if (key == "group")
      data.group = cells[1];
    else if (key == "minus")
      data.minus = cells[1];
    else if (key == "min_grouping")
      data.min_grouping = cells[1] == "2" ? 2 : 1;
    else if (key == "percent" && cells.size() > 2) {
      data.percent_prefix = cells[1];
      data.percent_suffix = cells[2];
    } else if (key == "date_short")
      data.date_short = cells[1];
    else if (key == "date_medium")
      data.date_medium = cells[1];
    else if (key == "date_long")
      data.date_long = cells[1];
    else if (key == "date_numeric")
      data.date_numeric = cells[1];
    else if (key == "months_short")
      names(data.months_short);
    else if (key == "months_long")
      names(data.months_long);
    else if (key == "months_alone")
      names(data.months_alone);
    else if (key == "weekdays_short")
      names(data.weekdays_short);
    else if (key == "weekdays_long")
      names(data.weekdays_long);
    else if (key == "week_start")
      data.week_start = std::atoi(cells[1].c_str()) % 7;
    else if (key == "hour12")
      data.hour12 = cells[1] == "1";
    else if (key == "day_period" && cells.size() > 2) {
      data.am = cells[1];
      data.pm = cells[2];
    } else if (key == "currency" && cells.size() > 5) {
      CurrencyPattern pattern = {.currency = currency_from(cells[1]).value_or(Currency{}),
                                 .prefix = cells[2],
                                 .suffix = cells[3],
                                 .negative_prefix = cells[4],
                                 .negative_suffix = cells[5]};
      if (std::exchange(first_currency, false)) data.currencies.clear();
      if (pattern.currency.code == 0)
        data.other_currency = std::move(pattern);
      else
        data.currencies.push_back(std::move(pattern));
    }
  }
  return data;
}

// ---- words ----

std::string Locale::value_text(const TextValue& value) const {
  return std::visit(Overloaded{
                        [](const std::string& text) { return text; },
                        [&](std::int64_t n) { return number(n); },
                        [&](const Money& m) { return money(m); },
                        [&](const Date& d) { return date_medium(d); },
                        [&](TextKey key) { return tr(key); },
                    },
                    value);
}

std::string Locale::tr(TextKey key, std::span<const TextArgument> arguments) const {
  std::optional<std::int64_t> count;
  for (const TextArgument& argument : arguments) {
    if (const auto* number = std::get_if<std::int64_t>(&argument.value)) {
      count = *number;
      break;
    }
  }
  return filled(words_of(language_, key, count), arguments);
}

std::string Locale::filled(std::string_view words, std::span<const TextArgument> arguments) const {
  std::string text;
  text.reserve(words.size() + 16);
  while (!words.empty()) {
    const std::size_t open = words.find('{');
    const std::size_t close = open == std::string_view::npos ? open : words.find('}', open);
    if (close == std::string_view::npos) break;
    text += words.substr(0, open);
    const std::string_view name = words.substr(open + 1, close - open - 1);
    // A value is never looked at for placeholders of its own: titles are what users typed.
    bool found = false;
    for (const TextArgument& argument : arguments) {
      if (argument.name != name) continue;
      text += value_text(argument.value);
      found = true;
      break;
    }
    // A brace that begins none is a brace: another one may begin right behind it.
    if (!found) text += '{';
    words.remove_prefix(found ? close + 1 : open + 1);
  }
  text += words;
  return text;
}

// ---- numbers ----

std::string Locale::grouped(std::string_view digits) const {
  if (digits.size() < 3 + static_cast<std::size_t>(data_.min_grouping)) return std::string(digits);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += data_.group;
    text += digits[i];
  }
  return text;
}

std::string Locale::number(std::int64_t value) const {
  return (value < 0 ? data_.minus : std::string{}) + grouped(digits_of_magnitude(magnitude(value)));
}

std::string Locale::decimal(double value, int digits) const {
  // Through whole numbers: printf would bring its own locale and half of libc.
  std::int64_t unit = 1;
  for (int i = 0; i < digits; ++i) unit *= 10;
  if (!(std::abs(value) < 9e15 / static_cast<double>(unit))) return "∞";
  const std::int64_t scaled = std::llround(std::abs(value) * static_cast<double>(unit));
  std::string text = grouped(std::to_string(scaled / unit));
  if (digits > 0) {
    const std::string rest = std::to_string(scaled % unit);
    text += data_.decimal + std::string(static_cast<std::size_t>(digits) - rest.size(), '0') + rest;
  }
  return (value < 0 && scaled != 0 ? data_.minus : std::string{}) + text;
}

std::string Locale::percent(double value, int digits) const {
  return data_.percent_prefix + decimal(value, digits) + data_.percent_suffix;
}

const CurrencyPattern* Locale::pattern_of(Currency currency) const {
  for (const CurrencyPattern& pattern : data_.currencies) {
    if (pattern.currency == currency) return &pattern;
  }
  return nullptr;
}

std::string Locale::signed_money(std::string_view digits, bool negative, Currency currency) const {
  if (currency.code == 0) return (negative ? data_.minus : std::string{}) + std::string(digits);
  const CurrencyPattern* known = pattern_of(currency);
  const CurrencyPattern& pattern = known != nullptr ? *known : data_.other_currency;
  std::string before = negative ? pattern.negative_prefix : pattern.prefix;
  std::string after = negative ? pattern.negative_suffix : pattern.suffix;
  if (known == nullptr) {
    const std::string letters = text_of(currency);
    before = replaced(before, sign_of_any, letters);
    after = replaced(after, sign_of_any, letters);
  }
  return before + std::string(digits) + after;
}

std::string Locale::money(Money money) const {
  const std::int32_t digits = minor_digits(money.currency);
  std::uint64_t unit = 1;
  for (std::int32_t i = 0; i < digits; ++i) unit *= 10;
  const std::uint64_t whole = magnitude(money.minor) / unit;
  const std::uint64_t rest = magnitude(money.minor) % unit;
  std::string text = grouped(digits_of_magnitude(whole));
  if (rest != 0) {
    const std::string tail = std::to_string(rest);
    text += data_.decimal + std::string(static_cast<std::size_t>(digits) - tail.size(), '0') + tail;
  }
  return signed_money(text, money.minor < 0, money.currency);
}

std::string Locale::money_short(Money money) const {
  double unit = 1;
  for (std::int32_t i = 0; i < minor_digits(money.currency); ++i) unit *= 10;
  const double value = static_cast<double>(magnitude(money.minor)) / unit;
  const struct {
    double from, size;
    TextKey key;
  } steps[] = {{999'500'000.0, 1e9, TextKey::number_billion},
               {999'500.0, 1e6, TextKey::number_million},
               {10'000.0, 1e3, TextKey::number_thousand}};
  for (const auto& step : steps) {
    if (value < step.from) continue;
    // Three significant digits: 1,24 млн, 12,4 млн, 124 млн; thousands without decimals.
    const double scaled = value / step.size;
    const int digits = step.size < 1e6 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
    const std::string number = tr(step.key, {{.name = "n", .value = decimal(scaled, digits)}});
    return signed_money(number, money.minor < 0, money.currency);
  }
  const std::string whole = grouped(std::to_string(std::llround(value)));
  return signed_money(whole, money.minor < 0, money.currency);
}

// ---- dates ----

std::string Locale::fill(std::string_view pattern, Date date) const {
  const YearMonthDay ymd = ymd_of(date);
  const auto month = static_cast<std::size_t>(ymd.month - 1);
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = std::min(pattern.find('{'), pattern.size());
    text += pattern.substr(0, open);
    pattern.remove_prefix(open);
    const std::size_t close = pattern.find('}');
    if (close == std::string_view::npos) break;
    const std::string_view name = pattern.substr(1, close - 1);
    if (name == "d")
      text += std::to_string(ymd.day);
    else if (name == "dd")
      text += two_digits(ymd.day);
    else if (name == "M")
      text += std::to_string(ymd.month);
    else if (name == "MM")
      text += two_digits(ymd.month);
    else if (name == "MMM")
      text += data_.months_short[month];
    else if (name == "MMMM")
      text += data_.months_long[month];
    else if (name == "y")
      text += std::to_string(ymd.year);
    pattern.remove_prefix(close + 1);
  }
  return text;
}

std::string Locale::date_short(Date date) const {
  // "15 окт." on a card reads as an unfinished sentence; the dot goes.
  std::string text = fill(data_.date_short, date);
  if (text.ends_with('.')) text.pop_back();
  return text;
}
std::string Locale::date_medium(Date date) const { return fill(data_.date_medium, date); }
std::string Locale::date_long(Date date) const { return fill(data_.date_long, date); }
std::string Locale::date_numeric(Date date) const { return fill(data_.date_numeric, date); }

std::string Locale::date_near(Date date, Date today) const {
  switch (date.days - today.days) {
    case -1:
      return tr(TextKey::day_yesterday);
    case 0:
      return tr(TextKey::day_today);
    case 1:
      return tr(TextKey::day_tomorrow);
    default:
      break;
  }
  return ymd_of(date).year == ymd_of(today).year ? date_short(date) : date_medium(date);
}

std::string Locale::time(TimeOfDay time) const {
  const std::int32_t hour = time.minutes / 60;
  const std::string minutes = two_digits(time.minutes % 60);
  if (!data_.hour12) return two_digits(hour) + ":" + minutes;
  const std::int32_t shown = hour % 12 == 0 ? 12 : hour % 12;
  return std::to_string(shown) + ":" + minutes + std::string(nbsp) + (hour < 12 ? data_.am : data_.pm);
}

std::string Locale::weekday(int monday_is_0, bool long_name) const {
  const auto i = static_cast<std::size_t>(((monday_is_0 % 7) + 7) % 7);
  return long_name ? data_.weekdays_long[i] : data_.weekdays_short[i];
}

std::string Locale::month_title(YearMonthDay month) const {
  return data_.months_alone[static_cast<std::size_t>((month.month + 11) % 12)] + " " + std::to_string(month.year);
}

std::string Locale::month_heading(YearMonthDay month, bool with_year) const {
  const std::string& name = data_.months_alone[static_cast<std::size_t>((month.month + 11) % 12)];
  std::string_view rest = name;
  char32_t first = take_code_point(rest);
  const bool small = (first >= U'a' && first <= U'z') || (first >= U'а' && first <= U'я');
  if (small) first -= U'а' - U'А';  // as far apart as the Latin ones
  std::string heading;
  append_utf8(heading, first);
  heading += rest;
  if (with_year) heading += " " + std::to_string(month.year);
  return heading;
}

}  // namespace voronka::ui
