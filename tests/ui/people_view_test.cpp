// The page of people and the panel of one of them, driven by role and name.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/ui/shell_bench.hpp"
#include "ui/views/people.hpp"

namespace voronka::test {
namespace {

using ui::Key;
using ui::Mods;
using ui::Role;

struct PeopleBench : ShellBench {
  explicit PeopleBench(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1}) : ShellBench(viewport) {
    begun();
    granite = {make(Company{.name = "Granite", .phones = {"+1 202 555-0101"}})};
    olga = {make(Contact{.name = "Olga", .company = granite, .job_title = "Buyer", .phones = {"+1 202 555-0122"}})};
    boris = {make(Contact{.name = "Boris"})};
  }
  RawId make(NewRecord record) {
    run(AddRecord{.record = std::move(record)});
    return app.last_created();
  }
  void open() {
    button("People").click();
    harness->settle();
  }
  std::vector<std::string> listed(std::string_view list) {
    std::vector<std::string> names;
    const ui::NodeId id = by(Role::list, list).id();
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item && node.parent == id) names.push_back(node.name);
    return names;
  }
  std::string pushed() { return harness->host().pushed.empty() ? "" : harness->host().pushed.back(); }
  std::string replaced() { return harness->host().replaced.empty() ? "" : harness->host().replaced.back(); }
  const Contact& person(Id<Contact> id) const { return *app.document().find(id); }
  Id<Company> granite = {};
  Id<Contact> olga = {}, boris = {};
};

using Names = std::vector<std::string>;

TEST_CASE_FIXTURE(PeopleBench, "contacts and companies are listed by name with how to reach them and their deals") {
  const Id<Deal> id = deal(0, "Yard", 500);
  run(set_field(id, &Deal::contacts, std::vector<Id<Contact>>{olga}));
  run(set_field(id, &Deal::company, granite));
  open();
  CHECK(pushed() == "#/people");
  CHECK(listed("Contacts by name") == Names{"Boris, no deals", "Olga, Granite · Buyer, +1 202 555-0122, 1 open deal"});
  by(Role::radio, "Companies").click();
  harness->settle();
  CHECK(listed("Companies by name") == Names{"Granite, +1 202 555-0101, 1 open deal"});
}

TEST_CASE_FIXTURE(PeopleBench, "the search narrows the list, and makes the one who is not there") {
  open();
  by(Role::search, "Search people").type("0122");
  harness->settle();
  CHECK(listed("Contacts by name").size() == 1);
  by(Role::search, "Search people").type("Vera");
  harness->settle();
  button("Create “Vera”").click();
  harness->settle();
  CHECK(person({app.last_created()}).name == "Vera");
  CHECK(pushed() == "#/people/" + text_of(app.last_created()));
}

TEST_CASE_FIXTURE(PeopleBench, "the panel changes the fields of a contact, and one undo takes a change back") {
  open();
  card("Olga").click();
  harness->settle();
  CHECK(harness->host().title.starts_with("Olga"));
  by(Role::textbox, "Job title").type("Head of purchasing");
  harness->tab();
  harness->settle();
  CHECK(person(olga).job_title == "Head of purchasing");
  by(Role::textbox, "Phone").type("+1 202 555-0199, +1 202 555-0198");
  harness->tab();
  harness->settle();
  CHECK(person(olga).phones == TextList{"+1 202 555-0199", "+1 202 555-0198"});
  send(Undo{});
  harness->settle();
  CHECK(person(olga).phones == TextList{"+1 202 555-0122"});
}

