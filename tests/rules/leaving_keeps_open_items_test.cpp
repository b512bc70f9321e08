// The exit checklist: what is ticked, and what a deal takes along that was not.
#include <doctest/doctest.h>

#include "commands/check_item.hpp"
#include "model/checklist.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

struct ChecklistFixture : PipelineFixture {
  ChecklistFixture() {
    must(set_field(stages[0], &Stage::exit_checklist, TextList{"Бюджет назван", "", "Решает сам"}));
    must(set_field(stages[1], &Stage::exit_checklist, TextList{"Показ прошёл"}));
    it = deal(0);
  }
  void tick(std::string item, bool on = true) { must(CheckItem{.deal = it, .item = std::move(item), .checked = on}); }
  void move(std::size_t stage) { must(MoveDeal{.deal = it, .to = stages[stage]}); }
  const TextList& left() const { return (*this)[it].left_open; }
  Id<Deal> it = {};
};

TEST_CASE_FIXTURE(ChecklistFixture, "a deal that leaves a stage takes along the items that are not ticked") {
  tick("Решает сам");
  CHECK((*this)[it].checked == TextList{"Решает сам"});
  move(1);
  CHECK(left() == TextList{"Бюджет назван"});
  move(2);
  CHECK(left() == TextList{"Бюджет назван", "Показ прошёл"});
  tick("Бюджет назван");
  CHECK(left() == TextList{"Показ прошёл"});
  CHECK((*this)[it].checked == TextList{"Решает сам", "Бюджет назван"});
}

TEST_CASE_FIXTURE(ChecklistFixture,
                  "where it goes back, it is asked there again, and nothing of the stages behind is open") {
  move(1);
  move(2);
  move(0);
  CHECK(left().empty());
  move(1);
  CHECK(left() == TextList{"Бюджет назван", "Решает сам"});
}

TEST_CASE_FIXTURE(ChecklistFixture, "a stage that was skipped asks nothing, and within a column nothing is left") {
  tick("Бюджет назван");
  tick("Решает сам");
  move(2);
  CHECK(left().empty());
  must(MoveDeal{.deal = it, .to = stages[2]});
  CHECK(left().empty());
}

TEST_CASE_FIXTURE(
    ChecklistFixture,
    "a deal that is won or lost: the won one leaves its stage, the lost one does not; reopened it is in it again") {
  must(LoseDeal{.deal = it, .reason = reason});
  CHECK(left().empty());
  must(ReopenDeal{.deal = it});
  must(WinDeal{.deal = it});
  CHECK(left() == TextList{"Бюджет назван", "Решает сам"});
  must(ReopenDeal{.deal = it});
  CHECK(left().empty());
}

TEST_CASE_FIXTURE(ChecklistFixture, "the items of a stage that is deleted are asked of nobody") {
  must(DeleteStage{.stage = stages[0], .deals_to = stages[2]});
  CHECK((*this)[it].position.stage == stages[2]);
  CHECK(left().empty());
}

TEST_CASE_FIXTURE(ChecklistFixture, "what one ticks and another takes along is not open once both are merged") {
  Deal merged = (*this)[it];
  merged.left_open = {"Бюджет назван", "Решает сам"};
  merged.checked = {"Бюджет назван"};
  CHECK(left_open_of(merged) == std::vector<std::string_view>{"Решает сам"});
}

TEST_CASE_FIXTURE(ChecklistFixture, "many moved at once leave theirs too, and one undo brings all back") {
  const Id<Deal> other = deal(0);
  tick("Бюджет назван");
  must(EditDeals{.deals = {it, other}, .change = MoveDeals{.to = stages[1]}});
  CHECK(left() == TextList{"Решает сам"});
  CHECK((*this)[other].left_open.size() == 2);
  must(Revert{.entry = last_entry});
  CHECK(left().empty());
  CHECK((*this)[other].left_open.empty());
  CHECK((*this)[other].position.stage == stages[0]);
}

TEST_CASE_FIXTURE(ChecklistFixture, "a tick is taken away again, and set twice it is one") {
  tick("Решает сам");
  tick("Решает сам");
  CHECK((*this)[it].checked.size() == 1);
  tick("Решает сам", false);
  CHECK((*this)[it].checked.empty());
  CHECK_FALSE(run(CheckItem{.deal = it, .item = ""}));
  must(DeleteRecords{.type = RecordType::deal, .ids = {it.raw}});
  CHECK_FALSE(run(CheckItem{.deal = it, .item = "Решает сам"}));
}

}  // namespace
}  // namespace voronka::test
