// The next table of the same captions is understood as the last one was.
#include "app/import_memory.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka::test {
namespace {

const std::string january = "Что;Где;Сколько;Когда\nКрыша;Замер;100;01/02/2026\nДом;Договор;200;03/02/2026\n";
const std::string february = "Что;Где;Сколько;Когда\nЗабор;Замер;300;02/03/2026\nСарай;Оплата;400;04/03/2026\n";

ImportMapping mapping_of(const std::string& text) { return import_text(text).mapping; }

// As a user would say it.
ImportMapping answered() {
  ImportMapping mapping = mapping_of(january);
  mapping.columns[0].target = ImportTarget::title;
  mapping.columns[1].target = ImportTarget::stage;
  mapping.columns[2].target = ImportTarget::amount;
  mapping.columns[3].target = ImportTarget::expected_close;
  mapping.date_order = DateOrder::month_day_year;
  mapping.date_order_sure = true;
  mapping.currency_missing = true;
  mapping.default_currency = *currency_from("KZT");
  mapping.stages = {{.value = "Замер", .name = "Замеры"},
                    {.value = "Договор", .name = "Договор", .outcome = StageOutcome::won}};
  return mapping;
}

}  // namespace

TEST_CASE("what was answered for a table is the guess for the next one with its captions, and for no other") {
  std::vector<RememberedImport> imports;
  remember(imports, answered());
  ImportMapping guess = mapping_of(february);
  guess.date_order_sure = false;
  guess.currency_missing = true;
  guess.stages = {{.value = "Замер", .name = "Замер"}, {.value = "Оплата", .name = "Оплата"}};
  const auto mapping = recalled(imports, guess);
  REQUIRE(mapping);
  CHECK(mapping->columns[0].target == ImportTarget::title);
  CHECK(mapping->columns[3].target == ImportTarget::expected_close);
  CHECK(mapping->date_order == DateOrder::month_day_year);
  CHECK(mapping->date_order_sure);
  CHECK(mapping->default_currency == *currency_from("KZT"));
  CHECK(mapping->stages[0].name == "Замеры");
  CHECK(mapping->stages[1].name == "Оплата");
  CHECK_FALSE(recalled(imports, *mapping));  // nothing is left to change
  CHECK_FALSE(recalled(imports, mapping_of("Что;Где;Сколько\nA;B;1\n")));
}

TEST_CASE("how a value was written down the last time is how it is the next time") {
  std::vector<RememberedImport> imports;
  ImportMapping mapping = answered();
  mapping.values = {{.target = ImportTarget::source, .value = "avito", .name = "Авито"},
                    {.target = ImportTarget::owner, .value = "I. Petrova", .name = "I. Petrova"},
                    {.target = ImportTarget::currency, .value = "у.е.", .name = "USD"},
                    {.target = ImportTarget::owner, .value = "test", .name = ""}};
  remember(imports, mapping);
  imports = imports_from(text_of(imports));
  REQUIRE(imports.size() == 1);
  CHECK(imports[0].values.size() == 3);  // what stands as it stood needs no memory
  ImportMapping guess = mapping_of(february);
  guess.values = {{.target = ImportTarget::source, .value = "avito", .name = "avito"},
                  {.target = ImportTarget::owner, .value = "avito", .name = "avito"},
                  {.target = ImportTarget::owner, .value = "test", .name = "test"}};
  const auto recalled_mapping = recalled(imports, guess);
  REQUIRE(recalled_mapping);
  CHECK(recalled_mapping->values[0].name == "Авито");
  CHECK(recalled_mapping->values[1].name == "avito");
  CHECK(recalled_mapping->values[2].name == "");
}

TEST_CASE("a table that says how its days are written is believed") {
  std::vector<RememberedImport> imports;
  remember(imports, answered());
  ImportMapping guess = mapping_of(february);
  guess.date_order = DateOrder::day_month_year;
  guess.date_order_sure = true;
  const auto mapping = recalled(imports, guess);
  REQUIRE(mapping);
  CHECK(mapping->date_order == DateOrder::day_month_year);
}

TEST_CASE("what is remembered is the same after it was written and read; damaged lines are left out") {
  std::vector<RememberedImport> imports;
  remember(imports, answered());
  ImportMapping other = answered();
  other.columns[0].header = "Иначе";
  other.closed_unknown = ClosedUnknown::lost;
  remember(imports, other);
  CHECK(imports_from(text_of(imports)) == imports);
  CHECK(imports_from("nonsense\n{\"of\":\"\"}\n" + text_of(imports) + "{\"of\":\"a\",\"dates\":7}\n") == imports);
  const std::string text = text_of(imports);
  Random random(20261128);
  for (int i = 0; i < 2000; ++i) {
    std::string broken = text;
    broken[random.next() % broken.size()] = static_cast<char>(random.next());
    CHECK(imports_from(broken).size() <= 3);
  }
}

TEST_CASE("the last answer counts, thirty tables are remembered, and a table without captions is not") {
  std::vector<RememberedImport> imports;
  ImportMapping mapping = answered();
  remember(imports, mapping);
  mapping.columns[0].target = ImportTarget::company;
  remember(imports, mapping);
  CHECK(imports.size() == 1);
  CHECK(imports[0].targets[0] == ImportTarget::company);
  for (int i = 0; i < 40; ++i) {
    mapping.columns[0].header = std::to_string(i);
    remember(imports, mapping);
  }
  CHECK(imports.size() == 30);
  mapping.header_line = 0;
  const std::vector<RememberedImport> before = imports;
  remember(imports, mapping);
  CHECK(imports == before);
}

}  // namespace voronka::test
