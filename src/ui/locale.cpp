#include "ui/locale.hpp"

#include <cmath>
#include <cstdlib>
#include <utility>

#include "base/fold.hpp"
#include "base/overloaded.hpp"
#include "base/utf8.hpp"
#include "generated/locale_tables.hpp"

namespace voronka::ui {

namespace {

constexpr std::string_view nbsp = "\xC2\xA0";
constexpr std::string_view sign_of_any = "\xC2\xA4";  // ¤

std::string digits_of_magnitude(std::uint64_t value) { return std::to_string(value); }
std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

// CLDR: ru one 1, 21, 31...; few 2-4, 22-24...; many the rest. en: one 1.
std::string_view plural_form(Language language, const LocalePattern& pattern, std::int64_t count) {
  const std::uint64_t n = magnitude(count);
  if (language == Language::en) return n == 1 && !pattern.one.empty() ? pattern.one : pattern.other;
  const std::uint64_t last = n % 10;
  const std::uint64_t last_two = n % 100;
  if (last == 1 && last_two != 11 && !pattern.one.empty()) return pattern.one;
  if (last >= 2 && last <= 4 && (last_two < 12 || last_two > 14) && !pattern.few.empty()) return pattern.few;
  return pattern.many.empty() ? pattern.other : pattern.many;
}

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

// Numbers between other characters: "15.10.26" -> 15, 10, 26.
struct Part {
  std::int32_t value = 0;
  std::size_t digits = 0;
};
std::vector<Part> number_parts(std::string_view text) {
  std::vector<Part> parts;
  bool inside = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      if (!inside) parts.push_back({});
      inside = true;
      Part& part = parts.back();
      if (++part.digits > 8) return {};
      part.value = part.value * 10 + (c - '0');
    } else {
      inside = false;
    }
  }
  return parts;
}

// Of the day in this year, the last and the next one, the nearest: in December "15.01" is next month.
std::optional<Date> nearest(std::int32_t month, std::int32_t day, Date today) {
  std::optional<Date> best;
  const std::int32_t year = ymd_of(today).year;
  for (std::int32_t y = year - 1; y <= year + 1; ++y) {
    const std::optional<Date> date = date_from({.year = y, .month = month, .day = day});
    if (date && (!best || std::abs(date->days - today.days) < std::abs(best->days - today.days))) best = date;
  }
  return best;
}

std::optional<std::int32_t> month_named(const LocaleData& data, std::string_view lower) {
  for (std::size_t i = 0; i < 12; ++i) {
    for (const std::string* name : {&data.months_short[i], &data.months_long[i], &data.months_alone[i]}) {
      const std::string known = folded(*name);
      // "окт" for "октября", and "октябрь" for it too: the first three letters decide, except where they are the same.
      if (lower.size() >= 6 && known.size() >= 6 && known.starts_with(lower.substr(0, 6)) &&
          lower.substr(0, 6) == known.substr(0, 6))
        return static_cast<std::int32_t>(i) + 1;
      if (known == lower) return static_cast<std::int32_t>(i) + 1;
      if (data.tag.starts_with("en") && lower.size() >= 3 && known.starts_with(lower.substr(0, 3)))
        return static_cast<std::int32_t>(i) + 1;
    }
  }
  return std::nullopt;
}

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
  const std::span<const LocalePattern> patterns = locale_patterns(language_);
  const auto index = static_cast<std::size_t>(key);
  if (index >= patterns.size()) return {};
  const LocalePattern& pattern = patterns[index];
  std::string_view words = pattern.other;
  if (!pattern.one.empty()) {
    for (const TextArgument& argument : arguments) {
      if (const auto* count = std::get_if<std::int64_t>(&argument.value)) {
        words = plural_form(language_, pattern, *count);
        break;
      }
    }
  }
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
    if (!found) text += words.substr(open, close - open + 1);
    words.remove_prefix(close + 1);
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

// ---- what people type ----

std::optional<Date> Locale::parse_date(std::string_view typed, Date today) const {
  const std::string text = folded(typed);
  for (const auto& [key, days] :
       {std::pair{TextKey::day_today, 0}, {TextKey::day_tomorrow, 1}, {TextKey::day_yesterday, -1}}) {
    if (text == folded(tr(key))) return Date{today.days + days};
  }
  if (const std::optional<Date> iso = date_from_iso(typed)) return iso;
  const std::vector<Part> parts = number_parts(text);
  if (parts.empty() || parts.size() > 3) return std::nullopt;

  // A word is the name of a month, or nothing that can be read.
  std::string word;
  for (std::string_view rest = text; !rest.empty();) {
    const char32_t c = take_code_point(rest);
    const bool letter = (c >= 'a' && c <= 'z') || c >= 0x80;
    if (letter && c != 0xA0) append_utf8(word, c);
  }
  const auto year_of = [&](const Part& part) -> std::optional<std::int32_t> {
    if (part.digits == 4) return part.value;
    if (part.digits == 2) return 2000 + part.value;
    return std::nullopt;
  };
  if (!word.empty()) {
    if (word.ends_with("г")) word.resize(word.size() - std::string_view("г").size());
    const std::optional<std::int32_t> month = month_named(data_, word);
    if (!month || parts.size() > 2) return std::nullopt;
    if (parts.size() == 1) return nearest(*month, parts[0].value, today);
    const std::optional<std::int32_t> year = year_of(parts[1]);
    return year ? date_from({.year = *year, .month = *month, .day = parts[0].value}) : std::nullopt;
  }
  const bool month_first = data_.date_numeric.find("{M") < data_.date_numeric.find("{d");
  if (parts.size() == 1) {
    // A day alone: of this month, or the next one when it has passed.
    if (parts[0].digits > 2) return std::nullopt;
    const YearMonthDay now = ymd_of(today);
    YearMonthDay wanted = {.year = now.year, .month = now.month, .day = parts[0].value};
    if (parts[0].value < now.day)
      wanted = {.year = now.month == 12 ? now.year + 1 : now.year, .month = now.month % 12 + 1, .day = parts[0].value};
    return date_from(wanted);
  }
  const std::int32_t day = parts[month_first ? 1 : 0].value;
  const std::int32_t month = parts[month_first ? 0 : 1].value;
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (parts.size() == 2) return nearest(month, day, today);
  const std::optional<std::int32_t> year = year_of(parts[2]);
  return year ? date_from({.year = *year, .month = month, .day = day}) : std::nullopt;
}

