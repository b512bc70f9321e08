// Facts kept up to date equal facts found anew.
#include "filter/deal_facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/random_commands.hpp"

namespace voronka {

TEST_CASE("after any commands the facts kept up to date equal those found anew, and every change is told") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Random random(seed);
    test::PipelineFixture fixture;
    DealFacts kept;
    kept.update(fixture.document);
    const Date today = {20'560};
    const auto row_text = [&](const DealFacts& facts, std::uint32_t row) {
      const auto number = [](std::optional<std::int32_t> value) { return value ? std::to_string(*value) : "-"; };
      const auto due = facts.next_due_of(row);
      return std::to_string(static_cast<int>(facts.next_step_of(row, today))) + " " + (due ? iso_text(*due) : "-") +
             " " + number(facts.age_days_of(row, today)) + " " + number(facts.silent_days_of(row, today)) +
             (facts.has_note(row) ? " note" : "") +
             (facts.payment_due_of(row) ? " pay " + iso_text(*facts.payment_due_of(row)) : "");
    };
    for (int step = 0; step < 60; ++step) {
      std::vector<std::string> before;
      for (std::uint32_t row = 0; row < kept.size(); ++row) before.push_back(row_text(kept, row));
      static_cast<void>(fixture.run(test::random_command(fixture, random)));
      if (random.below(4) == 0) {
        const Id<Note> note = test::any_of<Note>(fixture, random);
        if (note) static_cast<void>(fixture.run(DeleteRecords{.type = RecordType::note, .ids = {note.raw}}));
      }
      if (random.below(4) == 0)
        static_cast<void>(fixture.run(
            set_field(test::any_of<Activity>(fixture, random), &Activity::deal, test::any_of<Deal>(fixture, random))));
      kept.update(fixture.document);
      DealFacts fresh;
      fresh.update(fixture.document);
      REQUIRE(kept.size() == fresh.size());
      for (std::uint32_t row = 0; row < kept.size(); ++row) {
        CAPTURE(seed);
        CAPTURE(step);
        CAPTURE(row);
        REQUIRE(row_text(kept, row) == row_text(fresh, row));
        const bool told = !kept.changed() || std::ranges::find(*kept.changed(), row) != kept.changed()->end();
        if (row < before.size() && before[row] != row_text(kept, row)) REQUIRE(told);
      }
    }
  }
}

TEST_CASE("a deal is silent since its last touch, or since it came into its stage when that was later") {
  test::PipelineFixture fixture;
  const Id<Deal> deal = fixture.deal(0);
  const Date today = {20'468};  // ten days after the fixture's first
  const auto silent = [&] {
    DealFacts facts;
    facts.update(fixture.document);
    return facts.silent_days_of(0, today);
  };
  CHECK(silent() == 10);
  const RawId call = fixture.must(AddRecord{Activity{.deal = deal, .title = "call"}});
  CHECK(silent() == 10);
  fixture.now_ms += 4 * day_ms;
  fixture.must(FinishActivity{.activity = {call}});
  CHECK(silent() == 6);
  fixture.now_ms += 3 * day_ms;
  fixture.must(MoveDeal{.deal = deal, .to = fixture.stages[1]});
  CHECK(silent() == 3);
}

}  // namespace voronka
