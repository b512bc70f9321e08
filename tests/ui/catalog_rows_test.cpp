// The rows of the catalogue: in people's order, found by name and code, each with the deals it is in.
#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"
#include "ui/catalog_rows.hpp"

namespace voronka::test {
namespace {

using Names = std::vector<std::string>;

struct RowsFixture : PipelineFixture {
  Id<Product> add(std::string name, std::string code = {}) {
    return {must(AddRecord{Product{.name = std::move(name), .code = std::move(code)}})};
  }
  Names names(std::string_view search = {}, bool hold = false) {
    rows.update(document, search, hold);
    Names names;
    for (const std::size_t place : rows.found()) names.push_back(rows.rows()[place].name);
    return names;
  }
  std::size_t deals(std::string_view name) {
    rows.update(document, {}, false);
    for (const ui::ProductRow& row : rows.rows())
      if (row.name == name) return row.deals;
    return 999;
  }
  ui::CatalogRows rows = {};
};

TEST_CASE_FIXTURE(RowsFixture, "products stand in people's order and are found by parts of name and code") {
  add("Кабель 10", "k-10");
  add("ёлка");
  add("кабель 2", "K-2");
  CHECK(names() == Names{"ёлка", "кабель 2", "Кабель 10"});
  CHECK(names("КАБ") == Names{"кабель 2", "Кабель 10"});
  CHECK(names("k-1") == Names{"Кабель 10"});
  CHECK(names("елк") == Names{"ёлка"});
  CHECK(names("нет").empty());
}

TEST_CASE_FIXTURE(RowsFixture,
                  "a row keeps its place while somebody types its name, and one that is new puts all in order") {
  const Id<Product> a = add("A");
  add("B");
  CHECK(names() == Names{"A", "B"});
  must(set_field(a, &Product::name, std::string("Z")));
  CHECK(names({}, true) == Names{"Z", "B"});
  CHECK(names({}, false) == Names{"B", "Z"});
  must(set_field(a, &Product::name, std::string("A")));
  CHECK(names({}, true) == Names{"B", "A"});
  add("C");
  CHECK(names({}, true) == Names{"A", "B", "C"});
  must(DeleteRecords{.type = RecordType::product, .ids = {a.raw}});
  CHECK(names() == Names{"B", "C"});
}

TEST_CASE_FIXTURE(RowsFixture,
                  "a product that is given another name while it is searched for stays until the search is another") {
  const Id<Product> cable = add("Cable");
  add("Cable two");
  add("Plug");
  CHECK(names("cable") == Names{"Cable", "Cable two"});
  must(set_field(cable, &Product::name, std::string("Ca")));
  CHECK(names("cable", true) == Names{"Ca", "Cable two"});
  must(set_field(cable, &Product::name, std::string("Wire")));
  CHECK(names("cable", true) == Names{"Wire", "Cable two"});
  CHECK(names("cable t", true) == Names{"Cable two"});
  CHECK(names("cable", true) == Names{"Cable two"});
  must(set_field(cable, &Product::name, std::string("Cable")));
  CHECK(names("cable", true) == Names{"Cable", "Cable two"});
  must(set_field(cable, &Product::name, std::string("Wire")));
  CHECK(names("cable", false) == Names{"Cable two"});
}

TEST_CASE_FIXTURE(RowsFixture, "a deal counts once for each product, and none in the trash") {
  const Id<Product> cable = add("Cable"), plug = add("Plug");
  const Id<Deal> one = deal(0), two = deal(1);
  for (const Id<Deal> of : {one, one, two}) must(AddRecord{Line{.deal = of, .product = cable}});
  const Id<Line> line = {must(AddRecord{Line{.deal = two, .product = plug}})};
  CHECK(deals("Cable") == 2);
  CHECK(deals("Plug") == 1);
  must(DeleteRecords{.type = RecordType::deal, .ids = {one.raw}});
  must(DeleteRecords{.type = RecordType::line, .ids = {line.raw}});
  CHECK(deals("Cable") == 1);
  CHECK(deals("Plug") == 0);
}

}  // namespace
}  // namespace voronka::test
