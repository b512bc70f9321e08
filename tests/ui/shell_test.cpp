// What stands around the pages: undo, saving, routes, language, the states without data.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;

namespace {

void deliver_all(ShellBench& bench, FakeStorage& storage) {
  while (storage.deliver(bench.app.inbox())) bench.harness->settle();
}

}  // namespace

TEST_CASE("undo and redo say what they would do, by button and by key") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  CHECK(bench.button("Undo: New deal Acme").exists());
  CHECK(bench.button("Nothing to redo").has(ui::node_flag::disabled));
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(bench[acme].deleted);
  CHECK(bench.button("Redo: New deal Acme").exists());
  bench.harness->press({letter('Z'), Mods::ctrl | Mods::shift});
  CHECK_FALSE(bench[acme].deleted);
  bench.button("Undo: New deal Acme").click();
  CHECK(bench[acme].deleted);
  bench.harness->press({letter('Y'), Mods::ctrl});
  CHECK_FALSE(bench[acme].deleted);
}

TEST_CASE("N makes a deal in the first stage and opens it") {
  ShellBench bench;
  bench.begun();
  bench.harness->press({letter('N')});
  CHECK(bench.shell.route().path == "deal");
  CHECK(bench.app.document().table<Deal>().size() == 1);
  CHECK(bench.harness->host().pushed.back() == ui::text_of(bench.shell.route()));
}

TEST_CASE("a newer build is told once, stays until it is wanted, and only then takes over") {
  ShellBench bench;
  bench.begun();
  CHECK_FALSE(bench.button("Update").exists());
  bench.app.inbox().push(NewBuildReady{});
  bench.harness->settle();
  CHECK(bench.last_announced() == "A new version of Voronka is ready.");
  bench.harness->wait(100);
  CHECK(bench.button("Update").exists());
  CHECK(bench.updates.used == 0);
  bench.app.inbox().push(NewBuildReady{});
  bench.button("Update").click();
  bench.harness->settle();
  CHECK(bench.updates.used == 1);
  CHECK_FALSE(bench.button("Update").exists());
}

TEST_CASE("a newer build waits for what is not saved") {
  FakeDatabase database;
  FakeStorage storage(database);
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
  deliver_all(bench, storage);
  bench.send(StartEmpty{});
  bench.app.inbox().push(NewBuildReady{});
  bench.harness->settle();
  bench.button("Update").click();
  bench.harness->settle();
  CHECK(bench.app.store().save_state() == SaveState::saving);
  CHECK(bench.updates.used == 0);
  deliver_all(bench, storage);
  CHECK(bench.app.store().save_state() == SaveState::saved);
  CHECK(bench.updates.used == 1);
}

TEST_CASE("a newer build never takes over what could not be saved") {
  FakeDatabase database;
  FakeStorage storage(database);
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
  deliver_all(bench, storage);
  storage.next_commit = FakeFault::fail_before;
  bench.send(StartEmpty{});
  bench.app.inbox().push(NewBuildReady{});
  deliver_all(bench, storage);
  bench.harness->settle();
  REQUIRE(bench.app.store().save_state() == SaveState::failed);
  bench.button("Update").click();
  bench.harness->settle();
  CHECK(bench.updates.used == 0);
  CHECK(bench.last_announced() == "Not everything is saved yet. The update follows as soon as it is.");
  bench.send(RetrySave{});
  deliver_all(bench, storage);
  CHECK(bench.updates.used == 1);
}

TEST_CASE("an older toast cannot undo a newer step") {
  ShellBench bench;
  bench.begun();
  bench.deal(0, "Acme");
  bench.deal(0, "Globex");
  bench.card("Acme").press({Key::del});
  CHECK(bench.button("Undo").exists());
  bench.card("Globex").press({Key::right, Mods::ctrl});
  CHECK_FALSE(bench.by(Role::region, "Messages").exists());
}

TEST_CASE("a refused command is told in words") {
  ShellBench bench;
  bench.begun();
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.send(RunCommand{.command = MoveDeal{.deal = acme, .to = {}}});
  bench.harness->settle();
  CHECK(bench.last_announced() == "This stage is gone: it was deleted elsewhere.");
}

TEST_CASE("routes are read and written; what is unknown is the board") {
  const std::string id = text_of(ulid(1, 2, 3));
  CHECK(ui::route_from("#/deal/" + id) == ui::Route{.path = "deal", .argument = id});
  CHECK(ui::route_from("#/settings") == ui::Route{.path = "settings"});
  for (const char* text : {"", "#", "#/", "#/board", "#/nothing", "#/deal", "#/deal/xyz", "#/deal/<script>"}) {
    CAPTURE(text);
    CHECK(ui::route_from(text) == ui::Route{});
  }
  CHECK(ui::text_of(ui::route_from("#/deal/" + id)) == "#/deal/" + id);
}

TEST_CASE("the rail leads to the settings and back, and the title says where one is") {
  ShellBench bench;
  bench.begun();
  CHECK(bench.harness->host().title == "Board — Voronka");
  bench.button("Settings").click();
  CHECK(bench.shell.route().path == "settings");
  CHECK(bench.harness->host().title == "Settings — Voronka");
  CHECK(bench.harness->host().pushed.back() == "#/settings");
  bench.button("Board").click();
  CHECK(bench.shell.route() == ui::Route{});
}

