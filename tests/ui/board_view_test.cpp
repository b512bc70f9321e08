// The board by role and name, with the mouse and without.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

TEST_CASE("each stage is a list named by it, with its count and sums in the heading") {
  ShellBench bench;
  bench.begun();
  bench.deal(1, "Acme", 100);
  bench.deal(1, "Globex", 300);
  CHECK(bench.harness->count(Role::list) == 7);
  CHECK(bench.titles(1) == Titles{"Globex", "Acme"});
  const std::string head = bench.by(Role::heading, bench.stages()[1]->name).name();
  CHECK(head.find("2 deals") != std::string::npos);
  CHECK(head.find("$400") != std::string::npos);
  CHECK(head.find("$100") != std::string::npos);  // 25 % of it
  CHECK(bench.harness->complaints().empty());
}

TEST_CASE("a card dragged to another column moves there, between the cards where it was dropped") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.deal(1, "Lower");
  bench.deal(1, "Upper");
  const ui::Rect lower = bench.card("Lower").rect();
  bench.card("Acme").drag_to({lower.center().x, lower.y + 4});
  CHECK(bench.stage_of(acme) == bench.stages()[1]->name);
  CHECK(bench.titles(1) == Titles{"Upper", "Acme", "Lower"});
  CHECK(bench.titles(0).empty());
  CHECK(bench.by(Role::button, "Undo").exists());
}

TEST_CASE("a card dragged within its column changes its place and nothing else") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> c = bench.deal(0, "C");
  bench.deal(0, "B");
  bench.deal(0, "A");
  const std::size_t events = bench[c].history.size();
  const ui::Rect a = bench.card("A").rect();
  bench.card("C").drag_to({a.center().x, a.y - 20});
  CHECK(bench.titles(0) == Titles{"C", "A", "B"});
  CHECK(bench[c].history.size() == events);
}

TEST_CASE("Esc during a drag puts the card back") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  const std::uint64_t revision = bench.app.document().revision();
  const ui::Vec2 from = bench.card("Acme").rect().center();
  const ui::Vec2 to = bench.column(2).rect().center();
  bench.harness->move(from);
  bench.harness->down(from);
  bench.harness->move({from.x + 20, from.y});
  bench.harness->move(to);
  CHECK(bench.by(Role::text, "Won").exists());  // the drop bar is up
  bench.harness->press({Key::escape});
  bench.harness->up(to);
  CHECK(bench.app.document().revision() == revision);
  CHECK(bench.stage_of(acme) == bench.stages()[0]->name);
  CHECK_FALSE(bench.by(Role::text, "Won").exists());
  CHECK(bench.titles(0) == Titles{"Acme"});
}

TEST_CASE("a card dropped on Won is won and lives on after the sale") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.card("Acme").drag_to({300, 770});
  CHECK(bench[acme].status == DealStatus::won);
  CHECK(bench.titles(6) == Titles{"Acme"});
}

TEST_CASE("a card dropped on Lost asks for the reason first; Enter on a reason loses it for that") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.card("Acme").drag_to({800, 770});
  CHECK(bench[acme].status == DealStatus::open);
  REQUIRE(bench.by(Role::dialog, "Why was the deal lost?").exists());
  CHECK(bench.harness->focused().node().role == Role::radio);
  bench.harness->press({Key::down});
  const std::string reason = bench.harness->focused().name();
  bench.harness->press({Key::enter});
  CHECK(bench[acme].status == DealStatus::lost);
  CHECK(bench.app.document().find(bench[acme].loss_reason)->name == reason);
  CHECK_FALSE(bench.by(Role::dialog, "Why was the deal lost?").exists());
}

TEST_CASE("Esc in the lose dialog loses nothing") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.card("Acme").press({letter('L')});
  REQUIRE(bench.by(Role::dialog, "Why was the deal lost?").exists());
  bench.harness->press({Key::escape});
  CHECK(bench[acme].status == DealStatus::open);
  CHECK_FALSE(bench.by(Role::dialog, "Why was the deal lost?").exists());
  CHECK(bench.harness->focused().name().starts_with("Acme"));
}

TEST_CASE("a card dropped on the trash is gone, and the toast's Undo brings it back") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.card("Acme").drag_to({1200, 770});
  CHECK(bench[acme].deleted);
  CHECK_FALSE(bench.card("Acme").exists());
  bench.button("Undo").click();
  CHECK_FALSE(bench[acme].deleted);
  CHECK(bench.card("Acme").exists());
}

