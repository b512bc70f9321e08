// Some of what is stored cannot be read: nothing is written until somebody decides, then the damaged lines are set aside and work goes on.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/copy_desk.hpp"
#include "formats/buckets.hpp"
#include "tests/app/store_tab.hpp"

namespace voronka::test {
namespace {

std::string& bucket_with(FakeDatabase& database, StoreName store, Id<Deal> deal) {
  return database.buckets.at({store, bucket_key(RecordType::deal, bucket_of(deal.raw))});
}

// The line of the deal with one letter changed, without its line end; it stays the same length.
std::string damage(FakeDatabase& database, StoreName store, Id<Deal> deal) {
  std::string& bytes = bucket_with(database, store, deal);
  const std::size_t id = bytes.find(text_of_id(RecordType::deal, deal.raw));
  REQUIRE(id != std::string::npos);
  const std::size_t from = bytes.rfind('\n', id) == std::string::npos ? 0 : bytes.rfind('\n', id) + 1;
  bytes[id - 3] ^= 1;
  return bytes.substr(from, bytes.find('\n', id) - from);
}

bool has(const Tab& tab, std::string_view title) {
  return std::ranges::any_of(tab.store.document().table<Deal>().rows(),
                             [&](const Deal& deal) { return deal.title == title && !deal.deleted; });
}

bool copy_can_be_made(const FakeDatabase& database) {
  CopyDesk desk;
  for (const auto& [key, bytes] : database.buckets) desk.add(key.first, key.second, bytes);
  struct Nowhere final : ByteSink {
    void write(std::string_view) override {}
  } nowhere;
  return desk.write(database.meta, nowhere).has_value();
}

struct Damaged {
  FakeDatabase database = {};
  Id<Deal> broken = {}, whole = {};
  std::string file = {};  // of before
  std::string line = {};

  explicit Damaged(StoreName store) {
    Tab tab(database);
    start(tab);
    broken = tab.add_deal("Ромашка");
    whole = tab.add_deal("Гранит");
    tab.settle();
    file = export_of(tab);
    line = damage(database, store, broken);
  }
};

}  // namespace

TEST_CASE("a damaged record stops all writing until it is accepted, then lies aside while work goes on") {
  Damaged world(StoreName::records);
  const std::uint64_t head = world.database.head;
  Tab tab(world.database);
  tab.settle();
  CHECK(tab.store.load_problems() > 0);
  CHECK(tab.store.save_state() == SaveState::read_only);
  CHECK_FALSE(tab.store.run(set_field(world.whole, &Deal::owner, std::string("Анна"))));
  tab.settle();
  CHECK(world.database.head == head);
  CHECK_FALSE(copy_can_be_made(world.database));

  tab.store.accept_damage();
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(world.database.head == head);  // the decision alone writes nothing
  tab.add_deal("Новая");
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(tab.store.lines_aside() > 0);
  CHECK(bucket_with(world.database, StoreName::records, world.broken).contains("!! " + world.line + "\n"));

  Tab later(world.database);
  later.settle();
  CHECK(later.store.load_problems() == 0);
  CHECK(later.store.save_state() == SaveState::saved);
  CHECK(has(later, "Гранит"));
  CHECK(has(later, "Новая"));
  CHECK_FALSE(has(later, "Ромашка"));
  CHECK(copy_can_be_made(world.database));
}

TEST_CASE("what was damaged comes back from a copy with its history, and its line still lies aside") {
  StoreName store = StoreName::records;
  SUBCASE("the record") {}
  SUBCASE("its history") { store = StoreName::history; }
  Damaged world(store);
  Tab tab(world.database);
  tab.settle();
  tab.store.accept_damage();
  const FileContents copy = read_file(world.file).value();
  REQUIRE(tab.store.run(ApplyMerge{.theirs = copy.records, .seen = copy.seen, .label = {.key = TextKey::undo_merge}}));
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  Tab later(world.database);
  later.settle();
  CHECK(later.store.load_problems() == 0);
  CHECK(export_of(later) == world.file);
  CHECK(bucket_with(world.database, store, world.broken).contains("!! " + world.line + "\n"));
}

TEST_CASE("a tab that never saw the damage keeps the lines that another one set aside") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const Id<Deal> broken = tab.add_deal("Ромашка");
  tab.settle();
  Tab healthy(database);
  healthy.settle();
  const std::string line = damage(database, StoreName::records, broken);
  Tab mending(database);
  mending.settle();
  mending.store.accept_damage();
  mending.add_deal("Новая");
  mending.settle();
  healthy.add_deal("Ещё одна");
  healthy.settle();
  CHECK(healthy.store.save_state() == SaveState::saved);
  CHECK(bucket_with(database, StoreName::records, broken).contains("!! " + line + "\n"));
  check_stored(database, healthy);
}

