#include "ui/views/deal_sheet.hpp"
#include "base/workdays.hpp"
#include "tests/ui/deal_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Key;
using ui::Role;

TEST_CASE("what is typed into the title is in the deal 300 ms later, and one focus is one undo step") {
  PanelBench bench;
  bench.field("Title").type("G");
  CHECK(bench.it().title == "Granit");
  bench.harness->wait(0.35);
  CHECK(bench.it().title == "G");
  bench.field("Title").type("Granite works");
  bench.harness->wait(0.35);
  CHECK(bench.it().title == "Granite works");
  bench.undo();
  CHECK(bench.it().title == "Granit");
}

TEST_CASE("what is typed is in the deal at once when the page is being hidden, for it may never be woken") {
  PanelBench bench;
  bench.field("Title").type("Granite works");
  REQUIRE(bench.it().title == "Granit");
  bench.harness->ui().hidden = true;
  bench.harness->frame();
  CHECK(bench.it().title == "Granite works");
}

TEST_CASE("two focuses are two undo steps") {
  PanelBench bench;
  bench.field("Title").type("First");
  bench.harness->wait(0.35);
  bench.field("Next step").type("Call");
  bench.harness->wait(0.35);
  bench.clock.now += 1000;
  bench.field("Title").type("Second");
  bench.harness->wait(0.35);
  bench.undo();
  CHECK(bench.it().title == "First");
  CHECK(bench.it().next_step == "Call");
}

TEST_CASE("Esc brings back what was there when focus came, also when it was saved meanwhile") {
  PanelBench bench;
  bench.field("Title").type("Wrong");
  bench.harness->wait(0.35);
  CHECK(bench.it().title == "Wrong");
  bench.field("Title").press({Key::escape});
  bench.harness->wait(0.35);
  CHECK(bench.it().title == "Granit");
  CHECK(bench.route.path == "deal");
}

TEST_CASE("half-typed text is not lost when the sheet goes away") {
  PanelBench bench;
  bench.field("Title").type("Typed in haste");
  bench.route = {};
  bench.harness->settle();
  CHECK(bench.it().title == "Typed in haste");
}

TEST_CASE("a date that cannot be read stays in its field, says so, and changes nothing") {
  PanelBench bench;
  bench.field("Close date").type("32 of never");
  bench.harness->wait(0.35);
  bench.field("Title").focus();
  const Found field = bench.field("Close date");
  CHECK(field.value() == "32 of never");
  CHECK(field.has(ui::node_flag::invalid));
  CHECK(field.node().description.find("does not read as a date") != std::string::npos);
  CHECK(!bench.it().expected_close);
  bench.field("Close date").type("2026-02-03");
  bench.harness->wait(0.35);
  CHECK(!bench.field("Close date").has(ui::node_flag::invalid));
  CHECK(bench.it().expected_close == date_from_iso("2026-02-03"));
}

TEST_CASE(
    "a day typed without its year is one to come where something is planned, and the nearest where it has happened") {
  PanelBench bench;
  const Date today = bench.app.today();
  const std::int32_t two_months = 60;
  const auto typed = [&](std::int32_t days) {
    const YearMonthDay day = ymd_of(Date{today.days + days});
    return std::to_string(day.month) + "/" + std::to_string(day.day);
  };
  bench.field("Close date").type(typed(-two_months));
  bench.harness->wait(0.35);
  REQUIRE(bench.it().expected_close);
  CHECK(*bench.it().expected_close > today);
  CHECK(bench.it().expected_close->days - today.days > 300);
  bench.field("Close date").type(typed(two_months));
  bench.harness->wait(0.35);
  CHECK(bench.it().expected_close->days == today.days + two_months);
  bench.field("Close date").type("yesterday");
  bench.harness->wait(0.35);
  CHECK(bench.it().expected_close->days == today.days - 1);
}

TEST_CASE("an amount is read as people write it, keeps its currency, and can be cleared") {
  PanelBench bench;
  bench.field("Amount").type("1,250,000");
  bench.harness->wait(0.35);
  CHECK(bench.it().amount == Money{.minor = 125'000'000, .currency = *currency_from("USD")});
  bench.field("Amount").type("plenty");
  bench.harness->wait(0.35);
  CHECK(bench.it().amount->minor == 125'000'000);
  bench.field("Amount").type("");
  bench.harness->wait(0.35);
  CHECK(!bench.it().amount);
}

TEST_CASE("a cleared probability follows the stage again") {
  PanelBench bench;
  bench.field("Probability").type("70");
  bench.harness->wait(0.35);
  CHECK(bench.it().probability == 70);
  bench.button("Follow the stage again").click();
  CHECK(!bench.it().probability);
}

