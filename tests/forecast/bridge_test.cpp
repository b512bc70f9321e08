// From one evening's open total to another's, [F40]-[F45].
#include "forecast/bridge.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "metrics/facts.hpp"
#include "metrics/metric.hpp"
#include "tests/forecast/told_deals.hpp"
#include "tests/support/long_run.hpp"
#include "tests/support/random_commands.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

class Bridges : public ToldDeals {
 public:
  const Date from = day("2024-07-01");
  const Date to = day("2024-07-08");
  const Date before = day("2024-06-10");
  const Date between = day("2024-07-03");

  Bridge bridge(std::optional<Date> due_by = {}) {
    commit();
    return bridge_of(document, {.from = from, .to = to, .due_by = due_by});
  }
  static std::int64_t change(const Bridge& bridge, BridgeStep step) {
    return bridge.totals.empty() ? 0 : bridge.totals[0].change_minor[static_cast<std::size_t>(step)];
  }
  static std::vector<BridgeStep> steps(const Bridge& bridge) {
    std::vector<BridgeStep> all;
    for (const BridgeDeal& deal : bridge.deals) all.push_back(deal.step);
    return all;
  }
  using Steps = std::vector<BridgeStep>;
};

void check_sums(const Bridge& bridge) {
  for (const BridgeTotal& total : bridge.totals) {
    std::int64_t sum = total.from_minor;
    for (const std::int64_t change : total.change_minor) sum += change;
    CHECK(sum == total.to_minor);
  }
  for (const BridgeTotal& total : bridge.totals) {
    std::int64_t sum = total.from_minor;
    for (const BridgeDeal& deal : bridge.deals)
      if (deal.change.currency == total.currency) sum += deal.change.minor;
    CHECK(sum == total.to_minor);
  }
}

