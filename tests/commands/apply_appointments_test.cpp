// Entries of a calendar over what is planned here: whose they are, what moves, and the same calendar twice.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "formats/calendar.hpp"
#include "formats/calendar_read.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

struct CalendarFixture : PipelineFixture {
  CalendarFixture() {
    anna = {must(AddRecord{Contact{.name = "Анна", .emails = {"Anna@example.com"}}})};
    roof = deal(0, 100, "Крыша");
    must(set_field(roof, &Deal::contacts, std::vector<Id<Contact>>{anna}));
  }
  AppointmentRow meeting(std::string uid, std::int64_t in_hours, TextList emails = {"anna@EXAMPLE.com"}) const {
    return {.activity = {.kind = ActivityKind::meeting,
                         .title = "Встреча " + uid,
                         .origin = {.system = std::string(calendar_system), .id = std::move(uid)}},
            .at = {.utc_ms = now_ms + in_hours * hour_ms, .offset_minutes = 180},
            .has_time = true,
            .busy_minutes = 60,
            .is_event = true,
            .emails = std::move(emails)};
  }
  AppointmentPlan apply(const std::vector<AppointmentRow>& rows) {
    AppointmentPlan plan = plan_appointments(document, rows, stamp().now);
    must(ApplyAppointments{.rows = rows});
    return plan;
  }
  std::vector<Activity> living() const {
    std::vector<Activity> rows;
    for (const Activity& one : document.table<Activity>().rows())
      if (!one.deleted) rows.push_back(one);
    return rows;
  }
  Id<Contact> anna = {};
  Id<Deal> roof = {};
};

TEST_CASE_FIXTURE(CalendarFixture, "a meeting goes to the one open deal of who takes part, with its wall time") {
  const AppointmentRow row = meeting("1", 26, {"me@example.com", "anna@example.com"});
  const AppointmentPlan plan = apply({row});
  CHECK(plan.fates == std::vector{AppointmentFate::to_deal});
  CHECK(plan.places == std::vector<std::string>{"Крыша"});
  REQUIRE(living().size() == 1);
  const Activity it = living()[0];
  CHECK(it.deal == roof);
  CHECK(it.contact == anna);
  CHECK(iso_text(*it.due.date) == "2026-01-06");
  CHECK(it.due.time == local_time(row.at));
  CHECK_FALSE(it.done_at);
}

TEST_CASE_FIXTURE(CalendarFixture,
                  "with several open deals, or none, it goes to the contact alone; with nobody nowhere") {
  const Id<Deal> wall = deal(1, 100, "Стена");
  must(set_field(wall, &Deal::contacts, std::vector<Id<Contact>>{anna}));
  CHECK(apply({meeting("1", 1)}).fates[0] == AppointmentFate::to_contact);
  CHECK_FALSE(living()[0].deal);
  CHECK(living()[0].contact == anna);
  must(LoseDeal{.deal = wall, .reason = reason});
  CHECK(apply({meeting("2", 1)}).fates[0] == AppointmentFate::to_deal);
  const AppointmentPlan plan = apply({meeting("3", 1, {}), meeting("4", 1, {"nobody@example.com"})});
  CHECK(plan.fates == std::vector{AppointmentFate::no_people, AppointmentFate::nobody_known});
  CHECK(living().size() == 2);
}

TEST_CASE_FIXTURE(CalendarFixture, "the deal of a company is found by its address") {
  const Id<Company> forest = {must(AddRecord{Company{.name = "Лес", .emails = {"info@les.example"}}})};
  const Id<Deal> fence = deal(0, 100, "Забор");
  must(set_field(fence, &Deal::company, forest));
  CHECK(apply({meeting("1", 1, {"info@les.example"})}).places[0] == "Забор");
  CHECK_FALSE(living()[0].contact);
}

TEST_CASE_FIXTURE(CalendarFixture, "a meeting that is over comes as done, a task that is late does not") {
  AppointmentRow task = meeting("2", -50);
  task.is_event = false;
  task.activity.kind = ActivityKind::task;
  apply({meeting("1", -50), task});
  REQUIRE(living().size() == 2);
  CHECK(living()[0].done_at.has_value() != living()[1].done_at.has_value());
}

