// Merges through the store: beside another tab, and with a file of a copied browser profile.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/app/store_tab.hpp"

namespace voronka::test {
namespace {

ApplyMerge merge_of(const FileContents& file) {
  return {.theirs = file.records, .seen = file.seen, .label = {.key = TextKey::undo_merge}};
}

std::vector<std::string> titles(const Tab& tab) {
  std::vector<std::string> all;
  for (const Deal& deal : tab.store.document().table<Deal>().rows())
    if (!deal.deleted) all.push_back(deal.title);
  std::ranges::sort(all);
  return all;
}

}  // namespace

TEST_CASE("a merge that another tab was faster than is planned anew, and neither loses anything") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  const Id<Deal> deal = tab.add_deal("Ромашка");
  tab.settle();
  FakeDatabase there;
  Tab device(there);
  device.settle();
  const FileContents begun = read_file(export_of(tab)).value();
  REQUIRE(device.store.run(merge_of(begun)));
  device.settle();
  CHECK(export_of(device) == export_of(tab));
  REQUIRE(device.store.run(set_field(deal, &Deal::owner, std::string("Анна"))));
  device.settle();

  Tab second(here);
  second.settle();
  REQUIRE(second.store.run(set_field(deal, &Deal::next_step, std::string("Позвонить"))));
  second.settle();
  const FileContents file = read_file(export_of(device)).value();
  REQUIRE(tab.store.run(merge_of(file)));  // the tab has not heard of the second one
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  const Deal* merged = tab.store.document().find(deal);
  CHECK(merged->owner == "Анна");
  CHECK(merged->next_step == "Позвонить");
  second.store.handle(OtherTabMoved{});
  second.settle();
  CHECK(export_of(second) == export_of(tab));
  check_stored(here, tab);
}

TEST_CASE("a merge that only brings many new records is stored also when another tab was faster") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  FakeDatabase there;
  Tab device(there);
  device.settle();
  REQUIRE(device.store.run(merge_of(read_file(export_of(tab)).value())));
  device.settle();
  REQUIRE(device.store.run(ApplyImport{.records = many_deals(device, 2 * bulk_limit)}));
  device.settle();

  Tab second(here);
  second.settle();
  second.add_deal("Ромашка");
  second.settle();
  REQUIRE(tab.store.run(merge_of(read_file(export_of(device)).value())));  // the tab has not heard of the second one
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(titles(tab).size() == 2 * bulk_limit + 1);
  check_stored(here, tab);
}

TEST_CASE(
    "a file with dots of one's own actor that were never given here means a copied profile: from there on another "
    "name") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  tab.add_deal("Общая");
  tab.settle();
  FakeDatabase there = here;  // the profile was copied, with the name and the next dot
  there.tabs = 100;           // but chance is another one
  Tab copied(there);
  copied.settle();
  for (int i = 0; i < 3; ++i) copied.add_deal("Там " + std::to_string(i));
  copied.settle();
  Tab again(here);
  again.settle();
  again.add_deal("Здесь");
  again.settle();

  const FileContents file = read_file(export_of(copied)).value();
  REQUIRE(again.store.run(merge_of(file)));
  again.settle();
  CHECK(again.store.save_state() == SaveState::saved);
  CHECK(titles(again) == std::vector<std::string>{"Здесь", "Общая", "Там 0", "Там 1", "Там 2"});
  const Id<Deal> after = again.add_deal("После");
  again.settle();
  REQUIRE(again.store.document().find(after));
  CHECK(again.store.document().find(after)->stamps.rest().dot.actor == *actor_from("NewActor"));
}

namespace {

// Two browsers under one name after a copied profile, and a file from the second one with dots the first has not met.
struct CopiedProfile {
  FakeDatabase here = {};
  Tab tab{here};
  FileContents file = {};

  CopiedProfile() {
    start(tab);
    tab.add_deal("Общая");
    tab.settle();
    FakeDatabase there = here;
    there.tabs = 100;
    Tab copied(there);
    copied.settle();
    copied.add_deal("Там");
    copied.settle();
    file = read_file(export_of(copied)).value();
  }
};

}  // namespace

