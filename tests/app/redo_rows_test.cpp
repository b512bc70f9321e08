// The law of a torn commit: with its row and any part of what it should have written, everything is there.
#include "app/redo_rows.hpp"

#include <doctest/doctest.h>

#include <map>

#include "formats/buckets.hpp"
#include "formats/file.hpp"
#include "tests/app/store_tab.hpp"
#include "tests/support/random_commands.hpp"

namespace voronka::test {
namespace {

using Buckets = std::map<BucketPart, std::string>;

Buckets buckets_of(const Document& document) {
  BucketIndex index;
  index.rebuild(document);
  Buckets buckets;
  for_each_record_type([&]<class Record>(std::type_identity<Record>) {
    for (const Record& record : document.table<Record>().rows()) {
      const BucketName name = {.type = record_type_of<Record>(), .bucket = bucket_of(record.id.raw)};
      if (buckets.contains({.name = name})) continue;
      buckets[{.name = name}] = encode_record_bucket(document, index, name);
      buckets[{.name = name, .history = true}] = encode_history_bucket(document, index, name);
    }
  });
  return buckets;
}

Document document_of(const Buckets& buckets, const VersionVector& seen) {
  BucketReader reader;
  for (const auto& [part, bytes] : buckets) {
    const std::string key = bucket_key(part.name.type, part.name.bucket);
    if (part.history) {
      reader.add_history(key, bytes);
    } else {
      reader.add_records(key, bytes);
    }
  }
  Document document;
  document.load(reader.take().records, seen);
  return document;
}

// Those of `now`, but each that a commit has changed is, by chance, as it was `before`.
Buckets torn(const Buckets& before, Buckets now, Random& random) {
  for (auto it = now.begin(); it != now.end();) {
    const auto was = before.find(it->first);
    const bool changed = was == before.end() || was->second != it->second;
    if (changed && random.index(2) == 0) {
      if (was == before.end()) {
        it = now.erase(it);
        continue;
      }
      it->second = was->second;
    }
    ++it;
  }
  return now;
}

// By chance each bucket that the newest commit wrote is as it was before it.
void tear(FakeDatabase& database, const std::map<std::pair<StoreName, std::string>, std::string>& before,
          Random& random) {
  for (const auto& [key, bytes] : before)
    if (random.index(2) == 0) database.buckets[key] = bytes;
  std::erase_if(database.buckets, [&](const auto& it) { return !before.contains(it.first) && random.index(2) == 0; });
}

ApplyImport replacement(const std::string& file) {
  Result<FileContents> contents = read_file(file);
  REQUIRE(contents);
  return {.records = std::move(contents->records), .mode = ImportMode::replace, .seen = std::move(contents->seen)};
}

}  // namespace

TEST_CASE("whatever part of a commit a power cut took, its row brings it back: 60 seeds of random commands") {
  std::size_t torn_ones = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    PipelineFixture fixture;
    Random random(seed);
    for (std::size_t i = 0; i < 6; ++i) fixture.deal(i % 6, 1000);
    std::vector<JournalEntry> entries;
    for (int round = 0; round < 24; ++round) {
      const Buckets before = buckets_of(fixture.document);
      const std::uint64_t revision = fixture.document.revision();
      const Dot first = {.actor = fixture.actor, .n = fixture.next_dot};
      const bool back = !entries.empty() && random.index(4) == 0;
      if (!fixture.run(back ? Command(Revert{.entry = entries.back()}) : random_command(fixture, random)) ||
          fixture.document.revision() == revision)
        continue;
      entries.push_back(fixture.last_entry);
      entries.back().commit_id = text_of(first);
      const Buckets now = buckets_of(fixture.document);
      const Buckets left = torn(before, now, random);
      torn_ones += left != now ? 1 : 0;
      Document document = document_of(left, fixture.document.seen());
      document.commit(redo_of(document, entries, fixture.document.record_count(), RowsOver::records_and_histories));
      REQUIRE(buckets_of(document) == now);
      REQUIRE(
          redo_of(fixture.document, entries, fixture.document.record_count(), RowsOver::records_and_histories).empty());
    }
  }
  CHECK(torn_ones > 300);
}

