#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {

TEST_CASE_FIXTURE(PipelineFixture, "a deal moved to another stage is there, between the neighbours it was dropped at") {
  const auto first = deal(1);
  const auto second = deal(1);
  const auto moved = deal(0);
  must(MoveDeal{.deal = moved, .to = stages[1], .above = second, .below = first});
  CHECK((*this)[moved].position.stage == stages[1]);
  CHECK((*this)[second].position.rank < (*this)[moved].position.rank);
  CHECK((*this)[moved].position.rank < (*this)[first].position.rank);
}

TEST_CASE_FIXTURE(PipelineFixture, "a move writes that the stage was entered, with the day it was said to happen") {
  const auto id = deal(0);
  const Moment friday = *moment_from_iso("2026-01-02T12:00:00.000+03:00");
  must(MoveDeal{.deal = id, .to = stages[2], .when = When{.at = friday, .precision = Precision::day}});
  const Event& event = (*this)[id].history.back();
  CHECK(event.kind == EventKind::stage_entered);
  CHECK(std::get<RawId>(event.value) == stages[2].raw);
  CHECK(event.at == friday);
  CHECK(event.precision == Precision::day);
  CHECK(event.recorded_at_ms > friday.utc_ms);
  CHECK(document.seen().contains(event.dot));
}

TEST_CASE_FIXTURE(PipelineFixture, "reordering inside a column writes no event") {
  const auto a = deal(0);
  const auto b = deal(0);
  const std::size_t before = (*this)[a].history.size();
  must(MoveDeal{.deal = a, .to = stages[0], .above = {}, .below = b});
  CHECK((*this)[a].history.size() == before);
  CHECK((*this)[a].position.rank < (*this)[b].position.rank);
}

TEST_CASE_FIXTURE(PipelineFixture,
                  "what came of an activity is kept with it, and goes when it was not done after all") {
  const auto id = deal(0);
  const Id<Activity> call = {must(AddRecord{.record = Activity{.deal = id, .kind = ActivityKind::call}})};
  must(FinishActivity{.activity = call, .outcome = ActivityOutcome::no_contact});
  CHECK(document.find(call)->outcome == ActivityOutcome::no_contact);
  CHECK(document.find(call)->done_at.has_value());
  must(FinishActivity{.activity = call, .done = false});
  CHECK(document.find(call)->outcome == ActivityOutcome::none);
  CHECK_FALSE(document.find(call)->done_at);
}

TEST_CASE_FIXTURE(PipelineFixture,
                  "an activity that repeats is planned again when it is done, once, and one undo takes back both") {
  const auto id = deal(0);
  Activity weekly = {
      .deal = id, .kind = ActivityKind::call, .title = "Созвон", .due = {.date = local_date({.utc_ms = now_ms})}};
  weekly.repeat = Repeat::weekly;
  const Date due = *weekly.due.date;
  const Id<Activity> first = {must(AddRecord{.record = weekly})};
  const Id<Activity> second = {must(FinishActivity{.activity = first, .outcome = ActivityOutcome::success})};
  REQUIRE(document.find(second));
  CHECK(document.find(second)->due.date == Date{due.days + 7});
  CHECK(document.find(second)->title == "Созвон");
  CHECK_FALSE(document.find(second)->done_at);
  // Not done after all, and done again; said again with another outcome: no third one.
  must(FinishActivity{.activity = first, .done = false});
  must(FinishActivity{.activity = first});
  must(FinishActivity{.activity = first, .outcome = ActivityOutcome::postponed});
  CHECK(document.table<Activity>().size() == 2);
}

TEST_CASE_FIXTURE(PipelineFixture, "a length that no day has is refused") {
  Activity long_one = {.deal = deal(0)};
  for (const std::int32_t minutes : {0, -5, 1441}) {
    long_one.duration_minutes = minutes;
    const auto refused = try_plan(AddRecord{.record = long_one});
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().text.key == TextKey::error_duration_range);
  }
  long_one.duration_minutes = 1440;
  CHECK(run(AddRecord{.record = long_one}));
}

