// One tab over the shared fake database: a store, and the world's answers to it one by one.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "app/default_pipeline.hpp"
#include "app/store.hpp"
#include "base/overloaded.hpp"
#include "formats/file.hpp"
#include "model/stages.hpp"
#include "tests/support/fake_world.hpp"

namespace voronka::test {

struct Tab {
  explicit Tab(FakeDatabase& database, LastStored last = {})
      : clock(++database.tabs), storage(database), store(&storage, clock) {
    store.open(last);
  }
  // One event of the world.
  bool step() {
    if (!storage.deliver(inbox)) return false;
    for (WorldEvent& event : inbox.take())
      std::visit(Overloaded{[&](FileArrived&) {},
                            [&](FileLocked&) {},
                            [&](FileHanded&) {},
                            [&](JobProgress&) {},
                            [&](JobReply&) {},
                            [&](JobFile&) {},
                            [&](JobFailed&) {},
                            [&](CopiesListed&) {},
                            [&](CopyMade&) {},
                            [&](FolderTold&) {},
                            [&](FolderCopied&) {},
                            [&](AttachmentKept&) {},
                            [&](AttachmentsListed&) {},
                            [&](AttachmentMissing&) {},
                            [&](AttachmentsUnpacked&) {},
                            [&](KeepingTold&) {},
                            [&](OfflineTold&) {},
                            [&](NotifyTold&) {},
                            [&](NewBuildReady&) {},
                            [&](auto& one) { store.handle(std::move(one)); }},
                 event);
    return true;
  }
  void settle() {
    while (step()) {
    }
  }
  Id<Stage> stage(std::size_t index) const {
    return stages_of(store.document(), pipelines_of(store.document())[0]->id)[index]->id;
  }
  Id<Deal> add_deal(std::string title) {
    return {store.run(CreateDeal{.deal = {.title = std::move(title), .position = {.stage = stage(0)}}})->created};
  }

  FakeClock clock;
  FakeStorage storage;
  Inbox inbox = {};
  Store store;
};

inline StarterTexts texts() {
  return {.data_set_name = "Данные",
          .pipeline_name = "Продажи",
          .stage_names = {"a", "b", "c", "d", "e", "f", "g"},
          .loss_reasons = {"Цена"},
          .currency = "RUB"};
}

inline void start(Tab& tab, std::uint64_t seed = 5) {
  tab.settle();
  REQUIRE(tab.store.run(
      ApplyImport{.records = default_pipeline(texts(), {.utc_ms = tab.clock.now, .offset_minutes = 180}, seed)}));
  tab.settle();
}

inline std::string export_of(const Tab& tab) { return export_file(tab.store.document()); }

// Whoever opens the database next has what the tab shows, and all of it can be read.
inline void check_stored(FakeDatabase& database, const Tab& tab) {
  Tab later(database);
  later.settle();
  CHECK(later.store.load_problems() == 0);
  CHECK(export_of(later) == export_of(tab));
}

// So many deals "D" as a big import brings them.
inline RecordSet many_deals(const Tab& tab, std::size_t count) {
  RecordSet many;
  const Rank rank = rank_between({}, {}, *actor_from("TestActr"));
  for (std::size_t i = 1; i <= count; ++i)
    many.of<Deal>().push_back(
        {.id = {ulid(tab.clock.now, 77, i)}, .title = "D", .position = {.stage = tab.stage(i % 6), .rank = rank}});
  return many;
}

}  // namespace voronka::test
