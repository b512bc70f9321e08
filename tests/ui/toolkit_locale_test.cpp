#include <doctest/doctest.h>

#include <string>

#include "ui/locale.hpp"

using namespace voronka;
using namespace voronka::ui;

namespace {

const Locale russian = {Language::ru, builtin_locale(Language::ru)};
const Locale english = {Language::en, builtin_locale(Language::en)};
const Currency rub = *currency_from("RUB");
const Currency usd = *currency_from("USD");
const Date today = *date_from({.year = 2026, .month = 11, .day = 23});

// Spaces that do not break read badly in a test.
std::string plain(std::string text) {
  for (std::size_t at = 0; (at = text.find("\xC2\xA0", at)) != std::string::npos;) text.replace(at, 2, " ");
  return text;
}

Date day(std::int32_t year, std::int32_t month, std::int32_t d) {
  return *date_from({.year = year, .month = month, .day = d});
}

}  // namespace

TEST_CASE("money is written as the language does, with decimals only when there are any") {
  CHECK(plain(russian.money({125'000'000, rub})) == "1 250 000 ₽");
  CHECK(plain(russian.money({125'000'050, rub})) == "1 250 000,50 ₽");
  CHECK(plain(russian.money({-5, rub})) == "-0,05 ₽");
  CHECK(plain(russian.money({0, rub})) == "0 ₽");
  CHECK(english.money({123'456'789, usd}) == "$1,234,567.89");
  CHECK(english.money({-100, usd}) == "-$1");
  CHECK(plain(english.money({1500, *currency_from("THB")})) == "THB 15");
  CHECK(plain(russian.money({1500, *currency_from("JPY")})) == "1 500 JPY");
  CHECK(plain(russian.money({1500, {}})) == "15");
}

TEST_CASE("sums on the board are short and round to the nearest") {
  CHECK(plain(russian.money_short({31'000'000, rub})) == "310 т ₽");
  CHECK(plain(russian.money_short({124'000'000, rub})) == "1,24 млн ₽");
  CHECK(plain(russian.money_short({1'244'600'000, rub})) == "12,4 млн ₽");
  CHECK(plain(russian.money_short({9'995'000'000, rub})) == "100 млн ₽");
  CHECK(plain(russian.money_short({900'000, rub})) == "9 000 ₽");
  CHECK(english.money_short({250'000'000, usd}) == "$2.50M");
  CHECK(english.money_short({99'960'000, usd}) == "$1.00M");
}

TEST_CASE("the first whole number of a sentence picks its plural") {
  const auto deals = [](const Locale& locale, std::int64_t n) {
    return plain(locale.tr(TextKey::board_deals, {{.name = "count", .value = n}}));
  };
  for (const std::int64_t n : {1, 21, 101}) CHECK(deals(russian, n) == std::to_string(n) + " сделка");
  for (const std::int64_t n : {2, 24, 103}) CHECK(deals(russian, n) == std::to_string(n) + " сделки");
  for (const std::int64_t n : {0, 5, 11, 12, 14, 111, 20}) CHECK(deals(russian, n) == std::to_string(n) + " сделок");
  CHECK(deals(english, 1) == "1 deal");
  CHECK(deals(english, 2) == "2 deals");
}

TEST_CASE("a value is never searched for placeholders of its own") {
  const std::string text = russian.tr(TextKey::number_thousand, {{.name = "n", .value = std::string("{n}")}});
  CHECK(text == "{n} т");
}

TEST_CASE("dates are short on a card and relative when near") {
  CHECK(russian.date_short(day(2026, 10, 15)) == "15 окт");
  CHECK(english.date_short(day(2026, 10, 15)) == "Oct 15");
  CHECK(russian.date_numeric(day(2026, 3, 5)) == "05.03.2026");
  CHECK(russian.date_near(today, today) == "сегодня");
  CHECK(russian.date_near({today.days + 1}, today) == "завтра");
  CHECK(english.date_near({today.days - 1}, today) == "yesterday");
  CHECK(english.date_near(day(2027, 1, 2), today) == "Jan 2, 2027");
  CHECK(plain(english.time({.minutes = 13 * 60 + 5})) == "1:05 PM");
  CHECK(russian.time({.minutes = 9 * 60}) == "09:00");
}

TEST_CASE("a date is read in every way people write it") {
  for (const char* text :
       {"15.10.2026", "15/10/2026", "15.10.26", "2026-10-15", "15 октября 2026", "15 окт. 2026 г.", " 15,10,2026 "}) {
    CAPTURE(text);
    CHECK(russian.parse_date(text, today) == day(2026, 10, 15));
  }
  CHECK(english.parse_date("10/15/2026", today) == day(2026, 10, 15));
  CHECK(english.parse_date("Oct 15, 2026", today) == day(2026, 10, 15));
  CHECK(english.parse_date("October 15", today) == day(2026, 10, 15));
  CHECK(russian.parse_date("15.01", today) == day(2027, 1, 15));
  CHECK(russian.parse_date("20.11", today) == day(2026, 11, 20));
  CHECK(russian.parse_date("5", today) == day(2026, 12, 5));
  CHECK(russian.parse_date("28", today) == day(2026, 11, 28));
  CHECK(russian.parse_date("Завтра", today) == Date{today.days + 1});
}

TEST_CASE("what is not a date is refused, not guessed") {
  for (const char* text :
       {"", "привет", "32.01.2026", "30.02.2026", "1.2.3.4", "15 брюмера", "2026", "00.00.0000", "99999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(russian.parse_date(text, today).has_value());
  }
}

TEST_CASE("every date field reads back what it shows") {
  for (const Locale* locale : {&russian, &english}) {
    for (std::int32_t days = 10'000; days < 30'000; days += 137)
      CHECK(locale->parse_date(locale->date_numeric({days}), today) == Date{days});
  }
}

TEST_CASE("money is read with separators, signs and short words") {
  const auto minor = [](const Locale& locale, std::string_view text) {
    const auto money = locale.parse_money(text, rub);
    return money ? money->minor : -1;
  };
  CHECK(minor(russian, "1 250 000 ₽") == 125'000'000);
  CHECK(minor(russian,
              "1\xC2\xA0"
              "250,5") == 125'050);
  CHECK(minor(russian, "1.250,50") == 125'050);
  CHECK(minor(russian, "1,5 млн") == 150'000'000);
  CHECK(minor(russian, "2к") == 200'000);
  CHECK(minor(russian, "300 тыс. руб.") == 30'000'000);
  CHECK(minor(russian, "12,34") == 1'234);
  CHECK(minor(english, "1,250") == 125'000);
  CHECK(minor(english, "1,250.75") == 125'075);
  for (const char* text : {"", "много", "1-2", "5 слонов", "--", "999999999999999999"}) {
    CAPTURE(text);
    CHECK(minor(russian, text) == -1);
  }
}

TEST_CASE("every amount field reads back what it shows") {
  for (const Locale* locale : {&russian, &english}) {
    for (std::int64_t minor = 0; minor < 10'000'000'000; minor = minor * 3 + 77) {
      CHECK(locale->parse_money(locale->money({minor, rub}), rub) == Money{minor, rub});
    }
  }
}