std::optional<TimeOfDay> Locale::parse_time(std::string_view typed) const {
  const std::string text = folded(typed);
  const std::vector<Part> parts = number_parts(text);
  if (parts.empty() || parts.size() > 2) return std::nullopt;
  std::int32_t hour = parts[0].value;
  std::int32_t minute = parts.size() == 2 ? parts[1].value : 0;
  if (parts.size() == 1 && parts[0].digits > 2) {
    minute = hour % 100;
    hour /= 100;
  }
  if (const bool afternoon = text.find('p') != std::string::npos; afternoon || text.find('a') != std::string::npos) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + (afternoon ? 12 : 0);
  }
  if (hour > 23 || minute > 59) return std::nullopt;
  return TimeOfDay{.minutes = hour * 60 + minute};
}

std::optional<double> Locale::parse_number(std::string_view typed) const {
  // Spaces and the group separator fall away; of comma and point the last one separates decimals, unless it stands before
  // exactly three digits and is the group separator of this language.
  std::string kept;
  std::size_t separators = 0;
  for (std::string_view rest = typed; !rest.empty();) {
    const char32_t c = take_code_point(rest);
    if (c < 0x80 && ((c >= '0' && c <= '9') || c == '-'))
      kept += static_cast<char>(c);
    else if (c == 0x2212)
      kept += '-';
    else if (c == ',' || c == '.') {
      kept += static_cast<char>(c);
      ++separators;
    } else if (c != ' ' && c != 0xA0 && c != 0x202F && c != 0x2009 && c != '\'' && c != 0x2019) {
      return std::nullopt;
    }
  }
  std::size_t point = kept.find_last_of(".,");
  if (point != std::string::npos) {
    const bool is_group = data_.group == std::string(1, kept[point]) && kept.size() - point == 4;
    const bool repeated = separators > 1 && kept.find(kept[point]) != point;
    if (is_group || repeated) point = std::string::npos;
  }
  std::string digits;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i] == '-' && i != 0) return std::nullopt;
    if (kept[i] == ',' || kept[i] == '.') {
      if (i == point) digits += '.';
    } else {
      digits += kept[i];
    }
  }
  // Up to 15 digits and one division are exact; strtod would bring the long double arithmetic of libc into the page.
  const bool negative = digits.starts_with('-');
  std::int64_t whole = 0;
  double unit = 1;
  int count = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') continue;
    if (++count > 15) return std::nullopt;
    whole = whole * 10 + (c - '0');
  }
  if (count == 0) return std::nullopt;
  if (const std::size_t dot = digits.find('.'); dot != std::string::npos) {
    for (std::size_t i = dot + 1; i < digits.size(); ++i) unit *= 10;
  }
  return (negative ? -1.0 : 1.0) * static_cast<double>(whole) / unit;
}

std::optional<Money> Locale::parse_money(std::string_view typed, Currency currency) const {
  // The currency's sign and letters fall away; "т", "тыс", "к", "k" multiply by a thousand, "м", "млн", "m" by a million.
  std::string number;
  std::string word;
  for (std::string_view rest = typed; !rest.empty();) {
    const char32_t c = folded(take_code_point(rest));
    const bool numeric = (c >= '0' && c <= '9') || c == '-' || c == 0x2212 || c == ',' || c == '.' || c == ' ' ||
                         c == 0xA0 || c == 0x202F || c == 0x2009 || c == '\'';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x44F);
    if (letter)
      append_utf8(word, c);
    else if (numeric && !(c == '.' && !word.empty()))
      append_utf8(number, c);
  }
  double factor = 1;
  for (const auto& [name, by] : {std::pair<std::string_view, double>{"т", 1e3},
                                 {"тыс", 1e3},
                                 {"к", 1e3},
                                 {"k", 1e3},
                                 {"м", 1e6},
                                 {"млн", 1e6},
                                 {"m", 1e6},
                                 {"mln", 1e6}}) {
    if (word == name ||
        (word.starts_with(name) && (word.substr(name.size()) == "р" || word.substr(name.size()) == "руб")))
      factor = by;
  }
  const std::string letters = folded(text_of(currency));
  if (factor == 1 && !word.empty() && word != "р" && word != "руб" && word != letters) return std::nullopt;
  const std::optional<double> value = parse_number(number);
  if (!value) return std::nullopt;
  double minor = *value * factor;
  for (std::int32_t i = 0; i < minor_digits(currency); ++i) minor *= 10;
  if (std::abs(minor) > static_cast<double>(max_amount_minor)) return std::nullopt;
  return Money{.minor = std::llround(minor), .currency = currency};
}

}  // namespace voronka::ui
