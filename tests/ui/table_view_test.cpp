// The table by role and name: what it shows, how one walks, sorts, chooses and edits in it.
#include "tests/ui/table_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

TEST_CASE("a grid names its rows and columns, says how many there are and where each belongs") {
  TableBench bench;
  bench.deal(1, "Acme", 100);
  bench.deal(1, "Globex", 300);
  bench.sorted();
  CHECK(bench.grid().node().set_size == 3);
  CHECK(bench.row("Acme").node().position == 2);
  CHECK(bench.row("Globex").node().position == 3);
  CHECK(bench.cell("Acme", "Amount").name() == "$100");
  CHECK(bench.cell("Acme", "Stage").name() == bench.stages()[1]->name);
  CHECK(bench.cell("Acme", "Probability").name() == "25%");
  CHECK(bench.cell("Acme", "Weighted").name() == "$25");
  CHECK(bench.by(Role::text, "2 deals · Sum $400 · weighted $100").exists());
  CHECK(bench.harness->complaints().empty());
}

TEST_CASE("a click on a head sorts, another one the other way, Shift adds a key") {
  TableBench bench;
  bench.deal(0, "B", 100);
  bench.deal(0, "A", 300);
  bench.deal(0, "C", 100);
  bench.head("Title").click();
  CHECK(bench.titles() == Titles{"A", "B", "C"});
  CHECK(bench.head("Title").has(ui::node_flag::ascending));
  bench.head("Title").click();
  CHECK(bench.titles() == Titles{"C", "B", "A"});
  bench.head("Amount").click();  // amounts begin with the largest; equal ones stay as they were
  CHECK(bench.titles() == Titles{"A", "C", "B"});
  CHECK_FALSE(bench.head("Title").has(ui::node_flag::descending));
  bench.head("Title").click(Mods::shift);
  CHECK(bench.titles() == Titles{"A", "B", "C"});
  CHECK(bench.head("Amount").has(ui::node_flag::descending));
  CHECK(bench.head("Title").has(ui::node_flag::ascending));
}

TEST_CASE("arrows, Home, End and Ctrl walk over cells and heads; one cell is the Tab stop") {
  TableBench bench;
  for (const char* title : {"C", "B", "A"}) bench.deal(0, title);
  bench.sorted();
  bench.cell("A", "Title").focus();
  bench.harness->press({Key::down});
  CHECK(bench.harness->focused().name() == "B");
  bench.harness->press({Key::right});
  CHECK(bench.harness->focused().id() == bench.cell("B", "Company").id());
  bench.harness->press({Key::end, Mods::ctrl});
  CHECK(bench.harness->focused().id() == bench.cell("C", "Company").id());
  bench.harness->press({Key::home, Mods::ctrl});
  bench.harness->press({Key::up});
  CHECK(bench.harness->focused().name() == "Company");
  bench.harness->press({Key::down});
  bench.harness->press({Key::home});
  CHECK(bench.harness->focused().node().role == Role::checkbox);
  std::size_t stops = 0;
  for (const ui::SemNode& node : bench.harness->ui().sem.nodes())
    if (bench.harness->ui().sem.within(node.id, bench.grid().id()) && (node.flags & ui::node_flag::tab_stop) != 0)
      ++stops;
  CHECK(stops == 1);
}

TEST_CASE("End goes to the last column, which is scrolled to; frozen ones stay") {
  TableBench bench({.width = 900, .height = 600, .scale = 1});
  bench.deal(0, "Acme");
  const float before = bench.cell("Acme", "Title").rect().x;
  CHECK_FALSE(bench.head("In stage").exists());
  bench.cell("Acme", "Title").press({Key::end});
  bench.harness->settle();
  CHECK(bench.head("In stage").rect().right() <= 900);
  CHECK(bench.cell("Acme", "Title").rect().x == before);
}

