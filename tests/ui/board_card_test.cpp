// The words of a card.
#include "tests/ui/shell_bench.hpp"
#include "ui/views/card.hpp"

using namespace voronka;
using namespace voronka::test;

TEST_CASE("a short amount loses its currency only where a sign stands behind it") {
  CHECK(ui::without_currency("1,24\xC2\xA0млн\xC2\xA0₽") == "1,24\xC2\xA0млн");
  CHECK(ui::without_currency("310\xC2\xA0т\xC2\xA0₽") == "310\xC2\xA0т");
  CHECK(ui::without_currency("9\xC2\xA0"
                             "500") ==
        "9\xC2\xA0"
        "500");
  CHECK(ui::without_currency("$1.24M") == "$1.24M");
}

TEST_CASE("a card's name tells amount, close date, next step and age; a passed date is called so") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme", 1200);
  const Date today = bench.app.today();
  bench.run(set_field(acme, &Deal::expected_close, std::optional(Date{today.days - 1})));
  CHECK(bench.card("Acme").name() == "Acme, $1,200, close date passed, yesterday, no next step, 0 days in stage");
  bench.run(AddRecord{Activity{.deal = acme, .title = "call", .due = {.date = today}}});
  bench.run(set_field(acme, &Deal::expected_close, std::optional(Date{today.days + 1})));
  CHECK(bench.card("Acme").name() ==
        "Acme, $1,200, closes tomorrow, close pushed 1 time, step due today, 0 days in stage");
}

TEST_CASE("a deal that stays too long says so on its card") {
  ShellBench bench;
  bench.begun();
  bench.deal(1, "Acme");
  bench.run(set_field(bench.stages()[1]->id, &Stage::stuck_after_days, std::optional(5)));
  CHECK(bench.card("Acme").name().find("the limit is") == std::string::npos);
  bench.clock.now += 9 * day_ms;
  bench.harness->settle();
  CHECK(bench.card("Acme").name().find("9 d in stage, the limit is 5. No next step.") != std::string::npos);
}

TEST_CASE("the sentence on a stuck card shows all that are stuck by a click, and then the card opens as ever") {
  ShellBench bench;
  bench.begun();
  bench.deal(1, "Acme");
  bench.run(set_field(bench.stages()[1]->id, &Stage::stuck_after_days, std::optional(5)));
  bench.clock.now += 9 * day_ms;
  bench.deal(1, "Fresh");
  const auto click_sentence = [&] {
    const ui::Rect card = bench.card("Acme").rect();
    const ui::Vec2 at = {card.x + card.w / 2, card.bottom() - 20};
    bench.harness->move(at);
    bench.harness->down(at);
    bench.harness->up(at);
    bench.harness->settle();
  };
  click_sentence();
  CHECK(bench.titles(1) == std::vector<std::string>{"Acme"});
  CHECK_FALSE(bench.by(ui::Role::textbox, "Title").exists());
  click_sentence();
  CHECK(bench.by(ui::Role::textbox, "Title").exists());
}

TEST_CASE("a close that was put off is counted on the card; one that is near or passed has its own color") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme", 1200);
  const Date today = bench.app.today();
  for (const int days : {5, 9, 12, 30})
    bench.run(set_field(acme, &Deal::expected_close, std::optional(Date{today.days + days})));
  CHECK(bench.card("Acme").name().find("close pushed 3 times") != std::string::npos);
}
