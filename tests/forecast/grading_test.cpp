// The arithmetic of [F50]-[F54].
#include "forecast/grading.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/random.hpp"
#include "forecast/draw.hpp"
#include "forecast/stage_chance.hpp"

namespace voronka {
namespace {

TEST_CASE("[F51] a quantile pays for what it missed, on the side it promised for") {
  CHECK(pinball(100, 150, 0.9) == doctest::Approx(45));
  CHECK(pinball(100, 50, 0.9) == doctest::Approx(5));
  CHECK(pinball(100, 100, 0.1) == 0);
}

TEST_CASE("[F51] the true quantile has the least loss") {
  Random random(3);
  std::vector<GradedDay> days;
  for (int i = 0; i < 20'000; ++i)
    days.push_back(
        {.forecast = {.p10 = 10, .p50 = 50, .p90 = 90, .mean = 50, .naive = 70}, .actual = 100 * random.unit()});
  const DayGrade grade = grade_of(days);
  CHECK(grade.inside == doctest::Approx(0.8).epsilon(0.02));
  CHECK(std::abs(grade.bias) < 1);
  CHECK(grade.naive_bias == doctest::Approx(20).epsilon(0.05));
  for (const double other : {0.8, 1.2}) {
    std::vector<GradedDay> off = days;
    for (GradedDay& day : off) {
      day.forecast.p10 *= other;
      day.forecast.p50 *= other;
      day.forecast.p90 *= other;
    }
    const DayGrade worse = grade_of(off);
    for (std::size_t i = 0; i < 3; ++i) CHECK(worse.pinball[i] > grade.pinball[i]);
  }
  for (std::size_t i = 0; i < 3; ++i) CHECK(grade.naive_pinball[i] > grade.pinball[i]);
}

TEST_CASE("[F50] [F52] chances that come true as said lie in their bins, and theirs is the better score") {
  Random random(5);
  std::vector<DealCall> calls;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const double chance = random.unit();
    calls.push_back({.deal = i,
                     .chance = static_cast<float>(chance),
                     .naive = static_cast<float>(std::min(1.0, chance + 0.3)),
                     .won = random.unit() < chance});
  }
  const CallGrade grade = grade_of(calls);
  CHECK(grade.calls == 20'000);
  CHECK(grade.brier == doctest::Approx(1.0 / 6).epsilon(0.03));
  CHECK(grade.naive_brier > grade.brier + 0.03);
  REQUIRE(grade.bins.size() == 10);
  std::size_t calls_in_bins = 0;
  for (const CalibrationBin& bin : grade.bins) {
    calls_in_bins += bin.calls;
    CHECK(std::abs(bin.chance - bin.won) < 0.05);
    CHECK((bin.chance >= bin.from - 1e-6 && bin.chance <= bin.to + 1e-6));
    CHECK((bin.interval.low <= bin.won + 1e-3 && bin.won <= bin.interval.high + 1e-3));
  }
  CHECK(calls_in_bins == 20'000);
}

TEST_CASE("[F50] the same deal on twenty days is one deal for the interval") {
  std::vector<DealCall> calls(20, {.deal = 7, .chance = 0.45F, .won = true});
  const CallGrade grade = grade_of(calls);
  REQUIRE(grade.bins.size() == 1);
  CHECK(grade.bins[0].calls == 20);
  CHECK(grade.bins[0].deals == 1);
  CHECK(grade.bins[0].interval.low < 0.3);
  CHECK(grade.deals == 1);
}

TEST_CASE("nothing to grade is no NaN") {
  CHECK(grade_of(std::span<const GradedDay>()).days == 0);
  CHECK(grade_of(std::span<const DealCall>()).calls == 0);
  CHECK(grade_of(std::span<const DealCall>()).bins.empty());
  CHECK(suggested_percents({}).empty());
}

TEST_CASE("[F54] percents are suggested where what was typed cannot be, and never fall from stage to stage") {
  // 60 % typed; 9 of 22, 5 of 40, 30 of 40 and 0 of 4 came true.
  std::vector<StageChance> chances;
  for (const auto& [wins, closed] : {std::pair(9, 22), {5, 40}, {30, 40}, {0, 4}}) {
    StageChance& it = chances.emplace_back();
    it.typed = it.centre = 0.6;
    it.wins = static_cast<std::size_t>(wins);
    it.resolved = static_cast<std::size_t>(closed);
    it.level = it.by_closed();
  }
  const auto percents = suggested_percents(chances);
  REQUIRE(percents.size() == 4);
  // The first two fall from 46 % to 20 %: one block of (9 + 4.8 + 5 + 4.8) in 78.
  CHECK(percents[0] == 30);
  CHECK(percents[1] == 30);
  REQUIRE(percents[2].has_value());
  CHECK(*percents[2] > 60);
  CHECK_FALSE(percents[3].has_value());  // too few to say
}

}  // namespace
}  // namespace voronka
