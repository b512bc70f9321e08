// From histories to chances, months and lists: rules [F1]-[F15] and [F25] of src/forecast/SPEC.md.
#include "forecast/forecast.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/forecast/told_deals.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

class Forecasts : public ToldDeals {
 public:
  void ask(const char* at) { ask(ForecastQuery{.at = day(at)}); }
  void ask(const ForecastQuery& query) {
    inputs = forecast_inputs(document, query);
    deals = prepared(inputs);
    parts = parts_of(inputs, deals);
  }
  SimulationResult simulated(std::size_t runs = 2'000) { return simulate(simulation_input(inputs, deals), 1, runs); }
  const StageChance& chance(std::size_t stage) const { return inputs.stages[stage].chance; }
  ForecastInputs inputs = {};
  std::vector<PreparedDeal> deals = {};
  ForecastParts parts = {};
};

TEST_CASE_FIXTURE(Forecasts, "[F5] typed 60 %, 9 of 22 came true: 46 % is used") {
  closed_deals(4, 9, 22, 30);  // Negotiation, 60 %
  commit();
  ask("2024-06-01");
  CHECK(chance(4).typed == doctest::Approx(0.6));
  CHECK(chance(4).wins == 9);
  CHECK(chance(4).resolved == 22);
  CHECK(*chance(4).earned() == doctest::Approx(9.0 / 22));
  CHECK(chance(4).used() == doctest::Approx((9 + 8 * 0.6) / 30));
  CHECK(inputs.wins == 9);
  CHECK(inputs.losses == 13);
}

TEST_CASE_FIXTURE(Forecasts,
                  "[F5] a deal that comes to a stage twice counts there once, and where an import guessed not at all") {
  Deal& twice = told(1, day("2024-01-01"), rubles(1));
  moved(twice, 2, day("2024-01-10"));
  moved(twice, 1, day("2024-01-20"));
  closed(twice, DealStatus::won, day("2024-02-01"));
  Deal& guessed = told(3, day("2024-01-01"), rubles(1));
  guessed.history.back().origin = EventOrigin::inferred;
  closed(guessed, DealStatus::lost, day("2024-02-01"));
  commit();
  ask("2024-06-01");
  CHECK(chance(1).resolved == 1);
  CHECK(chance(2).resolved == 1);
  CHECK(chance(3).resolved == 0);
  CHECK_FALSE(chance(3).earned());
}

TEST_CASE_FIXTURE(Forecasts,
                  "[F6] a thin stage takes from the others how typing turned out, one with enough deals does not") {
  closed_deals(2, 10, 100, 30);  // typed 40 %, earned 10 %
  commit();
  ask("2024-09-01");
  const double lean = (18.0 / 98) / (48.0 / 68);
  const double odds = 0.6 * lean;
  CHECK(chance(4).centre == doctest::Approx(odds / (odds + 0.4)));
  CHECK(chance(4).used() == doctest::Approx(chance(4).centre));
  CHECK(chance(2).centre == doctest::Approx(0.4));
}

TEST_CASE_FIXTURE(Forecasts, "[F7] a deal's own probability is its chance, however old it is") {
  closed_deals(4, 2, 40, 30);
  Deal& own = told(4, day("2024-01-01"), rubles(100));
  own.probability = 70;
  Deal& never = told(4, day("2024-06-01"), rubles(100));
  never.probability = 0;
  told(4, day("2024-06-01"), rubles(100));
  commit();
  ask("2024-07-01");
  REQUIRE(deals.size() == 3);
  CHECK(deals[0].chance.ever == doctest::Approx(0.7));
  CHECK(deals[1].chance.ever == 0);
  CHECK(deals[2].chance.ever < 0.3);
  CHECK(deals[0].chance.won_by.back() <= 0.7);
}

TEST_CASE_FIXTURE(Forecasts, "[F12] without standing still to correct it, a deal's chance is that of the formula") {
  closed_deals(4, 30, 60, 40);
  told(4, day("2024-06-25"), rubles(100));
  commit();
  ask("2024-07-01");
  ForecastInputs bare = inputs;
  for (ForecastStage& stage : bare.stages) stage.stays.clear();
  const PreparedDeal it = prepared(bare)[0];
  const ForecastStage& stage = bare.stages[4];
  const double p = stage.chance.used();
  CHECK(bare.deals[0].age_days == 6);
  CHECK(it.chance.ever == doctest::Approx(chance_at(stage.timing, p, 6)));
  for (std::size_t month = 0; month < forecast_months; ++month) {
    const std::int32_t days = month_end(day("2024-07-01"), month).days - day("2024-07-01").days;
    CHECK(it.chance.won_by[month] == doctest::Approx(chance_within(stage.timing, p, 6, days)));
  }
}

TEST_CASE(
    "[F9] open deals whose age says nothing leave the chance as it was, old ones that should be won by now lower it") {
  CHECK(chance_with_open(9, 13, 0.6, {}) == doctest::Approx(13.8 / 30));
  CHECK(chance_with_open(9, 13, 0.6, std::vector(50, 1.0)) == doctest::Approx(13.8 / 30));
  // The fixed point, put into its own formula.
  const std::vector<double> odds = {1, 1.5, 3, 3, 10, 40};
  const double p = chance_with_open(9, 13, 0.6, odds);
  CHECK(p < 13.8 / 30 - 0.02);
  double sum = 13.8;
  for (const double it : odds) sum += p / (p + (1 - p) * it);
  CHECK(p == doctest::Approx(sum / 36).epsilon(1e-8));
  CHECK(chance_with_open(0, 5, 0, odds) == 0);
  CHECK(chance_with_open(5, 0, 1, odds) == 1);
  CHECK(chance_with_open(5, 0, 0.5, std::vector(2'000, 1e6)) < 0.02);
  CHECK(chance_with_open(0, 5, 0.5, std::vector(2'000, 1e-6)) > 0.98);
}

TEST_CASE_FIXTURE(Forecasts,
                  "[F9] where losses take longer than wins, won of closed is too high and the level is not") {
  // 40 % are won within days, the others lost after 200; a new deal every day.
  Random random(6);
  for (int i = 0; i < 380; ++i) {
    const Date on = {day("2024-01-01").days + i};
    const bool won = random.unit() < 0.4;
    const Date end = {on.days + (won ? 10 : 200)};
    Deal& deal = told(4, on, rubles(100));
    if (end <= day("2025-01-15")) closed(deal, won ? DealStatus::won : DealStatus::lost, end);
  }
  commit();
  ask("2025-01-15");
  CHECK(*chance(4).earned() > 0.55);
  CHECK(std::abs(chance(4).used() - 0.4) < 0.06);
  CHECK(chance(4).waiting > 100);
}

TEST_CASE_FIXTURE(Forecasts,
                  "[F14] a deal that stands still is judged by those that stood as long, not by those that went on") {
  // Half go on after 5 days and are won; half stay where they are, and are lost after 90.
  for (int i = 0; i < 60; ++i) {
    const Date on = {day("2024-01-01").days + i};
    Deal& deal = told(1, on, rubles(100));
    if (i % 2 == 0) {
      moved(deal, 4, {on.days + 5});
      closed(deal, DealStatus::won, {on.days + 100});
    } else {
      closed(deal, DealStatus::lost, {on.days + 90});
    }
  }
  told(1, day("2024-07-01"), rubles(100));  // fresh
  told(1, day("2024-06-01"), rubles(100));  // stood for a month
  commit();
  ask("2024-07-01");
  CHECK(deals[0].chance.ever > 0.4);
  CHECK(deals[1].chance.ever < 0.15);
}

TEST_CASE_FIXTURE(Forecasts, "[F3] money falls into the month in which the curve says it comes") {
  closed_deals(4, 100, 100, 40);  // all are won after 40 days
  told(4, day("2024-08-31"), rubles(1'000));
  commit();
  ask("2024-08-31");
  CHECK(deals[0].chance.won_by[0] == 0);  // nothing is left of August
  CHECK(deals[0].chance.won_by[1] < 0.1);
  CHECK(deals[0].chance.won_by[2] > 0.85);
  const SimulationResult result = simulated();
  CHECK(result.months[0] == Band{});
  CHECK(result.months[2].p50 == 1'000);
  CHECK(result.quarters[0].mean < 100);
  CHECK(result.quarters[1].mean > 800);
  CHECK(iso_text(month_end(day("2024-08-31"), 0)) == "2024-08-31");
  CHECK(iso_text(month_end(day("2024-08-31"), 6)) == "2025-02-28");
  CHECK(first_quarter_months(day("2024-07-01")) == 3);
  CHECK(first_quarter_months(day("2024-09-30")) == 1);
}

TEST_CASE_FIXTURE(Forecasts,
                  "[F4] overdue deals have a list of their own and are forecast like the others, never dropped") {
  closed_deals(4, 20, 40, 40);
  for (const char* close : {"2020-01-01", "2024-06-30", "2024-07-01", "2024-12-01"})
    told(4, day("2024-06-20"), rubles(100)).expected_close = day(close);
  told(4, day("2024-06-20"), rubles(100));
  commit();
  ask("2024-07-01");
  CHECK(parts.all.n == 5);
  CHECK(parts.overdue.n == 2);
  CHECK(parts.overdue.open == 200);
  CHECK(parts.overdue.deals == std::vector{inputs.deals[0].deal, inputs.deals[1].deal});
  for (const PreparedDeal& it : deals) CHECK(it.chance == deals[4].chance);
}

TEST_CASE_FIXTURE(
    Forecasts,
    "[F2] two currencies become one by the rate of the day, what has no rate or no amount is counted apart") {
  RecordSet set;
  Settings settings = *document.settings();
  settings.rates = {{.currency = *currency_from("EUR"), .date = day("2024-01-01"), .rate = "80"},
                    {.currency = *currency_from("EUR"), .date = day("2024-06-01"), .rate = "100"},
                    {.currency = *currency_from("EUR"), .date = day("2024-08-01"), .rate = "900"}};
  must(set_field(settings.id, &Settings::rates, settings.rates));
  told(4, day("2024-06-20"), rubles(500));
  told(4, day("2024-06-20"), Money{3'00, *currency_from("EUR")});
  told(4, day("2024-06-20"), Money{3'00, *currency_from("USD")});
  told(4, day("2024-06-20"), std::nullopt);
  commit();
  ask("2024-07-01");
  CHECK(text_of(inputs.base) == "RUB");
  CHECK(parts.all.n == 4);
  CHECK(parts.all.without_amount == 2);
  CHECK(parts.all.open == 800);
  CHECK(parts.all.naive == doctest::Approx(480));
  CHECK(parts.no_rate.n == 1);
  CHECK(parts.no_amount.n == 1);
  CHECK(parts.no_amount.deals[0] == inputs.deals[3].deal);
  CHECK(deals[3].chance.ever > 0.5);  // it has a chance, though no money
  CHECK(simulated().year.p90 <= 800);
}

TEST_CASE_FIXTURE(Forecasts, "[F8] categories change no chance and have their sums; what is left out is in no total") {
  closed_deals(4, 20, 40, 40);
  told(4, day("2024-06-20"), rubles(100)).category = ForecastCategory::commit;
  told(4, day("2024-06-20"), rubles(200)).category = ForecastCategory::best_case;
  told(4, day("2024-06-20"), rubles(400)).category = ForecastCategory::omitted;
  told(4, day("2024-06-20"), rubles(800));
  commit();
  ask("2024-07-01");
  CHECK(deals[0].chance == deals[3].chance);
  CHECK(parts.categories[static_cast<std::size_t>(ForecastCategory::commit)].open == 100);
  CHECK(parts.categories[static_cast<std::size_t>(ForecastCategory::best_case)].open == 200);
  CHECK(parts.categories[static_cast<std::size_t>(ForecastCategory::none)].open == 800);
  CHECK(parts.left_out.open == 400);
  CHECK(parts.all.open == 1'100);
  CHECK(simulation_input(inputs, deals).deals[2] == SimulatedDeal{});
}

TEST_CASE_FIXTURE(Forecasts, "[F1] closed, after-sale, archived and deleted deals are not forecast") {
  told(6, day("2024-06-20"), rubles(100));
  told(4, day("2024-06-20"), rubles(100)).archived = true;
  told(4, day("2024-06-20"), rubles(100)).deleted = {.by = DeletedBy::user, .at_ms = 1};
  closed(told(4, day("2024-06-20"), rubles(100)), DealStatus::lost, day("2024-06-21"));
  told(4, day("2024-06-20"), rubles(7));
  commit();
  ask("2024-07-01");
  REQUIRE(inputs.deals.size() == 1);
  CHECK(inputs.deals[0].amount == 7);
}

TEST_CASE_FIXTURE(
    Forecasts,
    "[F15] without any history the typed percents and the expected close are what there is, and it says so") {
  told(4, day("2024-06-20"), rubles(100)).expected_close = day("2024-09-10");
  told(1, day("2023-01-20"), rubles(100)).expected_close = day("2024-01-10");  // overdue
  told(1, day("2024-06-20"), rubles(100));
  commit();
  ask("2024-07-01");
  CHECK(inputs.wins + inputs.losses == 0);
  CHECK_FALSE(inputs.timed);
  CHECK(deals[0].chance.ever == doctest::Approx(0.6));
  CHECK(deals[0].chance.won_by[1] == 0);
  CHECK(deals[0].chance.won_by[2] == doctest::Approx(0.6));
  CHECK(deals[1].chance.ever == doctest::Approx(0.25));
  CHECK(deals[2].chance.ever == doctest::Approx(0.25));
  for (std::size_t month = 0; month < forecast_months; ++month)
    CHECK(deals[1].chance.won_by[month] == doctest::Approx(deals[2].chance.won_by[month]));
  CHECK(deals[1].chance.won_by[11] == doctest::Approx(0.25 * (1 - std::exp(-364.0 / 60))).epsilon(0.01));
  CHECK(simulated(20'000).year.mean == doctest::Approx(110).epsilon(0.02));
}

TEST_CASE_FIXTURE(Forecasts,
                  "[F12] where nobody knows when a deal came into its stage, its age counts from its creation") {
  Deal& deal = told(4, day("2024-06-20"), rubles(100));
  deal.history.pop_back();
  Deal& unknown = told(4, day("2024-06-20"), rubles(100));
  unknown.history.clear();
  commit();
  ask("2024-07-01");
  CHECK_FALSE(inputs.deals[0].age_known);
  CHECK(inputs.deals[0].age_days == 11);
  CHECK_FALSE(inputs.deals[1].age_known);
  CHECK(deals[1].chance.ever == doctest::Approx(0.6));
}

TEST_CASE_FIXTURE(Forecasts, "[F3] [F25] what was won in the quarter before today counts towards its goal") {
  closed(told(4, day("2024-06-20"), rubles(999)), DealStatus::won, day("2024-06-30"));
  closed(told(4, day("2024-06-20"), rubles(300)), DealStatus::won, day("2024-07-01"));
  closed(told(4, day("2024-06-20"), rubles(50)), DealStatus::won, day("2024-08-10"));
  closed(told(4, day("2024-06-20"), std::nullopt), DealStatus::won, day("2024-08-10"));
  told(4, day("2024-06-20"), rubles(100)).probability = 100;
  commit();
  ask({.at = day("2024-08-10"), .goal = 350.0});
  CHECK(iso_text(inputs.period_from) == "2024-07-01");
  CHECK(inputs.period_months == 2);
  CHECK(inputs.already == 350);
  CHECK(inputs.already_without == 1);
  CHECK(*simulated().goal_share == 1);
  ask({.at = day("2024-08-10"), .period_months = 1, .goal = 150.1});
  CHECK(inputs.already == 50);
  CHECK(*simulated().goal_share == 0);
}

TEST_CASE_FIXTURE(Forecasts, "[M7] a past day is forecast from what was known then") {
  Deal& deal = told(1, day("2024-01-10"), rubles(300));
  happened(deal, EventKind::amount_changed, day("2024-01-10"), rubles(100));
  happened(deal, EventKind::expected_close_changed, day("2024-01-10"), day("2024-03-01"));
  happened(deal, EventKind::category_changed, day("2024-01-20"), std::string("commit"));
  happened(deal, EventKind::probability_changed, day("2024-01-20"), std::int32_t{70});
  moved(deal, 4, day("2024-02-20"));
  happened(deal, EventKind::amount_changed, day("2024-02-20"), rubles(300));
  happened(deal, EventKind::expected_close_changed, day("2024-02-20"), day("2024-05-01"));
  deal.expected_close = day("2024-05-01");
  closed(deal, DealStatus::won, day("2024-04-20"));
  commit();
  ask({.at = day("2024-01-15"), .from_history = true});
  REQUIRE(inputs.deals.size() == 1);
  CHECK(inputs.deals[0].amount == 100);
  CHECK(inputs.deals[0].age_days == 5);
  CHECK(inputs.deals[0].expected_close == day("2024-03-01"));
  CHECK(inputs.deals[0].category == ForecastCategory::none);
  CHECK(inputs.wins == 0);
  ask({.at = day("2024-03-02"), .from_history = true});
  REQUIRE(inputs.deals.size() == 1);
  CHECK(inputs.deals[0].amount == 300);
  CHECK(inputs.deals[0].age_days == 11);
  CHECK(inputs.deals[0].category == ForecastCategory::commit);
  CHECK(*inputs.deals[0].own_chance == doctest::Approx(0.7));
  CHECK_FALSE(is_overdue(inputs.deals[0], inputs.at));
  ask({.at = day("2024-04-20"), .from_history = true});
  CHECK(inputs.deals.empty());
  CHECK(inputs.wins == 1);
}

TEST_CASE_FIXTURE(Forecasts, "empty, one-deal and all-won pipelines give states and no NaN") {
  const auto is_sane = [&] {
    for (const PreparedDeal& it : deals) {
      REQUIRE((it.chance.ever >= 0 && it.chance.ever <= 1));
      for (const double share : it.chance.won_by) REQUIRE((share >= 0 && share <= it.chance.ever + 1e-12));
    }
    const SimulationResult result = simulated(100);
    for (const Band& month : result.months) REQUIRE(month.mean >= 0);
    REQUIRE(result.year.p90 >= result.year.p10);
  };
  ask("2024-07-01");
  CHECK(parts.all.n == 0);
  CHECK(inputs.wins + inputs.losses == 0);
  is_sane();
  told(0, day("2024-07-01"), rubles(100));
  commit();
  ask("2024-07-01");
  CHECK(parts.all.n == 1);
  is_sane();
  closed_deals(4, 30, 30, 0);  // all won, on the day they came
  told(4, day("2010-01-01"), rubles(100));
  told(4, day("2030-01-01"), rubles(100));  // comes in the future: a slip of the finger
  commit();
  ask("2024-07-01");
  is_sane();
  const Document nothing;
  inputs = forecast_inputs(nothing, {.at = day("2024-07-01")});
  deals = prepared(inputs);
  is_sane();
}

TEST_CASE_FIXTURE(Forecasts,
                  "chances come true as often as they say where history is the law: curves, ages and months together") {
  // A pipeline of one stage, for two years: won with 0.4 after 45 days on average, lost after 90; seen at a day in between.
  double expected = 0, variance = 0, came = 0, expected_month = 0, came_month = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    Random random(seed);
    ToldDeals world;
    const Date at = day("2025-01-15");
    struct Truth {
      bool won = false;
      Date end = {};
    };
    std::vector<Truth> truths;
    for (int i = 0; i < 500; ++i) {
      const Date on = {day("2023-06-01").days + static_cast<std::int32_t>(random.below(594))};
      const bool won = random.unit() < 0.4;
      const Date end = {on.days + static_cast<std::int32_t>(-std::log(1 - random.unit()) * (won ? 45 : 90))};
      Deal& deal = world.told(4, on, rubles(100));
      if (end <= at) {
        world.closed(deal, won ? DealStatus::won : DealStatus::lost, end);
      } else {
        truths.push_back({.won = won, .end = end});
      }
    }
    world.commit();
    const ForecastInputs known = forecast_inputs(world.document, {.at = at});
    const std::vector<PreparedDeal> said = prepared(known);
    REQUIRE(said.size() == truths.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
      const double chance = said[i].chance.won_by.back();
      expected += chance;
      variance += chance * (1 - chance);
      came += truths[i].won && truths[i].end <= month_end(at, 11) ? 1 : 0;
      expected_month += said[i].chance.won_by[0];
      came_month += truths[i].won && truths[i].end <= month_end(at, 0) ? 1 : 0;
    }
  }
  CAPTURE(expected);
  CAPTURE(came);
  CAPTURE(expected_month);
  CAPTURE(came_month);
  CHECK(std::abs(expected - came) < 3 * std::sqrt(variance) + 0.05 * came);
  CHECK(std::abs(expected_month - came_month) < 0.25 * came_month);
}

}  // namespace
}  // namespace voronka
