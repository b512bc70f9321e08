#include "model/recurrence.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "base/workdays.hpp"

namespace voronka::test {
namespace {

Date day(std::string_view iso) { return *date_from_iso(iso); }

Activity repeated(Repeat repeat, std::string_view due) {
  Activity activity = {.title = "Созвон"};
  activity.due = {.date = day(due), .time = TimeOfDay{.minutes = 9 * 60}};
  activity.repeat = repeat;
  return activity;
}

std::string next_of(const Activity& activity, std::string_view done) {
  const auto next = next_of_series(activity, day(done));
  return next ? iso_text(*next->due.date) : "none";
}

}  // namespace

TEST_CASE("working days go over the weekend, and begin on one") {
  CHECK(iso_text(plus_working_days(day("2026-11-27"), 0)) == "2026-11-27");  // a Friday
  CHECK(iso_text(plus_working_days(day("2026-11-27"), 1)) == "2026-11-30");
  CHECK(iso_text(plus_working_days(day("2026-11-28"), 0)) == "2026-11-30");
  CHECK(iso_text(plus_working_days(day("2026-11-28"), 1)) == "2026-11-30");
  CHECK(iso_text(plus_working_days(day("2026-11-28"), 2)) == "2026-12-01");
  CHECK(iso_text(plus_working_days(day("2026-11-27"), 5)) == "2026-12-04");
  CHECK(iso_text(plus_working_days(day("2026-11-27"), 12)) == "2026-12-15");
  // One after the other is all at once.
  for (std::int32_t from = 20'000; from < 20'020; ++from)
    for (std::int32_t days = 0; days < 15; ++days) {
      Date step = days == 0 ? plus_working_days({from}, 0) : Date{from};
      for (std::int32_t i = 0; i < days; ++i) step = plus_working_days({step.days + 1}, 0);
      CHECK(plus_working_days({from}, days) == step);
    }
}

TEST_CASE("a repeated activity comes again at its own rhythm, and what was missed is not made up for") {
  CHECK(next_of(repeated(Repeat::none, "2026-11-27"), "2026-11-27") == "none");
  CHECK(next_of(repeated(Repeat::daily, "2026-11-27"), "2026-11-27") == "2026-11-28");
  CHECK(next_of(repeated(Repeat::working_days, "2026-11-27"), "2026-11-27") == "2026-11-30");
  CHECK(next_of(repeated(Repeat::weekly, "2026-11-03"), "2026-11-27") == "2026-12-01");  // Tuesdays stay Tuesdays
  CHECK(next_of(repeated(Repeat::two_weeks, "2026-11-03"), "2026-11-27") ==
        "2026-12-01");                                                                   // the 3rd, the 17th, the 1st
  CHECK(next_of(repeated(Repeat::weekly, "2026-12-04"), "2026-11-27") == "2026-12-11");  // done early
  CHECK(next_of(repeated(Repeat::quarterly, "2026-11-30"), "2026-11-30") == "2027-02-28");
  CHECK(next_of(repeated(Repeat::yearly, "2024-02-29"), "2024-02-29") == "2025-02-28");
}

TEST_CASE("the 31st of every month is the last day where there is none, and the 31st again afterwards") {
  Activity activity = repeated(Repeat::monthly, "2026-12-31");
  std::string days;
  for (int i = 0; i < 4; ++i) {
    activity = *next_of_series(activity, *activity.due.date);
    days += iso_text(*activity.due.date) + " ";
  }
  CHECK(days == "2027-01-31 2027-02-28 2027-03-31 2027-04-30 ");
  CHECK(activity.due.time == TimeOfDay{.minutes = 9 * 60});
}

TEST_CASE("a monthly one that was put off by days keeps its day, one that was moved by weeks has a new one") {
  Activity rent = repeated(Repeat::monthly, "2027-01-31");
  rent.repeat_day = 31;
  rent.due.date = day("2027-02-02");  // put off over the weekend
  CHECK(next_of(rent, "2027-02-02") == "2027-02-28");
  Activity call = repeated(Repeat::monthly, "2027-03-20");
  call.repeat_day = 5;  // it was the 5th until the user chose the 20th
  CHECK(next_of(call, "2027-03-20") == "2027-04-20");
  CHECK(next_of_series(call, day("2027-03-20"))->repeat_day == 20);
}

TEST_CASE("whatever the record says, the next one is later, open and without an outcome, or there is none") {
  Random random(7);
  for (int i = 0; i < 3000; ++i) {
    Activity activity;
    activity.repeat = static_cast<Repeat>(random.below(8));
    if (random.below(5) > 0) activity.due.date = Date{static_cast<std::int32_t>(random.below(3'652'058)) - 719'162};
    if (random.below(2) > 0) activity.repeat_day = static_cast<std::int32_t>(random.below(5000)) - 2000;
    activity.outcome = ActivityOutcome::refused;
    activity.done_at = Moment{};
    const Date after = {static_cast<std::int32_t>(random.below(3'652'058)) - 719'162};
    const auto next = next_of_series(activity, after);
    if (!next) continue;
    CHECK(*next->due.date > after);
    CHECK(next->due.date > activity.due.date);
    CHECK_FALSE(next->done_at);
    CHECK(next->outcome == ActivityOutcome::none);
  }
}

}  // namespace voronka::test