TEST_CASE(
    "damage met in what another tab wrote keeps the edits that wait, and can be accepted like damage at the start") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const Id<Deal> broken = tab.add_deal("Ромашка");
  tab.settle();
  Tab other(database);
  other.settle();
  REQUIRE(other.store.run(set_field(broken, &Deal::owner, std::string("Анна"))));
  other.settle();
  const std::string line = damage(database, StoreName::records, broken);
  const std::uint64_t head = database.head;
  tab.add_deal("Гранит");  // meets the other tab's commit
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::read_only);
  CHECK(tab.store.has_unsaved());
  CHECK(database.head == head);
  REQUIRE(tab.store.can_accept_damage());
  tab.store.accept_damage();
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(has(tab, "Гранит"));
  CHECK(bucket_with(database, StoreName::records, broken).contains("!! " + line + "\n"));
  check_stored(database, tab);
}

TEST_CASE("what another tab has mended is whole again in a tab that had met the damage, history and all") {
  Damaged world(StoreName::records);
  Tab tab(world.database);
  tab.settle();
  REQUIRE(tab.store.load_problems() > 0);
  SUBCASE("and has not accepted it") {}
  SUBCASE("and has accepted it") { tab.store.accept_damage(); }
  Tab mending(world.database);
  mending.settle();
  mending.store.accept_damage();
  const FileContents copy = read_file(world.file).value();
  REQUIRE(
      mending.store.run(ApplyMerge{.theirs = copy.records, .seen = copy.seen, .label = {.key = TextKey::undo_merge}}));
  mending.settle();
  tab.store.handle(OtherTabMoved{});
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  CHECK(export_of(tab) == world.file);
  tab.add_deal("Новая");
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  check_stored(world.database, tab);
}

TEST_CASE("a whole line in the wrong bucket is not shown, for it would be gone at the next start") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const Id<Deal> deal = tab.add_deal("Ромашка");
  tab.settle();
  std::string& bytes = bucket_with(database, StoreName::records, deal);
  const std::string line = std::exchange(bytes, {});
  database.buckets.erase({StoreName::records, bucket_key(RecordType::deal, bucket_of(deal.raw))});
  const std::uint32_t elsewhere = (bucket_of(deal.raw) + 1) % bucket_count;
  database.buckets[{StoreName::records, bucket_key(RecordType::deal, elsewhere)}] += line;
  Tab reading(database);
  reading.settle();
  CHECK(reading.store.load_problems() > 0);
  CHECK_FALSE(has(reading, "Ромашка"));
  reading.store.accept_damage();
  reading.add_deal("Гранит");
  reading.settle();
  CHECK(reading.store.save_state() == SaveState::saved);
  check_stored(database, reading);
}

TEST_CASE("no single changed bit makes a damaged line pass for one that was set aside") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.settle();
  for (const auto& [place, bytes] : database.buckets) {
    if (place.first != StoreName::records) continue;
    for (std::size_t bit = 0; bit < 24; ++bit) {
      std::string changed = bytes;
      changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
      BucketReader reader;
      reader.add_records(place.second, changed);
      CHECK(reader.problems().size() > 0);
    }
  }
}

}  // namespace voronka::test
