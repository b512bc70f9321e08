// The curves of [F10]-[F13], against the estimator that is checked with R and against waits whose law is known.
#include "forecast/timing.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/random.hpp"
#include "metrics/survival.hpp"

namespace voronka {
namespace {

std::vector<Wait> random_waits(std::uint64_t seed, std::size_t count, int most_days) {
  Random random(seed);
  std::vector<Wait> waits;
  for (std::size_t i = 0; i < count; ++i)
    waits.push_back({.days = static_cast<std::int32_t>(random.below(static_cast<std::uint64_t>(most_days))),
                     .end = static_cast<DealStatus>(random.below(3))});
  return waits;
}

double exponential(Random& random, double mean) { return -mean * std::log(1 - random.unit()); }

// Won after 40 days on average, lost after 80, seen for a random while.
std::vector<Wait> known_waits(std::uint64_t seed, std::size_t count, double p) {
  Random random(seed);
  std::vector<Wait> waits;
  for (std::size_t i = 0; i < count; ++i) {
    const bool won = random.unit() < p;
    const double end = exponential(random, won ? 40 : 80);
    const double seen = 300 * random.unit();
    waits.push_back({.days = static_cast<std::int32_t>(std::min(end, seen)),
                     .end = end > seen ? DealStatus::open
                            : won      ? DealStatus::won
                                       : DealStatus::lost});
  }
  return waits;
}

TEST_CASE("[F10] incidences by whole days are the Aalen-Johansen estimates of metrics/survival") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const std::vector<Wait> waits = random_waits(seed, static_cast<std::size_t>(10 + 20 * seed), 90);
    std::vector<Spell> spells;
    for (const Wait& wait : waits)
      spells.push_back({.exit = wait.days + 1.0, .cause = static_cast<std::uint8_t>(wait.end)});
    const RiskTable table(spells);
    const Curve won = aalen_johansen(table, 1);
    const Curve lost = aalen_johansen(table, 2);
    const Incidence it = incidence_of(waits);
    for (std::size_t day = 0; day < 100; ++day) {
      const double age = static_cast<double>(day) + 1;
      CHECK(std::abs(it.won[day] - point_at(won, age, 0).share) < 1e-12);
      CHECK(std::abs(it.lost[day] - point_at(lost, age, 0).share) < 1e-12);
      CHECK(std::abs(it.won[day] + it.lost[day] + it.open[day] - 1) < 1e-12);
    }
  }
}

