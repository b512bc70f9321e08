// A planned activity rings in the page and leads to its deal.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;

namespace {

// Planned for a time so many minutes from now.
Id<Activity> plan(ShellBench& bench, Id<Deal> deal, std::string title, std::int64_t minutes) {
  const Moment now = bench.app.now();
  const Moment due = {.utc_ms = now.utc_ms + minutes * 60'000, .offset_minutes = now.offset_minutes};
  bench.run(AddRecord{
      Activity{.deal = deal, .title = std::move(title), .due = {.date = local_date(due), .time = local_time(due)}}});
  return bench.app.document().table<Activity>().rows().back().id;
}

void pass(ShellBench& bench, std::int64_t minutes) {
  bench.clock.now += minutes * 60'000;
  bench.harness->settle();
}

}  // namespace

TEST_CASE("what comes due is told in the page, with the way to its deal, until it is closed") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> deal = bench.deal(0, "Acme");
  plan(bench, deal, "Call Anna", 30);
  bench.harness->settle();
  CHECK(!bench.button("Open").exists());
  pass(bench, 19);
  CHECK(!bench.button("Open").exists());
  pass(bench, 1);
  REQUIRE(bench.button("Open").exists());
  CHECK(bench.last_announced().find("Call Anna — Acme") != std::string::npos);
  pass(bench, 3);
  CHECK(bench.button("Open").exists());
  bench.button("Open").click();
  REQUIRE(!bench.harness->host().pushed.empty());
  CHECK(bench.harness->host().pushed.back().starts_with("#/deal/" + text_of(deal.raw)));
}

TEST_CASE("many at once are one message that leads to today") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> deal = bench.deal(0, "Acme");
  for (int i = 0; i < 4; ++i) plan(bench, deal, "Call " + std::to_string(i), 30);
  pass(bench, 25);
  CHECK(bench.harness->ui().toasts.size() == 1);
  bench.button("Open").click();
  REQUIRE(!bench.harness->host().pushed.empty());
  CHECK(bench.harness->host().pushed.back() == "#/today");
}

TEST_CASE("a page at rest asks for the frame in which it rings, and for none before") {
  ShellBench bench;
  bench.begun();
  plan(bench, bench.deal(0, "Acme"), "Call", 30);
  bench.harness->settle();
  const auto wait = bench.app.wake_after_seconds();
  REQUIRE(wait.has_value());
  CHECK(*wait <= 20 * 60);
  CHECK(*wait > 19 * 60);
}

TEST_CASE("reminders stay while other messages come and go, and the newest message is always there") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> deal = bench.deal(0, "Acme");
  for (int i = 0; i < 3; ++i) plan(bench, deal, "Call " + std::to_string(i), 30 + i);
  for (int i = 0; i < 3; ++i) pass(bench, i == 0 ? 20 : 1);
  REQUIRE(bench.harness->ui().toasts.size() == 3);
  for (int i = 0; i < 2; ++i) {
    bench.send(RunCommand{.command = set_field(deal, &Deal::title, "Acme " + std::to_string(i))});
    bench.harness->settle();
    CHECK(bench.harness->ui().toasts.size() == 4);
    CHECK(bench.harness->ui().toasts.back().options.action == "Undo");
  }
}
