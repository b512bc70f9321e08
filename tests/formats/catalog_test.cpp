// Price lists as tables: what columns are called, what cells mean, and what is told of a line that is no product.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "base/utf8.hpp"
#include "formats/catalog.hpp"

namespace voronka::test {
namespace {

const Currency rub = *currency_from("RUB");
const Currency usd = *currency_from("USD");

Result<CatalogTable> read(std::string bytes, Currency usual = rub) {
  Result<TableReader> reader = TableReader::open(std::move(bytes));
  REQUIRE(reader);
  return read_catalog(std::move(*reader), usual);
}
CatalogTable must_read(std::string bytes, Currency usual = rub) {
  Result<CatalogTable> table = read(std::move(bytes), usual);
  REQUIRE(table);
  return std::move(*table);
}
std::string sample(const std::string& name) {
  std::ifstream file(std::string(VORONKA_SOURCE_DIR) + "/tests/data/" + name, std::ios::binary);
  REQUIRE(file);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}
std::optional<Money> money(std::int64_t minor, Currency currency = rub) {
  return Money{.minor = minor, .currency = currency};
}

TEST_CASE("a price list of an accounting program: a title above the header, groups of rows, Windows-1251") {
  const CatalogTable table = must_read(sample("catalog_cp1251.csv"));
  REQUIRE(table.rows.size() == 6);
  CHECK(table.headings == 1);
  CHECK(table.rows[0] == CatalogRow{.product = {.name = "Кабель ВВГ 3х2,5",
                                                .code = "A-100",
                                                .unit = "м",
                                                .price = money(98'50),
                                                .vat_percent = 20,
                                                .comment = "бухта 100 м"},
                                    .vat_said = true});
  CHECK(table.rows[1].product.name == "Кабель \"ПВС\" 2х1,5");
  CHECK(table.rows[1].product.price == money(1064'00));
  CHECK(table.rows[1].product.vat_percent == 22);
  CHECK(table.rows[2].vat_said);
  CHECK_FALSE(table.rows[2].product.vat_percent.has_value());
  CHECK(table.rows[2].product.price == money(2500'00));
  CHECK_FALSE(table.rows[3].product.price.has_value());
  CHECK(table.rows[5].product.vat_percent == 20);
  CHECK(table.problem_count == 4);
  CHECK(table.problems ==
        std::vector<CatalogProblem>{
            {.line = 8, .column = "Цена, руб.", .text = TextKey::catalog_bad_price, .value = "договорная"},
            {.line = 9, .column = "Ставка НДС", .text = TextKey::catalog_bad_vat, .value = "двадцать"},
            {.line = 10, .column = "Номенклатура", .text = TextKey::catalog_no_name},
            {.line = 11, .column = "Артикул", .text = TextKey::catalog_repeated, .value = "a-100"}});
}

TEST_CASE("tabs, English words, a currency column, and points that prove what commas are") {
  const CatalogTable table = must_read(sample("catalog.tsv"));
  REQUIRE(table.rows.size() == 5);
  CHECK(table.rows[0].product.price == money(1250'00, usd));
  CHECK(table.rows[1].product.price == money(2400'00, usd));
  CHECK(table.rows[3].product.price == money(90'50, rub));
  CHECK(table.rows[3].vat_said);
  CHECK(table.problems ==
        std::vector<CatalogProblem>{
            {.line = 4, .column = "Price", .text = TextKey::catalog_bad_price, .value = "-5"},
            {.line = 6, .column = "Currency", .text = TextKey::catalog_bad_currency, .value = "doubloons"}});
}

TEST_CASE("columns go by their names in any order, and pasted rows are a table, too") {
  const CatalogTable table = must_read("Цена\tКод\tНазвание\n100 руб.\t7\tМонтаж\n");
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0] == CatalogRow{.product = {.name = "Монтаж", .code = "7", .price = money(100'00)}});
  CHECK(must_read("Description;Name;Id;Price;Code\nlong;short;9;1;7\n").rows[0] ==
        CatalogRow{.product = {.name = "short", .code = "7", .price = money(1'00), .comment = "long"}});
  CHECK(must_read("Услуга,Цена за ед.\n\"Аудит\",\"1,234\"\n").rows[0].product.price == money(1234'00));
  CHECK(must_read("name;price\nA;1,5\nB;1.234\n").rows[1].product.price == money(1234'00));
}

TEST_CASE("a table without the name of a product and something of it is refused") {
  for (const char* text : {"a;b\n1;2\n", "Название\nКабель\n", "Цена;Артикул\n1;2\n", "Имя;Телефон\nИван;1\n"}) {
    const Result<CatalogTable> table = read(text);
    REQUIRE_FALSE(table);
    CHECK(table.error().text.key == TextKey::catalog_no_columns);
  }
}

TEST_CASE(
    "of very many problems the first hundred are told, and all are counted; long values are cut between letters") {
  std::string text = "name;price\n";
  for (int i = 0; i < 500; ++i)
    text += "Товар " + std::to_string(i) + ";" + "цена по запросу и ещё много слов о ней, очень\n";
  const CatalogTable table = must_read(text);
  CHECK(table.rows.size() == 500);
  CHECK(table.problem_count == 500);
  CHECK(table.problems.size() == max_told_problems);
  CHECK(is_utf8(table.problems[0].value));
  CHECK(table.problems[0].value.ends_with("…"));
  CHECK(must_read("name;price\n" + std::string(20'000, 'x') + ";1\nok;2\n").rows.size() == 1);
}

TEST_CASE("a line with nothing but a name is a heading where lines with more follow, else a product") {
  const CatalogTable table = must_read(
      "Название;Артикул;Цена;Ед.\nПрайс;;;\nКабели;;;\nВВГ;A-1;100;м\nКабели;;;\nПВС;;50;\nРозетки;;;\nСкрытая;;;шт\n"
      "Доставка;;;\nПодъём;;;\nДоставка;;;\n");
  CHECK(table.headings == 4);
  std::vector<std::string> names;
  for (const CatalogRow& row : table.rows) names.push_back(row.product.name);
  CHECK(names == std::vector<std::string>{"ВВГ", "ПВС", "Скрытая", "Доставка", "Подъём"});
  CHECK(table.problems ==
        std::vector<CatalogProblem>{
            {.line = 11, .column = "Название", .text = TextKey::catalog_repeated, .value = "Доставка"}});
  const CatalogTable plain = must_read("Название;Артикул\nАудит;\nМонтаж;\n");
  CHECK(plain.rows.size() == 2);
  CHECK(plain.headings == 0);
}

}  // namespace
}  // namespace voronka::test
