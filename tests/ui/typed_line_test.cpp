// What is typed into the field that adds line items, and decimals as people type them.
#include <doctest/doctest.h>

#include "ui/typed_line.hpp"

namespace voronka::test {
namespace {

using ui::decimal_typed;
using ui::Locale;
using ui::typed_line_from;
using ui::TypedLine;

const Currency rub = *currency_from("RUB");
const Locale russian(Language::ru, ui::builtin_locale(Language::ru));
const Locale english(Language::en, ui::builtin_locale(Language::en));

Money rubles(std::int64_t whole) { return {.minor = whole * 100, .currency = rub}; }

TEST_CASE("a decimal is read digit by digit, with comma or point") {
  CHECK(decimal_typed(russian, "12,5") == "12.5");
  CHECK(decimal_typed(russian, " 1 250,50 ") == "1250.5");
  CHECK(decimal_typed(russian,
                      "1\xC2\xA0"
                      "000") == "1000");
  CHECK(decimal_typed(russian, "0,10") == "0.1");
  CHECK(decimal_typed(russian, "007") == "7");
  CHECK(decimal_typed(russian, ",5") == "0.5");
  CHECK(decimal_typed(russian, "7,5 %") == "7.5");
  CHECK(decimal_typed(russian, "1.250") == "1.25");
  CHECK(decimal_typed(english, "1,250") == "1250");
  CHECK(decimal_typed(english, "1,25") == "1.25");
  CHECK(decimal_typed(english, "1.250") == "1.25");
  CHECK(decimal_typed(english, "1,250,000") == "1250000");
  for (const char* wrong : {"", "-1", "два", "1,2,3", "1.2,3", "1e3", "%", "1 %%", "1234567890123456"})
    CHECK_FALSE(decimal_typed(russian, wrong));
}

TEST_CASE("quantity, unit and price are read in both forms, and a name always stays") {
  const TypedLine hosting = {.name = "Хостинг", .quantity = "12", .unit = "мес", .price = rubles(500)};
  CHECK(typed_line_from(russian, "Хостинг 12 мес x 500", rub) == hosting);
  CHECK(typed_line_from(russian, "  Хостинг  12 мес × 500 ₽", rub) == hosting);
  const TypedLine cable = {.name = "Кабель ВВГ 3", .quantity = "2.5", .price = rubles(1200)};
  CHECK(typed_line_from(russian, "Кабель ВВГ 3 2,5 х 1 200 руб", rub) == cable);
  CHECK(typed_line_from(russian, "2 x Кабель 120", rub) ==
        TypedLine{.name = "Кабель", .quantity = "2", .price = rubles(120)});
  CHECK(typed_line_from(russian, "2х Кабель", rub) == TypedLine{.name = "Кабель", .quantity = "2"});
  CHECK(typed_line_from(russian, "1,5 * Монтаж на объекте", rub) ==
        TypedLine{.name = "Монтаж на объекте", .quantity = "1.5"});
  CHECK(typed_line_from(russian, "2 x 120", rub) == TypedLine{.name = "120", .quantity = "2"});
}

TEST_CASE("what is not wholly of such a form is a name") {
  for (const char* name : {"Кабель 120", "Проект 2026", "Профиль 20 x 40 мм", "x", "2 x", "Доска х дуб", "Плита x 500",
                           "iPhone X 64", "", "Тариф мес x 500"})
    CHECK(typed_line_from(russian, name, rub) == TypedLine{.name = name});
}

TEST_CASE("a size is part of the name, and a price in so many words is none") {
  for (const char* name : {"Окно 1400 × 1200", "Окно 1400 × 1200 × 70", "Доска 50 x 100 x 6000", "Лист 3 x 20 мм x 40",
                           "Лист 1250 * 2500"})
    CHECK(typed_line_from(russian, name, rub) == TypedLine{.name = name});
  CHECK(typed_line_from(russian, "2 x Доска 50 x 100", rub) == TypedLine{.name = "Доска 50 x 100", .quantity = "2"});
  CHECK(typed_line_from(russian, "Окно 1400 × 1200 2 x 25000", rub) ==
        TypedLine{.name = "Окно 1400 × 1200", .quantity = "2", .price = rubles(25'000)});
  CHECK(typed_line_from(russian, "Кабель 150 x 120 руб", rub) ==
        TypedLine{.name = "Кабель", .quantity = "150", .price = rubles(120)});
  CHECK(typed_line_from(russian, "Кабель 150 м x 120", rub) ==
        TypedLine{.name = "Кабель", .quantity = "150", .unit = "м", .price = rubles(120)});
  CHECK(typed_line_from(russian, "Листовка 1000 x 5", rub) ==
        TypedLine{.name = "Листовка", .quantity = "1000", .price = rubles(5)});
}

}  // namespace
}  // namespace voronka::test
