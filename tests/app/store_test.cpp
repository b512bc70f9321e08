// The store against a shared fake database: what is said to be saved is there, whatever tabs, failures and crashes do.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "tests/app/store_tab.hpp"

namespace voronka::test {

TEST_CASE("what was saved is there after a reload, byte for byte, and can still be undone") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const auto deal = tab.add_deal("Ромашка");
  tab.settle();
  REQUIRE(tab.store.run(set_field(deal, &Deal::title, std::string("Гранит"))));
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);

  Tab again(database);
  again.settle();
  CHECK(again.store.load_problems() == 0);
  CHECK((export_of(again) == export_of(tab)));
  CHECK(again.store.document().seen() == tab.store.document().seen());
  REQUIRE(again.store.undo());
  CHECK(again.store.document().find(deal)->title == "Ромашка");
  REQUIRE(again.store.redo());
  CHECK(again.store.document().find(deal)->title == "Гранит");
}

TEST_CASE("an import of many records is one short row, and can be taken back and brought again after a reload") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  RecordSet many;
  const Rank rank = rank_between({}, {}, *actor_from("TestActr"));
  for (std::size_t i = 1; i <= 2 * bulk_limit; ++i)
    many.of<Deal>().push_back(
        {.id = {ulid(tab.clock.now, 77, i)}, .title = "D", .position = {.stage = tab.stage(i % 6), .rank = rank}});
  REQUIRE(tab.store.run(ApplyImport{.records = many}));
  tab.settle();
  CHECK(database.journal.rbegin()->second.row.size() < 2 * bulk_limit * 30);

  Tab again(database);
  again.settle();
  const auto seen = [&] {
    return std::ranges::count_if(again.store.document().table<Deal>().rows(), [](const Deal& d) { return !d.deleted; });
  };
  CHECK(seen() == 2 * bulk_limit);
  REQUIRE(again.store.undo());
  CHECK(seen() == 0);
  REQUIRE(again.store.redo());
  CHECK(seen() == 2 * bulk_limit);
  again.settle();
  CHECK(again.store.save_state() == SaveState::saved);
}

TEST_CASE("saved is claimed only after the transaction has completed") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Новая");
  CHECK(tab.store.save_state() == SaveState::saving);
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
}

TEST_CASE("a failed save turns red, keeps working in memory, and the next edit saves everything") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.storage.next_commit = FakeFault::fail_before;
  tab.add_deal("Первая");
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::failed);
  CHECK(tab.store.failure() == StorageFailure::no_space);
  const auto second = tab.add_deal("Вторая");
  CHECK(tab.store.document().find(second));
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  Tab again(database);
  again.settle();
  CHECK((export_of(again) == export_of(tab)));
}

TEST_CASE("a commit whose answer was lost is stored exactly once") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const std::uint64_t head = database.head;
  tab.storage.next_commit = FakeFault::fail_after_storing;
  tab.add_deal("Однажды");
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::failed);
  tab.store.retry();
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(database.head == head + 1);
  Tab again(database);
  again.settle();
  CHECK((export_of(again) == export_of(tab)));
}

TEST_CASE("two tabs that edit different fields of one deal keep both edits") {
  FakeDatabase database;
  Tab a(database);
  start(a);
  const auto deal = a.add_deal("Общая");
  a.settle();
  Tab b(database);
  b.settle();
  REQUIRE(a.store.run(set_field(deal, &Deal::title, std::string("От первой"))));
  REQUIRE(b.store.run(set_field(deal, &Deal::owner, std::string("Вторая"))));
  a.settle();
  b.settle();
  a.store.handle(OtherTabMoved{.head = database.head});
  a.settle();
  CHECK(b.store.document().find(deal)->title == "От первой");
  CHECK(a.store.document().find(deal)->owner == "Вторая");
  CHECK((export_of(a) == export_of(b)));
}