TEST_CASE("when no new name can be had, the file of a copied profile is refused with a sentence and work goes on") {
  CopiedProfile world;
  Tab& tab = world.tab;
  bool vanished = false;
  SUBCASE("the answer fails") { tab.storage.next_renewal_fails = true; }
  SUBCASE("the database has vanished") {
    vanished = true;
    const std::uint64_t tabs = world.here.tabs;
    world.here = {.tabs = tabs};
  }
  REQUIRE(tab.store.run(merge_of(world.file)));
  tab.add_deal("Здесь");
  tab.settle();
  const std::vector<Error> notices = tab.store.take_notices();
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].text.key == TextKey::error_no_new_name);
  CHECK(titles(tab) == std::vector<std::string>{"Здесь", "Общая"});
  CHECK(tab.store.save_state() == (vanished ? SaveState::failed : SaveState::saved));
  CHECK(world.here.exists == !vanished);  // an empty one would be loss without a word
  CHECK(tab.store.has_unsaved() == vanished);
}

TEST_CASE("a new name taken while saving fails is the name of what still waits, and everything is stored under it") {
  CopiedProfile world;
  Tab& tab = world.tab;
  tab.storage.next_commit = FakeFault::fail_before;
  const Id<Deal> waiting = tab.add_deal("Ждёт");
  tab.settle();
  REQUIRE(tab.store.save_state() == SaveState::failed);
  REQUIRE(tab.store.run(merge_of(world.file)));
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(titles(tab) == std::vector<std::string>{"Ждёт", "Общая", "Там"});
  REQUIRE(tab.store.document().find(waiting));
  CHECK(tab.store.document().find(waiting)->stamps.rest().dot.actor == *actor_from("NewActor"));
  check_stored(world.here, tab);
}

TEST_CASE("a copied profile's file that replaces everything brings a new name, too") {
  CopiedProfile world;
  Tab& tab = world.tab;
  REQUIRE(
      tab.store.run(ApplyImport{.records = world.file.records, .mode = ImportMode::replace, .seen = world.file.seen}));
  tab.settle();
  const Id<Deal> after = tab.add_deal("После");
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(titles(tab) == std::vector<std::string>{"Общая", "После", "Там"});
  REQUIRE(tab.store.document().find(after));
  CHECK(tab.store.document().find(after)->stamps.rest().dot.actor == *actor_from("NewActor"));
}

TEST_CASE("an edit that waits together with its undo is not stored because another tab was faster") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  const Id<Deal> deal = tab.add_deal("Ромашка");
  tab.settle();
  Tab second(here);
  second.settle();
  second.add_deal("Чужая");
  second.settle();
  REQUIRE(tab.store.run(set_field(deal, &Deal::owner, std::string("Анна"))));
  REQUIRE(tab.store.undo());
  bool redone = false;
  SUBCASE("undone") {}
  SUBCASE("and done again") {
    redone = true;
    REQUIRE(tab.store.redo());
  }
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(tab.store.document().find(deal)->owner == (redone ? "Анна" : ""));
  check_stored(here, tab);
}

TEST_CASE("a table of many new rows and some known ones is stored whole also when another tab was faster") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  const Id<Deal> known = tab.add_deal("Ромашка");
  tab.settle();
  Tab second(here);
  second.settle();
  second.add_deal("Чужая");
  REQUIRE(second.store.run(set_field(known, &Deal::next_step, std::string("Позвонить"))));
  second.settle();
  ApplyImport import = {.records = many_deals(tab, 2 * bulk_limit)};
  import.updates.push_back({.id = known, .owner = "Анна"});
  REQUIRE(tab.store.run(std::move(import)));  // the tab has not heard of the second one
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(tab.store.take_notices().empty());
  CHECK(titles(tab).size() == 2 * bulk_limit + 2);
  CHECK(tab.store.document().find(known)->next_step == "Позвонить");
  CHECK(tab.store.document().find(known)->owner == "Анна");
  check_stored(here, tab);
}

