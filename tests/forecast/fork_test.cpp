// What-if: pure changes of the inputs, [F30]-[F34].
#include "forecast/fork.hpp"

#include <doctest/doctest.h>

#include "tests/forecast/told_deals.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

class Forks : public ToldDeals {
 public:
  Forks() {
    closed_deals(1, 20, 80, 60);
    closed_deals(4, 40, 60, 40);
    for (int i = 0; i < 4; ++i)
      told(1, day("2024-06-20"), i == 3 ? std::nullopt : std::optional(rubles(1'000))).expected_close =
          day("2024-08-01");
    commit();
    inputs = forecast_inputs(document, {.at = day("2024-07-01")});
  }
  PreparedDeal with(const ForkChange& change, std::size_t deal = 0) const {
    return prepared(forked(inputs, std::span(&change, 1)))[deal];
  }
  PreparedDeal as_it_is(std::size_t deal = 0) const { return prepared(inputs)[deal]; }
  SimulationResult simulated(std::span<const ForkChange> changes) const {
    const ForecastInputs other = forked(inputs, changes);
    return simulate(simulation_input(other, prepared(other)), 3, 1'000);
  }
  Id<Deal> id(std::size_t deal) const { return inputs.deals[deal].deal; }
  ForecastInputs inputs = {};
};

TEST_CASE_FIXTURE(Forks, "[F30] a deal moved on has the chance of a deal that comes into that stage today") {
  const PreparedDeal moved = with(ForkMove{.deal = id(0), .stage = stages[4]});
  CHECK(moved.chance.ever > as_it_is().chance.ever + 0.2);
  CHECK(with(ForkMove{.deal = id(0), .stage = stages[4]}, 1).chance == as_it_is(1).chance);
  const ForkChange change = ForkMove{.deal = id(0), .stage = stages[4]};
  CHECK(forked(inputs, std::span(&change, 1)).deals[0].typed_chance == doctest::Approx(0.6));
}

TEST_CASE_FIXTURE(Forks,
                  "[F31] another price is another amount and no other chance, and the luck of all others stays") {
  const ForkChange change = ForkPrice{.deal = id(3), .amount = 5'000};
  const PreparedDeal priced = with(change, 3);
  CHECK(priced.simulated.amount == 5'000);
  CHECK(priced.chance == as_it_is(3).chance);
  const SimulationResult before = simulated({});
  const SimulationResult after = simulated(std::span(&change, 1));
  CHECK(after.year.mean - before.year.mean == doctest::Approx(5'000 * priced.chance.won_by.back()).epsilon(0.15));
  CHECK(after.year.p90 >= before.year.p90);
  CHECK(after.year.p10 >= before.year.p10);
}

TEST_CASE_FIXTURE(Forks, "[F32] a delay moves what may come and the expected close, and takes nothing of the chance") {
  const PreparedDeal late = with(ForkDelay{.deal = id(0), .days = 45});
  const PreparedDeal before = as_it_is();
  CHECK(late.chance.ever == before.chance.ever);
  for (std::size_t month = 0; month < forecast_months; ++month)
    CHECK(late.chance.won_by[month] <= before.chance.won_by[month]);
  CHECK(late.chance.won_by[0] == 0);
  const ForkChange all = ForkDelay{.days = 45};
  const ForecastInputs delayed = forked(inputs, std::span(&all, 1));
  for (const ForecastDeal& deal : delayed.deals) CHECK(iso_text(*deal.expected_close) == "2024-09-15");
}

TEST_CASE_FIXTURE(Forks,
                  "[F33] a win rate times two doubles the chance of a deal that has just come, and never passes 1") {
  inputs.deals[0].age_days = 0;
  for (ForecastStage& stage : inputs.stages) stage.stays.clear();
  const double before = as_it_is().chance.ever;
  CHECK(with(ForkWinRate{.stage = stages[1], .factor = 2}).chance.ever == doctest::Approx(2 * before));
  CHECK(with(ForkWinRate{.stage = stages[4], .factor = 2}).chance.ever == before);
  CHECK(with(ForkWinRate{.factor = 1'000}).chance.ever == doctest::Approx(1));
  CHECK(with(ForkWinRate{.factor = -1}).chance.ever == 0);
}

TEST_CASE_FIXTURE(Forks, "[F34] a dropped deal brings nothing, and the luck of all others stays") {
  const ForkChange change = ForkDrop{.deal = id(0)};
  const ForecastInputs other = forked(inputs, std::span(&change, 1));
  const auto deals = prepared(other);
  CHECK(parts_of(other, deals).all.n == 3);
  CHECK(deals[0].chance == DealChance{});
  const SimulationInput input = simulation_input(other, deals);
  const SimulationInput before = simulation_input(inputs, prepared(inputs));
  CHECK(std::equal(input.deals.begin() + 1, input.deals.end(), before.deals.begin() + 1));
}

TEST_CASE_FIXTURE(Forks,
                  "what names nothing that is there changes nothing, and no change at all is the same forecast") {
  const std::vector<ForkChange> changes = {
      ForkMove{.deal = {make_id()}, .stage = stages[4]}, ForkMove{.deal = id(0), .stage = {make_id()}},
      ForkPrice{.deal = {make_id()}, .amount = 1},       ForkDelay{.deal = {make_id()}, .days = 9},
      ForkWinRate{.stage = {make_id()}, .factor = 3},    ForkDrop{.deal = {make_id()}}};
  CHECK(simulated(changes) == simulated({}));
}

}  // namespace
}  // namespace voronka
