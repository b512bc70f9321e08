#include "formats/import_values.hpp"

#include <doctest/doctest.h>

namespace voronka {
namespace {

std::string date_text(std::string_view cell, DateOrder order = DateOrder::day_month_year) {
  const auto parsed = parse_date_cell(cell, order, 180);
  if (!parsed) return "-";
  return parsed->precision == Precision::day ? iso_text(local_date(parsed->at)) : iso_text(parsed->at);
}

TEST_CASE("days are read in the order of the file, years first always") {
  CHECK(date_text("14.01.2020") == "2020-01-14");
  CHECK(date_text("03/04/2020") == "2020-04-03");
  CHECK(date_text("03/04/2020", DateOrder::month_day_year) == "2020-03-04");
  CHECK(date_text("2020-03-04", DateOrder::month_day_year) == "2020-03-04");
  CHECK(date_text("2020/3/4") == "2020-03-04");
  CHECK(date_text("29-05-2020") == "2020-05-29");
  CHECK(date_text("1.2.21") == "2021-02-01");
}

TEST_CASE("dots mean day first wherever they are written") {
  CHECK(date_text("03.04.2020", DateOrder::month_day_year) == "2020-04-03");
}

TEST_CASE("a time without a zone is local, one with a zone is not") {
  CHECK(date_text("14.01.2020 20:41:38") == "2020-01-14T20:41:38.000+03:00");
  CHECK(date_text("1/31/2020 9:05 pm", DateOrder::month_day_year) == "2020-01-31T21:05:00.000+03:00");
  CHECK(date_text("1/31/2020 12:05 AM", DateOrder::month_day_year) == "2020-01-31T00:05:00.000+03:00");
  CHECK(date_text("2026-06-01T09:14:58+05:00") == "2026-06-01T09:14:58.000+05:00");
  CHECK(date_text("2026-06-01T09:14:58.25Z") == "2026-06-01T09:14:58.250+00:00");
  CHECK(date_text("2022-12-15 14:54") == "2022-12-15T14:54:00.000+03:00");
}

TEST_CASE("days and times that do not exist are no dates") {
  for (const char* cell : {"30.02.2020", "32.01.2020", "1.13.2020", "2020-13-01", "14.01.2020 25:00", "14.01.2020 soon",
                           "14.01", "2020", "не закрыта", "1-2/2020", "12345.01.2020", ""}) {
    CAPTURE(cell);
    CHECK(date_text(cell) == "-");
  }
}

TEST_CASE("a day above twelve proves the order, a year first needs none") {
  CHECK(date_evidence("13/02/2020").day_first_possible);
  CHECK_FALSE(date_evidence("13/02/2020").month_first_possible);
  CHECK(date_evidence("02/13/2020").month_first_possible);
  CHECK_FALSE(date_evidence("02/13/2020").day_first_possible);
  const DateEvidence iso = date_evidence("2020-02-01");
  CHECK(iso.is_date);
  CHECK_FALSE(iso.day_first_possible);
}

std::string amount_text(std::string_view cell, DecimalMark mark = DecimalMark::point) {
  const auto amount = parse_amount_cell(cell, mark);
  return amount ? amount->decimal + text_of(amount->currency) : "-";
}

TEST_CASE("money is read through spaces, signs, separators and currency words") {
  CHECK(amount_text("2409000.00") == "2409000.00");
  CHECK(amount_text("2 409 000 руб.") == "2409000RUB");
  CHECK(amount_text("2\u00A0409\u202F000,50 ₽", DecimalMark::comma) == "2409000.50RUB");
  CHECK(amount_text("$1,234.50") == "1234.50USD");
  CHECK(amount_text("1.234,50 €") == "1234.50EUR");
  CHECK(amount_text("18,980.00", DecimalMark::comma) == "18980.00");
  CHECK(amount_text("1'234.50") == "1234.50");
  CHECK(amount_text("(12.5)") == "-12.5");
  CHECK(amount_text("-12000.00") == "-12000.00");
  CHECK(amount_text("\u2212300") == "-300");
  CHECK(amount_text("0") == "0");
  CHECK(amount_text("'350 000") == "350000");
}

TEST_CASE("what is no amount is not turned into one") {
  for (const char* cell : {"", "abc", "1 шт. 500", "5K", "12..5", "1.2.3,4,5", "руб."}) {
    CAPTURE(cell);
    CHECK(amount_text(cell) == "-");
  }
}

TEST_CASE("a cell proves a decimal mark or says nothing") {
  CHECK(decimal_evidence("1.234,50") == DecimalMark::comma);
  CHECK(decimal_evidence("1,234.50") == DecimalMark::point);
  CHECK(decimal_evidence("12,5") == DecimalMark::comma);
  CHECK(decimal_evidence("1.234.567") == DecimalMark::comma);
  CHECK_FALSE(decimal_evidence("1,234"));
  CHECK_FALSE(decimal_evidence("1234"));
}

TEST_CASE("more decimals than the currency has are rounded half away from zero") {
  const Currency rubles = *currency_from("RUB");
  CHECK(money_from_cell({.decimal = "1.005"}, rubles)->minor == 101);
  CHECK(money_from_cell({.decimal = "-1.005"}, rubles)->minor == -101);
  CHECK(money_from_cell({.decimal = "1.0049"}, rubles)->minor == 100);
  CHECK(money_from_cell({.decimal = "99.5"}, *currency_from("JPY"))->minor == 100);
  CHECK_FALSE(money_from_cell({.decimal = "99999999999999999999"}, rubles));
}

TEST_CASE("currencies are known by code, sign and name in two languages") {
  const auto code = [](std::string_view words) {
    const auto currency = currency_from_words(words);
    return currency ? text_of(*currency) : "-";
  };
  CHECK(code("Российский рубль") == "RUB");
  CHECK(code("руб.") == "RUB");
  CHECK(code("₽") == "RUB");
  CHECK(code("US Dollar") == "USD");
  CHECK(code("доллар США") == "USD");
  CHECK(code("kzt") == "KZT");
  CHECK(code("тенге") == "KZT");
  CHECK(code("MXN") == "MXN");
  CHECK(code("абв") == "-");
  CHECK(code("") == "-");
}

TEST_CASE("yes, no and percent") {
  CHECK(parse_flag("Да") == true);
  CHECK(parse_flag(" no ") == false);
  CHECK_FALSE(parse_flag("может быть"));
  CHECK(parse_percent("60 %", false) == 60);
  CHECK(parse_percent("59,5", false) == 60);
  CHECK(parse_percent("0.6", true) == 60);
  CHECK(parse_percent("1", true) == 100);
  CHECK_FALSE(parse_percent("160", false));
  CHECK_FALSE(parse_percent("-5", false));
}

TEST_CASE("stage names that end a deal are known, lost before won") {
  using enum StageOutcome;
  struct Case {
    const char* name;
    StageOutcome outcome;
  };
  for (const Case& it : {Case{"Won", won},
                         Case{"Closed Won", won},
                         Case{"Успешно реализовано", won},
                         Case{"Сделка успешна", won},
                         Case{"Сделка заключена", won},
                         Case{"C6:WON", won},
                         Case{"Lost", lost},
                         Case{"Closed Lost", lost},
                         Case{"C2:LOSE", lost},
                         Case{"Закрыто и не реализовано", lost},
                         Case{"Сделка провалена", lost},
                         Case{"Сделка не заключена", lost},
                         Case{"Анализ причины провала", lost},
                         Case{"Perdida por licitación", lost},
                         Case{"Закрыта неудачно", lost},
                         Case{"Закрыта удачно", won},
                         Case{"Отложенные", open},
                         Case{"Выдано", open},
                         Case{"Closed", open},
                         Case{"Дозвониться", open},
                         Case{"Negotiation/Review", open},
                         Case{"On hold", open}}) {
    CAPTURE(it.name);
    CHECK(outcome_of_word(it.name) == it.outcome);
  }
}

TEST_CASE("well-known stages have an order") {
  CHECK(*known_stage_order("Prospecting") < *known_stage_order("Engaging"));
  CHECK(*known_stage_order("A. Qualification") < *known_stage_order("Переговоры"));
  CHECK_FALSE(known_stage_order("Выставка").has_value());
}

TEST_CASE("cells are compared without blanks, invisible marks and case") {
  CHECK(trimmed_cell(" a\u00A0\u00A0b\u200B\n") == "a b");
  CHECK(folded_cell(" Ёлка ") == "елка");
  for (const char* cell : {"", " ", "-", "N/A", "не закрыта", "0000-00-00", "—"}) CHECK(is_nothing(cell));
  CHECK_FALSE(is_nothing("0"));
}

}  // namespace
}  // namespace voronka
