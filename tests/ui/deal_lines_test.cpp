// Products and services in the deal's panel: typed like a sentence, taken from the catalogue, unfolded, summed, taken back.
#include "model/line_sums.hpp"
#include "tests/ui/deal_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Key;
using ui::Role;

namespace {

const Currency usd = *currency_from("USD");

struct LinesBench : PanelBench {
  explicit LinesBench(ui::Viewport viewport = {.width = 1280, .height = 3000, .scale = 1}) : PanelBench(viewport) {
    run(AddRecord{Product{.name = "Hosting",
                          .code = "H-1",
                          .unit = "mo",
                          .price = Money{.minor = 500'00, .currency = usd},
                          .vat_percent = 20}});
    hosting = {app.last_created()};
    harness->settle();
  }
  void add(std::string_view text) {
    field("Add product or service").type(text);
    harness->settle();
    field("Add product or service").press({Key::enter});
    harness->settle();
  }
  std::vector<const Line*> lines() const { return lines_of(document(), deal); }
  const Line& last() const { return *lines().back(); }
  void unfold(std::string_view name) {
    button(std::string(name) + ": show fields").click();
    harness->settle();
  }
  std::int64_t amount() const { return it().amount->minor; }
  Id<Product> hosting = {};
};

}  // namespace

TEST_CASE("a line is typed like a sentence, and the amount follows; one undo takes back both") {
  LinesBench bench;
  bench.add("2 x Cable 120");
  REQUIRE(bench.lines().size() == 1);
  CHECK(bench.last().name == "Cable");
  CHECK(bench.last().quantity == "2");
  CHECK(bench.last().price == Money{.minor = 120'00, .currency = usd});
  CHECK(bench.amount() == 240'00);
  CHECK(bench.field("Add product or service").value().empty());
  bench.undo();
  CHECK(bench.lines().empty());
  CHECK(bench.amount() == 100'000);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("a product is found by its code and comes with name, unit, price and VAT, also as so many of it") {
  LinesBench bench;
  bench.add("h-1");
  REQUIRE(bench.lines().size() == 1);
  CHECK(bench.last().product == bench.hosting);
  CHECK(bench.last().name == "Hosting");
  CHECK(bench.last().unit == "mo");
  CHECK(bench.last().vat_percent == 20);
  CHECK(bench.amount() == 500'00);
  bench.field("Add product or service").type("3 x host");
  bench.harness->settle();
  bench.by(Role::option, "Hosting").click();
  bench.harness->settle();
  REQUIRE(bench.lines().size() == 2);
  CHECK(bench.last().quantity == "3");
  CHECK(bench.amount() == 2000'00);
  // A new price in the catalogue is none of the deal's.
  bench.run(set_field(bench.hosting, &Product::price, std::optional(Money{.minor = 1, .currency = usd})));
  CHECK(bench.amount() == 2000'00);
}

TEST_CASE(
    "what a sentence was taken for is told before it is added, and a name of the catalogue is never taken apart") {
  LinesBench bench;
  bench.field("Add product or service").type("Frame 20 x 40");
  bench.harness->settle();
  CHECK(bench.by(Role::status, "Read as: Frame, 20 × $40").exists());
  bench.field("Add product or service").type("Frame 1400 x 1200");
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::status, "Read as:").exists());
  bench.run(AddRecord{Product{.name = "Frame 20 x 40", .price = Money{.minor = 9'00, .currency = usd}}});
  const Id<Product> frame = {bench.app.last_created()};
  bench.field("Add product or service").type("frame 20 x 40");
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::status, "Read as:").exists());
  bench.field("Add product or service").press({Key::enter});
  bench.harness->settle();
  REQUIRE(bench.lines().size() == 1);
  CHECK(bench.last().product == frame);
  CHECK(bench.last().quantity == "1");
  CHECK(bench.last().price == Money{.minor = 9'00, .currency = usd});
}

TEST_CASE("quantity and discount are typed with a comma, and what is no number says so and changes nothing") {
  LinesBench bench;
  bench.add("2 x Cable 120");
  bench.unfold("Cable");
  bench.type("Quantity", "2,5");
  CHECK(bench.last().quantity == "2.5");
  CHECK(bench.amount() == 300'00);
  bench.type("Discount, %", "12.5");
  CHECK(bench.last().discount_percent == "12.5");
  CHECK(bench.amount() == 262'50);
  CHECK(bench.says("Discount: $37.50"));
  bench.type("Quantity", "two");
  CHECK(bench.last().quantity == "2.5");
  CHECK(bench.field("Quantity").node().description.find("Quantity is a number, such as 2.5.") != std::string::npos);
  bench.type("Discount, %", "101");
  CHECK(bench.last().discount_percent == "12.5");
  CHECK(bench.field("Discount, %").node().description.find("Discount is a number from 0 to 100, such as 7.5.") !=
        std::string::npos);
  bench.type("Quantity", "3");
  CHECK(bench.amount() == 315'00);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("where the amount was typed by hand, the panel says by how much it differs, and takes the total on request") {
  LinesBench bench;
  bench.add("2 x Cable 120");
  CHECK_FALSE(bench.button("Take the total"));
  bench.run(set_field(bench.deal, &Deal::amount, std::optional(Money{.minor = 210'00, .currency = usd})));
  bench.harness->settle();
  CHECK(bench.says("The deal’s amount is $30 less than the total."));
  bench.button("Take the total").click();
  bench.harness->settle();
  CHECK(bench.amount() == 240'00);
  CHECK_FALSE(bench.button("Take the total"));
}

TEST_CASE("lines that count VAT in two ways say so, and one key makes them one") {
  LinesBench bench;
  bench.add("Hosting");
  bench.add("Hosting");
  bench.run(set_field(bench.lines()[0]->id, &Line::vat_on_top, true));
  bench.harness->settle();
  const auto way = [&] { return bench.by(Role::radio_group, "VAT in prices"); };
  CHECK(way().node().description == "Line items differ");
  const Found first = bench.by(Role::radio, "VAT included");
  CHECK(first.has(ui::node_flag::tab_stop));
  CHECK_FALSE(first.has(ui::node_flag::checked));
  CHECK_FALSE(bench.by(Role::radio, "VAT on top").has(ui::node_flag::checked));
  bench.by(Role::radio, "VAT included").activate();
  bench.harness->settle();
  for (const Line* line : bench.lines()) CHECK_FALSE(line->vat_on_top);
  CHECK(way().node().description.empty());
}

TEST_CASE("VAT is in the price or on top for all lines at once, and in one undo step") {
  LinesBench bench;
  bench.add("Hosting");
  bench.add("2 x Hosting");
  CHECK(bench.says("VAT 20%: $250"));
  bench.by(Role::radio, "VAT on top").click();
  bench.harness->settle();
  for (const Line* line : bench.lines()) CHECK(line->vat_on_top);
  CHECK(bench.amount() == 1800'00);
  bench.add("Hosting");
  CHECK(bench.last().vat_on_top);
  bench.undo();
  bench.undo();
  for (const Line* line : bench.lines()) CHECK_FALSE(line->vat_on_top);
  CHECK(bench.amount() == 1500'00);
}

TEST_CASE("a rate is chosen from the usual ones, or typed") {
  LinesBench bench;
  bench.add("Cable 1 x 100");
  bench.unfold("Cable");
  bench.by(Role::combobox, "VAT, %").click();
  bench.by(Role::option, "22%").click();
  bench.harness->settle();
  CHECK(bench.last().vat_percent == 22);
  bench.by(Role::combobox, "VAT, %").click();
  bench.by(Role::option, "Other rate").click();
  bench.harness->settle();
  bench.type("Other rate", "13");
  CHECK(bench.last().vat_percent == 13);
  bench.type("Other rate", "a lot");
  CHECK(bench.last().vat_percent == 13);
  CHECK(bench.field("Other rate").node().description.find("VAT is a whole number from 0 to 100, or empty.") !=
        std::string::npos);
}

TEST_CASE("lines change places, get another product, and go to the trash") {
  LinesBench bench;
  bench.add("Cable 1 x 100");
  bench.add("Plug 1 x 10");
  bench.unfold("Cable");
  bench.button("Down: Cable").click();
  bench.harness->settle();
  REQUIRE(bench.lines().size() == 2);
  CHECK(bench.lines()[0]->name == "Plug");
  bench.button("Up: Cable").click();
  bench.harness->settle();
  CHECK(bench.lines()[0]->name == "Cable");
  bench.field("From catalog").type("Hosting");
  bench.harness->settle();
  bench.field("From catalog").press({Key::enter});
  bench.harness->settle();
  CHECK(bench.lines()[0]->name == "Hosting");
  CHECK(bench.amount() == 510'00);
  bench.undo();
  CHECK(bench.lines()[0]->name == "Cable");
  CHECK_FALSE(bench.lines()[0]->product);
  bench.button("Line item to the trash").click();
  bench.harness->settle();
  CHECK(bench.lines().size() == 1);
  CHECK(bench.amount() == 10'00);
}

TEST_CASE("a line without a price is said to be left out of the total") {
  LinesBench bench;
  bench.add("Advice");
  CHECK(bench.says("1 item is not counted"));
  CHECK(bench.amount() == 100'000);
  bench.unfold("Advice");
  bench.type("Price", "70");
  CHECK(bench.amount() == 70'00);
  CHECK_FALSE(bench.says("is not counted"));
}