TEST_CASE_FIXTURE(PipelineFixture, "an archived deal keeps its place and comes back to it, and history tells both") {
  const auto id = deal(1);
  const Position before = (*this)[id].position;
  must(ArchiveDeal{.deal = id});
  CHECK((*this)[id].archived);
  CHECK((*this)[id].position == before);
  CHECK((*this)[id].history.back().kind == EventKind::archived);
  must(ArchiveDeal{.deal = id, .archived = false});
  CHECK_FALSE((*this)[id].archived);
  CHECK((*this)[id].position == before);
  CHECK((*this)[id].history.back().kind == EventKind::restored);
  must(DeleteRecords{.type = RecordType::deal, .ids = {id.raw}});
  CHECK_FALSE(run(ArchiveDeal{.deal = id}));
}

TEST_CASE_FIXTURE(PipelineFixture, "names typed in one line find who is there and make who is not, in one step") {
  const auto id = deal(0);
  const Id<Company> company = {must(AddRecord{.record = Company{.name = "Гранит"}})};
  must(set_field(id, &Deal::company, company));
  const Id<Contact> anna = {must(AddRecord{.record = Contact{.name = "Анна Белова"}})};
  must(LinkNames{.deal = id, .what = LinkNames::What::contacts, .names = {"анна белова", "Пётр", "", "ПЁТР"}});
  REQUIRE((*this)[id].contacts.size() == 2);
  CHECK((*this)[id].contacts[0] == anna);
  const Contact made = *document.find((*this)[id].contacts[1]);
  CHECK(made.name == "Пётр");
  CHECK(made.company == company);
  // Two of one name: both stay as long as both are named.
  const Id<Contact> other = {must(AddRecord{.record = Contact{.name = "Пётр"}})};
  must(set_field(id, &Deal::contacts, std::vector{made.id, other}));
  must(LinkNames{.deal = id, .what = LinkNames::What::contacts, .names = {"Пётр", "Пётр"}});
  CHECK((*this)[id].contacts == std::vector{made.id, other});
  must(LinkNames{.deal = id, .what = LinkNames::What::contacts, .names = {"Пётр"}});
  CHECK((*this)[id].contacts == std::vector{made.id});
}

TEST_CASE_FIXTURE(PipelineFixture, "of two people of one name nobody is taken for the one who was meant") {
  const auto id = deal(0);
  must(AddRecord{.record = Contact{.name = "Иван"}});
  must(AddRecord{.record = Contact{.name = "иван"}});
  must(LinkNames{.deal = id, .what = LinkNames::What::contacts, .names = {"Иван"}});
  CHECK(document.table<Contact>().rows().size() == 3);
  CHECK((*this)[id].contacts == std::vector{document.table<Contact>().rows().back().id});
}

TEST_CASE_FIXTURE(PipelineFixture, "a tag in the trash stays with its deal, unseen, when the others are typed anew") {
  const auto id = deal(0);
  must(LinkNames{.deal = id, .names = {"Срочно", "Опт"}});
  const std::vector<Id<Tag>> before = (*this)[id].tags;
  must(DeleteRecords{.type = RecordType::tag, .ids = {before[0].raw}});
  must(LinkNames{.deal = id, .names = {"Новый"}});
  REQUIRE((*this)[id].tags.size() == 2);
  CHECK(document.find((*this)[id].tags[0])->name == "Новый");
  CHECK((*this)[id].tags[1] == before[0]);
  must(LinkNames{.deal = id});
  CHECK((*this)[id].tags == std::vector{before[0]});
  must(DeleteRecords{.type = RecordType::deal, .ids = {id.raw}});
  CHECK_FALSE(run(LinkNames{.deal = id, .names = {"Опт"}}));
}

