// Narrowing the board: quick chips, the editor, the bar that says so, the address, saved views.
#include "filter/codec.hpp"
#include "tests/ui/shell_bench.hpp"
#include "ui/route_query.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::Role;
using Titles = std::vector<std::string>;

namespace {

struct FilterBench : ShellBench {
  explicit FilterBench(std::string route = {}, ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1})
      : ShellBench(viewport, Language::en, nullptr, std::move(route)) {
    begun();
    small = deal(0, "Small", 100);
    middle = deal(0, "Middle", 500);
    large = deal(1, "Large", 900);
    run(AddRecord{Activity{.deal = small, .title = "call", .due = {.date = Date{app.today().days + 3}}}});
    run(AddRecord{Activity{.deal = large, .title = "call", .due = {.date = Date{app.today().days - 3}}}});
  }
  std::string bar() {
    const Found region = by(Role::region, "A filter is on");
    if (!region.exists()) return {};
    const Found shown = region.within(Role::status, "shown");
    return shown.exists() ? shown.name() : std::string();
  }
  void open_menu() { button("My filters").click(); }
  void choose(std::string_view item) { by(Role::menu_item, item).click(); }
  void open_editor() {
    open_menu();
    choose("Set up filter…");
  }
  void pick(std::string_view list, std::string_view option) {
    by(Role::combobox, list).click();
    by(Role::option, option).click();
  }
  // The address as it stands when typing has paused.
  std::string address() {
    harness->wait(0.5);
    return ui::text_of(shell.route());
  }
  // Presses a key until focus is on what has that name.
  void reach(ui::Key key, std::string_view name) {
    for (int i = 0; i < 60 && harness->focused().name() != name; ++i) {
      if (key == Key::tab) {
        harness->tab();
      } else {
        harness->press({key});
      }
    }
    REQUIRE(harness->focused().name() == name);
  }
  void save_view(std::string_view name) {
    open_menu();
    choose("Save as view…");
    by(Role::textbox, "Name").type(name);
    button("Save").click();
  }
  Id<Deal> small, middle, large;
};

}  // namespace

TEST_CASE("a quick chip tells its count, filters by a click and clears by another") {
  FilterBench bench;
  CHECK(bench.button("No step: 1 deal").exists());
  CHECK(bench.button("Overdue step: 1 deal").exists());
  CHECK(bench.bar().empty());
  bench.button("No step: 1 deal").click();
  CHECK(bench.titles(0) == Titles{"Middle"});
  CHECK(bench.titles(1).empty());
  CHECK(bench.bar() == "1 deal shown of 3");
  CHECK(bench.button("No step: 1 deal").has(ui::node_flag::checked));
  CHECK(bench.by(Role::heading, bench.stages()[0]->name).name().find("$500") != std::string::npos);
  bench.button("No step: 1 deal").click();
  CHECK(bench.titles(0).size() == 2);
  CHECK(bench.bar().empty());
}

TEST_CASE("the counts of the chips follow every edit") {
  FilterBench bench({}, {.width = 1920, .height = 800, .scale = 1});
  bench.run(AddRecord{Activity{.deal = bench.middle, .title = "call", .due = {.date = bench.app.today()}}});
  CHECK(bench.button("No step: 0 deals").exists());
  bench.run(set_field(bench.middle, &Deal::expected_close, std::optional(bench.app.today())));
  CHECK(bench.button("Closing this month: 1 deal").exists());
}

