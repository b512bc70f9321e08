// What typing leaves in a record's history: the value that was meant, not each one on the way to it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "app/default_pipeline.hpp"
#include "app/store.hpp"
#include "model/stages.hpp"
#include "tests/support/fake_world.hpp"

namespace voronka::test {
namespace {

struct Typing {
  Typing() {
    const StarterTexts texts = {.data_set_name = "Data",
                                .pipeline_name = "Sales",
                                .stage_names = {"a", "b", "c", "d", "e", "f", "g"},
                                .loss_reasons = {"Price"},
                                .currency = "RUB"};
    run(ApplyImport{.records = default_pipeline(texts, {.utc_ms = clock.now, .offset_minutes = 180}, 5)});
    stage = stages_of(store.document(), pipelines_of(store.document())[0]->id)[0]->id;
    deal = {run(CreateDeal{.deal = {.title = "A", .position = {.stage = stage}}})};
  }
  RawId run(Command command, std::string merge_key = {}) {
    const Result<Done> done = store.run(std::move(command), std::move(merge_key));
    REQUIRE(done);
    return done->created;
  }
  void amount(std::int64_t minor, const char* merge_key) {
    run(set_field(deal, &Deal::amount, std::optional(Money{.minor = minor, .currency = *currency_from("RUB")})),
        merge_key);
  }
  // The amounts that history tells of, in the order they were given.
  std::vector<std::int64_t> amounts() const {
    const EventList& history = store.document().find(deal)->history;
    const std::vector<bool> live = live_events(history);
    std::vector<std::int64_t> told;
    for (std::size_t i = 0; i < history.size(); ++i)
      if (live[i] && history[i].kind == EventKind::amount_changed)
        told.push_back(std::get<Money>(history[i].value).minor);
    return told;
  }

  FakeClock clock{1};
  Store store{nullptr, clock};
  Id<Stage> stage = {};
  Id<Deal> deal = {};
};

using Amounts = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("an amount typed digit by digit is told once, also after undo and redo; two typings are told twice") {
  Typing typing;
  for (const std::int64_t minor : {1'00, 12'00, 120'00}) typing.amount(minor, "first focus");
  CHECK(typing.amounts() == Amounts{120'00});
  typing.amount(130'00, "second focus");
  CHECK(typing.amounts() == Amounts{120'00, 130'00});
  REQUIRE(typing.store.undo());
  CHECK(typing.amounts() == Amounts{120'00});
  REQUIRE(typing.store.undo());
  CHECK(typing.amounts() == Amounts{});
  CHECK_FALSE(typing.store.document().find(typing.deal)->amount);
  REQUIRE(typing.store.redo());
  CHECK(typing.amounts() == Amounts{120'00});
  REQUIRE(typing.store.redo());
  CHECK(typing.amounts() == Amounts{120'00, 130'00});
}

TEST_CASE(
    "typing into one field of a stage leaves the events of its other fields, and a move in between ends the typing") {
  Typing typing;
  typing.run(set_field(typing.stage, &Stage::probability, 15), "one");
  typing.run(set_field(typing.stage, &Stage::stuck_after_days, std::optional<std::int32_t>(9)), "one");
  typing.run(set_field(typing.stage, &Stage::probability, 20), "two");
  typing.run(set_field(typing.stage, &Stage::probability, 25), "two");
  const EventList& history = typing.store.document().find(typing.stage)->history;
  const std::vector<bool> live = live_events(history);
  std::vector<std::string> told;
  for (std::size_t i = 0; i < history.size(); ++i)
    if (live[i] && history[i].kind == EventKind::definition_changed)
      told.push_back(std::get<std::string>(history[i].value));
  const std::vector<std::string> last(told.end() - 3, told.end());
  CHECK(last == std::vector<std::string>{"probability=15", "stuckAfterDays=9", "probability=25"});

  typing.amount(1'00, "same");
  typing.run(set_field(typing.deal, &Deal::title, std::string("B")));
  typing.amount(2'00, "same");
  CHECK(typing.amounts() == Amounts{1'00, 2'00});
}

}  // namespace voronka::test
