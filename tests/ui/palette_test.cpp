// The command palette: everything from one line.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

namespace {

struct PaletteBench : ShellBench {
  explicit PaletteBench(Language language = Language::en)
      : ShellBench({.width = 1280, .height = 800, .scale = 1}, language) {
    begun();
    acme = deal(0, "Acme", 1200);
  }
  void open() { harness->press({letter('K'), Mods::ctrl}); }
  Found field() { return by(Role::search, harness->ui().tr(TextKey::palette_field)); }
  void type(std::string_view text) { field().type(text); }
  Titles rows() {
    Titles found;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::option) found.push_back(node.name);
    return found;
  }
  Id<Deal> acme = {};
};

}  // namespace

TEST_CASE("Ctrl+K opens the palette with the focus in its field; Esc gives the focus back") {
  PaletteBench bench;
  bench.card("Acme").focus();
  bench.open();
  REQUIRE(bench.by(Role::dialog, "Commands").exists());
  CHECK(bench.harness->focused().id() == bench.field().id());
  CHECK(bench.harness->complaints().empty());
  bench.harness->press({Key::escape});
  CHECK_FALSE(bench.by(Role::dialog, "Commands").exists());
  CHECK(bench.harness->focused().name().starts_with("Acme"));
}

TEST_CASE("an action is found on the wrong keyboard layout and done to the card that had the focus") {
  PaletteBench bench(Language::ru);
  bench.card("Acme").focus();
  bench.open();
  bench.type("dsbuh");  // «выигр»
  REQUIRE_FALSE(bench.rows().empty());
  CHECK(bench.rows()[0] == "Выиграна");
  bench.field().press({Key::enter});
  CHECK(bench[bench.acme].status == DealStatus::won);
  CHECK_FALSE(bench.by(Role::dialog, "Команды").exists());
}

TEST_CASE("a line that is a deal makes one, and says so first") {
  PaletteBench bench(Language::ru);
  bench.open();
  bench.type("Ромашка 120к");
  REQUIRE_FALSE(bench.rows().empty());
  CHECK(bench.rows()[0].starts_with("Новая сделка: «Ромашка»"));
  bench.field().press({Key::enter});
  CHECK(bench.titles(0) == Titles{"Ромашка", "Acme"});
  const Deal& made = bench[{bench.app.last_created()}];
  CHECK(made.amount->minor == 120'000'00);
}

TEST_CASE("deals are found, also those that no board shows, with where they are; Enter opens") {
  PaletteBench bench;
  bench.run(LoseDeal{.deal = bench.acme});
  bench.open();
  bench.type("acme");
  const Found row = bench.by(Role::option, "Acme");
  REQUIRE(row.exists());
  CHECK(row.node().description.find("lost") != std::string::npos);
  bench.by(Role::option, "Acme").activate();
  CHECK(bench.shell.route().argument == text_of(bench.acme.raw));
}

TEST_CASE("Down walks through rows with real focus, Up leads back, letters go on in the field") {
  PaletteBench bench;
  bench.open();
  bench.type("settings");
  const Titles rows = bench.rows();
  REQUIRE(rows.size() >= 3);
  bench.field().press({Key::down});
  CHECK(bench.harness->focused().name() == rows[1]);
  bench.harness->press({Key::up});
  CHECK(bench.harness->focused().name() == rows[0]);
  bench.harness->press({Key::up});
  CHECK(bench.harness->focused().id() == bench.field().id());
  bench.field().press({Key::down});
  bench.harness->press({letter('X')}, "x");
  CHECK(bench.harness->focused().id() == bench.field().id());
  CHECK(bench.field().value() == "settingsx");
}

TEST_CASE("what was done last comes first the next time, and is kept on the device") {
  PaletteBench bench;
  bench.open();
  bench.type("theme: dark");
  bench.field().press({Key::enter});
  CHECK(bench.app.preferences().theme == ThemeChoice::dark);
  CHECK(preferences_from(bench.settings.values["preferences"]).recent == Titles{"choose_theme/2"});
  bench.open();
  CHECK(bench.rows()[0] == "Theme: Dark");
}

