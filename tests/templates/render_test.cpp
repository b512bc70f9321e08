#include "templates/render.hpp"

#include <doctest/doctest.h>

#include <random>

#include "tests/templates/template_bench.hpp"

namespace voronka::test {
namespace {

struct Case {
  std::string_view text, wanted;
};

TEST_CASE("what stands in braces is filled in") {
  const TemplateBench bench;
  constexpr Case cases[] = {
      {"{{deal.title}}", "Окна"},
      {"«{{ deal.title }}» за {{deal.amount}}.", "«Окна» за 120500.00 RUB."},
      {"{{сделка.сумма}} {{Контакт.Имя}}", "120500.00 RUB Иванова Анна Сергеевна"},
      {"{{contact.first_name}}, {{contact.firstName}}", "Анна, Анна"},
      {"{{company.inn}}", "7707083893"},
      {"{{paper.number}}", "КП-8/26"},
      {"{{deal.amount | words}}", "сто двадцать тысяч пятьсот рублей 00 копеек"},
      {"{{deal.amount | words | capital}}", "Сто двадцать тысяч пятьсот рублей 00 копеек"},
      {"{{deal.amount | прописью}}", "сто двадцать тысяч пятьсот рублей 00 копеек"},
      {"{{deal.amount / 1000 | всё_прописью}}", "сто двадцать рублей пятьдесят копеек"},
      {"{{lines.count | words}}", "два"},
      {"{{today}} {{today | long}}", "2026-11-05 day 2026-11-05"},
      {"{{today + 5 d}}", "2026-11-10"},
      {"{{today + 5 wd}}", "2026-11-12"},
      {"{{сегодня + 2 рд}}", "2026-11-09"},
      {"{{today - 4 wd}}", "2026-10-30"},
      {"{{today - 1 d}}", "2026-11-04"},
      {"{{today + 10 d - today}}", "10"},
      {"{{deal.\"Площадь, м²\"}}", "12.5\u00A0м²"},
      {"{{сделка.«площадь, м²» * 2}}", "25"},
      {"{{deal.amount * 0.3}}", "36150.00 RUB"},
      {"{{0,3 × deal.amount}}", "36150.00 RUB"},
      {"{{deal.amount / deal.\"Площадь, м²\"}}", "9640.00 RUB"},
      {"{{deal.amount / 7}}", "17214.29 RUB"},
      {"{{deal.amount / 7 | round}}", "17214.00 RUB"},
      {"{{deal.amount / lines.sum}}", "5.23896"},
      {"{{(lines.sum - lines.vat) / 1.2}}", "16389.52 RUB"},
      {"{{1 + 2 * 3 - -4 / 8}}", "7.5"},
      {"{{(1 + 2) * 3}}", "9"},
      {"{{0.1 + 0.2}}", "0.3"},
      {"{{1 / 3 * 3}}", "1"},
      {"{{contact.email ?? \"нет почты\"}}", "нет почты"},
      {"{{contact.email ?? company.email ?? contact.name}}", "Иванова Анна Сергеевна"},
      {"{{contact.email ?? \"\"}}", ""},
      {"{{\"{{\"}} {{\"}}\"}}", "{{ }}"},
      {"{single} } }} {", "{single} } }} {"},
  };
  for (const Case& it : cases) {
    CAPTURE(it.text);
    CHECK(bench.of(it.text) == it.wanted);
    CHECK(bench.rendered(it.text).problems.empty());
  }
}

TEST_CASE("a block is written for every line, each on a line of its own") {
  const TemplateBench bench;
  const std::string wanted =
      "Состав:\n1. Окно — 2 шт × 10000.00 RUB = 20000.00 RUB\n2. Монтаж — 1.5 ч × 2000.50 RUB = 3000.75 RUB\nИтого "
      "23000.75 RUB";
  CHECK(bench.of("Состав:\n{{#lines}}{{n}}. {{name}} — {{quantity}} {{unit}} × {{price}} = {{sum}}{{/lines}}\nИтого "
                 "{{lines.sum}}") == wanted);
  CHECK(bench.of("Состав:\n{{#позиции}}\n{{№}}. {{название}} — {{количество}} {{единица}} × {{цена}} = "
                 "{{сумма}}\n{{/позиции}}\nИтого {{позиции.сумма}}") == wanted);
  CHECK(bench.of("{{#lines}}\r\n{{n}}\r\n{{/lines}}") == "1\n2");
}

TEST_CASE("the table has its heads, and columns only where there is something") {
  TemplateBench bench;
  const std::string head =
      "template.column_n\ttemplate.column_name\ttemplate.column_quantity\ttemplate.column_unit\t"
      "template.column_price\t";
  CHECK(bench.of("{{lines.table}}") == head +
                                           "template.column_sum\n1\tОкно\t2\tшт\t10000.00 RUB\t20000.00 "
                                           "RUB\n2\tМонтаж\t1.5\tч\t2000.50 RUB\t3000.75 RUB");
  bench.work.vat_percent = 20;
  bench.window.discount_percent = "5";
  bench.window.name = "О\tк\nно";
  CHECK(bench.of("{{lines.table}}") == head +
                                           "template.column_discount\ttemplate.column_vat\ttemplate.column_sum\n"
                                           "1\tО к но\t2\tшт\t10000.00 RUB\t5\u00A0%\t\t20000.00 RUB\n"
                                           "2\tМонтаж\t1.5\tч\t2000.50 RUB\t\t20\u00A0%\t3000.75 RUB");
}

TEST_CASE("what is not there is left visible and told with its place") {
  TemplateBench bench;
  bench.contact = {};
  bench.deal.amount.reset();
  const RenderedText text =
      bench.rendered("Здравствуйте, {{contact.name}}!\nЗа {{deal.amount * 0.3 | words}}, {{сделка.сумма}}");
  CHECK(text.text == "Здравствуйте, [contact.name?]!\nЗа [deal.amount?], [сделка.сумма?]");
  REQUIRE(text.problems.size() == 3);
  CHECK(text.problems[0].missing);
  CHECK(text.problems[0].line == 1);
  CHECK(text.problems[0].column == 15);
  CHECK(text.problems[1].line == 2);
  CHECK(text.problems[1].column == 4);
  CHECK(text.problems[1].text.key == TextKey::template_missing);

  bench.facts.lines.clear();
  bench.facts.sums = {};
  CHECK(bench.of("{{#lines}}{{n}}{{/lines}} {{lines.table}} {{lines.sum}}") == "[lines?] [lines.table?] [lines.sum?]");
  CHECK(bench.of("{{deal.\"Материал\"}}") == "[deal.\"Материал\"?]");
  bench.facts.contact = nullptr;
  CHECK(bench.of("{{contact.name ?? \"коллеги\"}}") == "коллеги");
}

TEST_CASE("one missing price is one problem, however many lines a block has") {
  TemplateBench bench;
  bench.window.price = bench.work.price = std::nullopt;
  const RenderedText text = bench.rendered("{{#lines}}{{price}}{{/lines}}");
  CHECK(text.text == "[price?]\n[price?]");
  CHECK(text.problems.size() == 1);
}

TEST_CASE("a slip is a sentence with line and column, and the rest is rendered") {
  const TemplateBench bench;
  struct Slip {
    std::string_view text, wanted;
    TextKey key;
    std::int32_t line, column;
  };
  constexpr Slip slips[] = {
      {"{{deal.titel}} {{n}}", "[deal.titel?] [n?]", TextKey::template_unknown_field, 1, 3},
      {"a\n b{{deal.title", "a\n b{{deal.title", TextKey::template_unclosed, 2, 15},
      {"{{deal.title deal}} {{paper.number}}", "{{deal.title deal}} КП-8/26", TextKey::template_unexpected, 1, 14},
      {"{{}}", "{{}}", TextKey::template_value_expected, 1, 3},
      {"{{1 +}}", "{{1 +}}", TextKey::template_value_expected, 1, 6},
      {"{{(1 + 2}}", "{{(1 + 2}}", TextKey::template_parenthesis, 1, 3},
      {"{{\"да}}", "{{\"да}}", TextKey::template_quote_open, 1, 3},
      {"{{1.2.3}}", "{{1.2.3}}", TextKey::template_bad_number, 1, 3},
      {"{{today + 5 x}}", "{{today + 5 x}}", TextKey::template_bad_days, 1, 13},
      {"{{today + 1.5 d}}", "{{today + 1.5 d}}", TextKey::template_bad_days, 1, 15},
      {"{{deal.title * 2}}", "[deal.title * 2?]", TextKey::template_cannot_count, 1, 14},
      {"{{deal.amount * deal.amount}}", "[deal.amount * deal.amount?]", TextKey::template_cannot_count, 1, 15},
      {"{{deal.amount + 1}}", "[deal.amount + 1?]", TextKey::template_cannot_count, 1, 15},
      {"{{1 / 0}}", "[1 / 0?]", TextKey::template_zero, 1, 5},
      {"{{deal.amount * 99999999999999}}", "[deal.amount * 99999999999999?]", TextKey::template_too_large, 1, 1},
      {"{{today + 99999 d * 2}}", "[today + 99999 d * 2?]", TextKey::template_cannot_count, 1, 19},
      {"{{deal.amount | loud}}", "{{deal.amount | loud}}", TextKey::template_unknown_filter, 1, 17},
      {"{{today | words}}", "[today | words?]", TextKey::template_filter_not_for, 1, 11},
      {"{{#deals}}x{{/deals}}", "{{#deals}}x{{/deals}}", TextKey::template_unknown_block, 1, 1},
      {"{{#lines}}x", "{{#lines}}x", TextKey::template_block_open, 1, 1},
      {"x{{/lines}}", "x{{/lines}}", TextKey::template_stray, 1, 2},
      {"{{#lines}}{{#lines}}{{/lines}}", "{{#lines}}\n{{#lines}}", TextKey::template_nested, 1, 11},
  };
  for (const Slip& slip : slips) {
    CAPTURE(slip.text);
    const RenderedText text = bench.rendered(slip.text);
    CHECK(text.text == slip.wanted);
    REQUIRE_FALSE(text.problems.empty());
    CHECK(text_key_name(text.problems[0].text.key) == text_key_name(slip.key));
    CHECK(text.problems[0].line == slip.line);
    CHECK(text.problems[0].column == slip.column);
    CHECK_FALSE(text.problems[0].missing);
  }
}

TEST_CASE("money of two currencies is not added") {
  TemplateBench bench;
  bench.deal.amount->currency = usd;
  CHECK(bench.rendered("{{deal.amount + lines.sum}}").problems.at(0).text.key == TextKey::template_currencies);
}

TEST_CASE("the largest amount there is can be counted with") {
  TemplateBench bench;
  bench.deal.amount = Money{.minor = max_amount_minor, .currency = rub};
  CHECK(bench.of("{{deal.amount}}") == "90071992547409.91 RUB");
  CHECK(bench.of("{{deal.amount / 1.2 * 1.2}}") == "90071992547409.91 RUB");
  CHECK(bench.of("{{deal.amount * 100 / 100}}") == "90071992547409.91 RUB");
  CHECK(bench.of("{{deal.amount * 0.000001}}") == "90071992.55 RUB");
}

TEST_CASE("without VAT there is none, and zero can stand for it in a sum") {
  TemplateBench bench;
  bench.facts.sums.vat.clear();
  CHECK(bench.of("{{lines.vat ?? \"none\"}}") == "none");
  CHECK(bench.of("{{lines.sum - (lines.vat ?? 0)}}") == "23000.75 RUB");
  CHECK(bench.of("{{0 - lines.sum}}") == "-23000.75 RUB");
}

TEST_CASE("half a kopeck is rounded away from zero, once") {
  TemplateBench bench;
  bench.deal.amount = Money{.minor = 1, .currency = rub};
  CHECK(bench.of("{{deal.amount / 2}}") == "0.01 RUB");
  CHECK(bench.of("{{-deal.amount / 2}}") == "-0.01 RUB");
  CHECK(bench.of("{{deal.amount / 2 + deal.amount / 2}}") == "0.01 RUB");
}

TEST_CASE("depth, places and length have an end") {
  const TemplateBench bench;
  CHECK(bench.rendered("{{" + std::string(60'000, '(') + "1}}").problems.at(0).text.key == TextKey::template_too_deep);
  CHECK(bench.rendered("{{" + std::string(60'000, '-') + "1}}").problems.at(0).text.key == TextKey::template_too_deep);
  CHECK(bench.of("{{" + std::string(20, '(') + "1" + std::string(20, ')') + "}}") == "1");
  CHECK(bench.rendered(std::string(70'000, 'x')).problems.at(0).text.key == TextKey::template_too_long);
  std::string many;
  for (int i = 0; i < 7'000; ++i) many += "{{today}}";
  CHECK(bench.rendered(many).problems.empty());
  TemplateBench long_one;
  long_one.facts.lines.resize(30'000, long_one.facts.lines[0]);
  CHECK(long_one.rendered("{{#lines}}" + std::string(30'000, 'x') + "{{/lines}}").text.size() <=
        longest_rendered_bytes);
  CHECK(long_one.rendered("{{#lines}}{{contact.email ?? \"\"}}{{/lines}}").problems.at(0).text.key ==
        TextKey::template_too_long);
}

TEST_CASE("a text without braces renders to itself") {
  const TemplateBench bench;
  std::mt19937 random(5);
  for (int i = 0; i < 2'000; ++i) {
    std::string text(random() % 200, '\0');
    for (char& c : text) {
      c = static_cast<char>(random());
      if (c == '{' || c == '}') c = ' ';
    }
    const RenderedText rendered = bench.rendered(text);
    CHECK(rendered.text == text);
    CHECK(rendered.problems.empty());
  }
}

TEST_CASE("random bytes and random pieces of the language never crash it, and leave nothing unsaid") {
  constexpr std::string_view pieces[] = {"{{",
                                         "}}",
                                         "{{#lines}}",
                                         "{{/lines}}",
                                         "deal",
                                         ".",
                                         "amount",
                                         "lines.sum",
                                         "\"",
                                         "«",
                                         "»",
                                         "(",
                                         ")",
                                         "+",
                                         "-",
                                         "*",
                                         "/",
                                         "??",
                                         "|",
                                         "words",
                                         "capital",
                                         "round",
                                         "long",
                                         "5",
                                         "0.3",
                                         "d",
                                         " wd",
                                         "today",
                                         "n",
                                         "price",
                                         " ",
                                         "\n",
                                         "\r\n",
                                         "\xD0",
                                         "\xFF",
                                         "#",
                                         "lines.table",
                                         "99999999999999999999",
                                         "contact.name",
                                         "deal.\"Площадь, м²\"",
                                         "\u00A0",
                                         "−",
                                         "x"};
  const TemplateBench bench;
  std::mt19937 random(77);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    const std::size_t count = random() % 40;
    for (std::size_t k = 0; k < count; ++k) {
      if (random() % 8 == 0)
        text += static_cast<char>(random());
      else
        text += pieces[random() % std::size(pieces)];
    }
    const RenderedText rendered = bench.rendered(text);
    CAPTURE(text);
    for (const TemplateProblem& problem : rendered.problems) {
      CHECK(problem.text.key != TextKey::none);
      CHECK(problem.line >= 1);
      CHECK(problem.column >= 1);
    }
    // A place that is shown as not filled in is told, and so is one that is left as it stood.
    if (rendered.text.contains("?]") && !text.contains("?]")) CHECK_FALSE(rendered.problems.empty());
  }
}

}  // namespace
}  // namespace voronka::test
