// The catalogue in the settings, driven headless: added, edited, searched, imported from a price list, twice.
#include "tests/ui/deal_bench.hpp"
#include "ui/views/import_view.hpp"
#include "ui/views/settings_view.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Role;

namespace {

void draw(ui::ViewContext& context) {
  ui::settings_view.draw(context);
  ui::draw_import(context);
}

struct CatalogBench : Bench {
  explicit CatalogBench(ui::Viewport viewport = {.width = 1280, .height = 1200, .scale = 1}) : Bench(draw, viewport) {
    by(Role::tab, "Catalog").click();
    harness->settle();
  }
  std::size_t products() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(document().table<Product>().rows(), [](const Product& one) { return !one.deleted; }));
  }
  void import(std::string bytes) {
    button("Import price list").click();
    harness->settle();
    REQUIRE(files.asked_ticket != 0);
    const std::uint64_t size = bytes.size();
    jobs.files[1] = std::move(bytes);
    app.inbox().push(FileArrived{.ticket = files.asked_ticket, .file = 1, .name = "prices.csv", .size_bytes = size});
    for (int i = 0; i < 4; ++i) harness->settle();
  }
};

constexpr std::string_view prices =
    "Name;SKU;Price;Unit;VAT\nCable;A-1;120,50;m;20%\nPlug;B-2;on request;pc;no VAT\n;C-3;5;pc;\n";

}  // namespace