TEST_CASE("the editor narrows the board while it is filled in, by pointer") {
  FilterBench bench;
  bench.open_editor();
  CHECK(bench.by(Role::region, "Filter").exists());
  bench.by(Role::textbox, "Value").type("400");
  CHECK(bench.titles(0) == Titles{"Middle"});
  CHECK(bench.titles(1) == Titles{"Large"});
  CHECK(bench.bar() == "2 deals shown of 3");
  bench.pick("Comparison", "less than");
  CHECK(bench.titles(0) == Titles{"Small"});
  bench.pick("Field", "Stage");
  bench.pick("Value", bench.stages()[1]->name);
  CHECK(bench.titles(0).empty());
  CHECK(bench.titles(1) == Titles{"Large"});
  bench.pick("Value", bench.stages()[0]->name);
  CHECK(bench.bar() == "3 deals shown of 3");
  bench.button("Remove “" + bench.stages()[1]->name + "”").click();
  CHECK(bench.bar() == "2 deals shown of 3");
  CHECK(bench.harness->focused().name() == "Value");
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
  bench.button("Done").click();
  CHECK_FALSE(bench.by(Role::region, "Filter").exists());
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("a group inside says any where the outside says all") {
  FilterBench bench;
  bench.open_editor();
  bench.by(Role::textbox, "Value").type("400");
  bench.button("Add group").click();
  const Found group = bench.by(Role::group, "Group 1");
  REQUIRE(group.exists());
  CHECK(group.within(Role::radio, "Any condition").has(ui::node_flag::checked));
  group.within(Role::textbox, "Value").type("800");
  CHECK(bench.titles(0).empty());
  group.within(Role::radio, "All conditions").click();
  group.within(Role::button, "Add condition").click();
  CHECK(bench.by(Role::group, "Condition 3").exists());
  CHECK(bench.shell.route().path == "board");
  CHECK(bench.address() == "#/board?f=amount%3E400;(amount%3E800)");
  bench.button("Delete group 1").click();
  CHECK(bench.address() == "#/board?f=amount%3E400");
}

TEST_CASE("the editor is worked by keyboard alone") {
  FilterBench bench;
  bench.button("My filters").focus().press({Key::enter});
  bench.reach(Key::down, "Set up filter…");
  bench.harness->press({Key::enter});
  CHECK(bench.harness->focused().name() == "Field");
  bench.harness->press({Key::enter});
  bench.reach(Key::up, "Title");
  bench.harness->press({Key::enter});
  CHECK(bench.by(Role::combobox, "Field").value() == "Title");
  CHECK(bench.by(Role::combobox, "Comparison").value() == "contains");
  bench.reach(Key::tab, "Value");
  bench.harness->focused().type("lar");
  CHECK(bench.titles(1) == Titles{"Large"});
  CHECK(bench.titles(0).empty());
  bench.harness->press({Key::escape});
  bench.harness->press({Key::escape});
  CHECK_FALSE(bench.by(Role::region, "Filter").exists());
}

TEST_CASE("what cannot be read stays typed, says so, and does not filter") {
  FilterBench bench;
  bench.open_editor();
  Found value = bench.by(Role::textbox, "Value");
  value.type("many");
  bench.button("Done").focus();
  CHECK(bench.by(Role::textbox, "Value").has(ui::node_flag::invalid));
  CHECK(bench.by(Role::textbox, "Value").value() == "many");
  CHECK(bench.titles(0).size() == 2);
}

TEST_CASE("each condition stands in the bar with its cross, and one button clears all") {
  FilterBench bench("#/board?f=amount>200;title~large|x");
  CHECK(bench.bar().empty());  // "a;b|c" is no filter
  CHECK(bench.by(Role::alert, "The filter in the link cannot be read and has no effect").exists());
  CHECK(bench.titles(0).size() == 2);
  bench.shell.on_route("#/board?f=amount>200;title~large");
  bench.harness->settle();
  CHECK(bench.bar() == "1 deal shown of 3");
  CHECK(bench.button("Change condition: Amount > 200").exists());
  bench.button("Remove condition: Title contains “large”").click();
  CHECK(bench.bar() == "2 deals shown of 3");
  bench.button("Clear filter").click();
  CHECK(bench.bar().empty());
  CHECK(bench.titles(0).size() == 2);
}

TEST_CASE("conditions of a newer version are shown, kept in the address, and do not filter") {
  FilterBench bench("#/board?f=mood%3Egrim;amount%3E200");
  CHECK(bench.button("Change condition: Not understood: mood>grim").exists());
  CHECK(bench.bar() == "2 deals shown of 3");
  CHECK(bench.address() == "#/board?f=mood%3Egrim;amount%3E200");
}

TEST_CASE("filter and search stand in the address, and come back from it") {
  FilterBench bench;
  bench.button("No step: 1 deal").click();
  bench.by(Role::search, "Search").type("mid dle&");
  CHECK(bench.address() == "#/board?f=(step=none;status=open)&q=mid%20dle%26");
  CHECK(bench.harness->host().replaced.back() == bench.address());
  CHECK(bench.harness->host().pushed.empty());
  FilterBench again(bench.address());
  CHECK(again.by(Role::search, "Search").value() == "mid dle&");
  CHECK(again.button("No step: 1 deal").has(ui::node_flag::checked));
  again.shell.on_route("#/board");
  again.harness->settle();
  CHECK(again.titles(0).size() == 2);
  CHECK(again.bar().empty());
}

TEST_CASE("an open deal keeps the filter in its address, settings leave it and the board has it again") {
  FilterBench bench("#/board?f=amount%3E200");
  bench.card("Middle").click();
  CHECK(ui::text_of(bench.shell.route()) == "#/deal/" + text_of(bench.middle.raw) + "?f=amount%3E200");
  bench.harness->press({Key::escape});
  CHECK(ui::text_of(bench.shell.route()) == "#/board?f=amount%3E200");
  bench.button("Settings").click();
  CHECK(ui::text_of(bench.shell.route()) == "#/settings");
  bench.button("Board").click();
  CHECK(ui::text_of(bench.shell.route()) == "#/board?f=amount%3E200");
  CHECK(bench.bar() == "2 deals shown of 3");
}

TEST_CASE("queries of addresses survive the browser's own escaping, and hold any text") {
  const ui::RouteQuery query = {.filter = "title~a%3Bb%20ё;amount>5", .search = "a&b#c%41 \"ё\""};
  CHECK(ui::query_from(ui::text_of(query)) == query);
  CHECK(ui::text_of(query).find_first_of(" <>\"`#") == std::string::npos);
  CHECK(ui::query_from("f=amount>5&x=1&q=").filter == "amount>5");
  CHECK(ui::query_from("f=%FF&q=%C3") == ui::RouteQuery{});
}

TEST_CASE("when nothing passes, the board says so and offers the way back") {
  FilterBench bench("#/board?f=amount%3E5000");
  CHECK(bench.by(Role::heading, "Nothing matches the filter").exists());
  CHECK(bench.bar() == "0 deals shown of 3");
  bench.button("Change conditions").click();
  CHECK(bench.by(Role::region, "Filter").exists());
  bench.by(Role::textbox, "Value").type("800");
  CHECK(bench.titles(1) == Titles{"Large"});
}

TEST_CASE("a filter is saved under a name, applied again, changed, renamed, deleted; undo brings it back") {
  FilterBench bench;
  bench.button("No step: 1 deal").click();
  bench.save_view("Loose ends");
  CHECK(bench.button("Loose ends").exists());
  const auto views = [&] { return saved_views_of(bench.app.document(), "board"); };
  REQUIRE(views().size() == 1);
  CHECK(views()[0]->filter == "(step=none;status=open)");
  bench.button("Clear filter").click();
  CHECK(bench.titles(0).size() == 2);
  bench.open_menu();
  bench.choose("Loose ends");
  CHECK(bench.titles(0) == Titles{"Middle"});

  bench.button("Overdue step: 1 deal").click();
  CHECK(bench.button("Loose ends (changed)").exists());
  bench.button("Loose ends (changed)").click();
  bench.choose("Update “Loose ends”");
  CHECK(views()[0]->filter == "(step=none;status=open);(step=overdue;status=open)");

  bench.button("Loose ends").click();
  bench.choose("Rename “Loose ends”…");
  bench.by(Role::textbox, "Name").type("Forgotten");
  bench.button("Save").click();
  CHECK(views()[0]->name == "Forgotten");

  bench.button("Forgotten").click();
  bench.choose("Delete “Forgotten”");
  CHECK(views().empty());
  bench.harness->press({ui::letter('Z'), ui::Mods::ctrl});
  CHECK(views().size() == 1);
}

TEST_CASE("saved views change places") {
  FilterBench bench;
  bench.button("No step: 1 deal").click();
  bench.save_view("One");
  bench.button("Overdue step: 1 deal").click();
  bench.button("One (changed)").click();
  bench.choose("Save as view…");
  bench.by(Role::textbox, "Name").type("Two");
  bench.button("Save").click();
  const auto names = [&] {
    std::string text;
    for (const SavedView* view : saved_views_of(bench.app.document(), "board")) text += view->name + " ";
    return text;
  };
  CHECK(names() == "One Two ");
  bench.button("Two").click();
  bench.choose("Move “Two” up");
  CHECK(names() == "Two One ");
  bench.button("Two").click();
  bench.choose("Move “Two” down");
  CHECK(names() == "One Two ");
}

TEST_CASE("on a phone the chips have a row and the editor has the whole width") {
  FilterBench bench({}, {.width = 390, .height = 844, .scale = 1});
  CHECK(bench.button("No step: 1 deal").exists());
  bench.open_editor();
  CHECK(bench.by(Role::region, "Filter").rect().w == 390);
  bench.by(Role::textbox, "Value").type("800");
  bench.button("Done").click();
  CHECK(bench.bar() == "1 deal shown of 3");
}