TEST_CASE("language and theme follow the preferences, else the system") {
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::ru);
  CHECK(bench.by(Role::heading, "Ваша воронка продаж").exists());
  CHECK_FALSE(bench.harness->ui().dark);
  bench.shell.on_system_dark(true);
  bench.harness->settle();
  CHECK(bench.harness->ui().dark);
  bench.send(SetPreferences{.preferences = {.theme = ThemeChoice::light, .language = LanguageChoice::en}});
  bench.harness->settle();
  CHECK(bench.by(Role::heading, "Your sales pipeline").exists());
  CHECK(bench.harness->host().language == "en");
  CHECK_FALSE(bench.harness->ui().dark);
}

TEST_CASE("another pipeline is chosen from the title, and remembered") {
  ShellBench bench;
  bench.begun();
  bench.run(AddRecord{Pipeline{.name = "Partners"}});
  bench.button("Pipeline:").click();
  bench.by(Role::menu_item, "Partners").click();
  CHECK(bench.button("Pipeline: Partners").exists());
  CHECK(bench.settings.values["preferences"].find("pipeline=") != std::string::npos);
  CHECK(bench.by(Role::heading, "This pipeline has no stages").exists());
}

TEST_CASE("while data is read the page says so and nothing can be done to it") {
  FakeDatabase database;
  FakeStorage storage(database);
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
  CHECK(bench.by(Role::status, "Opening your data").exists());
  CHECK_FALSE(bench.button("New deal").exists());
  CHECK(bench.harness->host().app == ui::AppState::loading);
  deliver_all(bench, storage);
  CHECK(bench.harness->host().app == ui::AppState::ready);
  CHECK(bench.by(Role::heading, "Your sales pipeline").exists());
}

TEST_CASE("the page never says saved before the storage has") {
  FakeDatabase database;
  FakeStorage storage(database);
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
  deliver_all(bench, storage);
  bench.button("Start with an empty board").click();
  CHECK(bench.harness->host().save == ui::SaveState::saving);
  CHECK_FALSE(bench.button("Saved").exists());
  deliver_all(bench, storage);
  CHECK(bench.harness->host().save == ui::SaveState::saved);
  CHECK(bench.button("Saved").exists());
}

TEST_CASE("a failed save is said loudly, with the ways out, and a retry mends it") {
  FakeDatabase database;
  FakeStorage storage(database);
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
  deliver_all(bench, storage);
  bench.button("Start with an empty board").click();
  deliver_all(bench, storage);
  storage.next_commit = FakeFault::fail_before;
  bench.deal(0, "Acme");
  deliver_all(bench, storage);
  CHECK(bench.harness->host().save == ui::SaveState::failed);
  CHECK(bench.by(Role::alert, "no room left").exists());
  CHECK(bench.button("Not saved: 1 change").exists());
  bench.button("Save to a file").click();
  CHECK(bench.files.offered.size() == 1);
  bench.button("Try again").click();
  deliver_all(bench, storage);
  CHECK(bench.harness->host().save == ui::SaveState::saved);
  CHECK_FALSE(bench.button("Not saved").exists());
}

TEST_CASE("a file asked for before the histories have come has them, and there is none when they do not come") {
  FakeDatabase database;
  {
    FakeStorage storage(database);
    ShellBench first({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
    deliver_all(first, storage);
    first.button("Start with an empty board").click();
    deliver_all(first, storage);
    first.deal(0, "Acme");
    deliver_all(first, storage);
  }
  for (const bool comes : {true, false}) {
    FakeStorage storage(database);
    ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
    while (bench.app.store().load_state() != LoadState::ready) {
      REQUIRE(storage.deliver(bench.app.inbox()));
      bench.harness->settle();
    }
    REQUIRE_FALSE(bench.app.store().complete());
    bench.send(ExportFile{});
    bench.harness->settle();
    CHECK(bench.app.exporting());
    CHECK(bench.files.offered.empty());
    if (comes) {
      deliver_all(bench, storage);
      bench.harness->settle();  // the helper's answer came within the last frame
      REQUIRE(bench.files.offered.size() == 1);
      CHECK(bench.files.offered.begin()->second == export_file(bench.app.document()));
      CHECK(bench.app.document().table<Deal>().rows()[0].history.size() > 0);
    } else {
      bench.app.inbox().push(StorageFailed{.ticket = 3, .failure = StorageFailure::connection_lost, .detail = "fake"});
      bench.harness->settle();
      CHECK(bench.app.store().load_state() == LoadState::failed);
      CHECK_FALSE(bench.app.exporting());
      CHECK(bench.files.offered.empty());
    }
  }
}

TEST_CASE("data that does not open is said to be untouched, and nothing is written") {
  FakeDatabase database;
  FakeStorage storage(database);
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::en, &storage);
  bench.app.inbox().push(StorageFailed{.ticket = 1, .failure = StorageFailure::unavailable, .detail = "SecurityError"});
  bench.harness->settle();
  CHECK(bench.harness->host().app == ui::AppState::failed);
  CHECK(bench
            .by(Role::alert,
                "Your data did not open. The browser did not hand over the stored pipeline. Nothing was written")
            .exists());
  CHECK_FALSE(bench.button("New deal").exists());
  CHECK(bench.by(Role::link, "Open the rescue page").exists());
  bench.button("Copy details").click();
  CHECK(bench.harness->host().copied.find("SecurityError") != std::string::npos);
  CHECK(database.head == 0);
}