TEST_CASE("a product is added with its name ready to be typed, and its fields are those of the record") {
  CatalogBench bench;
  CHECK(bench.says("The catalog is empty."));
  bench.button("Add product").click();
  bench.harness->settle();
  CHECK(bench.harness->focused().name() == "Name");
  bench.type("Name", "Cable");
  bench.type("Code", "A-1");
  bench.type("Price", "120,50");
  bench.type("Unit", "m");
  REQUIRE(bench.products() == 1);
  const Product& product = bench.document().table<Product>().rows()[0];
  CHECK(product.name == "Cable");
  CHECK(product.code == "A-1");
  CHECK(product.price == Money{.minor = 120'50, .currency = *currency_from("USD")});
  CHECK(product.unit == "m");
  bench.type("Price", "a lot");
  CHECK(product.price->minor == 120'50);
  CHECK(bench.field("Price").node().description.find("does not read as an amount") != std::string::npos);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("the number of deals counts each deal once, and deleting leaves their lines alone and is undone") {
  CatalogBench bench;
  bench.run(AddRecord{Product{.name = "Cable"}});
  const Id<Product> cable = {bench.app.last_created()};
  const Id<Deal> deal = bench.add_deal("Granit");
  bench.run(AddRecord{Line{.deal = deal, .product = cable, .name = "Cable"}});
  bench.run(AddRecord{Line{.deal = deal, .product = cable, .name = "Cable"}});
  bench.harness->settle();
  bench.button("Cable: show fields").click();
  bench.harness->settle();
  CHECK(bench.says("1 deal"));
  bench.button("Delete Cable from the catalog").click();
  bench.harness->settle();
  CHECK(bench.products() == 0);
  CHECK(bench.document().table<Line>().rows()[0].product == cable);
  bench.undo();
  CHECK(bench.products() == 1);
}

TEST_CASE("of two thousand products only those at hand are drawn, and a search finds by name and code") {
  CatalogBench bench;
  ApplyCatalog many;
  for (int i = 0; i < 2000; ++i)
    many.rows.push_back({.product = {.name = "Item " + std::to_string(i), .code = "K" + std::to_string(3 * i)}});
  bench.run(std::move(many));
  bench.harness->settle();
  CHECK(bench.says("2,000 products"));
  CHECK(bench.harness->count(Role::list_item) > 10);
  CHECK(bench.harness->count(Role::list_item) < 100);
  bench.field("Search catalog").type("item 1999");
  bench.harness->settle();
  CHECK(bench.harness->count(Role::list_item) == 1);
  bench.field("Search catalog").type("k5997");
  bench.harness->settle();
  CHECK(bench.by(Role::list_item, "Item 1999").exists());
  bench.field("Search catalog").type("nothing of the kind");
  bench.harness->settle();
  CHECK(bench.says("Nothing found"));
}

TEST_CASE(
    "a price list says what it would do and what is not clear, then does it in one step, and a second time nothing") {
  CatalogBench bench;
  bench.import(std::string(prices));
  CHECK(bench.says("2 new · 0 changed · 0 unchanged"));
  CHECK(bench.says("Line 3, column “Price”: the price “on request” is not clear"));
  CHECK(bench.says("Line 4, column “Name”: no name: the line is left out"));
  CHECK(bench.products() == 0);
  bench.button("Update catalog").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.products() == 2);
  CHECK(bench.app.import_session().step() == ImportStep::none);
  bench.import(std::string(prices));
  CHECK(bench.says("All of this is in the catalog already."));
  CHECK(bench.button("Update catalog").has(ui::node_flag::disabled));
  bench.button("Cancel").click();
  bench.harness->settle();
  bench.import("Name;SKU;Price\nCable, new;A-1;130\n");
  CHECK(bench.says("0 new · 1 changed · 0 unchanged"));
  bench.button("Update catalog").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.products() == 2);
  bench.undo();
  bench.undo();
  CHECK(bench.products() == 0);
}

TEST_CASE("a table that is dropped or pasted can be called a price list; one that is none says what is missing") {
  CatalogBench bench;
  bench.jobs.files[2] = std::string(prices);
  bench.app.inbox().push(FileArrived{.ticket = 0, .file = 2, .name = "prices.csv", .size_bytes = prices.size()});
  for (int i = 0; i < 4; ++i) bench.harness->settle();
  bench.button("This is a price list").click();
  for (int i = 0; i < 4; ++i) bench.harness->settle();
  CHECK(bench.says("2 new · 0 changed · 0 unchanged"));
  bench.button("Cancel").click();
  bench.harness->settle();
  bench.import("a;b\n1;2\n");
  CHECK(bench.says("No column with the name of a product was found."));
  bench.button("Choose another file").click();
  CHECK(bench.files.asked == 2);
}

TEST_CASE("a comment that came with lines keeps them") {
  CatalogBench bench;
  bench.run(AddRecord{Product{.name = "Cable", .comment = "thick\nand long"}});
  bench.harness->settle();
  bench.button("Cable: show fields").click();
  bench.harness->settle();
  CHECK(bench.field("Comment").value() == "thick\nand long");
  bench.type("Comment", "thick\nand short");
  CHECK(bench.document().table<Product>().rows()[0].comment == "thick\nand short");
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("on a phone a table can be called a price list, too, and what it would do is wrapped") {
  Bench bench(draw, {.width = 390, .height = 844, .scale = 1});
  bench.jobs.files[2] = std::string(prices);
  bench.app.inbox().push(FileArrived{.ticket = 0, .file = 2, .name = "prices.csv", .size_bytes = prices.size()});
  for (int i = 0; i < 4; ++i) bench.harness->settle();
  bench.button("This is a price list").activate();
  for (int i = 0; i < 4; ++i) bench.harness->settle();
  const Found counts = bench.by(Role::status, "2 new · 0 changed · 0 unchanged");
  REQUIRE(counts.exists());
  CHECK(counts.rect().right() <= 390);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("headings of groups are left out of the catalogue, and that is said") {
  CatalogBench bench;
  bench.import("Name;SKU;Price\nCables;;\nCable;A-1;120\nPlugs;;\nPlug;B-2;5\n");
  CHECK(bench.says("2 new · 0 changed · 0 unchanged"));
  CHECK(bench.says("2 headings left out"));
  bench.button("Update catalog").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.products() == 2);
}
