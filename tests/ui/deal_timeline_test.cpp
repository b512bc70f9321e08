#include "tests/ui/deal_bench.hpp"
#include "ui/views/deal_sheet.hpp"
#include "ui/views/timeline.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;

namespace {

std::vector<std::string> told = {};
Id<Deal> told_deal = {};

void tell(ui::ViewContext& context) {
  told.clear();
  const Deal* deal = context.document.find(told_deal);
  if (!deal) return;
  for (const ui::TimelineLine& line : ui::timeline_of(context, *deal, {}))
    told.push_back(line.strong + (line.strong.empty() || line.rest.empty() ? "" : " ") + line.rest);
}

struct TimelineBench : Bench {
  TimelineBench() : Bench(tell) {
    told_deal = add_deal("Granit", 0);
    clock.now += 600'000;
  }
  std::vector<std::string> lines() {
    harness->settle();
    return told;
  }
  void amount(std::int64_t minor) {
    run(set_field(told_deal, &Deal::amount,
                  std::optional<Money>(Money{.minor = minor, .currency = *currency_from("USD")})));
  }
};
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a creation is one line, with the stage") {
  TimelineBench bench;
  CHECK(bench.lines() == Lines{"Created in Lead"});
}

TEST_CASE("a move names both stages, newest first") {
  TimelineBench bench;
  bench.run(MoveDeal{.deal = told_deal, .to = bench.stages()[1]->id});
  bench.clock.now += 600'000;
  bench.run(MoveDeal{.deal = told_deal, .to = bench.stages()[3]->id});
  CHECK(bench.lines() == Lines{"Objections ← Qualified", "Qualified ← Lead", "Created in Lead"});
}

TEST_CASE("what undo took back is not told") {
  TimelineBench bench;
  bench.run(MoveDeal{.deal = told_deal, .to = bench.stages()[1]->id});
  bench.undo();
  CHECK(bench.lines() == Lines{"Created in Lead"});
}

TEST_CASE("an amount tells from what to what; the steps of typing it are one change") {
  TimelineBench bench;
  bench.amount(100);
  bench.clock.now += 400;
  bench.amount(110'000'000);
  bench.clock.now += 3'600'000;
  bench.amount(125'000'000);
  const Lines lines = bench.lines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "Amount $1,100,000 → $1,250,000");
  CHECK(lines[1] == "Amount $1,100,000");
}

TEST_CASE("a value typed and taken back at once leaves no line") {
  TimelineBench bench;
  bench.amount(100);
  bench.clock.now += 3'600'000;
  bench.amount(200);
  bench.clock.now += 1000;
  bench.amount(100);
  CHECK(bench.lines().size() == 2);
}

TEST_CASE("a loss tells its reason") {
  TimelineBench bench;
  bench.run(LoseDeal{.deal = told_deal, .reason = loss_reasons_of(bench.document())[0]->id});
  CHECK(bench.lines()[0] == "Lost: Price");
}