TEST_CASE_FIXTURE(PipelineFixture, "a won deal goes to the first after-sale stage and gets the day as its close date") {
  const auto id = deal(3, 100'00);
  must(WinDeal{.deal = id});
  CHECK((*this)[id].status == DealStatus::won);
  CHECK((*this)[id].position.stage == stages[6]);
  CHECK((*this)[id].closed_on == date_from_iso("2026-01-05"));
}

TEST_CASE_FIXTURE(PipelineFixture, "a deal won on Friday closes on Friday, whatever today is") {
  const auto id = deal(3);
  must(WinDeal{.deal = id,
               .when = When{.at = *moment_from_iso("2026-01-02T12:00:00+03:00"), .precision = Precision::day}});
  CHECK((*this)[id].closed_on == date_from_iso("2026-01-02"));
}

TEST_CASE_FIXTURE(PipelineFixture, "many deals lost for one new reason make it once, and a task each to come back to") {
  const std::size_t before = document.table<LossReason>().size();
  const std::vector<Id<Deal>> deals = {deal(0), deal(1), deal(2)};
  must(EditDeals{
      .deals = deals,
      .change = LoseDeals{
          .each = {.new_reason = "Нет склада", .revisit_on = date_from_iso("2026-04-05"), .revisit_title = "?"}}});
  REQUIRE(document.table<LossReason>().size() == before + 1);
  for (const Id<Deal> id : deals) CHECK((*this)[id].loss_reason == document.table<LossReason>().rows()[before].id);
  CHECK(document.table<Activity>().size() == deals.size());
}

TEST_CASE_FIXTURE(PipelineFixture, "a deal can be lost for a reason that is new, or is there under that name already") {
  const std::size_t before = document.table<LossReason>().size();
  const auto first = deal(1);
  must(LoseDeal{.deal = first, .new_reason = "Нет склада"});
  REQUIRE(document.table<LossReason>().size() == before + 1);
  CHECK(document.find((*this)[first].loss_reason)->name == "Нет склада");
  const auto second = deal(1);
  must(LoseDeal{.deal = second, .new_reason = "нет склада"});
  CHECK((*this)[second].loss_reason == (*this)[first].loss_reason);
  CHECK(document.table<LossReason>().size() == before + 1);
  must(LoseDeal{.deal = deal(1)});
  CHECK(document.table<LossReason>().size() == before + 1);
}

TEST_CASE_FIXTURE(PipelineFixture, "a lost deal that is to be looked at again has a task on that day") {
  const auto id = deal(2);
  must(LoseDeal{.deal = id, .reason = reason, .revisit_on = date_from_iso("2026-04-05"), .revisit_title = "Вернуться"});
  REQUIRE(document.table<Activity>().size() == 1);
  const Activity& task = document.table<Activity>().rows()[0];
  CHECK(task.deal == id);
  CHECK(task.due.date == date_from_iso("2026-04-05"));
  CHECK(task.title == "Вернуться");
  CHECK((*this)[id].status == DealStatus::lost);
}

TEST_CASE_FIXTURE(PipelineFixture, "a lost deal keeps the stage where it died, its reason, and cannot be moved") {
  const auto id = deal(4);
  must(LoseDeal{.deal = id, .reason = reason, .note = "слишком дорого"});
  CHECK((*this)[id].position.stage == stages[4]);
  CHECK((*this)[id].loss_reason == reason);
  CHECK((*this)[id].closed_on == date_from_iso("2026-01-05"));
  CHECK(run(MoveDeal{.deal = id, .to = stages[0]}).error().text.key == TextKey::error_deal_lost);
}

TEST_CASE_FIXTURE(PipelineFixture, "a reopened deal is back in its last sales stage, without close date and reason") {
  const auto id = deal(2);
  must(MoveDeal{.deal = id, .to = stages[4]});
  must(WinDeal{.deal = id});
  must(ReopenDeal{.deal = id});
  CHECK((*this)[id].status == DealStatus::open);
  CHECK((*this)[id].position.stage == stages[4]);
  CHECK_FALSE((*this)[id].closed_on);
  CHECK((*this)[id].history.back().kind == EventKind::reopened);
}

TEST_CASE_FIXTURE(PipelineFixture,
                  "dragging an open deal into an after-sale column wins it, dragging it back reopens it") {
  const auto id = deal(5);
  must(MoveDeal{.deal = id, .to = stages[6]});
  CHECK((*this)[id].status == DealStatus::won);
  CHECK((*this)[id].closed_on);
  must(MoveDeal{.deal = id, .to = stages[1]});
  CHECK((*this)[id].status == DealStatus::open);
  CHECK_FALSE((*this)[id].closed_on);
}

TEST_CASE_FIXTURE(PipelineFixture, "a typed-in probability belongs to its stage and leaves with it") {
  const auto id = deal(1);
  must(set_field(id, &Deal::probability, std::optional<std::int32_t>(77)));
  CHECK(probability_of(document, (*this)[id]) == 77);
  must(MoveDeal{.deal = id, .to = stages[2]});
  CHECK(probability_of(document, (*this)[id]) == 40);
}

TEST_CASE_FIXTURE(PipelineFixture, "one command gives one stamp to the changed fields and leaves the others") {
  const auto id = deal(0);
  const Stamps before = (*this)[id].stamps;
  const std::uint64_t dot = next_dot;
  must(set_field(id, &Deal::title, std::string("Новое имя")));
  const std::size_t title = slot_of_member(&Deal::title);
  for (std::size_t slot = 0; slot < fields_of(RecordType::deal).size(); ++slot) {
    if (slot == title) {
      CHECK((*this)[id].stamps.of(slot).dot.n == dot);
    } else {
      CHECK((*this)[id].stamps.of(slot) == before.of(slot));
    }
  }
}

TEST_CASE_FIXTURE(PipelineFixture, "setting a field to the value it has changes nothing at all") {
  const auto id = deal(0, 500, "Same");
  const auto planned = try_plan(set_field(id, &Deal::title, std::string("Same")));
  REQUIRE(planned);
  CHECK(planned->patch.empty());
  CHECK(planned->dots_used == 0);
}

TEST_CASE_FIXTURE(PipelineFixture, "bad values are refused with the field they stand in") {
  const auto id = deal(0);
  const auto refused = run(set_field(id, &Deal::probability, std::optional<std::int32_t>(101)));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().text.key == TextKey::error_probability_range);
  CHECK(refused.error().where == "probability");
  CHECK_FALSE(run(set_field(id, &Deal::title, std::string("\xff"))));
  CHECK_FALSE(run(set_field(id, &Deal::title, std::string(70'000, 'x'))));
  CHECK_FALSE(run(set_field(id, &Deal::company, Id<Company>{make_id()})));
  CHECK_FALSE(run(set_field(id, &Deal::status, DealStatus::won)));
  CHECK_FALSE(run(SetField{.type = RecordType::deal, .id = id.raw, .slot = 0, .value = true}));
  CHECK_FALSE(run(SetField{.type = RecordType::deal, .id = id.raw, .slot = 999, .value = true}));
  CHECK_FALSE(run(MoveDeal{.deal = {make_id()}, .to = stages[0]}));
}

TEST_CASE_FIXTURE(PipelineFixture, "a deleted stage sends its living deals where it is told, and lost ones stay") {
  const auto open = deal(2);
  const auto lost = deal(2);
  must(LoseDeal{.deal = lost});
  CHECK(run(DeleteStage{.stage = stages[2]}).error().text.key == TextKey::error_stage_has_deals);
  must(DeleteStage{.stage = stages[2], .deals_to = stages[1]});
  CHECK((*this)[open].position.stage == stages[1]);
  CHECK((*this)[lost].position.stage == stages[2]);
  CHECK(stages_of(document, pipeline).size() == 6);
  must(ReopenDeal{.deal = lost});
  CHECK_FALSE(document.find((*this)[lost].position.stage)->deleted);
}

TEST_CASE_FIXTURE(PipelineFixture, "the last stage of a pipeline cannot be deleted") {
  for (std::size_t i = 0; i < 6; ++i) must(DeleteStage{.stage = stages[i]});
  CHECK(run(DeleteStage{.stage = stages[6]}).error().text.key == TextKey::error_last_stage);
}

TEST_CASE_FIXTURE(PipelineFixture,
                  "a deleted pipeline takes stages and deals to the trash, and a deal comes back whole") {
  const auto id = deal(0, 777, "Вернуть");
  must(DeleteRecords{.type = RecordType::deal, .ids = {id.raw}});
  CHECK((*this)[id].deleted.by == DeletedBy::user);
  must(RestoreRecords{.type = RecordType::deal, .ids = {id.raw}});
  CHECK_FALSE((*this)[id].deleted);
  CHECK((*this)[id].title == "Вернуть");
  must(DeletePipeline{.pipeline = pipeline});
  CHECK((*this)[id].deleted);
  CHECK(pipelines_of(document).empty());
}

TEST_CASE_FIXTURE(PipelineFixture, "an activity at 09:00 stays at 09:00 when the clock changes to summer time") {
  const auto id = deal(0);
  const Due nine = {.date = date_from_iso("2026-03-30"), .time = TimeOfDay{9 * 60}};
  const Id<Activity> activity = {must(AddRecord{Activity{.deal = id, .title = "Звонок", .due = nine}})};
  auto winter = stamp();
  auto summer = stamp();
  winter.now.offset_minutes = 60;
  summer.now.offset_minutes = 120;
  for (const Stamp& zone : {winter, summer}) {
    const auto planned = plan(document, set_field(activity, &Activity::comment, std::string("zone")), zone);
    CHECK(planned->patch.of<Activity>()[0].after->due == nine);
  }
}

TEST_CASE_FIXTURE(PipelineFixture, "plan is pure: the same question gives the same patch and changes nothing") {
  const auto id = deal(1, 1000);
  const Stamp same = stamp();
  const std::uint64_t revision = document.revision();
  for (const Command& command :
       std::initializer_list<Command>{MoveDeal{.deal = id, .to = stages[3]}, WinDeal{.deal = id},
                                      CreateDeal{.deal = {.position = {.stage = stages[0]}}},
                                      AddRecord{Contact{.name = "Ольга"}}, DeletePipeline{.pipeline = pipeline}}) {
    const auto a = plan(document, command, same);
    const auto b = plan(document, command, same);
    REQUIRE(a);
    CHECK(a->patch == b->patch);
    CHECK(a->dots_used == b->dots_used);
  }
  CHECK(document.revision() == revision);
}

TEST_CASE_FIXTURE(PipelineFixture,
                  "many deals moved stand at the top of the column in the order given, with short ranks") {
  const Id<Deal> there = deal(2);
  std::vector<Id<Deal>> moved;
  for (int i = 0; i < 300; ++i) moved.push_back(deal(0));
  must(EditDeals{.deals = moved, .change = MoveDeals{.to = stages[2]}});
  const Deal* above = nullptr;
  for (const Id<Deal> id : moved) {
    const Deal& now = (*this)[id];
    REQUIRE(now.position.stage == stages[2]);
    REQUIRE(now.position.rank < (*this)[there].position.rank);
    if (above) REQUIRE(above->position.rank < now.position.rank);
    REQUIRE(now.position.rank.text.size() < 16);
    above = &now;
  }
}

TEST_CASE_FIXTURE(PipelineFixture, "what does not fit a deal is left out of a change of many; of all, it is refused") {
  const Id<Deal> open = deal(0);
  const Id<Deal> lost = deal(0);
  must(LoseDeal{.deal = lost, .reason = reason});
  must(EditDeals{.deals = {open, lost}, .change = MoveDeals{.to = stages[3]}});
  CHECK((*this)[open].position.stage == stages[3]);
  CHECK((*this)[lost].position.stage == stages[0]);
  const SetDealField percent = {.slot = slot_of_member(&Deal::probability), .value = std::optional<std::int32_t>(35)};
  must(EditDeals{.deals = {open, lost}, .change = percent});
  CHECK((*this)[open].probability == 35);
  CHECK_FALSE((*this)[lost].probability);
  CHECK_FALSE(run(EditDeals{.deals = {lost}, .change = percent}));
  CHECK_FALSE(run(EditDeals{.deals = {lost}, .change = MoveDeals{.to = stages[3]}}));
}

TEST_CASE_FIXTURE(PipelineFixture, "a tag for many deals is made once and found by its name again") {
  const std::vector<Id<Deal>> deals = {deal(0), deal(1)};
  must(EditDeals{.deals = deals, .change = AddDealTag{.name = "Срочно"}});
  must(EditDeals{.deals = {deals[0]}, .change = AddDealTag{.name = "срочно"}});
  REQUIRE(document.table<Tag>().size() == 1);
  const Id<Tag> tag = document.table<Tag>().rows()[0].id;
  CHECK((*this)[deals[0]].tags == std::vector{tag});
  CHECK((*this)[deals[1]].tags == std::vector{tag});
  must(EditDeals{.deals = deals, .change = RemoveDealTag{.tag = tag}});
  CHECK((*this)[deals[0]].tags.empty());
}

}  // namespace voronka::test