TEST_CASE_FIXTURE(PeopleBench, "requisites are unfolded, typed with spaces, checked by their digits and copied") {
  open();
  by(Role::radio, "Companies").click();
  harness->settle();
  card("Granite").click();
  harness->settle();
  button("Add legal details").click();
  harness->settle();
  CHECK(harness->focused().name() == "Legal name");
  by(Role::textbox, "Tax no. (INN)").type("77 07 083 894");
  by(Role::textbox, "KPP").click();
  harness->settle();
  const Company& it = *app.document().find(granite);
  CHECK(it.inn == "7707083894");
  CHECK(by(Role::textbox, "Tax no. (INN)").node().description.find("check digit") != std::string::npos);
  by(Role::textbox, "Tax no. (INN)").type("7707083893");
  by(Role::textbox, "KPP").click();
  harness->settle();
  CHECK(it.inn == "7707083893");
  CHECK(by(Role::textbox, "Tax no. (INN)").node().description.empty());
  button("Copy details").click();
  CHECK(harness->host().copied == "Granite\nTax no. (INN): 7707083893");
}

TEST_CASE_FIXTURE(PeopleBench, "a company is chosen by typing, or made, and undone with its link in one step") {
  open();
  card("Boris").click();
  harness->settle();
  by(Role::textbox, "Company").type("Basalt");
  harness->settle();
  harness->press({Key::enter});
  harness->settle();
  const Company* basalt = app.document().find(person(boris).company);
  REQUIRE(basalt);
  CHECK(basalt->name == "Basalt");
  send(Undo{});
  harness->settle();
  CHECK_FALSE(person(boris).company);
  CHECK_FALSE(button("All about").exists());
}

TEST_CASE_FIXTURE(PeopleBench, "the panel of a company has its people, its deals, and what happened in all of them") {
  const Id<Deal> first = deal(0, "Yard", 500);
  const Id<Deal> second = deal(1, "Roof", 700);
  for (const Id<Deal> id : {first, second}) run(set_field(id, &Deal::company, granite));
  run(WinDeal{.deal = first});
  shell.on_route(ui::text_of(ui::person_route(granite.raw)));
  harness->settle();
  CHECK(listed("People of the company") == Names{"Olga, Buyer · +1 202 555-0122"});
  const Names deals = listed("Deals");
  REQUIRE(deals.size() == 2);
  CHECK(deals[0].starts_with("Roof, "));  // the open one first
  CHECK(deals[1].starts_with("Yard, Won"));
  const Names history = listed("History of all deals");
  REQUIRE(history.size() >= 4);
  const auto tells_of = [&](std::string_view title) {
    return std::ranges::any_of(history, [&](const std::string& line) { return line.contains(title); });
  };
  CHECK(tells_of("Won · Yard"));
  CHECK(tells_of("Roof"));
  by(Role::textbox, "Add a person").type("Boris");
  harness->settle();
  by(Role::option, "Boris").click();
  harness->settle();
  CHECK(person(boris).company == granite);
  card("Roof, ").click();
  harness->settle();
  CHECK(pushed() == "#/deal/" + text_of(second.raw));
  // Closing the deal leads back to the company.
  harness->press({Key::escape});
  harness->settle();
  CHECK(replaced() == "#/people/" + text_of(granite.raw));
}

TEST_CASE_FIXTURE(PeopleBench, "a new deal from the panel has the contact and the company") {
  shell.on_route(ui::text_of(ui::person_route(olga.raw)));
  harness->settle();
  button("New deal").click();
  harness->settle();
  const Deal& made = app.document().table<Deal>().rows().back();
  CHECK(made.contacts == std::vector<Id<Contact>>{olga});
  CHECK(made.company == granite);
  CHECK(pushed() == "#/deal/" + text_of(made.id.raw));
}

TEST_CASE_FIXTURE(PeopleBench, "a contact goes to the trash and comes back from where the link still leads") {
  shell.on_route(ui::text_of(ui::person_route(olga.raw)));
  harness->settle();
  button("Move to trash").click();
  harness->settle();
  CHECK(person(olga).deleted);
  CHECK(replaced() == "#/people");
  shell.on_route(ui::text_of(ui::person_route(olga.raw)));
  harness->settle();
  button("Put back").click();
  harness->settle();
  CHECK_FALSE(person(olga).deleted);
  shell.on_route("#/people/" + text_of(RawId{.high = 1, .low = 2}));
  harness->settle();
  button("To the list").click();
  harness->settle();
  CHECK(replaced() == "#/people");
}