TEST_CASE("what another tab stores while the histories are on their way is heard, and not only at the next look") {
  FakeDatabase database;
  Tab a(database);
  start(a);
  Tab b(database);
  while (b.store.load_state() != LoadState::ready) REQUIRE(b.step());
  const auto deal = a.add_deal("Новая");
  a.settle();
  b.store.handle(OtherTabMoved{.head = database.head});
  b.settle();
  CHECK(b.store.document().find(deal));
}

TEST_CASE("a page that could not save an edit says saved when all is loaded again and the edit is there already") {
  FakeDatabase database;
  Tab a(database);
  start(a);
  const auto deal = a.add_deal("Общая");
  a.settle();
  Tab b(database);
  b.settle();
  b.storage.next_commit = FakeFault::fail_before;
  REQUIRE(b.store.run(set_field(deal, &Deal::title, std::string("Одно"))));
  b.settle();
  REQUIRE(b.store.save_state() == SaveState::failed);
  REQUIRE(a.store.run(set_field(deal, &Deal::title, std::string("Одно"))));
  a.settle();
  database.journal.clear();
  b.store.handle(OtherTabMoved{.head = database.head});
  b.settle();
  CHECK(b.store.save_state() == SaveState::saved);
  CHECK(export_of(a) == export_of(b));
}

TEST_CASE("undo in one tab leaves alone what the other tab changed since") {
  FakeDatabase database;
  Tab a(database);
  start(a);
  const auto deal = a.add_deal("Общая");
  REQUIRE(a.store.run(set_field(deal, &Deal::title, std::string("Моё"))));
  a.settle();
  Tab b(database);
  b.settle();
  REQUIRE(b.store.run(set_field(deal, &Deal::title, std::string("Чужое"))));
  b.settle();
  a.store.handle(OtherTabMoved{});
  a.settle();
  CHECK_FALSE(a.store.undo());
  CHECK(a.store.document().find(deal)->title == "Чужое");
}

TEST_CASE("a damaged bucket makes the session read-only, and no byte of it is written over") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const auto deal = tab.add_deal("Целая");
  tab.settle();
  for (auto& [key, bytes] : database.buckets)
    if (key.first == StoreName::records && key.second.starts_with("deal/")) bytes[bytes.size() / 2] ^= 1;
  const auto before = database.buckets;
  Tab again(database);
  again.settle();
  CHECK(again.store.save_state() == SaveState::read_only);
  CHECK(again.store.load_problems() > 0);
  CHECK_FALSE(again.store.run(set_field(deal, &Deal::title, std::string("x"))));
  again.settle();
  CHECK(database.buckets == before);
}

TEST_CASE("records that are missing, and that no row tells of, are noticed by their count") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Пропавшая");
  tab.settle();
  std::erase_if(database.buckets, [](const auto& it) { return it.first.second.starts_with("deal/"); });
  for (auto& [seq, row] : database.journal) row.row = "{}";
  Tab again(database);
  again.settle();
  CHECK(again.store.save_state() == SaveState::read_only);
}

TEST_CASE("the first edit after a file replaced everything is stored, and stored once") {
  FakeDatabase source_database;
  Tab source(source_database);
  start(source);
  const auto deal = source.add_deal("Из файла");
  source.settle();
  Result<FileContents> file = read_file(export_of(source));
  REQUIRE(file);

  FakeDatabase database;
  Tab tab(database);
  tab.settle();
  REQUIRE(tab.store.run(
      ApplyImport{.records = std::move(file->records), .mode = ImportMode::replace, .seen = std::move(file->seen)}));
  tab.settle();
  REQUIRE(tab.store.run(set_field(deal, &Deal::title, std::string("Правка"))));
  int steps = 0;
  while (steps < 50 && tab.step()) ++steps;
  CHECK(steps < 50);
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(database.head == 2);
  Tab again(database);
  again.settle();
  CHECK(again.store.document().find(deal)->title == "Правка");
}