TEST_CASE("Ctrl and an arrow move the focused card a stage on; focus follows and its place is told") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.deal(1, "Other");
  bench.card("Acme").press({Key::right, Mods::ctrl});
  CHECK(bench.stage_of(acme) == bench.stages()[1]->name);
  CHECK(bench.harness->focused().name().starts_with("Acme"));
  CHECK(bench.last_announced() == "Deal “Acme”: " + bench.stages()[1]->name + ", 1 of 2");
  bench.harness->press({Key::left, Mods::ctrl});
  CHECK(bench.stage_of(acme) == bench.stages()[0]->name);
  bench.harness->press({Key::left, Mods::ctrl});
  CHECK(bench.stage_of(acme) == bench.stages()[0]->name);
}

TEST_CASE("Alt and an arrow change the order in the column") {
  ShellBench bench;
  bench.begun();
  for (const char* title : {"C", "B", "A"}) bench.deal(0, title);
  bench.card("A").press({Key::down, Mods::alt});
  CHECK(bench.titles(0) == Titles{"B", "A", "C"});
  bench.harness->press({Key::down, Mods::alt});
  CHECK(bench.titles(0) == Titles{"B", "C", "A"});
  bench.harness->press({Key::down, Mods::alt});
  CHECK(bench.titles(0) == Titles{"B", "C", "A"});
  bench.harness->press({Key::up, Mods::alt});
  bench.harness->press({Key::up, Mods::alt});
  CHECK(bench.titles(0) == Titles{"A", "B", "C"});
}

TEST_CASE("arrows walk over cards and columns; the board is one Tab stop") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "A2");
  bench.deal(0, "A1");
  bench.deal(2, "C1");
  bench.card("A1").focus();
  bench.harness->press({Key::down});
  CHECK(bench.harness->focused().name().starts_with("A2"));
  bench.harness->press({Key::right});  // an empty column: its "+"
  CHECK(bench.harness->focused().name().find(bench.stages()[1]->name) != std::string::npos);
  bench.harness->press({Key::right});
  bench.harness->press({Key::down});
  CHECK(bench.harness->focused().name().starts_with("C1"));
  bench.harness->press({Key::up});
  CHECK(bench.harness->focused().node().role == Role::button);
  int stops = 0;
  for (const ui::SemNode& node : bench.harness->ui().sem.nodes()) {
    const bool on_board = node.role == Role::list_item || node.name.starts_with("New deal in");
    if (on_board && (node.flags & ui::node_flag::tab_stop) != 0) ++stops;
  }
  CHECK(stops == 1);
}

TEST_CASE("W wins and Delete trashes the focused card, and focus goes to its neighbour") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "C");
  const Id<Deal> b = bench.deal(0, "B");
  const Id<Deal> a = bench.deal(0, "A");
  bench.card("A").press({letter('W')});
  CHECK(bench[a].status == DealStatus::won);
  CHECK(bench.harness->focused().name().starts_with("B"));
  bench.harness->press({Key::del});
  CHECK(bench[b].deleted);
  CHECK(bench.harness->focused().name().starts_with("C"));
}

TEST_CASE("Enter and a click open the deal; Esc closes it and the board is where it was") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.card("Acme").press({Key::enter});
  CHECK(bench.shell.route() == ui::Route{.path = "deal", .argument = text_of(acme.raw)});
  CHECK(bench.harness->host().title == "Acme — Voronka");
  CHECK(bench.by(Role::region, "Acme").exists());
  bench.harness->press({Key::escape});
  CHECK(bench.shell.route() == ui::Route{});
  bench.card("Acme").click();
  CHECK(bench.shell.route().path == "deal");
  bench.shell.on_route("#/board");  // Back
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::region, "Acme").exists());
}

TEST_CASE("the card's menu does what its keys do") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.card("Acme").right_click();
  bench.by(Role::menu_item, "Move to stage").click();
  bench.by(Role::menu_item, bench.stages()[3]->name).click();
  CHECK(bench.stage_of(acme) == bench.stages()[3]->name);
  bench.card("Acme").press({Key::context_menu});
  bench.by(Role::menu_item, "Won").click();
  CHECK(bench[acme].status == DealStatus::won);
}