TEST_CASE("a torn commit is whole again after a load, said to be saved, and stored whole by the next commit") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    FakeDatabase database;
    Tab tab(database);
    start(tab);
    const auto deal = tab.add_deal("Ромашка");
    tab.settle();
    const auto before = database.buckets;
    const auto second = tab.add_deal("Гранит");
    REQUIRE(tab.store.run(MoveDeal{.deal = deal, .to = tab.stage(2)}));
    tab.settle();
    tear(database, before, random);
    Tab again(database);
    again.settle();
    CHECK(again.store.load_problems() == 0);
    CHECK(again.store.save_state() == SaveState::saved);
    CHECK(export_of(again) == export_of(tab));
    REQUIRE(again.store.run(set_field(second, &Deal::title, std::string("Гранит и сын"))));
    again.settle();
    for (auto& [seq, row] : database.journal) row.row = "{}";  // without any help of the rows
    check_stored(database, again);
  }
}

TEST_CASE(
    "a file that replaces everything brings histories as they are: older rows add nothing to them, nor does its undo") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const auto deal = tab.add_deal("Обе");
  tab.settle();
  const std::string monday = export_file(tab.store.document());
  REQUIRE(tab.store.run(WinDeal{.deal = deal}));
  REQUIRE(tab.store.run(MoveDeal{.deal = deal, .to = tab.stage(3)}));
  tab.settle();
  REQUIRE(tab.store.run(replacement(monday)));
  tab.settle();
  check_stored(database, tab);
  REQUIRE(tab.store.undo());
  tab.settle();
  check_stored(database, tab);
  REQUIRE(tab.store.run(set_field(deal, &Deal::title, std::string("Дальше"))));
  tab.settle();
  check_stored(database, tab);
}

TEST_CASE("a torn replacement is done whole, and leaves nothing behind that a copy would take for damage") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    FakeDatabase other_database = {.actor = "OtherAct", .tabs = 50};  // of another device
    Tab other(other_database);
    start(other, 77);
    for (std::uint64_t i = 0; i < seed; ++i) other.add_deal("Новая");
    other.settle();
    FakeDatabase database;
    Tab tab(database);
    start(tab);
    for (std::uint64_t i = 0; i < 6; ++i) tab.add_deal("Прежняя");
    tab.settle();
    const auto before = database.buckets;
    REQUIRE(tab.store.run(replacement(export_file(other.store.document()))));
    tab.settle();
    tear(database, before, random);
    Tab again(database);
    again.settle();
    CHECK(again.store.load_problems() == 0);
    CHECK(export_of(again) == export_of(tab));
    again.add_deal("Дальше");
    again.settle();
    BucketReader reader;
    for (const auto& [key, bytes] : database.buckets) {
      if (key.first == StoreName::records)
        reader.add_records(key.second, bytes);
      else
        reader.add_history(key.second, bytes);
    }
    CHECK(reader.take().problems.empty());
  }
}

TEST_CASE("what somebody went on without, or a file replaced, is not brought back by older rows") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Прежняя");
  tab.settle();
  const std::string file = export_file(tab.store.document());
  tab.add_deal("Уйдёт");
  tab.settle();
  REQUIRE(tab.store.run(replacement(file)));
  tab.settle();
  check_stored(database, tab);
  // Its line is damaged, and the user goes on without it.
  const auto deal = tab.add_deal("Повредится");
  tab.settle();
  auto& bytes = database.buckets.at({StoreName::records, bucket_key(RecordType::deal, bucket_of(deal.raw))});
  bytes[bytes.size() / 2] ^= 1;
  Tab again(database);
  again.settle();
  REQUIRE(again.store.can_accept_damage());
  again.store.accept_damage();
  again.add_deal("Дальше");
  again.settle();
  CHECK_FALSE(again.store.document().find(deal));
  check_stored(database, again);
}

}  // namespace voronka::test
