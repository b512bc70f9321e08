// [M30] to [M49]: the metrics of paths. Days count from HistoryBuilder::day_zero.
#include "metrics/facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "metrics/clocks.hpp"
#include "metrics/velocity.hpp"
#include "tests/support/history_builder.hpp"

namespace voronka::test {
namespace {

struct Asked {
  Document document;
  Query query;
  Facts facts;

  Asked(HistoryBuilder& builder, double now)
      : document(builder.document()),
        query{.pipeline = builder.pipeline, .now = HistoryBuilder::at(now)},
        facts(facts_of(document, query)),
        stages(builder.stages) {}
  Asked(HistoryBuilder& builder, Query asked)
      : document(builder.document()), query(asked), facts(facts_of(document, query)), stages(builder.stages) {}
  std::vector<MetricValue> values(std::string_view id, int stage = -1) const {
    return metric_of(id)->of_facts(facts, stage < 0 ? Id<Stage>{} : stages[static_cast<std::size_t>(stage)]);
  }
  MetricValue part(std::string_view id, std::string_view name, int stage = -1) const {
    const auto list = values(id, stage);
    const auto found = std::ranges::find(list, name, &MetricValue::part);
    REQUIRE(found != list.end());
    return *found;
  }
  double value(std::string_view id, std::string_view name, int stage = -1) const { return part(id, name, stage).value; }

