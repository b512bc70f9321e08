// The Monte Carlo, against what can be counted out and against pipelines whose truth is known.
#include "forecast/simulate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/long_run.hpp"

namespace voronka {
namespace {

bool long_run() { return test::is_long_run(); }

MonthShares at_once(std::size_t month, double share = 1) {
  MonthShares shares = {};
  for (std::size_t m = month; m < forecast_months; ++m) shares[m] = share;
  return shares;
}

// A chance that is certain, and all of it in one month.
SimulatedDeal sure_chance(double amount, double chance, std::size_t month) {
  return {.amount = amount, .won_by = at_once(month, chance)};
}

SimulationInput mixed_pipeline(std::uint64_t seed, std::size_t deals) {
  Random random(seed);
  SimulationInput input = {.already = 500, .goal = 40'000.0};
  for (int i = 0; i < 4; ++i) input.groups.push_back({.wins = 1 + 9 * random.unit(), .losses = 1 + 9 * random.unit()});
  for (std::size_t i = 0; i < deals; ++i) {
    SimulatedDeal deal = {.amount = 100 + 9'000 * random.unit(), .group = static_cast<std::uint32_t>(random.below(4))};
    deal.lost_open = 0.2 + random.unit();
    for (std::size_t m = 0; m < forecast_months; ++m) deal.won_by[m] = 1 - exact_exp(-0.3 * static_cast<double>(m + 1));
    input.deals.push_back(deal);
  }
  return input;
}

TEST_CASE("[F24] the same seed gives the same numbers, another seed others") {
  const SimulationInput input = mixed_pipeline(1, 30);
  CHECK(simulate(input, 7, 500) == simulate(input, 7, 500));
  CHECK(simulate(input, 7, 500) != simulate(input, 8, 500));
}

TEST_CASE("[F24] runs made in slices of any size are those made at one go") {
  const SimulationInput input = mixed_pipeline(2, 30);
  const SimulationResult whole = simulate(input, 7, 400);
  for (const std::uint32_t slice : {1U, 7U, 100U, 399U, 5'000U}) {
    CAPTURE(slice);
    Simulation simulation(input, 7, 400);
    std::size_t slices = 1;
    while (simulation.step(slice)) ++slices;
    CHECK(slices == (400 + slice - 1) / slice);
    CHECK(simulation.result() == whole);
  }
}

TEST_CASE("half done, the result is that of the runs made so far") {
  const SimulationInput input = mixed_pipeline(3, 30);
  Simulation simulation(input, 7, 400);
  CHECK(simulation.result().runs == 0);
  simulation.step(150);
  CHECK(simulation.result() == simulate(input, 7, 150));
}

TEST_CASE("[F22] small pipelines come out as counting all their ends says") {
  // Five deals of known chances: 32 ends, each with its money and its probability.
  const double amounts[] = {1'000, 2'500, 4'000, 7'000, 20'000};
  const double chances[] = {0.9, 0.5, 0.35, 0.2, 0.05};
  const std::size_t months[] = {0, 1, 2, 3, 11};
  SimulationInput input = {.first_quarter_months = 1, .period_months = 2, .already = 100, .goal = 2'600.0};
  for (int i = 0; i < 5; ++i) input.deals.push_back(sure_chance(amounts[i], chances[i], months[i]));
  const SimulationResult result = simulate(input, 11, 40'000);

  std::vector<std::pair<double, double>> year;  // money, probability
  double period_mean = 0, reached = 0;
  for (unsigned end = 0; end < 32; ++end) {
    double money = 0, first_two = 100, probability = 1;
    for (unsigned i = 0; i < 5; ++i) {
      const bool won = (end >> i & 1) != 0;
      probability *= won ? chances[i] : 1 - chances[i];
      money += won ? amounts[i] : 0;
      first_two += won && months[i] < 2 ? amounts[i] : 0;
    }
    year.emplace_back(money, probability);
    period_mean += probability * first_two;
    reached += first_two >= 2'600 ? probability : 0;
  }
  std::ranges::sort(year);
  const auto exact_quantile = [&](double share) {
    double sum = 0;
    for (const auto& [money, probability] : year) {
      sum += probability;
      if (sum >= share) return money;
    }
    return year.back().first;
  };
  CHECK(result.year.p10 == exact_quantile(0.1));
  CHECK(result.year.p50 == exact_quantile(0.5));
  CHECK(result.year.p90 == exact_quantile(0.9));
  CHECK(result.period.mean == doctest::Approx(period_mean).epsilon(0.01));
  CHECK(*result.goal_share == doctest::Approx(reached).epsilon(0.02));
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(result.months[months[i]].mean == doctest::Approx(amounts[i] * chances[i]).epsilon(0.08));
  CHECK(result.months[5] == Band{});
  CHECK(result.quarters[0].mean == doctest::Approx(900).epsilon(0.02));
  CHECK(result.quarters[1].mean == doctest::Approx(1'250 + 1'400 + 1'400).epsilon(0.03));
  CHECK(result.quarters[4].mean == doctest::Approx(1'000).epsilon(0.08));
}

TEST_CASE("[F22] every month gets the deals that fall into it") {
  SimulationInput input;
  SimulatedDeal deal = {.amount = 1};
  for (std::size_t m = 0; m < forecast_months; ++m) deal.won_by[m] = static_cast<double>((m + 1) * (m + 1)) / 144;
  input.deals.push_back(deal);
  const SimulationResult result = simulate(input, 5, 100'000);
  for (std::size_t m = 0; m < forecast_months; ++m) {
    const double before = m == 0 ? 0 : deal.won_by[m - 1];
    CHECK(std::abs(result.months[m].mean - (deal.won_by[m] - before)) < 0.005);
  }
  CHECK(result.year.mean == 1);
}

TEST_CASE("[F21] deals of one stage share their luck: the band is wider than that of independent deals") {
  SimulationInput drawn, fixed;
  drawn.groups.push_back({.wins = 3, .losses = 5});
  for (int i = 0; i < 200; ++i) {
    drawn.deals.push_back({.amount = 10, .group = 0, .lost_open = 1, .won_by = at_once(0)});
    fixed.deals.push_back(sure_chance(10, 3.0 / 8, 0));
  }
  const Band wide = simulate(drawn, 1, 4'000).year;
  const Band narrow = simulate(fixed, 1, 4'000).year;
  CHECK(wide.mean == doctest::Approx(750).epsilon(0.03));
  CHECK(narrow.mean == doctest::Approx(750).epsilon(0.01));
  CHECK(wide.p90 - wide.p10 > 4 * (narrow.p90 - narrow.p10));
}

TEST_CASE("[F23] the band has its share of pipelines whose truth is known, and its mean is not off") {
  // The truth is drawn from what is known before it: chances from the evidence, ends from chances. Then 80 of 100 must lie between.
  const std::uint64_t pipelines = long_run() ? 20'000 : 2'000;
  std::size_t inside = 0, below = 0, above = 0;
  double error = 0, squares = 0;
  for (std::uint64_t seed = 1; seed <= pipelines; ++seed) {
    const SimulationInput input = mixed_pipeline(seed, 60);
    Random truth = stream_of(seed, 77);
    std::vector<double> chances;
    for (const Evidence& group : input.groups) chances.push_back(draw_beta(truth, group));
    double money = 0;
    for (const SimulatedDeal& deal : input.deals) {
      const double p = chances[deal.group];
      const bool won_in_time = truth.unit() * (p * deal.won_open + (1 - p) * deal.lost_open) < p * deal.won_by[5];
      money += won_in_time ? deal.amount : 0;
    }
    SimulationInput asked = input;
    asked.period_months = 6;
    asked.already = 0;
    const Band band = simulate(std::move(asked), seed, 500).period;
    inside += money >= band.p10 && money <= band.p90 ? 1 : 0;
    below += money < band.p10 ? 1 : 0;
    above += money > band.p90 ? 1 : 0;
    error += money - band.mean;
    squares += (money - band.mean) * (money - band.mean);
  }
  const auto n = static_cast<double>(pipelines);
  CAPTURE(below);
  CAPTURE(above);
  CHECK(static_cast<double>(inside) / n > 0.78);
  CHECK(static_cast<double>(inside) / n < 0.82);
  CHECK(std::abs(error / n) < 3.5 * std::sqrt(squares / n / n));
}

TEST_CASE("[F26] the bars of the histogram are all runs of the period") {
  const SimulationResult result = simulate(mixed_pipeline(4, 40), 7, 1'000);
  std::uint32_t runs = 0;
  for (const std::uint32_t bar : result.histogram.runs) runs += bar;
  CHECK(runs == 1'000);
  CHECK(result.histogram.step > 0);
  CHECK(result.histogram.from >= 500);  // what was won already is in each of them
}

TEST_CASE("an empty pipeline brings nothing, or what was won already, and no NaN") {
  const SimulationResult result = simulate({.already = 70, .goal = 60.0}, 1, 100);
  CHECK(result.runs == 100);
  CHECK(result.year == Band{});
  CHECK(result.period == Band{.p10 = 70, .p50 = 70, .p90 = 70, .mean = 70});
  CHECK(*result.goal_share == 1);
  CHECK(result.histogram.step == 0);
  CHECK(result.histogram.runs[0] == 100);
  CHECK_FALSE(simulate({}, 1, 100).goal_share);
  CHECK(simulate({}, 1, 0).runs == 0);
}

TEST_CASE("chances that nothing speaks for, or against, need no care") {
  SimulationInput input = {.groups = {{.wins = 0, .losses = 8}, {.wins = 8, .losses = 0}, {}}};
  for (std::uint32_t group = 0; group < 3; ++group)
    input.deals.push_back({.amount = group + 1.0, .group = group, .lost_open = 1, .won_by = at_once(0)});
  const SimulationResult result = simulate(input, 1, 2'000);
  CHECK(result.year == Band{.p10 = 2, .p50 = 2, .p90 = 2, .mean = 2});
}

TEST_CASE("[F24] one deal more leaves the luck of those before it as it was") {
  SimulationInput input = mixed_pipeline(6, 20);
  const SimulationResult before = simulate(input, 7, 300);
  input.deals.push_back({.amount = 0, .won_by = at_once(0)});
  CHECK(simulate(input, 7, 300) == before);
}

TEST_CASE("[F23] a quantile is the value that at least that share does not exceed") {
  std::vector<double> ten = {9, 1, 8, 2, 7, 3, 6, 4, 5, 10};
  CHECK(quantile_of(ten, 0.1) == 1);
  CHECK(quantile_of(ten, 0.11) == 2);
  CHECK(quantile_of(ten, 0.5) == 5);
  CHECK(quantile_of(ten, 0.9) == 9);
  std::vector<double> one = {3};
  CHECK(quantile_of(one, 0.1) == 3);
  CHECK(quantile_of(one, 0.9) == 3);
}

}  // namespace
}  // namespace voronka