TEST_CASE_FIXTURE(CalendarFixture, "the same calendar again changes nothing, a moved entry moves, a done one is done") {
  std::vector<AppointmentRow> rows = {meeting("1", 5), meeting("2", 30)};
  apply(rows);
  now_ms += 20 * hour_ms;  // the first is over by now: still nothing
  CHECK(apply(rows).count(AppointmentFate::same) == 2);
  CHECK(living().size() == 2);
  rows[1].at.utc_ms += 24 * hour_ms;
  rows[0].done_at = rows[0].at;
  CHECK(apply(rows).count(AppointmentFate::changed) == 2);
  CHECK(apply(rows).count(AppointmentFate::same) == 2);
  const std::vector<Activity> here = living();
  CHECK(std::ranges::count_if(here, [](const Activity& it) { return it.done_at.has_value(); }) == 1);
  must(Revert{.entry = last_entry});
}

TEST_CASE_FIXTURE(CalendarFixture, "what was changed here after the calendar was written stays") {
  std::vector<AppointmentRow> rows = {meeting("1", 30)};
  apply(rows);
  rows[0].at.utc_ms += hour_ms;
  rows[0].changed_ms = now_ms - hour_ms;
  CHECK(apply(rows).fates[0] == AppointmentFate::newer_here);
  rows[0].changed_ms = now_ms + hour_ms;
  CHECK(apply(rows).fates[0] == AppointmentFate::changed);
}

TEST_CASE_FIXTURE(CalendarFixture,
                  "what is in the trash is not made again, what an undo took back is, under its own id") {
  const std::vector<AppointmentRow> rows = {meeting("1", 30)};
  apply(rows);
  const Id<Activity> id = living()[0].id;
  must(Revert{.entry = last_entry});
  CHECK(living().empty());
  apply(rows);
  REQUIRE(living().size() == 1);
  CHECK(living()[0].id == id);
  must(DeleteRecords{.type = RecordType::activity, .ids = {id.raw}});
  CHECK(apply(rows).fates[0] == AppointmentFate::same);
  CHECK(living().empty());
}

TEST_CASE_FIXTURE(CalendarFixture, "our own export changes nothing, and moves what was moved in a calendar") {
  const Id<Activity> call = {must(AddRecord{Activity{
      .deal = roof, .kind = ActivityKind::call, .due = {.date = date_from({2026, 1, 7}), .time = TimeOfDay{600}}}})};
  const Id<Activity> task = {must(AddRecord{
      Activity{.deal = roof, .title = "КП", .due = {.date = date_from({2026, 1, 8})}, .duration_minutes = 45}})};
  struct Sink : ByteSink {
    void write(std::string_view bytes) override { text += bytes; }
    std::string text = {};
  } sink;
  REQUIRE(write_calendar(sink, document, {}, {.now = stamp().now}) == 2);
  const auto rows_of = [](const std::string& text) {
    std::vector<AppointmentRow> rows = read_calendar(text)->rows;
    // As the page does, in a zone that is 180 minutes ahead.
    for (AppointmentRow& row : rows) row.at = {.utc_ms = row.at.utc_ms - 181 * 60'000, .offset_minutes = 180};
    return rows;
  };
  CHECK(apply(rows_of(sink.text)).count(AppointmentFate::same) == 2);
  CHECK(living().size() == 2);
  now_ms += hour_ms;
  std::string moved = sink.text;
  moved.replace(moved.find("20260107T100000"), 15, "20260109T113000");
  for (std::size_t at = moved.find("LAST-MODIFIED:2026"); at != std::string::npos;
       at = moved.find("LAST-MODIFIED:2026"))
    moved.replace(at, 18, "LAST-MODIFIED:2027");
  CHECK(apply(rows_of(moved)).count(AppointmentFate::changed) == 1);
  CHECK(iso_text(*document.find(call)->due.date) == "2026-01-09");
  CHECK(iso_text(*document.find(call)->due.time) == "11:30");
  CHECK_FALSE(document.find(call)->duration_minutes);
  CHECK(document.find(task)->duration_minutes == 45);
}

TEST_CASE("random calendars over a random pipeline: once is as good as twice") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    CalendarFixture fixture;
    Random random(seed);
    std::vector<AppointmentRow> rows;
    for (std::uint64_t i = random.below(8); i > 0; --i) {
      rows.push_back(fixture.meeting(std::to_string(random.below(5)), static_cast<std::int64_t>(random.below(9)) - 4));
      if (random.below(4) == 0) rows.back().emails = {"x@example.com"};
      rows.back().has_time = random.below(3) != 0;
      rows.back().is_event = random.below(3) != 0;
    }
    fixture.apply(rows);
    const AppointmentPlan again = fixture.apply(rows);
    CHECK(again.count(AppointmentFate::to_deal) + again.count(AppointmentFate::to_contact) +
              again.count(AppointmentFate::changed) ==
          0);
  }
}

}  // namespace
}  // namespace voronka::test