TEST_CASE("a storage that takes a new commit for an old one turns the page red instead of being asked for ever") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const std::uint64_t head = database.head;
  tab.storage.claims_stored = true;
  const auto deal = tab.add_deal("Не потерять");
  int steps = 0;
  while (steps < 50 && tab.step()) ++steps;
  CHECK(steps < 50);
  CHECK(tab.store.save_state() == SaveState::failed);
  CHECK(database.head == head);
  CHECK(tab.store.document().find(deal));
  tab.storage.claims_stored = false;
  tab.store.retry();
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  Tab again(database);
  again.settle();
  CHECK(again.store.document().find(deal));
}

TEST_CASE("commands given while history is still being read run when it has come") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const auto deal = tab.add_deal("Ранняя");
  tab.settle();
  Tab again(database);
  while (again.store.load_state() != LoadState::ready) REQUIRE(again.step());
  CHECK_FALSE(again.store.complete());
  REQUIRE(again.store.run(MoveDeal{.deal = deal, .to = tab.stage(2)}));
  again.settle();
  CHECK(again.store.document().find(deal)->position.stage == tab.stage(2));
  CHECK(again.store.document().find(deal)->history.size() == tab.store.document().find(deal)->history.size() + 1);
  CHECK(again.store.save_state() == SaveState::saved);
}

TEST_CASE(
    "four tabs with random edits, delays, faults and reloads converge, lose nothing acknowledged, and use no dot "
    "twice") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    FakeDatabase database;
    std::vector<std::unique_ptr<Tab>> tabs;
    tabs.push_back(std::make_unique<Tab>(database));
    start(*tabs[0]);
    for (int i = 0; i < 3; ++i) tabs[0]->add_deal("Сделка " + std::to_string(i));
    tabs[0]->settle();
    for (int i = 1; i < 4; ++i) {
      tabs.push_back(std::make_unique<Tab>(database));
      tabs.back()->settle();
    }
    int made = 0;
    for (int i = 0; i < 300; ++i) {
      Tab& tab = *tabs[random.index(tabs.size())];
      tab.clock.now += 1000;
      const auto rows = tab.store.document().table<Deal>().rows();
      switch (random.below(10)) {
        case 0:
          if (tab.store.complete() && tab.store.run(CreateDeal{.deal = {.title = "n" + std::to_string(++made),
                                                                        .position = {.stage = tab.stage(0)}}}))
            break;
          break;
        case 1:
        case 2:
          if (!rows.empty())
            (void)tab.store.run(set_field(rows[random.index(rows.size())].id, &Deal::title, "t" + std::to_string(i)));
          break;
        case 3:
          if (!rows.empty() && tab.store.complete())
            (void)tab.store.run(MoveDeal{.deal = rows[random.index(rows.size())].id, .to = tab.stage(random.index(7))});
          break;
        case 4:
          if (tab.store.history().undo_count() > 4) (void)tab.store.undo();  // the first pipeline stays
          break;
        case 5:
          tab.store.handle(OtherTabMoved{});
          break;
        case 6:
          tab.storage.next_commit = static_cast<FakeFault>(random.below(3));
          break;
        case 7:
          if (random.below(10) == 0) {  // the browser is killed: what was not acknowledged may go, nothing else
            const std::size_t at = random.index(tabs.size());
            tabs[at] = std::make_unique<Tab>(database);
            break;
          }
          [[fallthrough]];
        default:
          tab.step();
          break;
      }
    }
    for (int round = 0; round < 8; ++round) {
      for (auto& tab : tabs) {
        tab->storage.next_commit = FakeFault::none;
        tab->settle();
        tab->store.retry();
        tab->settle();
        tab->store.handle(OtherTabMoved{});
        tab->settle();
      }
    }
    for (auto& tab : tabs) REQUIRE(tab->store.save_state() == SaveState::saved);
    Tab fresh(database);
    fresh.settle();
    REQUIRE(fresh.store.load_problems() == 0);
    for (auto& tab : tabs) {
      const bool same = export_of(*tab) == export_of(fresh);  // not in the macro: it would print both
      REQUIRE(same);
    }
    std::set<std::uint64_t> dots;
    for (const Deal& deal : fresh.store.document().table<Deal>().rows())
      for (const Event& event : deal.history) REQUIRE(dots.insert(event.dot.n).second);
  }
}

}  // namespace voronka::test
