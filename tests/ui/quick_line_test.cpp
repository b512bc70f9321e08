// One typed line as a deal.
#include "ui/quick_line.hpp"

#include <doctest/doctest.h>

namespace voronka::ui {
namespace {

struct Expected {
  const char* typed;
  const char* title;
  std::int64_t amount;  // whole units
  const char* close;    // ISO, "" for none
};

const Date tuesday = *date_from_iso("2026-10-06");

void check(Language language, const char* currency, const Expected& it) {
  CAPTURE(it.typed);
  const Locale locale(language, builtin_locale(language));
  const QuickDeal deal = quick_deal_from(locale, it.typed, *currency_from(currency), tuesday);
  CHECK(deal.title == it.title);
  CHECK((deal.amount ? deal.amount->minor : 0) == it.amount * 100);
  CHECK((deal.expected_close ? iso_text(*deal.expected_close) : "") == it.close);
}

}  // namespace

TEST_CASE("an amount at the end of the line is taken off when it is plainly money") {
  for (const Expected& it : {Expected{"Ромашка 120к", "Ромашка", 120'000, ""},
                             {"Ромашка 1,5 млн", "Ромашка", 1'500'000, ""},
                             {"Ромашка 90 000 ₽", "Ромашка", 90'000, ""},
                             {"Панели для склада 45 тыс", "Панели для склада", 45'000, ""},
                             {"  Ромашка  ", "Ромашка", 0, ""},
                             {"Проект 2026", "Проект 2026", 0, ""},
                             {"Договор 15", "Договор 15", 0, ""},
                             {"Кабель 3 м", "Кабель 3 м", 0, ""},
                             {"120к", "120к", 0, ""},
                             {"Скидка 10%", "Скидка 10%", 0, ""},
                             {"", "", 0, ""}})
    check(Language::ru, "RUB", it);
}

TEST_CASE("a day to come may be so many working days, weeks or months ahead, or a weekday") {
  const Locale ru(Language::ru, builtin_locale(Language::ru));
  const Locale en(Language::en, builtin_locale(Language::en));
  const auto day = [](const Locale& locale, std::string_view typed) {
    const auto date = coming_date(locale, typed, tuesday);
    return date ? iso_text(*date) : std::string("none");
  };
  CHECK(day(ru, "+2") == "2026-10-08");
  CHECK(day(ru, "+4 д") == "2026-10-12");  // over the weekend
  CHECK(day(ru, "+4 дня") == "2026-10-12");
  CHECK(day(ru, " +1н") == "2026-10-13");
  CHECK(day(ru, "+1 мес") == "2026-11-06");
  CHECK(day(ru, "пятница") == "2026-10-09");
  CHECK(day(ru, "вт") == "2026-10-13");
  CHECK(day(ru, "через неделю") == "2026-10-13");
  CHECK(day(ru, "через 3 дня") == "2026-10-09");
  CHECK(day(ru, "завтра") == "2026-10-07");
  CHECK(day(en, "+2d") == "2026-10-08");
  CHECK(day(en, "+1 w") == "2026-10-13");
  CHECK(day(en, "+3 months") == "2027-01-06");
  CHECK(day(en, "fri") == "2026-10-09");
  CHECK(day(en, "in 2 weeks") == "2026-10-20");
  for (const char* nothing : {"+", "+д", "+2 года", "+1000", "через", "через год"}) CHECK(day(ru, nothing) == "none");
}

TEST_CASE("a day is taken off when it is plainly one, before or behind the amount") {
  for (const Expected& it : {Expected{"Ромашка 120к закрыть 15.10", "Ромашка", 120'000, "2026-10-15"},
                             {"Ромашка закрыть 15.10 120к", "Ромашка", 120'000, "2026-10-15"},
                             {"Ромашка 15.10", "Ромашка", 0, "2026-10-15"},
                             {"Ромашка 15.10.27 2 млн", "Ромашка", 2'000'000, "2027-10-15"},
                             {"Ромашка до 15 октября", "Ромашка", 0, "2026-10-15"},
                             {"Ромашка 3 ноя 50к", "Ромашка", 50'000, "2026-11-03"},
                             {"Ромашка завтра", "Ромашка", 0, "2026-10-07"},
                             {"Ромашка 120к до пятницы", "Ромашка", 120'000, "2026-10-09"},
                             {"Ромашка к вт", "Ромашка", 0, "2026-10-13"},
                             {"Ромашка закрыть в среду", "Ромашка", 0, "2026-10-07"},
                             {"Ромашка закрыть через 2 недели", "Ромашка", 0, "2026-10-20"},
                             {"Ромашка через месяц", "Ромашка", 0, "2026-11-06"},
                             {"Ромашка 1.10", "Ромашка", 0, "2027-10-01"},
                             {"Ромашка до 5 июля", "Ромашка", 0, "2027-07-05"},
                             {"Ромашка 01.10.2026", "Ромашка", 0, "2026-10-01"},
                             {"Ромашка закрыть 20", "Ромашка", 0, "2026-10-20"}})
    check(Language::ru, "RUB", it);
}

TEST_CASE("what only looks like a day stays in the title") {
  for (const Expected& it : {Expected{"Кабель 3.5", "Кабель 3.5", 0, ""},
                             {"Магазин Завтра", "Магазин Завтра", 0, ""},
                             {"Кафе Пятница", "Кафе Пятница", 0, ""},
                             {"Болт 2.10 мм", "Болт 2.10 мм", 0, ""},
                             {"15.10", "15.10", 0, ""},
                             {"Доставка на дом", "Доставка на дом", 0, ""},
                             {"Дом 15 корпус 2", "Дом 15 корпус 2", 0, ""},
                             {"Поставка 32.13", "Поставка 32.13", 0, ""}})
    check(Language::ru, "RUB", it);
}

TEST_CASE("English lines are read the American way") {
  for (const Expected& it : {Expected{"Acme 50k 10/15", "Acme", 50'000, "2026-10-15"},
                             {"Acme $5,000 by oct 15", "Acme", 5'000, "2026-10-15"},
                             {"Acme by friday", "Acme", 0, "2026-10-09"},
                             {"Acme close in 3 days", "Acme", 0, "2026-10-09"},
                             {"Black Friday banners", "Black Friday banners", 0, ""},
                             {"Offer on site", "Offer on site", 0, ""},
                             {"Studio 54", "Studio 54", 0, ""}})
    check(Language::en, "USD", it);
}

TEST_CASE("without a base currency no amount is guessed") {
  const Locale ru(Language::ru, builtin_locale(Language::ru));
  CHECK_FALSE(quick_deal_from(ru, "Ромашка 120к", {}, tuesday).amount);
}

}  // namespace voronka::ui