TEST_CASE("a big import behind a replacing of everything that waits is there, too, when another tab was faster") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  tab.add_deal("Ромашка");
  tab.settle();
  const FileContents file = read_file(export_of(tab)).value();
  tab.add_deal("Гранит");
  tab.settle();
  Tab second(here);
  second.settle();
  second.add_deal("Чужая");
  second.settle();
  REQUIRE(tab.store.run(ApplyImport{.records = file.records, .mode = ImportMode::replace, .seen = file.seen}));
  ApplyImport import = {.records = many_deals(tab, 2 * bulk_limit)};
  REQUIRE(tab.store.run(std::move(import)));
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  std::vector<std::string> named = titles(tab);
  std::erase(named, "D");
  CHECK(named == std::vector<std::string>{"Ромашка"});
  CHECK(titles(tab).size() == 2 * bulk_limit + 1);
  check_stored(here, tab);
}

TEST_CASE("another tab goes on under the new name, and what it had not saved is planned anew under it") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  tab.add_deal("Общая");
  tab.settle();
  FakeDatabase there = here;
  there.tabs = 100;
  Tab copied(there);
  copied.settle();
  copied.add_deal("Там");
  copied.settle();

  // The file comes into the first tab, which was given its dots before the copied browser was.
  Tab other(here);
  other.settle();
  const Id<Deal> waiting = other.add_deal("Ждёт");  // not sent before the renewal is through
  SUBCASE("heard of before the edit is sent") {
    REQUIRE(tab.store.run(merge_of(read_file(export_of(copied)).value())));
    tab.settle();
    other.store.handle(OtherTabMoved{});
    other.settle();
  }
  SUBCASE("not heard of") {
    REQUIRE(tab.store.run(merge_of(read_file(export_of(copied)).value())));
    tab.settle();
    other.settle();
  }
  SUBCASE("renewed, and nothing stored since") {
    here.was.insert(here.actor);
    here.actor = "NewActor";
    here.next_dot = 1;
    other.settle();
  }
  const Id<Deal> after = other.add_deal("После");
  other.settle();
  CHECK(other.store.save_state() == SaveState::saved);
  CHECK(other.store.take_notices().empty());
  for (const Id<Deal> deal : {waiting, after}) {
    REQUIRE(other.store.document().find(deal));
    CHECK(other.store.document().find(deal)->stamps.rest().dot.actor == *actor_from("NewActor"));
  }
  REQUIRE(other.store.undo());
  other.settle();
  tab.store.handle(OtherTabMoved{});
  tab.settle();
  CHECK(export_of(tab) == export_of(other));
  check_stored(here, other);
}

TEST_CASE("a database that was renewed after a loss is not gone on with by a tab that still has what was lost") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  tab.add_deal("Здесь");
  tab.settle();
  here.actor = "NewActor";  // Renewal::lost: no earlier name is left
  tab.add_deal("Нет");
  tab.settle();
  CHECK(tab.store.save_state() != SaveState::saved);
}

TEST_CASE("undo of a merge works after the page was loaded again") {
  FakeDatabase here;
  Tab tab(here);
  start(tab);
  const Id<Deal> deal = tab.add_deal("Ромашка");
  tab.settle();
  FakeDatabase there;
  Tab device(there);
  device.settle();
  REQUIRE(device.store.run(merge_of(read_file(export_of(tab)).value())));
  device.settle();
  REQUIRE(device.store.run(set_field(deal, &Deal::owner, std::string("Анна"))));
  REQUIRE(device.store.run(set_field(deal, &Deal::title, std::string("Ромашка плюс"))));
  device.add_deal("Новая");
  device.settle();
  REQUIRE(tab.store.run(merge_of(read_file(export_of(device)).value())));
  tab.settle();

  Tab later(here);
  later.settle();
  CHECK(titles(later) == std::vector<std::string>{"Новая", "Ромашка плюс"});
  REQUIRE(later.store.undo());
  later.settle();
  CHECK(titles(later) == std::vector<std::string>{"Ромашка"});
  CHECK(later.store.document().find(deal)->owner.empty());
}

}  // namespace voronka::test
