#include "ui/quick_line.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "base/workdays.hpp"

namespace voronka::ui {
namespace {

using Words = std::vector<std::string_view>;

Words words_of(std::string_view text) {
  Words words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// The words from `first` on, with the spaces between them as they were typed.
std::string_view tail_of(const Words& words, std::size_t first) {
  const char* begin = words[first].data();
  return {begin, static_cast<std::size_t>(words.back().data() + words.back().size() - begin)};
}

bool all_digits(std::string_view word) { return std::ranges::all_of(word, is_digit); }
bool no_digits(std::string_view word) { return std::ranges::none_of(word, is_digit); }

template <std::size_t Count>
bool is_one_of(std::string_view word, const std::array<std::string_view, Count>& list) {
  return std::ranges::find(list, word) != list.end();
}

// ---- amounts ----

// "120к", "1,5 млн", "5000 ₽": a number with a word that only money has. A lone "м" may be metres.
bool says_money(std::string_view typed) {
  static constexpr std::array<std::string_view, 10> units = {"к",   "т", "тыс", "k",  "млн",
                                                             "mln", "р", "руб", "kр", "кр"};
  const char32_t begin =
      std::string_view(typed).empty() ? U' ' : [typed]() mutable { return take_code_point(typed); }();
  const bool begins_with_sign = begin == U'$' || (begin >= 0x20A0 && begin <= 0x20CF);
  if (!is_digit(typed.front()) && !begins_with_sign) return false;
  std::string letters;
  bool digits = false;
  bool sign = false;
  const std::string lower = folded(typed);
  for (std::string_view rest = lower; !rest.empty();) {
    const char32_t c = take_code_point(rest);
    if (c < 0x80 && is_digit(static_cast<char>(c))) digits = true;
    if (c == U'$' || (c >= 0x20A0 && c <= 0x20CF)) sign = true;  // the block of currency signs
    if ((c >= U'a' && c <= U'z') || (c >= 0x400 && c <= 0x4FF)) append_utf8(letters, c);
  }
  return digits && (sign || is_one_of(letters, units));
}

// Several words are one number when they are its groups of three ("1 250 000 ₽"), or a number and its unit ("1,5 млн"): of
// "15.10 120к" only the last word is an amount.
bool is_one_number(const Words& words, std::size_t first) {
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (i > first && no_digits(word)) return i + 1 == words.size();
    const std::size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
    if (i > first && digits != 3) return false;
    if (i == first && i + 2 < words.size() && (digits > 3 || !all_digits(word))) return false;
    if (i == first && i + 1 < words.size() && !no_digits(words[i + 1]) && (digits > 3 || !all_digits(word)))
      return false;
  }
  return true;
}

bool take_amount(const Locale& locale, Words& words, Currency currency, QuickDeal& deal) {
  if (deal.amount || currency.code == 0) return false;
  for (std::size_t count = std::min<std::size_t>(3, words.size() - 1); count > 0; --count) {
    const std::string_view tail = tail_of(words, words.size() - count);
    if (!says_money(tail) || !is_one_number(words, words.size() - count)) continue;
    const std::optional<Money> amount = locale.parse_money(tail, currency);
    if (!amount || amount->minor <= 0) continue;
    deal.amount = amount;
    words.resize(words.size() - count);
    return true;
  }
  return false;
}

// ---- days ----

constexpr std::array<std::string_view, 15> day_words = {"закрыть", "закрытие", "закроем", "до",    "к",
                                                        "на",      "в",        "во",      "close", "closes",
                                                        "closing", "by",       "on",      "due",   "before"};

// "15.10", "15.10.26", "10/15": two numbers at least, the last of two digits or more. "3.5" may be a size.
bool is_plain_date(std::string_view word) {
  const std::size_t cut = word.find_last_of("./-");
  if (cut == std::string_view::npos || cut == 0) return false;
  const std::string_view last = word.substr(cut + 1);
  return last.size() >= 2 && digits_to_int(last) && is_digit(word.front()) &&
         std::ranges::all_of(word, [](char c) { return is_digit(c) || c == '.' || c == '/' || c == '-'; });
}

// The next such day after today. Russian weekdays are bent ("до пятницы", "в среду"): their first letters decide.
std::optional<Date> weekday_from(const Locale& locale, std::string_view word, Date today) {
  const std::string lower = folded(word);
  for (std::int32_t day = 0; day < 7; ++day) {
    const std::string full = folded(locale.weekday(day, true));
    const std::string brief = folded(locale.weekday(day, false));
    std::string_view stem = full;
    if (locale.language() == Language::ru && stem.size() > 6) stem.remove_suffix(2);  // the last letter, of two bytes
    const bool bent = lower.size() >= stem.size() && lower.size() <= full.size() + 4 && lower.starts_with(stem);
    if (lower != brief && !bent) continue;
    const std::int32_t ahead = (day - weekday_of(today) + 6) % 7 + 1;
    return Date{today.days + ahead};
  }
  return std::nullopt;
}

// "3 дня", "2 недели", "неделю", "месяц", "2 weeks": so many days from today.
std::optional<Date> span_from(const Words& words, std::size_t first, Date today) {
  const std::size_t count = words.size() - first;
  if (count == 0 || count > 2) return std::nullopt;
  const std::optional<std::int64_t> number = count == 2 ? digits_to_int(words[first]) : std::optional<std::int64_t>(1);
  if (!number || *number < 1 || *number > 999) return std::nullopt;
  const std::string unit = folded(words.back());
  const auto many = static_cast<std::int32_t>(*number);
  if (unit.starts_with("ден") || unit.starts_with("дн") || unit.starts_with("day")) return Date{today.days + many};
  if (unit.starts_with("недел") || unit.starts_with("week")) return Date{today.days + 7 * many};
  if (!unit.starts_with("месяц") && !unit.starts_with("month")) return std::nullopt;
  return plus_months(today, many);
}

// "+2", "+2 д", "+1w", "+3 мес": days are working days, and what falls on a weekend moves on to the Monday.
std::optional<Date> ahead_from(std::string_view text, Date today) {
  const std::size_t sign = text.find_first_not_of(' ');
  if (sign == std::string_view::npos || text[sign] != '+') return std::nullopt;
  const std::string lower = folded(text.substr(sign + 1));
  const std::size_t begin = std::min(lower.find_first_not_of(' '), lower.size());
  const std::size_t end = std::min(lower.find_first_not_of("0123456789", begin), lower.size());
  const std::optional<std::int64_t> number = digits_to_int(std::string_view(lower).substr(begin, end - begin));
  if (!number || *number > 999) return std::nullopt;
  const auto many = static_cast<std::int32_t>(*number);
  const std::string_view unit =
      std::string_view(lower).substr(std::min(lower.find_first_not_of(' ', end), lower.size()));
  const auto is = [&](std::string_view russian, std::string_view english) {
    return unit.starts_with(russian) || unit.starts_with(english);
  };
  if (unit.empty() || is("д", "d")) return plus_working_days(today, many);
  if (is("н", "w")) return plus_working_days({today.days + 7 * many}, 0);
  if (is("м", "m")) return plus_working_days(plus_months(today, many), 0);
  return std::nullopt;
}

// "15 окт", "oct 15", "15 октября 2026": one word of letters among numbers.
bool has_month_shape(const Words& words, std::size_t first) {
  std::size_t names = 0;
  for (std::size_t i = first; i < words.size(); ++i) {
    if (!all_digits(words[i]) && !no_digits(words[i])) return false;
    names += no_digits(words[i]) ? 1 : 0;
  }
  return names == 1 && words.size() - first > 1;
}

bool take_day(const Locale& locale, Words& words, Date today, QuickDeal& deal) {
  if (deal.expected_close) return false;
  for (std::size_t count = std::min<std::size_t>(3, words.size() - 1); count > 0; --count) {
    const std::size_t first = words.size() - count;
    const std::string_view tail = tail_of(words, first);
    const std::string before = folded(words[first - 1]);
    const bool asked = first > 1 && is_one_of(std::string_view(before), day_words);
    const bool from_now = first > 1 && (before == "через" || before == "in");
    std::optional<Date> day;
    if (from_now) day = span_from(words, first, today);
    const bool letters = std::ranges::any_of(tail, [](char c) { return static_cast<unsigned char>(c) >= 'A'; });
    const bool numeric = count == 1 && is_plain_date(tail);
    const bool named_month = has_month_shape(words, first);
    if (!day && (numeric || named_month)) day = coming_date(locale, tail, today);
    if (!day && asked && count == 1) day = locale.parse_date(tail, today);
    if (!day && asked && count == 1) day = weekday_from(locale, tail, today);
    // "завтра" says a day by itself, "Завтра" may be the name of a firm.
    if (!day && count == 1 && letters && folded(tail) == tail) day = locale.parse_date(tail, today);
    if (!day) continue;
    deal.expected_close = day;
    words.resize(first - (asked || from_now ? 1 : 0));
    // "закрыть до 15.10", "закрыть через неделю"
    if (words.size() > 1 && is_one_of(std::string_view(folded(words.back())), day_words)) words.pop_back();
    return true;
  }
  return false;
}

}  // namespace

std::optional<Date> coming_date(const Locale& locale, std::string_view text, Date today) {
  if (const std::optional<Date> ahead = ahead_from(text, today)) return ahead;
  const Words words = words_of(text);
  if (words.size() > 1 && (folded(words[0]) == "через" || folded(words[0]) == "in")) return span_from(words, 1, today);
  if (words.size() == 1)
    if (const std::optional<Date> weekday = weekday_from(locale, words[0], today)) return weekday;
  constexpr std::int32_t half_a_year_days = 183;  // the day nearest to then is the next one from now
  const std::optional<Date> date = locale.parse_date(text, today);
  if (!date || *date >= today) return date;
  const std::optional<Date> coming = locale.parse_date(text, Date{today.days + half_a_year_days});
  const bool moves_along = coming && coming->days - date->days == half_a_year_days;
  return coming && *coming > today && !moves_along ? coming : date;
}

QuickDeal quick_deal_from(const Locale& locale, std::string_view typed, Currency currency, Date today) {
  Words words = words_of(typed);
  QuickDeal deal;
  while (words.size() > 1 && (take_day(locale, words, today, deal) || take_amount(locale, words, currency, deal))) {
  }
  if (!words.empty()) deal.title = tail_of(words, 0);
  return deal;
}

}  // namespace voronka::ui