  std::vector<Id<Stage>> stages;
};

}  // namespace

TEST_CASE("[M31] the seven ways in which stays end add up to the entries, whatever happened") {
  Random random(7);
  HistoryBuilder builder(4);
  for (int i = 0; i < 300; ++i) {
    Deal& it = builder.deal(random.unit() * 100);
    double when = 100;
    for (std::uint64_t moves = random.below(6); moves > 0; --moves)
      builder.enter(it, when += random.unit(), random.index(4));
    if (random.below(3) == 0)
      builder.win(it, when + 1);
    else if (random.below(2) == 0)
      builder.lose(it, when + 1);
    else if (random.below(4) == 0)
      builder.happened(it, EventKind::archived, when + 1), it.archived = true;
  }
  const Asked asked(builder, 120);
  double entries = 0;
  for (int stage = 0; stage < 4; ++stage) {
    const auto values = asked.values("stage_exits", stage);
    REQUIRE(values.size() == 1 + visit_end_count);
    double sum = 0;
    for (std::size_t i = 1; i < values.size(); ++i) sum += values[i].value;
    CHECK(sum == values[0].value);
    entries += sum;
    double shares = 0;
    for (const std::string_view part : {"on", "lost", "back", "elsewhere", "undecided"})
      shares += asked.value("conversion", part, stage);
    CHECK(shares == doctest::Approx(1));
  }
  CHECK(entries == static_cast<double>(asked.facts.paths.visits.size()));
  CHECK(asked.values("stage_exits").empty());
}

TEST_CASE("[M32] what nobody waits for any more is the plain share, lost competes") {
  HistoryBuilder builder;
  for (int i = 0; i < 20; ++i) {
    Deal& it = builder.deal(i);
    if (i < 12)
      builder.enter(it, i + 3, 1);
    else
      builder.lose(it, i + 1);
  }
  const Asked asked(builder, 100);
  CHECK(asked.value("conversion", "on", 0) == doctest::Approx(0.6));
  CHECK(asked.value("conversion", "lost", 0) == doctest::Approx(0.4));
  CHECK(asked.part("conversion", "on", 0).low.has_value());
  CHECK(asked.part("conversion", "on", 1).state == MetricState::good);
  CHECK(asked.value("conversion", "undecided", 1) == 1);
  CHECK(asked.part("conversion", "on", 2).state == MetricState::nothing);
}

TEST_CASE("[M33] a stage lasts as long as its stays, those that last included") {
  HistoryBuilder builder;
  for (int i = 0; i < 10; ++i) builder.enter(builder.deal(0), i + 1, 1);
  for (int i = 0; i < 10; ++i) builder.deal(0);
  const Asked asked(builder, 30);
  const MetricValue median = asked.part("stage_duration", "median", 0);
  CHECK(median.n == 20);
  CHECK(median.value == doctest::Approx(20));  // the curve stays at one half from day 10 to 30: the middle
  const MetricValue p80 = asked.part("stage_duration", "p80", 0);
  CHECK(p80.more_than);
  CHECK(p80.value == doctest::Approx(30));
}

TEST_CASE("[M34] the cycle of all deals and the median of those that are won") {
  HistoryBuilder builder;
  for (int i = 0; i < 10; ++i) builder.win(builder.deal(0), 10 + i);
  for (int i = 0; i < 11; ++i) builder.lose(builder.deal(0), 1);
  const Asked asked(builder, 50);
  CHECK(asked.value("cycle_length", "median") == doctest::Approx(1));
  CHECK(asked.value("cycle_length", "won_median") == doctest::Approx(14));
  CHECK(asked.part("cycle_length", "won_median").n == 10);
}

TEST_CASE("[M35] by value a deal weighs its amount") {
  HistoryBuilder builder;
  for (int i = 0; i < 20; ++i) {
    Deal& it = builder.deal(0);
    it.amount = builder.rubles(i < 5 ? 300 : 100);
    if (i < 5)
      builder.win(it, i + 1);
    else
      builder.lose(it, i + 1);
  }
  const Asked asked(builder, 50);
  CHECK(asked.value("ultimate_win_rate", "count") == doctest::Approx(0.25));
  CHECK(asked.value("ultimate_win_rate", "value") == doctest::Approx(0.5));
  CHECK(asked.value("ultimate_win_rate", "undecided") == doctest::Approx(0));
  CHECK(asked.part("ultimate_win_rate", "count").deals.size() == 20);
}

TEST_CASE("[M36] the last ninety days, their edges included once") {
  HistoryBuilder builder;
  builder.win(builder.deal(0), 10);       // ninety days back: no more
  builder.lose(builder.deal(0), 10.001);  // just within
  builder.win(builder.deal(0), 100);
  const Asked asked(builder, 100);
  CHECK(asked.part("closing_mix", "count").n == 2);
  CHECK(asked.value("closing_mix", "count") == doctest::Approx(0.5));
  CHECK(asked.part("closing_mix", "count").state == MetricState::too_few);
}

TEST_CASE("[M35] [M36] where only what was won has an amount, nothing is said of shares of money") {
  for (const bool lost_amounts : {false, true}) {
    HistoryBuilder builder;
    for (int i = 0; i < 40; ++i) {
      Deal& it = builder.deal(i);
      if (i % 2 == 0 || lost_amounts) it.amount = builder.rubles(100);
      i % 2 == 0 ? builder.win(it, i + 5) : builder.lose(it, i + 5);
    }
    const Asked asked(builder, 60);
    const MetricState expected = lost_amounts ? MetricState::good : MetricState::nothing;
    CHECK(asked.part("ultimate_win_rate", "value").state == expected);
    CHECK(asked.part("closing_mix", "value").state == expected);
    CHECK(asked.part("ultimate_win_rate", "count").state == MetricState::good);
    CHECK(asked.part("coverage", "needed").state == expected);
  }
}

TEST_CASE("[M37] losses by reason, the most frequent first, and by the stage in which deals died") {
  HistoryBuilder builder;
  const Id<LossReason> price = {builder.id()};
  builder.of<LossReason>().push_back({.id = price, .name = "Price", .rank = {"V"}});
  for (int i = 0; i < 6; ++i) builder.lose(builder.deal(0, 1), 1, price);
  for (int i = 0; i < 4; ++i) builder.lose(builder.deal(0), 1);
  const Asked asked(builder, 5);
  const auto all = asked.values("losses");
  REQUIRE(all.size() == 2);
  CHECK(all[0].text == "Price");
  CHECK(all[0].value == doctest::Approx(0.6));
  CHECK(!all[1].about);
  CHECK(asked.values("losses", 1).size() == 1);
  CHECK(asked.value("loss_stage", "died_here", 1) == doctest::Approx(0.6));
  CHECK(asked.part("loss_stage", "died_here", 0).deals.size() == 4);
}

TEST_CASE("[M38] value won a day, over ninety days or since the first deal") {
  HistoryBuilder builder;
  for (int i = 0; i < 10; ++i) {
    Deal& it = builder.deal(0);
    it.amount = builder.rubles(90);
    builder.win(it, 20 + i);
  }
  const Asked asked(builder, 100);
  const MetricValue value = asked.part("velocity", "");
  CHECK(value.value == doctest::Approx(10 * 9000 / 90.0));
  CHECK(value.low.value() == doctest::Approx(value.value / std::exp(z90 / std::sqrt(10.0))));
  CHECK(text_of(value.currency) == "RUB");
  HistoryBuilder young;
  Deal& it = young.deal(0);
  it.amount = young.rubles(90);
  young.win(it, 20);
  CHECK(Asked(young, 30).value("velocity", "") == doctest::Approx(9000 / 30.0));
}

TEST_CASE("[M40] silent is without a touch for longer than the stage allows and with nothing planned") {
  HistoryBuilder builder;
  builder.of<Stage>()[0].silent_after_days = 5;
  const Deal& silent = builder.deal(0);
  const Deal& touched = builder.deal(0);
  builder.activity(touched, 8.0);
  const Deal& planned = builder.deal(0);
  builder.activity(planned, {}).due.date = HistoryBuilder::date(10);
  const Deal& late = builder.deal(0);
  builder.activity(late, {}).due.date = HistoryBuilder::date(9);
  builder.deal(0, 1);  // its stage knows no limit
  builder.win(builder.deal(0), 1);
  const std::vector<Id<Deal>> expected = {silent.id, late.id};
  const Asked asked(builder, 10.2);
  const MetricValue value = asked.part("silent", "");
  CHECK(value.value == 2);
  CHECK(value.n == 4);
  CHECK(value.deals == expected);
  CHECK(asked.value("silent", "", 0) == 2);
}

TEST_CASE("[M41] stuck is longer than four of five stays, with fewer than ten longer than the limit") {
  HistoryBuilder builder;
  builder.of<Stage>()[0].stuck_after_days = 3;
  builder.of<Stage>()[1].stuck_after_days = 3;
  for (int i = 0; i < 40; ++i) builder.lose(builder.deal(i), i + 10);
  builder.deal(40 - 9);
  builder.deal(40 - 11);
  builder.deal(36, 1);
  builder.deal(38, 1);
  const Asked asked(builder, 40);
  CHECK(asked.value("stuck", "", 0) == 1);
  CHECK(asked.value("stuck", "own_history", 0) == doctest::Approx(10));
  CHECK(asked.value("stuck", "", 1) == 1);
  CHECK(asked.value("stuck", "limit", 1) == doctest::Approx(3));
  CHECK(asked.value("stuck", "") == 2);
}

TEST_CASE("[M42] the goal that open value covers is its share that will be won") {
  HistoryBuilder builder;
  for (int i = 0; i < 40; ++i) {
    Deal& it = builder.deal(0);
    it.amount = builder.rubles(100);
    if (i < 10)
      builder.win(it, 3);
    else if (i < 40)
      builder.lose(it, 3);
  }
  builder.deal(39).amount = builder.rubles(800);
  const Asked asked(builder, 40);
  CHECK(asked.value("coverage", "open") == 80'000);
  CHECK(asked.value("coverage", "needed") == doctest::Approx(1 / asked.value("ultimate_win_rate", "value")));
  CHECK(asked.value("coverage", "covers") == doctest::Approx(80'000 * asked.value("ultimate_win_rate", "value")));
}

TEST_CASE("[M43] older than four of five won deals were when they left the stage") {
  HistoryBuilder builder;
  for (int i = 1; i <= 10; ++i) builder.win(builder.deal(0), i);
  builder.deal(100 - 7);
  builder.deal(100 - 8.5);
  const Asked asked(builder, 100);
  CHECK(asked.value("aging", "median") == doctest::Approx(7.75));
  CHECK(asked.value("aging", "won_p80", 0) == doctest::Approx(8));
  CHECK(asked.value("aging", "older", 0) == doctest::Approx(0.5));
}

TEST_CASE("[M44] pushes of open deals") {
  HistoryBuilder builder;
  const auto push = [&](Deal& it, int times) {
    for (int i = 0; i <= times; ++i)
      builder.happened(it, EventKind::expected_close_changed, i, HistoryBuilder::date(10 + 7 * i));
  };
  push(builder.deal(0), 3);
  push(builder.deal(0), 1);
  push(builder.deal(0), 0);
  Deal& won = builder.deal(0);
  push(won, 5);
  builder.win(won, 9);
  const Asked asked(builder, 10);
  CHECK(asked.value("pushes", "pushed") == doctest::Approx(2.0 / 3));
  CHECK(asked.value("pushes", "thrice") == 1);
  CHECK(asked.value("pushes", "days") == 7);
}

TEST_CASE("[M45] [M46] activities and sources of closed deals") {
  HistoryBuilder builder;
  for (int i = 0; i < 20; ++i) {
    Deal& it = builder.deal(0);
    it.source = i < 12 ? "Avito" : "";
    it.amount = builder.rubles(10);
    if (i % 2 == 0) {
      builder.win(it, 5);
      builder.activity(it, 1.0);
      builder.activity(it, 2.0);
      builder.activity(it, 8.0);  // after the end
    } else {
      builder.lose(it, 5);
    }
  }
  const Asked asked(builder, 10);
  CHECK(asked.value("activity_wins", "won") == 2);
  CHECK(asked.value("activity_wins", "lost") == 0);
  CHECK(asked.value("activity_wins", "many") == 1);
  CHECK(asked.value("activity_wins", "few") == 0);
  const auto sources = asked.values("sources");
  REQUIRE(sources.size() == 4);
  CHECK(sources[0].text == "Avito");
  CHECK(sources[0].n == 12);
  CHECK(sources[0].value == doctest::Approx(0.5));
  CHECK(sources[1].value == 6000);
  CHECK(sources[2].text.empty());
}

TEST_CASE("[M47] who buys again, with those who still may") {
  HistoryBuilder builder;
  const auto buys = [&](RawId who, double day) {
    Deal& it = builder.deal(day - 1);
    it.company = {who};
    it.amount = builder.rubles(10);
    builder.win(it, day);
  };
  for (int i = 0; i < 10; ++i) {
    const RawId who = builder.id();
    buys(who, 10);
    if (i < 4) buys(who, 110);
  }
  buys(builder.id(), 500);  // has had no year yet
  const Asked asked(builder, 510);
  CHECK(asked.value("repeat_sales", "customers") == 11);
  CHECK(asked.value("repeat_sales", "again") == doctest::Approx(0.4));
  CHECK(asked.value("repeat_sales", "days_between") == doctest::Approx(100));
  CHECK(asked.value("repeat_sales", "lifetime") == doctest::Approx(15'000.0 / 11));
}

TEST_CASE("[M48] load is what open deals need beside what is done") {
  HistoryBuilder builder;
  for (int i = 0; i < 10; ++i) {
    Deal& it = builder.deal(0);
    builder.win(it, 14);
    for (int touch = 0; touch < 4; ++touch) builder.activity(it, touch + 1.0);
  }
  for (int i = 0; i < 6; ++i) builder.activity(builder.deal(90), 91.0 + i);
  const Asked asked(builder, 100);
  CHECK(asked.value("load", "needed_a_week") == doctest::Approx(12));
  CHECK(asked.value("load", "done_a_week") == doctest::Approx(1.5));
  CHECK(asked.value("load", "load") == doctest::Approx(8));
}

namespace {

// Three stages of that many days, from each of which that share gets on.
void flow(HistoryBuilder& builder, std::uint64_t seed, int deals, std::array<double, 3> days,
          std::array<double, 3> shares) {
  Random random(seed);
  for (int i = 0; i < deals; ++i) {
    double when = random.unit() * 300;
    Deal& it = builder.deal(when);
    it.amount = builder.rubles(100);
    for (std::size_t stage = 0; stage < 3; ++stage) {
      when += days[stage] * -std::log(1 - random.unit());
      if (when > 400) break;
      if (random.unit() > shares[stage]) {
        builder.lose(it, when);
        break;
      }
      if (stage < 2)
        builder.enter(it, when, stage + 1);
      else
        builder.win(it, when);
    }
  }
}

}  // namespace

TEST_CASE("[M49] the stage that leaks, the stage that is slow, or none") {
  HistoryBuilder leaking;
  flow(leaking, 1, 400, {10, 10, 10}, {0.8, 0.4, 0.8});
  const Asked leak(leaking, 400);
  const auto leaks = leak.values("bottleneck");
  CHECK(leaks[0].part == "leak");
  CHECK(leaks[0].about == leak.stages[1].raw);
  CHECK(leaks[0].value == doctest::Approx(1).epsilon(0.3));
  HistoryBuilder slow;
  flow(slow, 2, 400, {5, 5, 40}, {0.8, 0.8, 0.8});
  const Asked slowly(slow, 400);
  CHECK(slowly.values("bottleneck")[0].part == "slow");
  CHECK(slowly.values("bottleneck")[0].about == slowly.stages[2].raw);
  HistoryBuilder even;
  flow(even, 3, 40, {10, 10, 10}, {0.8, 0.8, 0.8});
  CHECK(Asked(even, 400).values("bottleneck")[0].state == MetricState::nothing);
}

TEST_CASE("[M39] in a steady pipeline the levers make the speed, with the cycle of won deals alone they do not") {
  // Losses take four times as long as wins; everything is as it was for years.
  HistoryBuilder builder(1);
  Random random(4);
  for (int i = 0; i < 6000; ++i) {
    const double when = random.unit() * 1200;
    Deal& it = builder.deal(when);
    it.amount = builder.rubles(100);
    const bool wins = random.unit() < 0.3;
    const double end = when + (wins ? 20 : 80) * -std::log(1 - random.unit());
    if (end > 1200) continue;
    if (wins)
      builder.win(it, end);
    else
      builder.lose(it, end);
  }
  const Asked asked(builder, 1200);
  const double realised = asked.value("velocity", "");
  CHECK(asked.value("velocity_levers", "implied") == doctest::Approx(realised).epsilon(0.12));
  const Levers levers = levers_of(asked.facts);
  CHECK(levers.time.mean == doctest::Approx(62).epsilon(0.06));
  const double usual = static_cast<double>(levers.open) * levers.win_rate.value * levers.mean_won_minor / 20;
  CHECK(usual > 2 * realised);
}

TEST_CASE("[M30] pipelines of every odd kind give states and never what is no number") {
  struct Kind {
    const char* name;
    void (*make)(HistoryBuilder&);
  };
  const Kind kinds[] = {
      {"empty", [](HistoryBuilder&) {}},
      {"one open deal", [](HistoryBuilder& it) { it.deal(3).amount = it.rubles(5); }},
      {"one won deal", [](HistoryBuilder& it) { it.win(it.deal(3), 5); }},
      {"one lost deal without anything", [](HistoryBuilder& it) { it.blank().status = DealStatus::lost; }},
      {"all won",
       [](HistoryBuilder& it) {
         for (int i = 0; i < 30; ++i) {
           Deal& deal = it.deal(i);
           deal.amount = it.rubles(i);
           it.win(deal, i + 4);
         }
       }},
      {"all lost at once",
       [](HistoryBuilder& it) {
         for (int i = 0; i < 30; ++i) it.lose(it.deal(1), 1);
       }},
      {"all of amount 0",
       [](HistoryBuilder& it) {
         for (int i = 0; i < 30; ++i) {
           Deal& deal = it.deal(1);
           deal.amount = it.rubles(0);
           if (i % 2 == 0) it.win(deal, 4);
         }
       }},
      {"below nothing",
       [](HistoryBuilder& it) {
         for (int i = 0; i < 30; ++i) {
           Deal& deal = it.deal(1);
           deal.amount = it.rubles(i % 2 == 0 ? -5 : 5);
           it.win(deal, 4);
         }
       }},
      {"all imported without dates",
       [](HistoryBuilder& it) {
         for (int i = 0; i < 30; ++i) {
           Deal& deal = it.blank(0);
           for (const EventKind kind : {EventKind::created, EventKind::stage_entered}) {
             Event& event = it.happened(
                 deal, kind, 90, kind == EventKind::created ? EventValue() : EventValue(deal.position.stage.raw));
             event.precision = Precision::unknown;
             event.origin = EventOrigin::inferred;
           }
           if (i < 20) (i < 10 ? it.win(deal, 90) : it.lose(deal, 90)).precision = Precision::unknown;
           deal.closed_on.reset();
         }
       }},
      {"no stages",
       [](HistoryBuilder& it) {
         it.of<Stage>().clear();
         it.deal(1);
       }},
      {"no settings",
       [](HistoryBuilder& it) {
         it.of<Settings>().clear();
         it.deal(1).amount = it.rubles(3);
       }},
      {"of the future",
       [](HistoryBuilder& it) {
         for (int i = 0; i < 20; ++i) it.win(it.deal(5000), 6000);
       }},
  };
  for (const Kind& kind : kinds) {
    CAPTURE(kind.name);
    for (int ask = 0; ask < 4; ++ask) {
      HistoryBuilder builder;
      kind.make(builder);
      Query query;
      if (ask == 0) query = {.pipeline = builder.pipeline, .now = HistoryBuilder::at(120)};
      if (ask == 1) query = {.pipeline = builder.pipeline, .as_of = HistoryBuilder::date(4)};
      if (ask == 2) query = {.pipeline = {builder.id()}};
      const Asked asked(builder, query);
      std::vector<int> places = {-1, 0, 1, 2, 3};
      for (const Metric* metric : metrics()) {
        CAPTURE(metric->id);
        for (const int place : places) {
          for (const MetricValue& it : asked.values(metric->id, place)) {
            CAPTURE(it.part);
            CHECK(std::isfinite(it.value));
            CHECK(std::isfinite(it.low.value_or(0)));
            CHECK(std::isfinite(it.high.value_or(0)));
            if (it.low && it.high) CHECK(*it.low <= *it.high);
            if (it.unit == MetricUnit::share && metric->id != "bottleneck")
              CHECK((it.value >= 0 && it.value <= 1 + 1e-12));
            if (it.n == 0 && it.unit != MetricUnit::count && !it.part.empty()) CHECK(it.state == MetricState::nothing);
          }
        }
      }
      if (std::string_view(kind.name) == "all imported without dates" && ask == 0) {
        CHECK(asked.part("ultimate_win_rate", "count").state == MetricState::nothing);
        CHECK(asked.part("cycle_length", "median").state == MetricState::nothing);
        CHECK(asked.part("conversion", "on", 0).state == MetricState::nothing);
      }
      if (std::string_view(kind.name) == "all won" && ask == 0) {
        CHECK(asked.value("ultimate_win_rate", "count") == 1);
        CHECK(asked.part("losses", "reason").state == MetricState::nothing);
      }
    }
  }
}

TEST_CASE("[M7] as of today equals as things stand, for what is computed from paths, too") {
  HistoryBuilder first, second;
  for (HistoryBuilder* it : {&first, &second}) flow(*it, 9, 120, {8, 8, 8}, {0.7, 0.7, 0.7});
  const Asked now(first, Query{.pipeline = first.pipeline});
  const Asked then(second, Query{.pipeline = second.pipeline, .as_of = now.facts.paths.today});
  for (const Metric* metric : metrics())
    for (int stage = -1; stage < 4; ++stage) CHECK(now.values(metric->id, stage) == then.values(metric->id, stage));
}

}  // namespace voronka::test