TEST_CASE_FIXTURE(PeopleBench, "one who may be the same is named with the reason, and both become one, with one undo") {
  const Id<Contact> double_of = {
      make(Contact{.name = "O. Smith", .phones = {"1 202 555 0122"}, .emails = {"o@x.example"}})};
  shell.on_route(ui::text_of(ui::person_route(olga.raw)));
  harness->settle();
  CHECK(by(Role::link, "Same phone: O. Smith").exists());
  button("Join…").click();
  harness->settle();
  CHECK(listed("What it will have") ==
        Names{"Company: Granite", "Job title: Buyer", "Phone: +1 202 555-0122", "E-mail: o@x.example"});
  by(Role::radio, "O. Smith · 1 202 555 0122").click();
  harness->settle();
  CHECK(listed("What it will have")[2] == "Phone: 1 202 555 0122");
  button("Join").click();
  harness->settle();
  CHECK(person(olga).deleted);
  CHECK(person(double_of).company == granite);
  CHECK(pushed() == "#/people/" + text_of(double_of.raw));
  send(Undo{});
  harness->settle();
  CHECK_FALSE(person(olga).deleted);
  CHECK_FALSE(person(double_of).company);
}

TEST_CASE_FIXTURE(PeopleBench, "a new contact opens with the focus in its name") {
  open();
  button("Contact").click();
  harness->settle();
  REQUIRE(app.document().table<Contact>().size() == 3);
  harness->focused().type("Zoe");
  harness->tab();
  harness->settle();
  CHECK(app.document().table<Contact>().rows().back().name == "Zoe");
}

TEST_CASE_FIXTURE(PeopleBench, "the board asked for over a deal that was opened from a panel is the board") {
  const Id<Deal> id = deal(0, "Yard");
  run(set_field(id, &Deal::contacts, std::vector<Id<Contact>>{olga}));
  shell.on_route(ui::text_of(ui::person_route(olga.raw)));
  harness->settle();
  card("Yard, ").click();
  harness->settle();
  button("Board").click();
  harness->settle();
  CHECK(pushed() == "#/board");
}

TEST_CASE_FIXTURE(PeopleBench, "a dialog that was left with its panel does not come back with it") {
  make(Contact{.name = "Olga", .company = granite});
  const std::string olga_route = ui::text_of(ui::person_route(olga.raw));
  shell.on_route(olga_route);
  harness->settle();
  button("Join…").click();
  harness->settle();
  CHECK(by(Role::dialog, "One record").exists());
  shell.on_route("#/people");
  harness->settle();
  shell.on_route(olga_route);
  harness->settle();
  CHECK_FALSE(by(Role::dialog, "One record").exists());
}

TEST_CASE_FIXTURE(PeopleBench, "a number of somebody without an open deal is called, and no other call is forgotten") {
  const Id<Deal> id = deal(0, "Yard");
  run(set_field(id, &Deal::contacts, std::vector<Id<Contact>>{olga}));
  shell.on_route(ui::text_of(ui::person_route(olga.raw)));
  harness->settle();
  by(Role::link, "+1 202 555-0122").click();
  harness->settle();
  CHECK(app.preferences().call.deal == id);
  run(set_field(boris, &Contact::phones, TextList{"+1 202 555-0177"}));
  shell.on_route(ui::text_of(ui::person_route(boris.raw)));
  harness->settle();
  by(Role::link, "+1 202 555-0177").click();
  harness->settle();
  CHECK(app.preferences().call.deal == id);
}

TEST_CASE_FIXTURE(PeopleBench, "the palette leads to the panel of who was found") {
  harness->press({Key::escape});
  harness->press({ui::letter('K'), Mods::ctrl});
  harness->settle();
  harness->focused().type("olga");
  harness->settle();
  by(Role::option, "Olga").click();
  harness->settle();
  CHECK(pushed() == "#/people/" + text_of(olga.raw));
}

}  // namespace
}  // namespace voronka::test
