// The forecast of past days against what came of them, [F53] [F55].
#include "forecast/replay.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/forecast/told_deals.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

// A pipeline of one stage whose law stays the same: 30 % are won after 40 days on average, the others lost after 60.
class Steady : public ToldDeals {
 public:
  Steady() {
    Random random(2);
    const auto after = [&](double mean) { return static_cast<std::int32_t>(-std::log(1 - random.unit()) * mean); };
    const Date last = day("2025-01-01");
    for (int i = 0; i < 900; ++i) {
      const Date on = {day("2023-06-01").days + i * 580 / 900};
      Deal& deal = told(4, on, rubles(50 + static_cast<std::int64_t>(random.below(100))));
      const bool won = random.unit() < 0.3;
      const Date end = {on.days + after(won ? 40 : 60)};
      if (end <= last) closed(deal, won ? DealStatus::won : DealStatus::lost, end);
    }
    commit();
  }
};

TEST_CASE_FIXTURE(Steady,
                  "[F55] where history repeats itself the replay is well calibrated and beats the weighted sum") {
  const Replay replay = replay_of(document, {.step_days = 14, .runs = 300});
  REQUIRE(replay.days.size() > 15);
  std::vector<GradedDay> money, deals;
  for (const ReplayDay& it : replay.days) {
    money.push_back(it.money);
    deals.push_back(it.deals);
    CHECK(it.open == it.with_amount);
    CHECK(it.money.forecast.until == month_end(it.money.forecast.at, 2));
  }
  const CallGrade calls = grade_of(replay.calls);
  CHECK(calls.brier < calls.naive_brier);
  for (const CalibrationBin& bin : calls.bins)
    if (bin.deals > 100) CHECK(std::abs(bin.chance - bin.won) < 0.1);
  const DayGrade graded = grade_of(money);
  CHECK(std::abs(graded.bias) < 0.15 * graded.actual);
  CHECK(graded.naive_bias > 0.5 * graded.actual);  // 60 % were typed
  CHECK(graded.inside > 0.5);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(graded.pinball[i] < graded.naive_pinball[i]);
    CHECK(grade_of(deals).pinball[i] < grade_of(deals).naive_pinball[i]);
  }
}

TEST_CASE_FIXTURE(Steady, "[F55] day by day it is the same as at one go, and knows no more than was known on the day") {
  const ReplayQuery query = {.first = day("2024-03-01"), .step_days = 60, .runs = 50};
  Replayer replayer(document, query);
  std::size_t steps = 1;
  while (replayer.step()) ++steps;
  const Replay whole = replay_of(document, query);
  CHECK(steps == replayer.days());
  REQUIRE(whole.days.size() == steps);
  for (std::size_t i = 0; i < steps; ++i) CHECK(whole.days[i].money == replayer.replay().days[i].money);
  // Without what came later the first forecast is the same.
  ToldDeals past;
  for (const Deal& deal : document.table<Deal>().rows()) {
    Deal known = deal;
    std::erase_if(known.history, [](const Event& it) { return local_date(it.at) > day("2024-03-01"); });
    if (known.history.empty()) continue;
    if (known.closed_on && *known.closed_on > day("2024-03-01")) {
      known.status = DealStatus::open;
      known.closed_on.reset();
    }
    known.position.stage = past.stages[4];
    for (Event& event : known.history)
      if (event.kind == EventKind::stage_entered) event.value = past.stages[4].raw;
    past.made.push_back(std::move(known));
  }
  past.commit();
  const ForecastInputs inputs = forecast_inputs(past.document, {.at = day("2024-03-01"), .period_months = 3});
  double sum = 0;
  for (const PreparedDeal& deal : prepared(inputs)) sum += deal.chance.won_by[2];
  double said = 0;
  for (std::size_t i = 0; i < whole.days[0].open; ++i) said += whole.calls[i].chance;
  CHECK(sum == doctest::Approx(said).epsilon(1e-6));
}

TEST_CASE_FIXTURE(ToldDeals, "[F53] a call is graded by what became of the deals it was made for") {
  const Date on = day("2024-01-01");
  for (int i = 0; i < 12; ++i) {
    Deal& deal = told(4, on, rubles(1));
    if (i < 10) happened(deal, EventKind::category_changed, on, std::string("commit"));
    deal.category = i < 8 ? ForecastCategory::commit : i < 10 ? ForecastCategory::best_case : ForecastCategory::none;
    if (i != 0) closed(deal, i < 7 ? DealStatus::won : DealStatus::lost, day("2024-02-01"));
  }
  commit();
  const auto grades = category_grades(document, pipeline);
  const CategoryGrade& commit_grade = grades[static_cast<std::size_t>(ForecastCategory::commit)];
  CHECK(commit_grade.closed == 9);  // the open one says nothing yet
  CHECK(commit_grade.won == 6);
  CHECK(commit_grade.interval.low < 6.0 / 9);
  CHECK(grades[static_cast<std::size_t>(ForecastCategory::best_case)].closed == 2);
  CHECK(grades[static_cast<std::size_t>(ForecastCategory::none)].closed == 2);
  CHECK(grades[static_cast<std::size_t>(ForecastCategory::omitted)].closed == 0);
}

TEST_CASE_FIXTURE(ToldDeals, "[F55] a pipeline too young to be graded gives no day") {
  told(4, day("2024-01-01"), rubles(1));
  commit();
  CHECK(replay_of(document, {}).days.empty());
  CHECK(replay_of(Document(), {}).days.empty());
}

}  // namespace
}  // namespace voronka