TEST_CASE("Enter edits, Enter keeps and goes down, Tab keeps and goes right") {
  TableBench bench;
  const Id<Deal> b = bench.deal(0, "B", 10);
  const Id<Deal> a = bench.deal(0, "A", 10);
  bench.sorted();
  bench.cell("A", "Amount").press({Key::enter});
  Found field = bench.by(Role::textbox, "Amount");
  REQUIRE(field.exists());
  field.type("2,500");
  CHECK(bench[a].amount->minor == 10'00);  // not before it is left
  bench.harness->press({Key::enter});
  CHECK(bench[a].amount->minor == 2'500'00);
  CHECK(bench.harness->focused().id() == bench.cell("B", "Amount").id());
  bench.harness->press({Key::f2});
  bench.by(Role::textbox, "Amount").type("70");
  bench.harness->press({Key::tab});
  CHECK(bench[b].amount->minor == 70'00);
  CHECK(bench.harness->focused().id() == bench.cell("B", "Probability").id());
}

TEST_CASE("typing on a cell replaces what is there; Esc leaves it as it was") {
  TableBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme");
  bench.cell("Acme", "Source").focus();
  bench.type("n");  // elsewhere N makes a new deal
  Found field = bench.by(Role::textbox, "Source");
  REQUIRE(field.exists());
  CHECK(field.value() == "n");
  field.type("net");
  bench.harness->press({Key::enter});
  CHECK(bench[deal].source == "net");
  bench.cell("Acme", "Source").focus();
  bench.type("ж");
  bench.by(Role::textbox, "Source").type("жук");
  bench.harness->press({Key::escape});
  CHECK(bench[deal].source == "net");
  CHECK(bench.harness->focused().id() == bench.cell("Acme", "Source").id());
}

TEST_CASE("what cannot be read stays in its cell with a sentence") {
  TableBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme");
  bench.cell("Acme", "Close date").press({Key::enter});
  bench.by(Role::textbox, "Close date").type("someday");
  bench.harness->press({Key::enter});
  Found field = bench.by(Role::textbox, "Close date");
  REQUIRE(field.exists());
  CHECK(field.has(ui::node_flag::invalid));
  CHECK(field.node().description.find("date") != std::string::npos);
  CHECK(field.value() == "someday");
  CHECK_FALSE(bench[deal].expected_close);
  field.type("10/15/2026");
  bench.harness->press({Key::enter});
  CHECK(bench[deal].expected_close == date_from({.year = 2026, .month = 10, .day = 15}));
}

TEST_CASE("an edited row that is sorted elsewhere leaves the focus where the next row was") {
  TableBench bench;
  for (const auto& [title, amount] : {std::pair{"small", 1}, {"middle", 20}, {"large", 300}})
    bench.deal(0, title, amount);
  bench.head("Amount").click();
  REQUIRE(bench.titles() == Titles{"large", "middle", "small"});
  bench.cell("large", "Amount").press({Key::f2});
  bench.by(Role::textbox, "Amount").type("5");
  bench.harness->press({Key::enter});
  CHECK(bench.titles() == Titles{"middle", "large", "small"});
  CHECK(bench.harness->focused().id() == bench.cell("middle", "Amount").id());
}

TEST_CASE("a stage is chosen from a menu, and a company by its name") {
  TableBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme");
  bench.cell("Acme", "Stage").press({Key::enter});
  bench.by(Role::menu_item, bench.stages()[2]->name).click();
  CHECK(bench.stage_of(deal) == bench.stages()[2]->name);
  bench.cell("Acme", "Company").press({Key::enter});
  bench.by(Role::textbox, "Company").type("Initech");
  bench.harness->press({Key::enter});
  CHECK(bench.cell("Acme", "Company").name() == "Initech");
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK_FALSE(bench[deal].company);
}

TEST_CASE(
    "people and tags are typed as names in one line: who is there is found, who is not is made, one step to undo") {
  TableBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme");
  bench.run(AddRecord{.record = Contact{.name = "Anna Reed"}});
  bench.cell("Acme", "Contact").press({Key::enter});
  bench.by(Role::textbox, "Contact").type("anna reed, Piet");
  bench.harness->press({Key::enter});
  CHECK(bench.cell("Acme", "Contact").name() == "Anna Reed, Piet");
  CHECK(bench.app.document().table<Contact>().rows().size() == 2);
  bench.cell("Acme", "Contact").press({Key::f2});
  CHECK(bench.by(Role::textbox, "Contact").value() == "Anna Reed, Piet");
  bench.by(Role::textbox, "Contact").type("Smith, John; Piet");
  bench.harness->press({Key::enter});
  bench.cell("Acme", "Contact").press({Key::f2});
  CHECK(bench.by(Role::textbox, "Contact").value() == "Smith, John; Piet");
  bench.harness->press({Key::escape});
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(bench.cell("Acme", "Contact").name() == "Anna Reed, Piet");
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(bench[deal].contacts.empty());
}

TEST_CASE(
    "a cell begun with a letter and left by another page keeps what was typed, and an untouched one writes nothing") {
  TableBench bench;
  const Id<Deal> deal = bench.deal(0, "Acme", 10);
  bench.run(LinkNames{.deal = deal, .names = {"Urgent"}});
  bench.cell("Acme", "Tags").focus();
  bench.harness->press({letter('B')}, "B");
  bench.by(Role::textbox, "Tags").type("Big, Urgent");
  bench.shell.on_route("#/settings");
  bench.harness->settle();
  REQUIRE(bench[deal].tags.size() == 2);
  bench.shell.on_route("#/table");
  bench.harness->settle();
  CHECK(bench.cell("Acme", "Tags").name() == "Big, Urgent");
  CHECK(bench.app.document().table<Tag>().rows().size() == 2);
  // Another tab writes while the cell stands open.
  bench.cell("Acme", "Tags").press({Key::enter});
  bench.run(LinkNames{.deal = deal, .names = {"Urgent"}});
  bench.by(Role::textbox, "Tags").press({Key::enter});
  CHECK(bench.cell("Acme", "Tags").name() == "Urgent");
}

TEST_CASE(
    "a double click on what cannot be edited and Ctrl+Enter anywhere open the deal; closing it is back in the table") {
  TableBench bench;
  bench.deal(0, "Acme", 10);
  bench.cell("Acme", "Weighted").double_click();
  CHECK(bench.shell.route().path == "deal");
  CHECK(bench.grid().exists());  // under it
  bench.harness->press({Key::escape});
  CHECK(bench.shell.route().path == "table");
  bench.cell("Acme", "Title").press({Key::enter, Mods::ctrl});
  CHECK(bench.shell.route().path == "deal");
}

TEST_CASE("rows are chosen by checkbox, range, Ctrl and all; Esc chooses none") {
  TableBench bench;
  for (const char* title : {"E", "D", "C", "B", "A"}) bench.deal(0, title, 10);
  bench.sorted();
  bench.check("B").click();
  CHECK(bench.row("B").has(ui::node_flag::selected));
  CHECK(bench.by(Role::text, "1 selected · $10").exists());
  bench.check("D").click(Mods::shift);
  CHECK(bench.by(Role::text, "3 selected · $30").exists());
  bench.cell("C", "Amount").click(Mods::ctrl);
  CHECK_FALSE(bench.row("C").has(ui::node_flag::selected));
  bench.harness->press({letter('A'), Mods::ctrl});
  CHECK(bench.by(Role::text, "5 selected · $50").exists());
  bench.harness->press({Key::escape});
  CHECK_FALSE(bench.row("A").has(ui::node_flag::selected));
  bench.cell("A", "Title").focus();
  bench.harness->press({Key::down, Mods::shift});
  bench.harness->press({Key::down, Mods::shift});
  CHECK(bench.by(Role::text, "3 selected · $30").exists());
  bench.harness->press({Key::up, Mods::shift});
  CHECK(bench.by(Role::text, "2 selected · $20").exists());
}

TEST_CASE("dragging over checkboxes chooses the rows passed, and going back gives them up") {
  TableBench bench;
  for (const char* title : {"D", "C", "B", "A"}) bench.deal(0, title);
  bench.sorted();
  const ui::Vec2 from = bench.check("A").rect().center();
  const ui::Vec2 far = bench.check("D").rect().center();
  bench.harness->move(from);
  bench.harness->down(from);
  bench.harness->move({from.x, from.y + 10});
  bench.harness->move(far);
  CHECK(bench.row("D").has(ui::node_flag::selected));
  const ui::Vec2 back = bench.check("B").rect().center();
  bench.harness->move(back);
  bench.harness->up(back);
  CHECK(bench.row("A").has(ui::node_flag::selected));
  CHECK(bench.row("B").has(ui::node_flag::selected));
  CHECK_FALSE(bench.row("C").has(ui::node_flag::selected));
}

TEST_CASE("what is chosen is moved, won, tagged and deleted at once, each in one undo step") {
  TableBench bench;
  const Id<Deal> b = bench.deal(0, "B", 10);
  const Id<Deal> a = bench.deal(0, "A", 10);
  const auto choose = [&] {
    bench.cell("A", "Title").focus();
    bench.harness->press({letter('A'), Mods::ctrl});
  };
  choose();
  bench.button("Stage").click();
  bench.by(Role::menu_item, bench.stages()[3]->name).click();
  CHECK(bench.stage_of(a) == bench.stages()[3]->name);
  CHECK(bench.stage_of(b) == bench.stages()[3]->name);
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(bench.stage_of(a) == bench.stages()[0]->name);
  CHECK(bench.stage_of(b) == bench.stages()[0]->name);
  choose();
  bench.button("Set field").click();
  bench.by(Role::combobox, "Field").click();
  bench.by(Role::option, "Owner").click();
  bench.by(Role::textbox, "New value").type("Мария");
  bench.harness->press({Key::enter});
  CHECK(bench[a].owner == "Мария");
  CHECK(bench[b].owner == "Мария");
  choose();
  bench.button("Tag").click();
  bench.by(Role::textbox, "Name of the tag").type("vip");
  bench.harness->press({Key::enter});
  CHECK(bench.cell("A", "Tags").name() == "vip");
  CHECK(bench.cell("B", "Tags").name() == "vip");
  choose();
  bench.button("Lost").click();
  REQUIRE(bench.by(Role::dialog, "Why was the deal lost?").exists());
  bench.harness->press({Key::enter});
  CHECK(bench[a].status == DealStatus::lost);
  CHECK(bench[b].status == DealStatus::lost);
  choose();
  bench.button("Move to trash").click();
  CHECK(bench[a].deleted);
  CHECK_FALSE(bench.grid().exists());
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK_FALSE(bench[b].deleted);
}

TEST_CASE("more than a hundred deals are asked about first, with their number") {
  TableBench bench;
  RecordSet set;
  for (std::uint64_t i = 1; i <= 120; ++i)
    set.of<Deal>().push_back({.id = {{.high = i << 20, .low = i}},
                              .title = "Deal " + std::to_string(i),
                              .position = {.stage = bench.stages()[0]->id, .rank = {spread_rank(i, 130)}}});
  bench.run(ApplyImport{.records = std::move(set)});
  bench.cell("Deal 120", "Title").focus();
  bench.harness->press({letter('A'), Mods::ctrl});
  bench.button("Won").click();
  REQUIRE(bench.by(Role::dialog, "Change 120 deals?").exists());
  bench.button("Cancel").click();
  const auto won = [&] {
    return std::ranges::count(bench.app.document().table<Deal>().rows(), DealStatus::won, &Deal::status);
  };
  CHECK(won() == 0);
  bench.button("Won").click();
  bench.button("Change").click();
  CHECK(won() == 120);
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(won() == 0);
}

TEST_CASE("copied rows have the heads, plain numbers, and quotes where a spreadsheet needs them") {
  TableBench bench;
  bench.deal(1, "Plain", 1250);
  bench.deal(1, "With \"quotes\"", 5);
  bench.cell("Plain", "Title").focus();
  std::string text = bench.copied();
  CHECK(text.starts_with("Title\tCompany\tContact\tStage\tStatus\tAmount\t"));
  CHECK(text.find("\r\nPlain\t\t\t" + bench.stages()[1]->name + "\tOpen\t1250") != std::string::npos);
  CHECK(text.find("quotes") == std::string::npos);
  bench.harness->press({letter('A'), Mods::ctrl});
  text = bench.copied();
  CHECK(text.find("\r\n\"With \"\"quotes\"\"\"\t") != std::string::npos);
  CHECK(std::ranges::count(text, '\n') == 3);
}

TEST_CASE("columns are hidden, frozen, moved and made wider by the menu of the head, and the device remembers") {
  TableBench bench;
  bench.deal(0, "Acme");
  bench.cell("Acme", "Company").focus();
  const auto choose = [&](std::string_view head, std::string_view item) {
    bench.head(head).focus();
    bench.harness->press({Key::context_menu});
    bench.by(Role::menu_item, item).click();
  };
  const float width = bench.head("Company").rect().w;
  choose("Company", "Wider");
  CHECK(bench.head("Company").rect().w == width + 40);
  choose("Company", "Move right");
  CHECK(bench.heads()[1] == "Contact");
  CHECK(bench.heads()[2] == "Company");
  choose("Contact", "Hide");
  CHECK(bench.heads()[1] == "Company");
  choose("Company", "Freeze up to here");
  CHECK(bench.settings.values["preferences"].find("table=2|title:250,-contact:150,company:210") != std::string::npos);
  bench.button("Columns").click();
  bench.by(Role::checkbox, "Contact").click();
  CHECK(bench.heads()[1] == "Contact");
}

TEST_CASE("dragging a head moves the column, dragging its edge makes it wider, a double click there fits it") {
  TableBench bench;
  bench.deal(0, "A deal with a title that is far longer than its column is wide, as titles often are");
  const ui::Rect stage = bench.head("Stage").rect();
  bench.head("Company").drag_to({stage.right() - 20, stage.center().y});
  CHECK(bench.heads()[1] == "Contact");
  CHECK(bench.heads()[3] == "Company");
  const ui::Rect title = bench.head("Title").rect();
  const ui::Vec2 edge = {title.right() - 2, title.center().y};
  bench.harness->move(edge);
  bench.harness->down(edge);
  bench.harness->move({edge.x + 30, edge.y});
  bench.harness->move({edge.x + 60, edge.y});
  bench.harness->up({edge.x + 60, edge.y});
  CHECK(bench.head("Title").rect().w == title.w + 60);
  const ui::Vec2 now = {bench.head("Title").rect().right() - 2, edge.y};
  for (int click = 0; click < 2; ++click) {
    bench.harness->move(now);
    bench.harness->down(now);
    bench.harness->up(now);
  }
  CHECK(bench.head("Title").rect().w > title.w + 200);
}

TEST_CASE("the search filters the table, and says so when nothing is left") {
  TableBench bench;
  bench.deal(0, "Acme");
  bench.deal(0, "Globex");
  bench.by(Role::search, "Search deals").type("glob");
  CHECK(bench.titles() == Titles{"Globex"});
  bench.by(Role::search, "Search deals").type("nobody");
  CHECK(bench.by(Role::heading, "Nothing found").exists());
  CHECK_FALSE(bench.grid().exists());
}

TEST_CASE("without deals the table says how to get some") {
  TableBench bench;
  CHECK(bench.by(Role::heading, "No deals yet").exists());
  bench.button("New deal").click();
  CHECK(bench.shell.route().path == "deal");
}

TEST_CASE("ten thousand rows: only what is seen is in the body, and the last row is one key away") {
  TableBench bench;
  RecordSet set;
  for (std::uint64_t i = 1; i <= 10'000; ++i)
    set.of<Deal>().push_back({.id = {{.high = i << 20, .low = i}},
                              .title = "Deal " + std::to_string(i),
                              .position = {.stage = bench.stages()[0]->id, .rank = {spread_rank(i, 10'001)}}});
  bench.run(ApplyImport{.records = std::move(set)});
  CHECK(bench.harness->count(Role::row) < 40);
  CHECK(bench.grid().node().set_size == 10'001);
  bench.cell("Deal 10000", "Title").press({Key::end, Mods::ctrl});
  CHECK(bench.harness->focused().name() == "Deal 1");
  CHECK(bench.row("Deal 1").node().position == 10'001);
}

TEST_CASE("on a phone the table is a list: a tap opens, a long press chooses and then a tap chooses further") {
  TableBench bench({.width = 390, .height = 844, .scale = 1});
  bench.deal(1, "Acme", 100);
  bench.deal(1, "Globex", 300);
  CHECK(bench.card("Globex, $300, " + bench.stages()[1]->name).exists());
  CHECK(bench.harness->complaints().empty());
  const ui::Vec2 at = bench.card("Acme").rect().center();
  bench.harness->touch(ui::PointerPhase::down, at);
  bench.harness->wait(0.5);
  bench.harness->touch(ui::PointerPhase::up, at);
  CHECK(bench.by(Role::text, "1 selected").exists());
  bench.card("Globex").tap();
  CHECK(bench.by(Role::text, "2 selected").exists());
  bench.button("Clear the selection").tap();
  bench.card("Globex").tap();
  CHECK(bench.shell.route().path == "deal");
}