TEST_CASE_FIXTURE(Bridges, "[F41] new, won, lost, reopened and gone deals are told from each other") {
  told(1, before, rubles(1));   // stays
  told(1, between, rubles(2));  // added
  closed(told(1, before, rubles(4)), DealStatus::won, between);
  closed(told(1, before, rubles(8)), DealStatus::lost, between);
  Deal& again = told(1, before, rubles(16));
  happened(again, EventKind::lost, {before.days + 1});
  happened(again, EventKind::reopened, between);
  Deal& archived = told(1, before, rubles(32));
  archived.archived = true;
  happened(archived, EventKind::archived, between);
  Deal& back = told(1, before, rubles(64));
  happened(back, EventKind::deleted, {before.days + 1});
  happened(back, EventKind::restored, between);
  const Bridge it = bridge();
  CHECK(change(it, BridgeStep::added) == 200);
  CHECK(change(it, BridgeStep::won) == -400);
  CHECK(change(it, BridgeStep::lost) == -800);
  CHECK(change(it, BridgeStep::reopened) == 1'600);
  CHECK(change(it, BridgeStep::gone) == -3'200);
  CHECK(change(it, BridgeStep::returned) == 6'400);
  CHECK(it.from_deals == 4);
  CHECK(it.to_deals == 4);
  CHECK(it.totals[0].from_minor == 4'500);
  CHECK(it.totals[0].to_minor == 8'300);
  check_sums(it);
}

TEST_CASE_FIXTURE(Bridges, "[F42] another price is a step by the difference, another currency one out and one in") {
  Deal& dearer = told(1, before, rubles(30));
  happened(dearer, EventKind::amount_changed, before, rubles(10));
  happened(dearer, EventKind::amount_changed, between, rubles(30));
  Deal& euros = told(1, before, Money{7'00, *currency_from("EUR")});
  happened(euros, EventKind::amount_changed, before, rubles(5));
  happened(euros, EventKind::amount_changed, between, *euros.amount);
  Deal& won = told(1, before, rubles(60));
  happened(won, EventKind::amount_changed, before, rubles(40));
  happened(won, EventKind::amount_changed, between, rubles(60));
  closed(won, DealStatus::won, between);
  const Bridge it = bridge();
  CHECK(change(it, BridgeStep::repriced) == 2'000 - 500 + 2'000);
  CHECK(change(it, BridgeStep::won) == -6'000);
  REQUIRE(it.totals.size() == 2);
  CHECK(text_of(it.totals[0].currency) == "RUB");
  CHECK(it.totals[1].change_minor[static_cast<std::size_t>(BridgeStep::repriced)] == 700);
  check_sums(it);
}

TEST_CASE_FIXTURE(Bridges,
                  "[F43] a date that moved takes no money from all that is open, but from what is due by a day") {
  Deal& slipped = told(1, before, rubles(10));
  slipped.expected_close = day("2024-11-01");
  happened(slipped, EventKind::expected_close_changed, before, day("2024-08-01"));
  happened(slipped, EventKind::expected_close_changed, between, day("2024-11-01"));
  Deal& pulled = told(1, before, rubles(20));
  pulled.expected_close = day("2024-08-01");
  happened(pulled, EventKind::expected_close_changed, before, day("2024-11-01"));
  happened(pulled, EventKind::expected_close_changed, between, day("2024-08-01"));
  told(1, before, rubles(40));  // without a date
  const Bridge all = bridge();
  CHECK(steps(all) == Steps{BridgeStep::slipped, BridgeStep::pulled_in});
  CHECK(all.totals[0].from_minor == 7'000);
  CHECK(all.totals[0].to_minor == 7'000);
  const Bridge due = bridge_of(document, {.from = from, .to = to, .due_by = day("2024-09-30")});
  CHECK(change(due, BridgeStep::slipped) == -1'000);
  CHECK(change(due, BridgeStep::pulled_in) == 2'000);
  CHECK(due.totals[0].from_minor == 1'000);
  CHECK(due.totals[0].to_minor == 2'000);
  check_sums(due);
}

TEST_CASE_FIXTURE(Bridges, "[F44] made and won within the week is in what was won") {
  Deal& quick = told(1, between, rubles(10));
  closed(quick, DealStatus::won, day("2024-07-05"));
  const Bridge it = bridge();
  CHECK(steps(it) == Steps{BridgeStep::added, BridgeStep::won});
  CHECK(change(it, BridgeStep::added) == 1'000);
  CHECK(change(it, BridgeStep::won) == -1'000);
  check_sums(it);
}

TEST_CASE_FIXTURE(Bridges, "[F45] nothing happened, nothing is told; a deal without an amount takes its step with 0") {
  told(1, before, rubles(10));
  CHECK(bridge().deals.empty());
  told(1, between, std::nullopt);
  const Bridge it = bridge();
  CHECK(steps(it) == Steps{BridgeStep::added});
  CHECK(it.deals[0].change.minor == 0);
  CHECK(it.to_deals == 2);
  CHECK(bridge_of(Document(), {.from = from, .to = to}).totals.empty());
}

TEST_CASE("[F40] whatever was done, the steps add up exactly to the metric of open money on both evenings") {
  const std::uint64_t seeds = test::is_long_run() ? 400 : 40;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    PipelineFixture fixture;
    std::vector<Date> evenings;
    for (std::size_t i = 0; i < 8; ++i)
      fixture.deal(random.index(6), static_cast<std::int64_t>(random.below(1'000)) * 100, "Deal " + std::to_string(i));
    for (int i = 0; i < 60; ++i) {
      fixture.now_ms += static_cast<std::int64_t>(random.below(2 * static_cast<std::uint64_t>(day_ms)));
      (void)fixture.run(random_command(fixture, random));
      if (i % 12 == 0) evenings.push_back(local_date({.utc_ms = fixture.now_ms, .offset_minutes = 180}));
    }
    for (std::size_t i = 1; i < evenings.size(); ++i) {
      const BridgeQuery query = {.pipeline = fixture.pipeline, .from = evenings[i - 1], .to = evenings[i]};
      const Bridge all = bridge_of(fixture.document, query);
      check_sums(all);
      const auto total_is = [&](Date evening, std::int64_t BridgeTotal::* which) {
        const Metric* const open = metric_of("open_sum");
        const Facts facts = facts_of(fixture.document, {.pipeline = fixture.pipeline, .as_of = evening});
        for (const MetricValue& value : open->of_facts(facts, {})) {
          const auto total = std::ranges::find(all.totals, value.currency, &BridgeTotal::currency);
          CHECK((total == all.totals.end() ? 0 : (*total).*which) == static_cast<std::int64_t>(value.value));
        }
      };
      total_is(query.from, &BridgeTotal::from_minor);
      total_is(query.to, &BridgeTotal::to_minor);
      BridgeQuery due = query;
      due.due_by = Date{20'050};
      check_sums(bridge_of(fixture.document, due));
    }
  }
}

}  // namespace
}  // namespace voronka
