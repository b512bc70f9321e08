// When the browser has lost what it acknowledged, and the copies made for that day.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/copy_desk.hpp"
#include "tests/app/store_tab.hpp"

namespace voronka::test {

TEST_CASE(
    "a database that is older than what was acknowledged is missed, and nothing is written until somebody decides") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Ромашка");
  tab.settle();
  FakeDatabase older = database;
  tab.add_deal("Гранит");
  tab.settle();
  const LastStored last = {.head = database.head, .deals = 2, .at_ms = 1};
  CHECK(last_stored_from(text_of(last)).head == last.head);

  Tab whole(database, last);
  whole.settle();
  CHECK_FALSE(whole.store.lost());

  const std::uint64_t head = older.head;
  Tab robbed(older, last);
  robbed.settle();
  CHECK(robbed.store.lost());
  CHECK(robbed.store.save_state() == SaveState::read_only);
  CHECK_FALSE(robbed.store.run(CreateDeal{.deal = {.title = "Новая", .position = {.stage = robbed.stage(0)}}}));
  CHECK_FALSE(robbed.store.undo());
  robbed.settle();
  CHECK(older.head == head);

  // What was lost may stand in a file or a copy: its dots must never be given again.
  robbed.store.accept_loss();
  const Id<Deal> made = robbed.add_deal("Новая");
  robbed.settle();
  CHECK(robbed.store.save_state() == SaveState::saved);
  CHECK(older.head == head + 1);
  const auto& deals = robbed.store.document().table<Deal>().rows();
  CHECK(std::ranges::any_of(deals, [&](const Deal& deal) { return deal.title == "Новая"; }));
  CHECK_FALSE(made);  // it waited for the new name
  for (const Deal& deal : deals)
    CHECK((deal.stamps.rest().dot.actor == *actor_from("NewActor")) == (deal.title == "Новая"));
}

TEST_CASE("a command that waits for the new name also waits for what is loaded anew meanwhile") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Ромашка");
  tab.settle();
  Tab robbed(database, {.head = database.head + 5, .deals = 2, .at_ms = 1});
  robbed.settle();
  REQUIRE(robbed.store.lost());
  tab.add_deal("Гранит");
  tab.settle();
  database.journal.clear();  // so that everything has to be read again
  robbed.store.handle(OtherTabMoved{});
  robbed.store.accept_loss();
  robbed.add_deal("Кедр");
  robbed.settle();
  CHECK(robbed.store.save_state() == SaveState::saved);
  CHECK(robbed.store.document().table<Deal>().rows().size() == 3);
  Tab later(database);
  later.settle();
  CHECK((export_of(later) == export_of(robbed)));
}

TEST_CASE("a database that vanishes under the page is written anew by hand, all of it, and not by itself") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Ромашка");
  tab.settle();
  const std::string before = export_of(tab);
  const std::uint64_t tabs = database.tabs;
  database = {.tabs = tabs};
  tab.add_deal("Гранит");
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::failed);
  CHECK(tab.store.failure() == StorageFailure::corrupt);
  tab.store.handle(OtherTabMoved{});
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::failed);
  CHECK_FALSE(database.exists);
  tab.store.retry();
  tab.add_deal("Кедр");  // waits for the new name
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  Tab later(database, {.head = tab.store.stored_head(), .deals = 3, .at_ms = 1});
  later.settle();
  CHECK_FALSE(later.store.lost());
  CHECK(later.store.load_problems() == 0);
  CHECK(export_of(later) == export_of(tab));
  CHECK(export_of(later) != before);
}

TEST_CASE("what another tab has put in the place of the vanished database is not written over") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const std::uint64_t tabs = database.tabs;
  database = {.actor = "OtherOne", .tabs = tabs};
  tab.add_deal("Гранит");
  tab.settle();
  REQUIRE(tab.store.save_state() == SaveState::failed);
  Tab other(database);
  start(other);
  other.add_deal("Чужая");
  other.settle();
  const auto theirs = database.buckets;
  tab.store.retry();
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::failed);
  CHECK(database.buckets == theirs);
}

TEST_CASE("a new name that could not be given after a loss leaves nothing but reading, whatever else is decided") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const Id<Deal> deal = tab.add_deal("Ромашка");
  tab.settle();
  std::string& line = database.buckets.at({StoreName::records, bucket_key(RecordType::deal, bucket_of(deal.raw))});
  line[line.size() - 5] ^= 1;
  const std::uint64_t head = database.head;
  Tab robbed(database, {.head = head + 5, .deals = 2, .at_ms = 1});
  robbed.settle();
  REQUIRE(robbed.store.lost());
  robbed.storage.next_renewal_fails = true;
  robbed.store.accept_loss();
  CHECK_FALSE(robbed.store.can_accept_damage());  // not while the answer is awaited
  robbed.settle();
  REQUIRE(robbed.store.can_accept_damage());
  robbed.store.accept_damage();
  robbed.settle();
  CHECK(robbed.store.load_problems() == 0);
  CHECK(robbed.store.save_state() == SaveState::read_only);
  CHECK_FALSE(robbed.store.run(CreateDeal{.deal = {.title = "Новая", .position = {.stage = robbed.stage(0)}}}));
  robbed.settle();
  CHECK(database.head == head);
}