TEST_CASE("every preference survives being written and read") {
  const Preferences preferences = {.theme = ThemeChoice::dark,
                                   .language = LanguageChoice::ru,
                                   .pipeline = {ulid(1, 2, 3)},
                                   .recent = {"win_deal", "choose_theme/2"}};
  CHECK(preferences_from(text_of(preferences)) == preferences);
  CHECK(preferences_from("recent=,,a,;theme=dark").recent == Titles{"a"});
}

TEST_CASE("nothing typed: everything that can be done now, and nothing that cannot") {
  PaletteBench bench;
  bench.open();
  const Titles rows = bench.rows();
  const auto has = [&](std::string_view title) { return std::ranges::find(rows, title) != rows.end(); };
  CHECK(has("New deal"));
  CHECK(has("Settings: Data"));
  CHECK(has("Language: Русский"));
  CHECK_FALSE(has("Redo"));
  CHECK_FALSE(has("Retry saving"));
  CHECK_FALSE(has("Won"));  // no card has the focus
}

TEST_CASE("a company leads to its panel, and to its deals there") {
  PaletteBench bench;
  bench.run(AddRecord{Company{.name = "Granit Ltd"}});
  bench.run(CreateDeal{
      .deal = {.title = "Crane", .company = {bench.app.last_created()}, .position = {.stage = bench.stages()[1]->id}}});
  bench.open();
  bench.type("granit");
  bench.by(Role::option, "Granit Ltd").activate();
  bench.harness->settle();
  CHECK(bench.by(Role::region, "Company: Granit Ltd").exists());
  CHECK(bench.by(Role::list_item, "Crane, ").exists());
}

TEST_CASE("the search also tells what is not on the board, and opens it by Enter") {
  PaletteBench bench;
  bench.run(ArchiveDeal{.deal = bench.acme});
  bench.deal(1, "Acme two");
  bench.by(Role::search, "Search deals").type("acme");
  // The board itself has a match: the others are one line until they are asked for.
  REQUIRE(bench.button("Not on the board: 1 deal").exists());
  CHECK(bench.titles(1) == Titles{"Acme two"});
  bench.by(Role::search, "Search deals").press({Key::down});
  REQUIRE(bench.by(Role::listbox, "Not on the board: 1 deal").exists());
  CHECK(bench.harness->focused().name().find("archived") != std::string::npos);
  bench.harness->press({Key::enter});
  CHECK(bench.shell.route().argument == text_of(bench.acme.raw));
}

TEST_CASE("the undo history lists steps by name; choosing one goes there in one announcement, and back again") {
  PaletteBench bench;
  for (const char* title : {"One", "Two", "Three"}) bench.deal(0, title);
  bench.harness->press({letter('Z'), Mods::ctrl | Mods::alt});
  REQUIRE(bench.by(Role::listbox, "Steps, newest first").exists());
  CHECK(bench.harness->focused().name().find("now") != std::string::npos);
  const std::size_t told = bench.harness->host().announced.size();
  bench.by(Role::option, "New deal One").activate();
  CHECK(bench.titles(0) == Titles{"One", "Acme"});
  CHECK(bench.harness->host().announced.size() == told + 1);
  CHECK(bench.last_announced() == "2 steps undone");
  CHECK(bench.by(Role::option, "New deal Three").name().find("undone") != std::string::npos);
  bench.by(Role::option, "New deal Three").activate();
  CHECK(bench.titles(0) == Titles{"Three", "Two", "One", "Acme"});
  bench.by(Role::option, "Before these changes").activate();
  CHECK(bench.app.document().find(bench.acme)->deleted);
  CHECK(bench.harness->complaints().empty());
}
