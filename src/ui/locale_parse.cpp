// Dates, times, numbers and money as people type them: what Locale writes is read back, and much besides.
#include <cmath>
#include <cstdlib>

#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "model/values.hpp"
#include "ui/locale.hpp"

namespace voronka::ui {

namespace {

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

std::optional<std::string> Locale::parse_decimal(std::string_view typed) const {
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
  if (digits.starts_with('.')) digits.insert(0, 1, '0');
  if (digits.starts_with("-.")) digits.insert(1, 1, '0');
  if (digits.ends_with('.')) digits.pop_back();
  if (!is_decimal(digits)) return std::nullopt;
  return digits;
}

std::optional<double> Locale::parse_number(std::string_view typed) const {
  const std::optional<std::string> read = parse_decimal(typed);
  if (!read) return std::nullopt;
  const std::string& digits = *read;
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