TEST_CASE("the steps move the deal, by mouse and by keys") {
  PanelBench bench;
  bench.button("Negotiation, 5 of 7").click();
  CHECK(bench.it().position.stage == bench.stages()[4]->id);
  bench.button("Negotiation, 5 of 7").press({Key::right});
  bench.harness->press({Key::enter});
  CHECK(bench.it().position.stage == bench.stages()[5]->id);
}

TEST_CASE("a deal is won, and comes back") {
  PanelBench bench;
  bench.button("Won").click();
  CHECK(bench.it().status == DealStatus::won);
  bench.button("Reopen").click();
  CHECK(bench.it().status == DealStatus::open);
}

TEST_CASE("a win can be told late: the day is what was said, not today") {
  PanelBench bench;
  bench.button("More actions").click();
  bench.by(Role::menu_item, "Won on another day…").click();
  bench.field("Day").type("2025-12-30");
  bench.button("Save").click();
  CHECK(bench.it().status == DealStatus::won);
  CHECK(bench.it().closed_on == date_from_iso("2025-12-30"));
  CHECK(bench.it().history.back().precision == Precision::day);
  CHECK(bench.says("written down"));
}

TEST_CASE("a day that has not come yet is refused with a sentence") {
  PanelBench bench;
  bench.button("More actions").click();
  bench.by(Role::menu_item, "Won on another day…").click();
  bench.field("Day").type("2030-01-01");
  bench.button("Save").click();
  CHECK(bench.it().status == DealStatus::open);
  CHECK(bench.field("Day").has(ui::node_flag::invalid));
}

TEST_CASE("an activity is added by Enter, done by its button, and the line for the next one opens") {
  PanelBench bench;
  bench.button("Add activity").click();
  CHECK(bench.harness->focused().name() == "What to do");
  bench.field("What to do").type("Agree on instalments").press({Key::enter});
  REQUIRE(bench.document().table<Activity>().size() == 1);
  const Activity& activity = bench.document().table<Activity>().rows()[0];
  CHECK(activity.deal == bench.deal);
  CHECK(activity.due.date == plus_working_days(bench.app.today(), 1));
  bench.button("Done").click();
  CHECK(bench.document().table<Activity>().rows()[0].done_at);
  CHECK(bench.says("What is next?"));
  CHECK(bench.says("Done: Agree on instalments"));
  // What usually follows a call is filled in, and when is what one says.
  CHECK(bench.field("What to do").value() == "Send an offer");
  CHECK(bench.harness->focused().name() == "When");
  bench.button("No answer").click();
  CHECK(bench.document().table<Activity>().rows()[0].outcome == ActivityOutcome::no_contact);
  CHECK(bench.field("What to do").value() == "Agree on instalments");  // it is tried again
  bench.field("When").press({Key::enter});
  REQUIRE(bench.document().table<Activity>().size() == 2);
  CHECK(bench.document().table<Activity>().rows()[1].kind == ActivityKind::call);
}

TEST_CASE(
    "what follows is what one's own steps say for that stage; where nothing does it is said, and another outcome asks "
    "anew") {
  PanelBench bench;
  bench.run(AddRecord{FollowUp{.after_kind = "call",
                               .after_outcome = ActivityOutcome::success,
                               .stages = {bench.stages()[1]->id},
                               .next_kind = ActivityKind::message,
                               .next_title = "Send the price",
                               .working_days = 3}});
  bench.run(AddRecord{FollowUp{.after_kind = "call", .after_outcome = ActivityOutcome::refused, .ends = true}});
  bench.button("Add activity").click();
  bench.field("What to do").type("Agree on instalments").press({Key::enter});
  bench.button("Done").click();
  CHECK(bench.field("What to do").value() == "Send the price");
  const Date day = plus_working_days(bench.app.today(), 3);
  CHECK(bench.field("When").value() == bench.harness->ui().locale.date_numeric(day));
  bench.button("Refused").click();
  bench.harness->settle();
  CHECK_FALSE(bench.field("What to do").exists());
  CHECK(bench.says("By your own steps nothing follows."));
  CHECK(bench.button("Add activity").exists());
  bench.button("Talked").click();
  bench.harness->settle();
  CHECK(bench.field("What to do").value() == "Send the price");
  CHECK_FALSE(bench.says("By your own steps nothing follows."));
  bench.field("When").press({Key::enter});
  REQUIRE(bench.document().table<Activity>().size() == 2);
  const Activity& next = bench.document().table<Activity>().rows()[1];
  CHECK(next.kind == ActivityKind::message);
  CHECK(next.due.date == day);
}

TEST_CASE("a due date that cannot be read keeps the line open with everything typed") {
  PanelBench bench;
  bench.button("Add activity").click();
  bench.field("What to do").type("Meet");
  bench.field("When").type("someday").press({Key::enter});
  CHECK(bench.document().table<Activity>().empty());
  CHECK(bench.field("What to do").value() == "Meet");
  CHECK(bench.field("When").has(ui::node_flag::invalid));
}

