// What a step changed, read again from the journal by role and name.
#include "ui/views/step_sheet.hpp"
#include "tests/ui/deal_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;

namespace {

bool opens = false;  // with the next frame

void draw(ui::ViewContext& context) {
  if (std::exchange(opens, false)) ui::open_step_sheet(context);
  ui::draw_step_sheet(context);
}

struct SheetBench : Bench {
  SheetBench() : Bench(draw) {}
  void show() {
    opens = true;
    harness->settle();
    harness->settle();
  }
};

}  // namespace

TEST_CASE("the newest step says what it changed, value by value, and older ones can be walked to and back") {
  SheetBench bench;
  const Id<Deal> deal = bench.add_deal("Granit", 1, 100'000'00);
  bench.run(set_field(deal, &Deal::owner, std::string("Anna")));
  bench.run(set_field(deal, &Deal::amount, std::optional(Money{120'000'00, *currency_from("USD")})));
  bench.show();
  CHECK(bench.says("Granit, Deal. Amount: "));
  CHECK(bench.says("120,000"));
  CHECK_FALSE(bench.says("Anna"));
  bench.button("Older").click();
  bench.harness->settle();
  CHECK(bench.says("empty → Anna"));
  bench.button("Older").click();
  bench.harness->settle();
  CHECK(bench.says("Granit, Deal · new"));
  bench.button("Newer").click();
  bench.harness->settle();
  CHECK(bench.says("empty → Anna"));
  bench.button("Close").click();
  bench.harness->settle();
  CHECK_FALSE(bench.says("Anna"));
}

TEST_CASE("after an undo the sheet shows what is the newest step then") {
  SheetBench bench;
  const Id<Deal> deal = bench.add_deal("Granit");
  bench.run(set_field(deal, &Deal::owner, std::string("Anna")));
  bench.show();
  REQUIRE(bench.says("Anna"));
  bench.undo();
  bench.harness->settle();
  CHECK(bench.says("Granit, Deal · new"));  // the newest step is now the one before
}