TEST_CASE("what a tab makes anew keeps also what another one has put into it meanwhile") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const Id<Deal> ours = tab.add_deal("Ромашка");
  tab.settle();
  const std::uint64_t tabs = database.tabs;
  database = {.tabs = tabs};
  tab.add_deal("Гранит");
  tab.settle();
  REQUIRE(tab.store.save_state() == SaveState::failed);
  tab.store.retry();
  while (!database.exists) REQUIRE(tab.step());
  Tab other(database);
  start(other);
  // In the bucket where this tab has a deal of its own.
  Deal theirs = {.title = "Кедр", .position = {.stage = other.stage(0), .rank = rank_between({}, {}, {})}};
  for (std::uint64_t i = 1; !theirs.id || bucket_of(theirs.id.raw) != bucket_of(ours.raw); ++i)
    theirs.id = {ulid(other.clock.now, 77, i)};
  ApplyImport import;
  import.records.of<Deal>().push_back(theirs);
  REQUIRE(other.store.run(std::move(import)));
  other.settle();
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::saved);
  Tab later(database);
  later.settle();
  CHECK(later.store.load_problems() == 0);
  CHECK(export_of(later) == export_of(tab));
  for (const char* title : {"Ромашка", "Гранит", "Кедр"})
    CHECK(std::ranges::any_of(later.store.document().table<Deal>().rows(),
                              [&](const Deal& deal) { return deal.title == title; }));
}

TEST_CASE("lines set aside come along into a database made anew") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  const Id<Deal> deal = tab.add_deal("Ромашка");
  tab.settle();
  std::string& bytes = database.buckets.at({StoreName::records, bucket_key(RecordType::deal, bucket_of(deal.raw))});
  bytes[bytes.size() - 5] ^= 1;
  const std::string line = bytes;
  Tab mending(database);
  mending.settle();
  mending.store.accept_damage();
  mending.add_deal("Гранит");
  mending.settle();
  REQUIRE(mending.store.save_state() == SaveState::saved);
  const std::size_t aside = mending.store.lines_aside();
  const std::uint64_t tabs = database.tabs;
  database = {.tabs = tabs};
  mending.add_deal("Кедр");
  mending.settle();
  mending.store.retry();
  mending.settle();
  CHECK(mending.store.save_state() == SaveState::saved);
  Tab later(database);
  later.settle();
  CHECK(later.store.lines_aside() == aside);
  CHECK(database.buckets.at({StoreName::records, bucket_key(RecordType::deal, bucket_of(deal.raw))}) == "!! " + line);
}

TEST_CASE("edits that a newer build has shut out count as unsaved, though nothing can be written any more") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  CHECK_FALSE(tab.store.has_unsaved());
  tab.storage.next_commit = FakeFault::newer_schema;
  tab.add_deal("Ромашка");
  CHECK(tab.store.has_unsaved());
  tab.settle();
  CHECK(tab.store.save_state() == SaveState::read_only);
  CHECK(tab.store.failure() == StorageFailure::newer_schema);
  CHECK(tab.store.has_unsaved());
}

TEST_CASE("an empty database in the place of a full one is missed, too") {
  FakeDatabase database;
  Tab tab(database, {.head = 300, .deals = 60, .at_ms = 1});
  tab.settle();
  CHECK(tab.store.lost());
  CHECK(tab.store.last_stored().deals == 60);
  tab.store.accept_loss();
  start(tab);
  CHECK(tab.store.save_state() == SaveState::saved);
}

TEST_CASE("what is remembered of the database is read again, and nonsense is nothing") {
  const LastStored last = {.head = 812, .deals = 60, .at_ms = 1'764'000'000'000};
  CHECK(text_of(last) == "812 60 1764000000000");
  CHECK(last_stored_from(text_of(last)).deals == 60);
  CHECK(last_stored_from(text_of(last)).at_ms == last.at_ms);
  for (const char* text : {"", "812", "812 60", "812 60 x", "-1 60 5", "a b c"})
    CHECK(last_stored_from(text).head == 0);
}

TEST_CASE("a copy made of the stored buckets is the file an export gives, and of damaged ones there is none") {
  FakeDatabase database;
  Tab tab(database);
  start(tab);
  tab.add_deal("Ромашка");
  tab.settle();
  struct Text final : ByteSink {
    void write(std::string_view bytes) override { whole += bytes; }
    std::string whole = {};
  };
  const auto copy = [&](Text& text) {
    CopyDesk desk;
    for (const auto& [place, bytes] : database.buckets) desk.add(place.first, place.second, bytes);
    return desk.write(database.meta, text);
  };
  Text text;
  CHECK(copy(text) == 1U);
  CHECK(text.whole == export_of(tab));

  const FakeDatabase good = database;
  database.buckets.begin()->second[12] ^= 1;
  CHECK_FALSE(copy(text));
  database = good;
  database.buckets.erase(database.buckets.begin());
  CHECK_FALSE(copy(text));
}

}  // namespace voronka::test
