// What the board shows, by counting it the slow way.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "filter/codec.hpp"
#include "tests/filter/random_filters.hpp"
#include "ui/board_model.hpp"

namespace voronka::ui {
namespace {

using test::PipelineFixture;

constexpr Date monday = {20'458};  // 2026-01-05, the fixture's first day

struct Shown {
  std::vector<std::vector<std::string>> titles = {};
  std::vector<std::vector<CurrencyTotal>> totals = {};
  std::vector<std::size_t> counts = {};  // of each column, and what its tallies say
  std::vector<NextStep> steps = {};
  std::vector<std::uint32_t> stuck = {};
  std::vector<std::string> cells = {};  // of rows that have cards: row, column, how many, how much
  bool operator==(const Shown&) const = default;
};

Shown shown_by(const BoardModel& model, const Document& document) {
  Shown shown;
  for (const BoardColumn& column : model.columns()) {
    shown.titles.emplace_back();
    shown.totals.push_back(column.totals);
    shown.counts.push_back(column.count);
    shown.counts.insert(shown.counts.end(), column.tallies.begin(), column.tallies.end());
    for (const std::uint32_t row : column.rows) {
      const Deal& deal = document.table<Deal>().rows()[row];
      shown.titles.back().push_back(text_of(deal.id.raw) + deal.title);
      shown.steps.push_back(model.next_step_of(row));
    }
    shown.stuck.push_back(column.stuck_before.back());
  }
  for (std::size_t lane = 0; lane < model.lanes().size(); ++lane) {
    if (model.lane_count(lane) == 0) continue;
    for (const BoardColumn& column : model.columns())
      shown.cells.push_back(model.lanes()[lane].key + "/" + std::to_string(column.lane_starts[lane]) + "+" +
                            std::to_string(column.lane_starts[lane + 1] - column.lane_starts[lane]));
    for (const CurrencyTotal& total : model.lane_totals(document, lane))
      shown.cells.push_back(std::to_string(total.n) + " " + std::to_string(total.sum_minor));
  }
  return shown;
}

}  // namespace

TEST_CASE("a column counts and adds up its open deals, plain and weighted by the stage's probability") {
  PipelineFixture fixture;
  fixture.deal(1, 100'00);
  fixture.deal(1, 300'00);
  fixture.deal(2, 500'00);
  BoardModel model;
  CHECK(model.update(fixture.document, {.pipeline = fixture.pipeline, .today = monday}));
  REQUIRE(model.columns().size() == 7);
  CHECK(model.columns()[1].rows.size() == 2);
  REQUIRE(model.columns()[1].totals.size() == 1);
  CHECK(model.columns()[1].totals[0].sum_minor == 400'00);
  CHECK(model.columns()[1].totals[0].weighted_minor == 100'00);
  CHECK(model.columns()[2].totals[0].weighted_minor == 200'00);
  CHECK(model.columns()[0].totals.empty());
  CHECK(model.shown() == 3);
}

TEST_CASE("without a search the columns add up to what the metrics say, currency by currency") {
  PipelineFixture fixture;
  Random random(7);
  for (int i = 0; i < 200; ++i) static_cast<void>(fixture.run(test::random_command(fixture, random)));
  for (int i = 0; i < 40; ++i) fixture.deal(static_cast<std::size_t>(i) % 6, 333 + i);
  BoardModel model;
  model.update(fixture.document, {.pipeline = fixture.pipeline, .today = monday});
  const std::vector<StageTotals> expected = board_totals(fixture.document, fixture.pipeline);
  REQUIRE(model.columns().size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(model.columns()[i].count == expected[i].count);
    CHECK(model.columns()[i].totals == expected[i].totals);
  }
}

TEST_CASE("a search shows, counts and adds up only what it finds") {
  PipelineFixture fixture;
  fixture.deal(1, 100, "Ромашка");
  fixture.deal(1, 200, "Василёк");
  BoardModel model;
  model.update(fixture.document, {.pipeline = fixture.pipeline, .search = "василек", .today = monday});
  CHECK(model.columns()[1].rows.size() == 1);
  CHECK(model.columns()[1].count == 2);
  CHECK(model.columns()[1].totals[0].sum_minor == 200);
  CHECK(model.shown() == 1);
  CHECK(model.total() == 2);
}

TEST_CASE("a search follows custom fields: what is deleted is not found, what comes back is") {
  PipelineFixture fixture;
  const Id<CustomField> field = {fixture.must(AddRecord{CustomField{.name = "Object"}})};
  const Id<Deal> deal = fixture.deal(1, 100, "Acme");
  fixture.must(SetCustomValue{.field = field, .ids = {deal.raw}, .text = "Zebra hall"});
  BoardModel model;
  const auto found = [&] {
    model.update(fixture.document, {.pipeline = fixture.pipeline, .search = "zebra", .today = monday});
    return model.shown();
  };
  CHECK(found() == 1);
  fixture.must(DeleteRecords{.type = RecordType::custom_field, .ids = {field.raw}});
  CHECK(found() == 0);
  fixture.must(RestoreRecords{.type = RecordType::custom_field, .ids = {field.raw}});
  CHECK(found() == 1);
  fixture.must(set_field(field, &CustomField::kind, CustomKind::date));
  CHECK(found() == 0);
}

TEST_CASE("lost, deleted and archived deals are not on the board, won ones are in after-sale columns") {
  PipelineFixture fixture;
  const Id<Deal> lost = fixture.deal(0);
  const Id<Deal> deleted = fixture.deal(0);
  const Id<Deal> archived = fixture.deal(0);
  const Id<Deal> won = fixture.deal(0);
  BoardModel model;
  model.update(fixture.document, {.pipeline = fixture.pipeline, .today = monday});
  CHECK(model.columns()[0].rows.size() == 4);
  fixture.must(LoseDeal{.deal = lost, .reason = fixture.reason});
  fixture.must(DeleteRecords{.type = RecordType::deal, .ids = {deleted.raw}});
  fixture.must(set_field(archived, &Deal::archived, true));
  fixture.must(WinDeal{.deal = won});
  model.update(fixture.document, {.pipeline = fixture.pipeline, .today = monday});
  CHECK(model.columns()[0].rows.empty());
  CHECK(model.columns()[6].rows.size() == 1);
  CHECK_FALSE(model.place_of(lost));
  REQUIRE(model.place_of(won));
  CHECK(model.place_of(won)->column == 6);
  fixture.must(RestoreRecords{.type = RecordType::deal, .ids = {deleted.raw}});
  fixture.must(ReopenDeal{.deal = lost});
  model.update(fixture.document, {.pipeline = fixture.pipeline, .today = monday});
  CHECK(model.columns()[0].rows.size() == 2);
}

TEST_CASE("the next step is the earliest open activity, seen from today") {
  PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(0);
  BoardModel model;
  const auto step_on = [&](Date today) {
    model.update(fixture.document, {.pipeline = fixture.pipeline, .today = today});
    return model.next_step_of(model.columns()[0].rows[0]);
  };
  CHECK(step_on(monday) == NextStep::none);
  const RawId later =
      fixture.must(AddRecord{Activity{.deal = deal, .title = "b", .due = {.date = Date{monday.days + 2}}}});
  CHECK(step_on(monday) == NextStep::later);
  const RawId sooner = fixture.must(AddRecord{Activity{.deal = deal, .title = "a", .due = {.date = monday}}});
  CHECK(step_on(monday) == NextStep::today);
  CHECK(step_on(Date{monday.days + 1}) == NextStep::overdue);
  CHECK(model.next_due_of(0) == monday);
  fixture.must(FinishActivity{.activity = {sooner}});
  CHECK(step_on(Date{monday.days + 1}) == NextStep::later);
  fixture.must(set_field(Id<Activity>{later}, &Activity::deal, fixture.deal(1)));
  CHECK(step_on(monday) == NextStep::none);
  fixture.must(AddRecord{Activity{.deal = deal, .title = "some day"}});
  CHECK(step_on(monday) == NextStep::later);
}

TEST_CASE("a deal is stuck when it stays longer in its stage than the stage allows, not on the last allowed day") {
  PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(1);
  fixture.must(set_field(fixture.stages[1], &Stage::stuck_after_days, std::optional(5)));
  BoardModel model;
  const auto stuck_after = [&](std::int32_t days) {
    model.update(fixture.document, {.pipeline = fixture.pipeline, .today = Date{monday.days + days}});
    CHECK(model.age_days_of(0) == days);
    return model.columns()[1].stuck_before.back() == 1;
  };
  CHECK_FALSE(stuck_after(0));
  CHECK_FALSE(stuck_after(5));
  CHECK(stuck_after(6));
  fixture.now_ms += 6 * day_ms;
  fixture.must(MoveDeal{.deal = deal, .to = fixture.stages[2]});
  model.update(fixture.document, {.pipeline = fixture.pipeline, .today = Date{monday.days + 6}});
  CHECK(model.age_days_of(0) == 0);
}

TEST_CASE("a deal moved and brought back by undo keeps its age in the stage") {
  PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(1);
  fixture.now_ms += 9 * day_ms;
  fixture.must(MoveDeal{.deal = deal, .to = fixture.stages[2]});
  fixture.must(Revert{.entry = fixture.last_entry});
  BoardModel model;
  model.update(fixture.document, {.pipeline = fixture.pipeline, .today = Date{monday.days + 9}});
  CHECK(model.age_days_of(0) == 9);
}

TEST_CASE("an update without a change answers false and costs no new version") {
  PipelineFixture fixture;
  fixture.deal(0);
  BoardModel model;
  const BoardQuery query = {.pipeline = fixture.pipeline, .search = "de", .today = monday};
  CHECK(model.update(fixture.document, query));
  const std::uint64_t version = model.version();
  CHECK_FALSE(model.update(fixture.document, query));
  CHECK(model.version() == version);
}

TEST_CASE(
    "a search that waits for its texts shows what was there before, and then what it finds, also when edited "
    "meanwhile") {
  PipelineFixture fixture;
  for (std::size_t i = 0; i < 40; ++i) fixture.deal(i % 6, 100, i % 4 == 0 ? "Ромашка" : "Василёк");
  BoardModel model;
  BoardQuery query = {.pipeline = fixture.pipeline, .today = monday, .search_budget = 16};
  model.update(fixture.document, query);
  query.search = "ромаш";
  CHECK_FALSE(model.update(fixture.document, query));
  CHECK(model.searching());
  CHECK(model.shown() == 40);
  const Id<Deal> edited = fixture.document.table<Deal>().rows()[1].id;
  fixture.must(set_field(edited, &Deal::title, std::string("Ромашка вторая")));
  CHECK(model.update(fixture.document, query));  // the edit is seen at once
  CHECK(model.shown() == 40);
  while (model.searching()) model.update(fixture.document, query);
  CHECK(model.shown() == 11);
  CHECK_FALSE(model.update(fixture.document, query));
}

TEST_CASE(
    "texts, answers and columns of a search are each their own updates when each takes a slice, and one when not") {
  PipelineFixture fixture;
  for (std::size_t i = 0; i < 40; ++i) fixture.deal(i % 6, 100, i % 4 == 0 ? "Ромашка" : "Василёк");
  BoardModel model;
  BoardQuery query = {.pipeline = fixture.pipeline, .today = monday, .search_budget = 20, .match_budget = 20};
  model.update(fixture.document, query);
  const auto updates_for = [&](std::string_view search) {
    query.search = search;
    int updates = 0;
    do {
      model.update(fixture.document, query);
      ++updates;
    } while (model.searching() && updates < 99);
    return updates;
  };
  CHECK(updates_for("ромашка") == 2 + 2 + 1);  // of texts, of answers, of columns
  CHECK(model.shown() == 10);
  CHECK(updates_for("василёк") == 2 + 1);
  CHECK(model.shown() == 30);
  query.match_budget = 0;
  CHECK(updates_for("ромашка") == 99);  // nothing is done that was not paid for
  query.match_budget = 100;
  CHECK(updates_for("ромашка") == 1);
  CHECK(updates_for("") == 1);
  CHECK(model.shown() == 40);
}

TEST_CASE("a filter shows, counts and adds up only what passes, together with a search") {
  PipelineFixture fixture;
  fixture.deal(1, 100'00, "Ромашка");
  fixture.deal(1, 200'00, "Василёк");
  fixture.deal(1, 300'00, "Василиск");
  FilterMatcher filter;
  filter.set(*parse_filter("amount>150"), monday);
  std::array<FilterMatcher, 2> tallied;
  tallied[0].set(*parse_filter("step=none"), monday);
  tallied[1].set(*parse_filter("amount<150"), monday);
  BoardModel model;
  BoardQuery query = {.pipeline = fixture.pipeline, .today = monday, .filter = &filter, .tallied = tallied};
  model.update(fixture.document, query);
  CHECK(model.columns()[1].rows.size() == 2);
  CHECK(model.columns()[1].count == 3);
  CHECK(model.columns()[1].totals[0].sum_minor == 500'00);
  REQUIRE(model.tallies().size() == 2);
  CHECK(model.tallies()[0] == 3);
  CHECK(model.tallies()[1] == 1);
  query.search = "василёк";
  model.update(fixture.document, query);
  CHECK(model.shown() == 1);
  query.search = {};
  filter.set({}, monday);
  CHECK(model.update(fixture.document, query));
  CHECK(model.shown() == 3);
}

TEST_CASE("an activity that changes what a filter says of its deal changes the column") {
  PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(1, 100'00);
  FilterMatcher filter;
  std::array<FilterMatcher, 1> tallied;
  for (FilterMatcher* it : {&filter, tallied.data()}) it->set(*parse_filter("step=none"), monday);
  BoardModel model;
  const BoardQuery query = {.pipeline = fixture.pipeline, .today = monday, .filter = &filter, .tallied = tallied};
  model.update(fixture.document, query);
  CHECK(model.shown() == 1);
  fixture.must(AddRecord{Activity{.deal = deal, .title = "call", .due = {.date = monday}}});
  CHECK(model.update(fixture.document, query));
  CHECK(model.shown() == 0);
  CHECK(model.tallies()[0] == 0);
}

TEST_CASE("after any commands the board kept up to date equals one built anew") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    PipelineFixture fixture;
    Random random(seed);
    for (std::size_t i = 0; i < 12; ++i)
      fixture.deal(i % 6, static_cast<std::int64_t>(i) * 1000, "текст " + std::to_string(i));
    BoardModel kept;
    BoardModel slow;  // makes two search texts an update, asks three deals whether they fit and three whether they pass
    FilterMatcher kept_filter, slow_filter;
    std::array<FilterMatcher, 1> kept_tally, slow_tally;
    Filter filter;
    // Now and then the columns are months, and then stages again.
    const std::vector<std::string> months = {"overdue", "this", "next", "second", "third", "later", "none"};
    bool by_month = false;
    LaneBy lanes = LaneBy::none;
    for (int step = 0; step < 60; ++step) {
      if (random.below(10) == 0) by_month = !by_month;
      if (random.below(8) == 0) lanes = static_cast<LaneBy>(random.below(4));
      static_cast<void>(fixture.run(test::random_command(fixture, random)));
      if (random.below(10) == 0) fixture.must(ApplyImport{.records = {}});
      const std::string search = random.below(3) == 0 ? "тек " + std::to_string(random.below(10)) : "";
      if (random.below(6) == 0) filter = random.below(3) == 0 ? Filter{} : test::random_group(fixture, random, 1);
      const Date today = {20'540};
      FilterMatcher fresh_filter;
      std::array<FilterMatcher, 1> fresh_tally;
      for (FilterMatcher* it : {&kept_filter, &slow_filter, &fresh_filter}) it->set(filter, today);
      for (auto* it : {&kept_tally, &slow_tally, &fresh_tally}) (*it)[0].set(*parse_filter("step=none"), today);
      BoardQuery query = {.pipeline = fixture.pipeline,
                          .search = search,
                          .today = today,
                          .filter = &kept_filter,
                          .tallied = kept_tally};
      if (by_month)
        query.months = months;
      else
        query.lanes = lanes;
      kept.update(fixture.document, query);
      BoardQuery sliced = query;
      sliced.search_budget = 2;
      sliced.match_budget = 3;
      sliced.filter = &slow_filter;
      sliced.tallied = slow_tally;
      sliced.filter_budget = 3;
      do slow.update(fixture.document, sliced);
      while (slow.searching() || slow.filtering());
      REQUIRE(shown_by(slow, fixture.document) == shown_by(kept, fixture.document));
      BoardModel fresh;
      query.filter = &fresh_filter;
      query.tallied = fresh_tally;
      fresh.update(fixture.document, query);
      REQUIRE(shown_by(kept, fixture.document) == shown_by(fresh, fixture.document));
    }
  }
}

TEST_CASE("rows are by name, those without one last; every card is in its row, by rank; rows add up to what is shown") {
  PipelineFixture fixture;
  const auto owned = [&](std::size_t stage, std::int64_t minor, std::string owner) {
    const Id<Deal> id = fixture.deal(stage, minor);
    fixture.must(set_field(id, &Deal::owner, std::move(owner)));
    return id;
  };
  owned(1, 100, "Олег");
  owned(1, 200, "");
  owned(2, 400, "олег");
  owned(1, 800, "Анна");
  owned(1, 1600, "Олег");
  BoardModel model;
  const BoardQuery query = {.pipeline = fixture.pipeline, .today = monday, .lanes = LaneBy::owner};
  model.update(fixture.document, query);
  std::size_t cards = 0;
  for (std::size_t lane = 0; lane < model.lanes().size(); ++lane) cards += model.lane_count(lane);
  CHECK(cards == model.shown());
  REQUIRE(model.lanes().size() >= 3);
  CHECK(model.lanes()[0].name == "Анна");
  CHECK(model.lanes()[1].name == "Олег");
  CHECK(model.lanes().back().key.empty());
  CHECK(model.lane_count(0) == 1);
  CHECK(model.lane_totals(fixture.document, 0).at(0).sum_minor == 800);
  // Somebody new comes, and stands between.
  owned(1, 3200, "Вера");
  model.update(fixture.document, query);
  CHECK(model.lanes()[1].name == "Вера");
  CHECK(model.columns()[1].lane_starts[2] - model.columns()[1].lane_starts[1] == 1);
}

}  // namespace voronka::ui