TEST_CASE("[F12] with the chance that the curve itself has, the formula is that of the cumulative incidences") {
  // All waits end within the curve, and so many that pooling is nothing beside them.
  std::vector<Wait> waits;
  Random random(4);
  for (int i = 0; i < 400'000; ++i)
    waits.push_back({.days = static_cast<std::int32_t>(random.below(100)),
                     .end = random.below(10) < 3 ? DealStatus::won : DealStatus::lost});
  const Incidence it = incidence_of(waits);
  const Timing timing(waits, Timing());
  const double p = it.won[99];
  for (const std::size_t age : {0U, 10U, 50U, 80U})
    for (const std::size_t days : {1U, 10U, 15U}) {
      const double direct = (it.won[age + days] - it.won[age]) / (1 - it.won[age] - it.lost[age]);
      CHECK(chance_within(timing, p, static_cast<std::int32_t>(age), static_cast<std::int32_t>(days)) ==
            doctest::Approx(direct).epsilon(0.002));
    }
}

TEST_CASE("[F10] closed deals alone would be too fast: with open ones as censored the curve is the true one") {
  const Timing timing(known_waits(1, 40'000, 0.4), Timing());
  double closed_only = 0, closed_wins = 0;
  for (const Wait& wait : known_waits(1, 40'000, 0.4)) {
    closed_only += wait.end == DealStatus::lost && wait.days < 80 ? 1 : 0;
    closed_wins += wait.end == DealStatus::lost ? 1 : 0;
  }
  const double truth = 1 - std::exp(-1.0);
  CHECK(std::abs(1 - timing.within(79).open_lost - truth) < 0.01);
  CHECK(closed_only / closed_wins > truth + 0.05);
}

TEST_CASE("[F11] what is open at the end of the curve goes on, and nothing is lost") {
  // Seen for 60 days only: half of the losses come later.
  Random random(9);
  std::vector<Wait> waits;
  for (int i = 0; i < 20'000; ++i) {
    const double end = exponential(random, 60);
    waits.push_back({.days = static_cast<std::int32_t>(std::min(end, 59.0)),
                     .end = end >= 60              ? DealStatus::open
                            : random.below(4) == 0 ? DealStatus::won
                                                   : DealStatus::lost});
  }
  const Timing timing(waits, Timing());
  for (const std::int32_t day : {30, 59, 90, 150, 300}) {
    CAPTURE(day);
    const double truth = 1 - std::exp(-(day + 1) / 60.0);
    CHECK(std::abs(timing.within(day).won - truth) < 0.03);
    CHECK(std::abs(1 - timing.within(day).open_lost - truth) < 0.03);
  }
  CHECK(timing.within(100'000).won > 0.999);
}

TEST_CASE("[F12] an old deal is less likely to be won where wins come early") {
  const Timing timing(known_waits(2, 20'000, 0.5), Timing());
  // Odds 1 at the beginning; e^(-a/40) of the won and e^(-a/80) of the lost are left.
  for (const std::int32_t age : {0, 20, 60, 120}) {
    CAPTURE(age);
    const double truth = 1 / (1 + std::exp((age + 1) / 80.0));
    CHECK(std::abs(chance_at(timing, 0.5, age) - truth) < 0.015 + 0.0002 * age);
  }
}

TEST_CASE("[F11] deals that outlast all that ever ended are not expected to end soon") {
  // Half are won or lost within 50 days; the others have been open for 400, and nothing has happened to them.
  std::vector<Wait> waits;
  Random random(8);
  for (int i = 0; i < 2'000; ++i) {
    const bool stays = i % 2 == 0;
    waits.push_back({.days = stays ? 400 : static_cast<std::int32_t>(random.below(50)),
                     .end = stays                  ? DealStatus::open
                            : random.below(2) == 0 ? DealStatus::won
                                                   : DealStatus::lost});
  }
  const Timing timing(waits, Timing());
  CHECK(chance_within(timing, 0.5, 400, 365) < 0.01);
  CHECK(chance_within(timing, 0.5, 0, 50) == doctest::Approx(0.25).epsilon(0.05));
}

TEST_CASE("[F11] that all of ten ended within a month does not say that every deal does") {
  const std::vector<Wait> ten(10, {.days = 20, .end = DealStatus::won});
  const Timing timing(ten, Timing());
  CHECK(timing.within(20).won < 0.95);
  CHECK(timing.within(20).won > timing.within(19).won + 0.3);
  for (const std::int32_t age : {20, 21, 500, 1'000'000}) {
    const double chance = chance_at(timing, 0.5, age);
    CHECK((chance > 0.01 && chance < 0.99));
    CHECK(chance_within(timing, 0.5, age, 365) > 0);
  }
}

TEST_CASE("[F13] few waits lean on the pool, many stand for themselves") {
  const Timing pool(known_waits(4, 5'000, 0.5), Timing());
  const std::vector<Wait> one = {{.days = 3, .end = DealStatus::won}};
  // n / (n + k) of its own curve, in which one more deal is open still and two in three of such are won [F11]: 0.5 / (0.5 + 0.5 · 2/3).
  CHECK(Timing(one, pool).within(3).won == doctest::Approx(0.6 / 9 + 8.0 / 9 * pool.within(3).won));
  CHECK(Timing(one, pool).odds_against(3) == pool.odds_against(3));  // no loss among them: nothing is said of the odds
  const std::vector<Wait> many(792, {.days = 3, .end = DealStatus::won});
  CHECK(Timing(many, pool).within(3).won > 0.98);
}

TEST_CASE("[F15] without any wait both ends come at a constant rate, and age changes nothing") {
  const Timing timing({}, Timing());
  CHECK(timing.within(0).won == 0);
  CHECK(timing.within(60).won == doctest::Approx(1 - std::exp(-1.0)));
  CHECK(chance_at(timing, 0.3, 500) == doctest::Approx(0.3));
  const std::vector<Wait> open(5, {.days = 10});
  CHECK(Timing(open, Timing()).within(60) == timing.within(60));
}

TEST_CASE("[F12] counted from an age on, a curve is what is left of it") {
  const Timing timing(known_waits(6, 3'000, 0.5), Timing());
  const Timing rest = timing.from_age(30);
  CHECK(rest.within(0) == Shares{});
  for (const std::int32_t days : {1, 20, 200}) {
    const double left = (timing.within(30 + days).won - timing.within(30).won) / (1 - timing.within(30).won);
    CHECK(rest.within(days).won == doctest::Approx(left));
  }
}

TEST_CASE("curves rise from 0 to at most 1, whatever the waits, and hold no NaN") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const Timing timing(random_waits(seed, static_cast<std::size_t>(seed % 7 * seed),
                                     seed % 3 == 0   ? 3'000
                                     : seed % 3 == 1 ? 1
                                                     : 40),
                        Timing());
    Shares before;
    for (std::int32_t day = 0; day < 2'000; ++day) {
      const Shares now = timing.within(day);
      REQUIRE((now.won >= before.won && now.won <= 1 + 1e-12 && now.open_won <= before.open_won + 1e-12 &&
               now.open_won >= -1e-12 && now.open_lost <= before.open_lost + 1e-12 && now.open_lost >= -1e-12));
      before = now;
    }
    for (const double p : {0.0, 0.3, 1.0})
      for (const std::int32_t age : {0, 1, 39, 5'000}) {
        const double chance = chance_at(timing, p, age);
        REQUIRE((chance >= 0 && chance <= 1));
        REQUIRE(chance_within(timing, p, age, 365) <= chance + 1e-12);
      }
  }
}

}  // namespace
}  // namespace voronka
