// [M17] to [M25]: what deals went through. Days count from HistoryBuilder::day_zero.
#include "metrics/deal_paths.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "tests/support/history_builder.hpp"

namespace voronka::test {
namespace {

struct Told {
  DealPaths paths = {};
  const DealPath& deal(std::size_t i = 0) const {
    REQUIRE(i < paths.deals.size());
    return paths.deals[i];
  }
  const StageVisit& visit(std::size_t i, std::size_t of = 0) const {
    REQUIRE(i < deal(of).visits);
    return paths.visits_of(deal(of))[i];
  }
};

double day(double stored) { return stored - HistoryBuilder::day_zero; }

Told tell(HistoryBuilder& builder, std::optional<int> as_of = {}, std::optional<double> now = {}) {
  PathQuery query = {.pipeline = builder.pipeline};
  if (as_of) query.as_of = HistoryBuilder::date(*as_of);
  if (now) query.now = HistoryBuilder::at(*now);
  const Document document = builder.document();
  Told told = {deal_paths(document, query)};
  for (PathStage& stage : told.paths.stages) stage.stage = nullptr;  // the document goes
  return told;
}

}  // namespace

TEST_CASE("[M19] each stay has a beginning, an end and one of seven ways to end") {
  HistoryBuilder builder;
  Deal& it = builder.deal(1.25);
  builder.enter(it, 3.5, 1);
  builder.enter(it, 4, 0);
  builder.enter(it, 6, 2);
  builder.lose(it, 9.75);
  const Told told = tell(builder);
  REQUIRE(told.deal().visits == 4);
  CHECK(day(told.visit(0).entered_day) == doctest::Approx(1.25));
  CHECK(days_of(told.visit(0)) == doctest::Approx(2.25));
  CHECK(told.visit(0).end == VisitEnd::advanced);
  CHECK(told.visit(1).end == VisitEnd::went_back);
  CHECK(told.visit(2).end == VisitEnd::advanced);
  CHECK(told.visit(2).again);
  CHECK(!told.visit(1).again);
  CHECK(told.visit(3).end == VisitEnd::lost);
  CHECK(told.deal().end == VisitEnd::lost);
  CHECK(days_of(told.deal()) == doctest::Approx(8.5));
}

TEST_CASE("[M19] into the stage after the sale and won is won, in whatever order it was written down") {
  for (const bool win_first : {false, true}) {
    HistoryBuilder builder;
    Deal& it = builder.deal(0);
    builder.enter(it, 2, 1);
    if (win_first) builder.win(it, 5);
    builder.enter(it, 5, 3);
    if (!win_first) builder.win(it, 5);
    const Told told = tell(builder, {}, 10);
    CHECK(told.deal().visits == 3);
    CHECK(told.visit(1).end == VisitEnd::won);
    CHECK(days_of(told.visit(1)) == doctest::Approx(3));
    CHECK(told.visit(2).end == VisitEnd::still_there);
    CHECK(told.deal().reached == 3);
    CHECK(day(told.deal().end_day) == doctest::Approx(5));
  }
}

TEST_CASE("[M19] a closed deal makes no stays in stages of sales, and coming where it is is nothing") {
  HistoryBuilder builder;
  Deal& it = builder.deal(0);
  builder.enter(it, 1, 0);
  builder.lose(it, 2);
  builder.enter(it, 3, 1);
  const Told told = tell(builder);
  CHECK(told.deal().visits == 1);
  CHECK(days_of(told.visit(0)) == doctest::Approx(2));
}

TEST_CASE("[M19] a deal that goes to another pipeline ends there, and begins in the other") {
  HistoryBuilder builder;
  const Id<Pipeline> other = {builder.id()};
  const Id<Stage> far = {builder.id()};
  builder.of<Pipeline>().push_back({.id = other, .name = "Other", .rank = {"W"}});
  builder.of<Stage>().push_back({.id = far, .pipeline = other, .name = "Far", .rank = {"V"}});
  Deal& it = builder.deal(0);
  builder.happened(it, EventKind::stage_entered, 4, far.raw);
  it.position.stage = far;
  const Document document = builder.document();
  const DealPaths here = deal_paths(document, {.pipeline = builder.pipeline, .now = HistoryBuilder::at(10)});
  REQUIRE(here.deals.size() == 1);
  CHECK(here.deals[0].end == VisitEnd::other_pipeline);
  CHECK(days_of(here.deals[0]) == doctest::Approx(4));
  const DealPaths there = deal_paths(document, {.pipeline = other, .now = HistoryBuilder::at(10)});
  REQUIRE(there.deals.size() == 1);
  CHECK(there.deals[0].end == VisitEnd::still_there);
  CHECK(day(there.deals[0].created_day) == doctest::Approx(4));
  CHECK(days_of(there.deals[0]) == doctest::Approx(6));
  const DealPaths all = deal_paths(document, {.now = HistoryBuilder::at(10)});
  REQUIRE(all.deals.size() == 1);
  CHECK(all.visits.size() == 2);
  CHECK(all.visits[0].end == VisitEnd::other_pipeline);
}

TEST_CASE("[M17] a day counts at its noon, an unknown or late creation gives way to the first dated stage") {
  HistoryBuilder builder;
  Deal& it = builder.blank();
  builder.happened(it, EventKind::created, 30).precision = Precision::unknown;
  Event& entered = builder.enter(it, 5.5, 0);
  entered.precision = Precision::day;
  builder.win(it, 8.5).precision = Precision::day;
  const Told told = tell(builder);
  CHECK(told.deal().created_known);
  CHECK(day(told.deal().created_day) == doctest::Approx(5.5));
  CHECK(days_of(told.deal()) == doctest::Approx(3));
}

TEST_CASE("[M18] trash is nothing, an archived deal stays, open it is gone from then on") {
  HistoryBuilder builder;
  builder.deal(0).deleted = {.by = DeletedBy::user, .at_ms = 1};
  Deal& away = builder.deal(0);
  builder.happened(away, EventKind::archived, 3);
  away.archived = true;
  Deal& done = builder.deal(1);
  builder.win(done, 2);
  builder.happened(done, EventKind::archived, 3);
  done.archived = true;
  Deal& back = builder.deal(2);
  builder.happened(back, EventKind::archived, 3);
  builder.happened(back, EventKind::restored, 4);
  const Told told = tell(builder, {}, 10);
  REQUIRE(told.paths.deals.size() == 3);
  CHECK(told.deal(0).end == VisitEnd::gone);
  CHECK(days_of(told.deal(0)) == doctest::Approx(3));
  CHECK(told.deal(1).end == VisitEnd::won);
  CHECK(told.deal(2).end == VisitEnd::still_there);
  CHECK(days_of(told.deal(2)) == doctest::Approx(8));
}

TEST_CASE("[M20] [M21] [M22] an unknown time has its place in the order, and no length") {
  HistoryBuilder builder;
  Deal& it = builder.blank();
  builder.happened(it, EventKind::created, 2);
  Event& guessed = builder.enter(it, 90, 1);  // written down by an import on day 90
  guessed.precision = Precision::unknown;
  guessed.origin = EventOrigin::inferred;
  builder.win(it, 7);
  const Told told = tell(builder);
  REQUIRE(told.deal().visits == 1);
  CHECK(told.visit(0).end == VisitEnd::won);
  CHECK(!is_place_known(told.visit(0)));
  CHECK(!has_length(told.visit(0)));
  CHECK(has_cycle(told.deal()));
  CHECK(days_of(told.deal()) == doctest::Approx(5));
}

TEST_CASE("[M22] events are told by time and not by when they were written, what was undone did not happen") {
  HistoryBuilder builder;
  Deal& it = builder.deal(0);
  builder.enter(it, 8, 2);
  Event& undone = builder.enter(it, 6, 0);
  undone.dot = {.actor = *actor_from("Undoneby"), .n = 3};
  const Dot dot = undone.dot;
  builder.happened(it, EventKind::voided, 9, dot);
  builder.enter(it, 4, 1);  // backdated
  const Told told = tell(builder, {}, 10);
  REQUIRE(told.deal().visits == 3);
  CHECK(told.visit(1).stage == 1);
  CHECK(days_of(told.visit(1)) == doctest::Approx(4));
  CHECK(told.visit(2).stage == 2);
}

TEST_CASE("[M22] a reopened deal comes into its stage anew and ends as it ends in the end") {
  HistoryBuilder builder;
  Deal& it = builder.deal(0);
  builder.lose(it, 4);
  builder.happened(it, EventKind::reopened, 6);
  builder.win(it, 9);
  const Told told = tell(builder);
  REQUIRE(told.deal().visits == 2);
  CHECK(told.visit(0).end == VisitEnd::lost);
  CHECK(told.visit(1).again);
  CHECK(told.visit(1).end == VisitEnd::won);
  CHECK(days_of(told.visit(1)) == doctest::Approx(3));
  CHECK(told.deal().end == VisitEnd::won);
  CHECK(days_of(told.deal()) == doctest::Approx(9));
}

TEST_CASE("[M22] a reason of loss that is mended later is no second loss") {
  HistoryBuilder builder;
  const Id<LossReason> price = {builder.id()};
  Deal& it = builder.deal(0);
  builder.lose(it, 4);
  builder.lose(it, 6, price);
  it.closed_on = HistoryBuilder::date(4);
  const Document document = builder.document();
  const DealPaths paths = deal_paths(document, {.pipeline = builder.pipeline, .as_of = HistoryBuilder::date(20)});
  CHECK(paths.deals[0].visits == 1);
  CHECK(paths.deals[0].loss_reason == price);
}

TEST_CASE("[M23] a deal has reached its furthest stage, one that was won has passed all") {
  HistoryBuilder builder;
  Deal& skipped = builder.deal(0);
  builder.enter(skipped, 1, 2);
  builder.enter(skipped, 2, 0);
  builder.win(builder.deal(0), 3);
  Deal& guessed = builder.deal(0);
  builder.enter(guessed, 1, 2).origin = EventOrigin::inferred;
  const Told told = tell(builder, {}, 5);
  CHECK(told.deal(0).reached == 2);
  CHECK(told.deal(1).reached == 3);
  CHECK(told.deal(2).reached == 0);
  CHECK(told.deal(0).visits == 3);  // nobody was in the stage between
}

TEST_CASE("[M24] the day of the close that stands in the deal is better than that of the event") {
  HistoryBuilder builder;
  Deal& it = builder.deal(0.5);
  builder.win(it, 20);
  it.closed_on = HistoryBuilder::date(10);
  Deal& unknown = builder.deal(0.5);
  builder.win(unknown, 20).precision = Precision::unknown;
  unknown.closed_on = HistoryBuilder::date(12);
  const Told told = tell(builder);
  CHECK(days_of(told.deal(0)) == doctest::Approx(10));
  CHECK(days_of(told.visit(0, 0)) == doctest::Approx(10));
  CHECK(told.deal(1).end_known);
  CHECK(days_of(told.deal(1)) == doctest::Approx(12));
}

TEST_CASE("[M25] amounts are in the base currency, those without a rate are set apart") {
  HistoryBuilder builder;
  builder.of<Settings>()[0].rates = {
      {.currency = *currency_from("USD"), .date = HistoryBuilder::date(0), .rate = "90"},
      {.currency = *currency_from("USD"), .date = HistoryBuilder::date(50), .rate = "100"}};
  Deal& own = builder.deal(0);
  own.amount = builder.rubles(7);
  Deal& won = builder.deal(0);
  won.amount = Money{200, *currency_from("USD")};
  builder.win(won, 10);
  Deal& open = builder.deal(0);
  open.amount = Money{200, *currency_from("USD")};
  builder.deal(0).amount = Money{200, *currency_from("EUR")};
  builder.deal(0);
  const Told told = tell(builder, {}, 60);
  CHECK(told.deal(0).amount_minor == 700);
  CHECK(told.deal(1).amount_minor == doctest::Approx(18'000));
  CHECK(told.deal(2).amount_minor == doctest::Approx(20'000));
  CHECK(told.deal(3).rate_missing);
  CHECK(!told.deal(3).has_amount);
  CHECK(!told.deal(4).rate_missing);
  CHECK(!told.deal(4).has_amount);
}

TEST_CASE("[M7] [M8] the evening of a past day: what came later has not happened") {
  HistoryBuilder builder;
  Deal& it = builder.deal(2);
  it.amount = builder.rubles(5);
  builder.happened(it, EventKind::amount_changed, 2, builder.rubles(3));
  builder.happened(it, EventKind::amount_changed, 7, builder.rubles(5));
  builder.enter(it, 5, 1);
  builder.win(it, 9);
  Deal& late = builder.blank(2);  // no stage is known before day 8
  builder.happened(late, EventKind::created, 1);
  builder.enter(late, 8, 2);
  builder.deal(6);
  const Told told = tell(builder, 5);
  REQUIRE(told.paths.deals.size() == 2);
  CHECK(told.deal(0).status == DealStatus::open);
  CHECK(told.deal(0).visits == 2);
  CHECK(told.visit(1).end == VisitEnd::still_there);
  CHECK(days_of(told.visit(1)) == doctest::Approx(1));  // until the evening
  CHECK(told.deal(0).amount_minor == 300);
  CHECK(told.visit(0, 1).stage == 2);
  CHECK(!has_length(told.visit(0, 1)));
  CHECK(days_of(told.deal(1)) == doctest::Approx(5));
}

TEST_CASE("a deal of which nothing is known stands where it stands, whatever became of it") {
  HistoryBuilder builder;
  builder.blank(1);
  builder.blank(1).status = DealStatus::won;
  builder.blank(2).status = DealStatus::lost;
  const Told told = tell(builder, {}, 5);
  REQUIRE(told.paths.deals.size() == 3);
  CHECK(told.visit(0, 0).end == VisitEnd::still_there);
  CHECK(told.visit(0, 1).end == VisitEnd::won);
  CHECK(told.visit(0, 2).end == VisitEnd::lost);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(!has_length(told.visit(0, i)));
    CHECK(!has_cycle(told.deal(i)));
  }
}

TEST_CASE("a push is a later day than the one before") {
  HistoryBuilder builder;
  Deal& it = builder.deal(0);
  for (const int to : {10, 20, 15, 18})
    builder.happened(it, EventKind::expected_close_changed, to / 10.0 - 1, HistoryBuilder::date(to));
  it.history.push_back(it.history.back());
  it.history.back().value = {};
  it.history.push_back(it.history.back());
  it.history.back().value = HistoryBuilder::date(40);  // anew, after none: nothing was put off
  const Told told = tell(builder);
  const std::vector<std::int32_t> pushes(told.paths.push_days.begin(), told.paths.push_days.end());
  CHECK(told.deal().pushes == pushes.size());
  CHECK(pushes.size() >= 2);
  CHECK(pushes[0] > 0);
}

TEST_CASE("[M19] whatever happened to deals: visits are in order, do not overlap, and only the last one lasts") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    HistoryBuilder builder(4);
    const Id<Stage> far = {builder.id()};
    for (int i = 0; i < 60; ++i) {
      Deal& it = builder.deal(random.unit() * 50);
      for (std::uint64_t events = random.below(12); events > 0; --events) {
        const double when = random.unit() * 100;
        Event* event = nullptr;
        switch (random.below(8)) {
          case 0:
            event = &builder.win(it, when);
            break;
          case 1:
            event = &builder.lose(it, when);
            break;
          case 2:
            event = &builder.happened(it, EventKind::reopened, when);
            it.status = DealStatus::open;
            break;
          case 3:
            event = &builder.happened(it, EventKind::archived, when);
            it.archived = true;
            break;
          case 4:
            event = &builder.happened(it, EventKind::stage_entered, when, far.raw);
            break;
          default:
            event = &builder.enter(it, when, random.index(5));
            break;
        }
        event->precision = static_cast<Precision>(random.below(3));
        event->origin = static_cast<EventOrigin>(random.below(3));
      }
      if (random.below(3) == 0) it.closed_on.reset();
    }
    const Document document = builder.document();
    for (int as_of = -1; as_of <= 100; as_of += 25) {
      PathQuery query = {.pipeline = builder.pipeline};
      if (as_of >= 0) query.as_of = HistoryBuilder::date(as_of);
      const DealPaths paths = deal_paths(document, query);
      std::size_t visits = 0;
      for (std::size_t i = 0; i < paths.deals.size(); ++i) {
        const DealPath& deal = paths.deals[i];
        CHECK(deal.first_visit == visits);
        visits += deal.visits;
        CHECK(deal.visits > 0);
        const auto list = paths.visits_of(deal);
        for (std::size_t v = 0; v < list.size(); ++v) {
          CHECK(list[v].deal == i);
          CHECK(days_of(list[v]) >= 0);
          CHECK(list[v].stage < paths.stages.size());
          if (v + 1 < list.size()) {
            CHECK(list[v].end != VisitEnd::still_there);
            CHECK(list[v + 1].entered_day >= list[v].entered_day - 1e-9);
          }
        }
        if (deal.end == VisitEnd::still_there) CHECK(deal.end_known);
      }
      CHECK(visits == paths.visits.size());
    }
  }
}

}  // namespace voronka::test