TEST_CASE("Enter on a new company name makes it and puts it into the deal, as one undo step") {
  PanelBench bench;
  bench.field("Company").type("Granit Ltd").press({Key::enter});
  const Company* company = bench.document().find(bench.it().company);
  REQUIRE(company);
  CHECK(company->name == "Granit Ltd");
  bench.undo();
  CHECK(!bench.it().company);
  CHECK(bench.document().table<Company>().rows()[0].deleted);
}

TEST_CASE("an existing company is offered by any part of its name and taken by a click") {
  PanelBench bench;
  bench.run(AddRecord{.record = Company{.name = "ООО «Гранит»"}});
  bench.run(AddRecord{.record = Company{.name = "Ромашка"}});
  bench.field("Company").type("гранит");
  CHECK(bench.harness->count(Role::option) == 2);  // the company, and "create"
  bench.by(Role::option, "ООО «Гранит»").click();
  CHECK(title_of(bench.document(), RecordType::company, bench.it().company.raw) == "ООО «Гранит»");
  CHECK(bench.harness->count(Role::option) == 0);
}

TEST_CASE("the list of matches never covers its field") {
  PanelBench bench;
  bench.run(AddRecord{.record = Company{.name = "Granit Ltd"}});
  bench.field("Company").type("gran");
  const ui::Rect field = bench.field("Company").rect();
  for (const ui::SemNode& node : bench.harness->ui().sem.nodes())
    if (node.role == Role::option) CHECK(!ui::overlaps(node.rect, field));
}

TEST_CASE("contacts show links to call and write, and copies of both") {
  PanelBench bench;
  bench.run(
      AddRecord{.record = Contact{.name = "Olga", .phones = {"+7 (917) 555-01-22"}, .emails = {"o@granit.example"}}});
  bench.run(set_field(bench.deal, &Deal::contacts, std::vector<Id<Contact>>{{bench.app.last_created()}}));
  bench.harness->settle();
  bool calls = false;
  bool writes = false;
  for (const ui::SemNode& node : bench.harness->ui().sem.nodes()) {
    calls = calls || node.href == "tel:+79175550122";
    writes = writes || node.href == "mailto:o@granit.example";
  }
  CHECK(calls);
  CHECK(writes);
  bench.button("Copy: o@granit.example").click();
  CHECK(bench.harness->host().copied == "o@granit.example");
}

TEST_CASE("a note is added, edited in place and deleted") {
  PanelBench bench;
  bench.field("New note").type("They want instalments");
  bench.button("Add note").click();
  REQUIRE(bench.document().table<Note>().size() == 1);
  CHECK(bench.field("New note").value().empty());
  bench.field("Text of the note").type("They want three instalments");
  bench.harness->wait(0.35);
  CHECK(bench.document().table<Note>().rows()[0].text == "They want three instalments");
  bench.button("Delete note").click();
  CHECK(bench.document().table<Note>().rows()[0].deleted);
}

TEST_CASE("a deal that is not here says so and leads back") {
  PanelBench bench;
  bench.route = {.path = "deal", .argument = "01ARZ3NDEKTSV4RRFFQ69G5FAV"};
  bench.harness->settle();
  CHECK(bench.says("There is no such deal here"));
  bench.button("To the board").click();
  CHECK(bench.route == ui::Route{});
}

TEST_CASE("a deal in the trash can be put back from its own address") {
  PanelBench bench;
  bench.run(DeleteRecords{.type = RecordType::deal, .ids = {bench.deal.raw}});
  bench.harness->settle();
  CHECK(bench.says("in the trash"));
  bench.button("Put back").click();
  CHECK(!bench.it().deleted);
  CHECK(bench.field("Title").exists());
}

TEST_CASE("every control of the sheet has a name and an id of its own, in both languages, on desk and phone") {
  for (const Language language : {Language::en, Language::ru}) {
    for (const ui::Viewport viewport : {ui::Viewport{.width = 1280, .height = 800, .scale = 1},
                                        ui::Viewport{.width = 780, .height = 1688, .scale = 2}}) {
      PanelBench bench(viewport, language);
      bench.run(
          AddRecord{.record = Activity{.deal = bench.deal, .title = "Call back", .due = {.date = bench.app.today()}}});
      bench.run(AddRecord{.record = Activity{.deal = bench.deal, .kind = ActivityKind::meeting}});
      bench.run(AddRecord{.record = Note{.deal = bench.deal, .text = "A note"}});
      bench.run(AddRecord{.record = Tag{.name = "hot"}});
      bench.run(set_field(bench.deal, &Deal::tags, std::vector<Id<Tag>>{{bench.app.last_created()}}));
      bench.run(LoseDeal{.deal = bench.deal, .reason = loss_reasons_of(bench.document())[0]->id});
      bench.harness->settle();
      CHECK(bench.harness->complaints() == std::vector<std::string>{});
    }
  }
}