TEST_CASE("quick add makes one deal after another at the top of its column, with amounts") {
  ShellBench bench;
  bench.begun();
  bench.deal(2, "Old");
  bench.button("New deal in “" + bench.stages()[2]->name + "”").click();
  Found field = bench.by(Role::textbox, "New deal: title, amount");
  field.type("Acme 120k").press({Key::enter});
  CHECK(bench.titles(2) == Titles{"Acme", "Old"});
  CHECK(bench.card("Acme").name().find("$120,000") != std::string::npos);
  CHECK(field.value().empty());
  field.type("Project 2026").press({Key::enter});
  CHECK(bench.titles(2) == Titles{"Project 2026", "Acme", "Old"});
  field.press({Key::escape});
  CHECK_FALSE(bench.by(Role::textbox, "New deal: title, amount").exists());
}

TEST_CASE("quick add: Tab leads to the person, Shift+Enter opens the deal that was made") {
  ShellBench bench;
  bench.begun();
  bench.button("New deal in “" + bench.stages()[1]->name + "”").click();
  bench.by(Role::textbox, "New deal: title, amount").type("Acme 120k");
  bench.harness->tab();
  CHECK(bench.harness->focused().name() == "Contact person");
  bench.harness->focused().type("Ann Lee").press({Key::enter});
  CHECK(bench.titles(1) == Titles{"Acme"});
  CHECK(bench.harness->focused().name().starts_with("New deal: title"));
  CHECK(bench.by(Role::textbox, "Contact person").value().empty());
  const auto contacts = [&] { return bench.app.document().table<Contact>().rows(); };
  REQUIRE(contacts().size() == 1);
  CHECK(contacts()[0].name == "Ann Lee");

  // The same person again is the same person; the person's field alone makes no deal.
  bench.by(Role::textbox, "Contact person").type("ann lee").press({Key::enter});
  CHECK(bench.titles(1).size() == 1);
  bench.by(Role::textbox, "New deal: title, amount").type("Beta").press({Key::enter, Mods::shift});
  bench.harness->settle();
  CHECK(contacts().size() == 1);
  CHECK(bench.titles(1).size() == 2);
  CHECK(bench.by(Role::textbox, "Title").value() == "Beta");
  CHECK_FALSE(bench.by(Role::textbox, "New deal: title, amount").exists());
  for (const Deal& deal : bench.app.document().table<Deal>().rows())
    CHECK(deal.contacts == std::vector<Id<Contact>>{contacts()[0].id});
}

TEST_CASE("a column of thousands draws and says only the cards in sight, and the one with focus") {
  ShellBench bench;
  bench.begun();
  RecordSet set;
  for (std::uint64_t i = 0; i < 3000; ++i)
    set.of<Deal>().push_back({.id = {ulid(1, i, i + 1)},
                              .title = "D" + std::to_string(i),
                              .position = {.stage = bench.stages()[0]->id, .rank = {spread_rank(i, 3000)}}});
  bench.run(ApplyImport{.records = std::move(set)});
  CHECK(bench.column(0).exists());
  CHECK(bench.titles(0).size() < 20);
  CHECK(bench.card("D0").node().set_size == 3000);
  bench.card("D0").press({Key::end});
  bench.harness->settle();
  CHECK(bench.harness->focused().name().starts_with("D2999"));
  CHECK(bench.titles(0).size() < 20);
  // The focused card stays in the body of the page when the wheel takes it out of sight.
  bench.harness->wheel(bench.column(0).rect().center(), -400'000);
  CHECK(bench.harness->focused().name().starts_with("D2999"));
  CHECK(bench.card("D0").exists());
}

TEST_CASE("a held finger lifts a card, and one that does not move asks for its menu") {
  ShellBench bench({.width = 390, .height = 844, .scale = 1});
  bench.begun();
  bench.deal(0, "Acme");
  const ui::Vec2 at = bench.card("Acme").rect().center();
  bench.harness->touch(ui::PointerPhase::down, at);
  bench.harness->wait(0.5);
  bench.harness->touch(ui::PointerPhase::up, at);
  CHECK(bench.by(Role::menu, "Actions").exists());
}

TEST_CASE("the board has no unnamed or doubled nodes on a phone, in Russian") {
  ShellBench bench({.width = 780, .height = 1688, .scale = 2}, Language::ru);
  bench.send(StartSample{});
  bench.harness->settle();
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}
