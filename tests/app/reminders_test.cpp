// What rings, when, and how long a page at rest may sleep.
#include "app/reminders.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

const Date day = *date_from_iso("2026-03-09");
constexpr std::int32_t offset = 180;  // Moscow

Moment at(int hour, int minute, Date date = day) {
  return moment_from_local(date, TimeOfDay{hour * 60 + minute}, offset);
}

struct Bench {
  explicit Bench(ReminderLead ahead = 10) : lead(ahead) {}
  Id<Activity> plan(Due due) {
    REQUIRE(fixture.run(AddRecord{Activity{.deal = deal, .title = "Call", .due = due}}));
    return fixture.document.table<Activity>().rows().back().id;
  }
  std::vector<Id<Activity>> look(Moment now) {
    do reminders.follow(fixture.document, now, lead);
    while (reminders.looking());
    return reminders.take(fixture.document, now);
  }
  PipelineFixture fixture = {};
  Id<Deal> deal = fixture.deal(0, 100, "Acme");
  ReminderLead lead = {};
  Reminders reminders = {};
};
using Ids = std::vector<Id<Activity>>;

}  // namespace

TEST_CASE("what has an hour rings once, so many minutes before it") {
  Bench bench;
  const Id<Activity> id = bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  CHECK(bench.look(at(15, 0)) == Ids{});
  CHECK(bench.reminders.wait_ms(at(15, 0)) == 50 * 60'000);
  CHECK(bench.look(at(15, 49)) == Ids{});
  CHECK(bench.look(at(15, 50)) == Ids{id});
  CHECK(bench.look(at(15, 50)) == Ids{});
  CHECK(bench.look(at(16, 30)) == Ids{});
}

TEST_CASE("what was planned, or whose page was opened, after its ring rings at its hour, and what is past does not") {
  Bench bench;
  const Id<Activity> id = bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  bench.plan({.date = day, .time = TimeOfDay{9 * 60}});
  CHECK(bench.look(at(15, 55)) == Ids{});
  CHECK(bench.look(at(15, 59)) == Ids{});
  CHECK(bench.look(at(16, 0)) == Ids{id});
}

TEST_CASE("a day without an hour rings at nine, whatever the lead") {
  Bench bench(60);
  const Id<Activity> id = bench.plan({.date = day});
  CHECK(bench.look(at(8, 30)) == Ids{});
  CHECK(bench.look(at(9, 0)) == Ids{id});
}

TEST_CASE("what is done, put off or moved meanwhile rings where it stands then") {
  Bench bench;
  const Id<Activity> done = bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  const Id<Activity> moved = bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  CHECK(bench.look(at(15, 0)) == Ids{});
  REQUIRE(bench.fixture.run(FinishActivity{.activity = done}));
  REQUIRE(bench.fixture.run(set_field(moved, &Activity::due, Due{.date = day, .time = TimeOfDay{17 * 60}})));
  CHECK(bench.look(at(16, 0)) == Ids{});
  CHECK(bench.look(at(16, 50)) == Ids{moved});
}

TEST_CASE("of a closed deal nothing rings, and with reminders off nothing at all") {
  Bench bench;
  bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  CHECK(bench.look(at(15, 0)) == Ids{});
  REQUIRE(bench.fixture.run(set_field(bench.deal, &Deal::archived, true)));
  CHECK(bench.look(at(15, 55)) == Ids{});
  Bench silent{std::nullopt};
  silent.plan({.date = day, .time = TimeOfDay{16 * 60}});
  CHECK(silent.look(at(15, 0)) == Ids{});
  CHECK(silent.look(at(17, 0)) == Ids{});
}

TEST_CASE("what came due while the computer slept rings together, the earliest first") {
  Bench bench;
  const Id<Activity> late = bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  const Id<Activity> early = bench.plan({.date = day, .time = TimeOfDay{11 * 60}});
  CHECK(bench.look(at(10, 0)) == Ids{});
  CHECK(bench.look(at(18, 0)) == Ids{early, late});
}

TEST_CASE("a page at rest looks again when an hour has passed, and at midnight") {
  Bench bench{std::nullopt};
  bench.plan({.date = day, .time = TimeOfDay{16 * 60}});
  bench.look(at(15, 0));
  CHECK(bench.reminders.wait_ms(at(15, 30)) == 31 * 60'000);
  bench.look(at(20, 0));
  CHECK(bench.reminders.wait_ms(at(20, 0)) == 60 * 60'000);
  CHECK(bench.reminders.wait_ms(at(23, 50)) == 10 * 60'000);
}

TEST_CASE("what rang does not ring again when it is edited, when the lead is another, or when midnight passes") {
  Bench bench;
  const Id<Activity> id = bench.plan({.date = Date{day.days + 1}, .time = TimeOfDay{5}});
  CHECK(bench.look(at(23, 0)) == Ids{});
  CHECK(bench.look(at(23, 55)) == Ids{id});
  REQUIRE(bench.fixture.run(set_field(id, &Activity::title, std::string("Call Anna"))));
  CHECK(bench.look(at(23, 57)) == Ids{});
  bench.lead = 0;
  CHECK(bench.look(at(0, 2, Date{day.days + 1})) == Ids{});
  CHECK(bench.look(at(0, 5, Date{day.days + 1})) == Ids{});
}

TEST_CASE("nothing rings before everything was looked at, and then all of it does") {
  Bench bench{0};
  bench.look(at(8, 0));
  RecordSet many;
  std::vector<Id<Activity>> last;
  for (std::uint64_t i = 1; i <= 30'000; ++i)
    many.of<Activity>().push_back({.id = {{0x0190'0000'0000'0000, i}}, .deal = bench.deal, .title = "Someday"});
  many.of<Activity>().back().due = {.date = day};
  REQUIRE(bench.fixture.run(ApplyImport{.records = std::move(many)}));
  bench.reminders.follow(bench.fixture.document, at(9, 0), 0);
  CHECK(bench.reminders.looking());
  CHECK(bench.reminders.take(bench.fixture.document, at(9, 0)) == Ids{});
  CHECK(bench.look(at(9, 0)).size() == 1);
}

TEST_CASE("tomorrow's ring is known after midnight") {
  Bench bench;
  const Date later = {day.days + 2};
  const Id<Activity> id = bench.plan({.date = later, .time = TimeOfDay{10 * 60}});
  CHECK(bench.look(at(20, 0)) == Ids{});
  CHECK(bench.look(at(0, 0, Date{day.days + 1})) == Ids{});
  CHECK(bench.look(at(0, 0, later)) == Ids{});
  CHECK(bench.look(at(9, 50, later)) == Ids{id});
}

}  // namespace voronka::test
