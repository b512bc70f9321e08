// [M26] to [M29] by hand; tests/headless/r.test.mjs has them beside R.
#include "metrics/survival.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"

namespace voronka::test {
namespace {

// 3, 5 (still waits), 5, 8, 9 (still waits)
const std::vector<Spell> five = {
    {.exit = 5}, {.exit = 3, .cause = 1}, {.exit = 9}, {.exit = 5, .cause = 2}, {.exit = 8, .cause = 1}};

}  // namespace

TEST_CASE("[M26] at one age ends come before those who still wait") {
  const RiskTable table(five);
  REQUIRE(table.rows().size() == 4);
  CHECK(table.rows()[1].at_risk == 4);
  const Curve curve = kaplan_meier(table);
  CHECK(curve[0].share == doctest::Approx(4.0 / 5));
  CHECK(curve[1].share == doctest::Approx(4.0 / 5 * 3 / 4));
  CHECK(curve[2].share == doctest::Approx(4.0 / 5 * 3 / 4 / 2));
  CHECK(curve[3].share == curve[2].share);
  // Greenwood: S sqrt(1/(5*4) + 1/(4*3))
  CHECK(curve[1].std_error == doctest::Approx(0.6 * std::sqrt(1.0 / 20 + 1.0 / 12)));
}

TEST_CASE("[M26] who comes in late is at risk after that, not before and not at that age") {
  const RiskTable table(std::vector<Spell>{{.entry = 3, .exit = 6, .cause = 1}, {.exit = 3, .cause = 1}, {.exit = 7}});
  CHECK(table.rows()[0].at_risk == 2);
  CHECK(table.rows()[1].at_risk == 2);
}

TEST_CASE("[M27] causes and those who wait add up to one, and without censoring it is the plain share") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Spell> spells;
    for (std::uint64_t i = 0; i < 5 + seed * 4; ++i)
      spells.push_back({.entry = random.below(3) == 0 ? random.unit() * 4 : 0,
                        .exit = 5 + std::floor(random.unit() * 20),
                        .cause = static_cast<std::uint8_t>(random.below(4))});
    const RiskTable table(spells);
    const Curve waiting = kaplan_meier(table);
    const Curve one = aalen_johansen(table, 1), two = aalen_johansen(table, 2), three = aalen_johansen(table, 3);
    for (std::size_t i = 0; i < waiting.size(); ++i)
      CHECK(waiting[i].share + one[i].share + two[i].share + three[i].share == doctest::Approx(1));
    for (Spell& spell : spells) {
      spell.entry = 0;
      if (spell.cause == 0) spell.cause = 2;
    }
    const auto n = static_cast<double>(spells.size());
    const double share = static_cast<double>(std::ranges::count(spells, 1, &Spell::cause)) / n;
    const CurvePoint end = aalen_johansen(RiskTable(spells), 1).back();
    CHECK(end.share == doctest::Approx(share));
    CHECK(end.std_error == doctest::Approx(std::sqrt(share * (1 - share) / n)));
  }
}

TEST_CASE("[M27] equal weights of any size change nothing, a spell of weight two is two for the share") {
  std::vector<Spell> heavy = five;
  for (Spell& spell : heavy) spell.weight = 1e7;
  const CurvePoint plain = aalen_johansen(RiskTable(five), 1).back();
  const CurvePoint weighed = aalen_johansen(RiskTable(heavy), 1).back();
  CHECK(weighed.share == doctest::Approx(plain.share));
  CHECK(weighed.std_error == doctest::Approx(plain.std_error));
  std::vector<Spell> one = five, two = five;
  one[1].weight = 2;
  two.push_back(five[1]);
  CHECK(aalen_johansen(RiskTable(one), 1).back().share ==
        doctest::Approx(aalen_johansen(RiskTable(two), 1).back().share));
}

TEST_CASE(
    "[M28] the median is where half have left, the middle of a stretch that stays exactly there, or not reached") {
  const auto median = [](std::vector<Spell> spells) { return quantile(RiskTable(spells), 0.5); };
  CHECK(*median({{.exit = 1, .cause = 1}, {.exit = 2, .cause = 1}, {.exit = 3, .cause = 1}}).value == 2);
  CHECK(*median({{.exit = 1, .cause = 1}, {.exit = 2, .cause = 1}, {.exit = 3, .cause = 1}, {.exit = 4, .cause = 1}})
             .value == 2.5);
  const Quantile open = median({{.exit = 1, .cause = 1}, {.exit = 2}, {.exit = 30}});
  CHECK(!open.value);
  CHECK(open.at_least == 30);
  CHECK(!quantile(RiskTable(), 0.5).value);
}

TEST_CASE("[M29] the restricted mean is the area under the curve") {
  const RestrictedMean mean = restricted_mean(RiskTable(five), 8);
  CHECK(mean.mean == doctest::Approx(3 + 0.8 * 2 + 0.6 * 3));
  CHECK(restricted_mean(RiskTable(five), 2).mean == 2);
  CHECK(restricted_mean(RiskTable(), 2).std_error == 0);
}

TEST_CASE("the last points alone are those of the curves, and the quantile is that of all intervals") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Spell> spells;
    for (std::uint64_t i = random.below(60); i > 0; --i)
      spells.push_back({.entry = seed % 3 == 0 ? random.unit() : 0,
                        .exit = 1 + random.unit() * 20,
                        .cause = static_cast<std::uint8_t>(random.below(seed % 2 == 0 ? 2 : 4))});
    const RiskTable table(spells);
    const Curve waiting = kaplan_meier(table);
    if (waiting.empty()) continue;
    CHECK(waiting_at_end(table).share == waiting.back().share);
    CHECK(waiting_at_end(table).interval == waiting.back().interval);
    CHECK(ended_at_end(table, 1).share == aalen_johansen(table, 1).back().share);
    CHECK(ended_at_end(table, 1).interval == aalen_johansen(table, 1).back().interval);
    for (const double part : {0.5, 0.8}) {
      const auto first = [&](double Interval::* end) -> std::optional<double> {
        for (const CurvePoint& it : waiting)
          if (it.interval && *it.interval.*end < 1 - part) return it.time;
        return std::nullopt;
      };
      CHECK(quantile(table, part).low == first(&Interval::low));
      CHECK(quantile(table, part).high == first(&Interval::high));
    }
  }
}

TEST_CASE("[M30] no spells give empty curves, lengths of nothing take no part, certainty has no interval") {
  CHECK(kaplan_meier(RiskTable()).empty());
  CHECK(aalen_johansen(RiskTable(), 1).empty());
  CHECK(RiskTable(std::vector<Spell>{{.exit = 0, .cause = 1}, {.entry = 4, .exit = 4}}).spells() == 0);
  const Curve all = aalen_johansen(RiskTable(std::vector<Spell>{{.exit = 1, .cause = 1}, {.exit = 2, .cause = 1}}), 1);
  CHECK(all.back().share == 1);
  CHECK(!all.back().interval);
}

TEST_CASE("[M26] ages that differ by rounding are one age") {
  const double minute = 1.0 / 1440;
  std::vector<Spell> spells;
  for (const double day : {20'000.3, 19'000.7, 123.1}) spells.push_back({.exit = (day + minute) - day, .cause = 1});
  CHECK(RiskTable(spells).rows().size() == 1);
}

}  // namespace voronka::test
