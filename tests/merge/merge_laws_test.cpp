// The laws of merge/README.md under seeded random commands on two and three devices.
#include <doctest/doctest.h>

#include "formats/journal_json.hpp"
#include "tests/support/long_run.hpp"
#include "tests/support/random_commands.hpp"
#include "tests/support/replica.hpp"
#include "tests/support/visible.hpp"

namespace voronka::test {
namespace {

std::uint64_t seeds() { return is_long_run() ? 2'000 : 150; }

PipelineFixture some_deals(Random& random) {
  PipelineFixture fixture;
  for (std::size_t i = 0; i < 6; ++i)
    fixture.deal(random.index(6), static_cast<std::int64_t>(random.below(1'000)) * 100, "Deal " + std::to_string(i));
  for (int i = 0; i < 10; ++i) (void)fixture.run(random_command(fixture, random));
  return fixture;
}

void work(PipelineFixture& fixture, Random& random, std::uint64_t commands) {
  for (std::uint64_t i = 0; i < commands; ++i) {
    fixture.now_ms += static_cast<std::int64_t>(random.below(100'000));
    (void)fixture.run(random_command(fixture, random));
  }
}

}  // namespace

TEST_CASE("merging a document with itself changes nothing") {
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    CAPTURE(seed);
    Random random(seed);
    PipelineFixture fixture = some_deals(random);
    const auto planned = fixture.try_plan(merge_of(fixture.document));
    REQUIRE(planned.has_value());
    CHECK(planned->patch.empty());
    CHECK(preview_of(fixture, fixture.document).records().empty());
  }
}

TEST_CASE("the second merge of the same file changes nothing") {
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const PipelineFixture origin = some_deals(random);
    PipelineFixture mine = replica_of(origin, 1);
    PipelineFixture theirs = replica_of(origin, 2);
    work(mine, random, 12);
    work(theirs, random, 12);
    REQUIRE(mine.run(merge_of(theirs.document)));
    const auto again = mine.try_plan(merge_of(theirs.document));
    REQUIRE(again.has_value());
    CHECK(again->patch.empty());
    const MergePreview preview = preview_of(mine, theirs.document);
    for (const RecordMerge& merge : preview.records()) CHECK(merge.kind == MergeKind::kept);
  }
}

TEST_CASE("both sides see the same after merging each other's files, and have the same bytes after another round") {
  std::size_t byte_equal = 0;
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const PipelineFixture origin = some_deals(random);
    PipelineFixture a = replica_of(origin, 1);
    PipelineFixture b = replica_of(origin, 2);
    work(a, random, 12);
    work(b, random, 12);
    const ApplyMerge from_a = merge_of(a.document);
    const ApplyMerge from_b = merge_of(b.document);
    REQUIRE(a.run(from_b));
    REQUIRE(b.run(from_a));
    CHECK(visible(a.document) == visible(b.document));
    byte_equal += export_file(a.document) == export_file(b.document) ? 1 : 0;
    const ApplyMerge second_from_a = merge_of(a.document);
    REQUIRE(a.run(merge_of(b.document)));
    REQUIRE(b.run(second_from_a));
    CHECK(export_file(a.document) == export_file(b.document));
  }
  // Where nothing had to be decided anew, the first exchange is enough.
  CHECK(byte_equal > seeds() / 4);
}

TEST_CASE(
    "an activity that repeats, ticked off on two devices, has one follower, with the same bytes on both after one "
    "exchange") {
  PipelineFixture origin;
  Activity weekly = {.deal = origin.deal(0, 100, "Deal"), .title = "Call", .due = {.date = Date{20'500}}};
  weekly.repeat = Repeat::weekly;
  REQUIRE(origin.run(AddRecord{weekly}));
  const Id<Activity> id = origin.document.table<Activity>().rows()[0].id;
  PipelineFixture a = replica_of(origin, 1);
  PipelineFixture b = replica_of(origin, 2);
  b.now_ms += 60'000;
  REQUIRE(a.run(FinishActivity{.activity = id}));
  REQUIRE(b.run(FinishActivity{.activity = id}));
  const ApplyMerge from_a = merge_of(a.document);
  REQUIRE(a.run(merge_of(b.document)));
  REQUIRE(b.run(from_a));
  CHECK(a.document.table<Activity>().size() == 2);
  CHECK(export_file(a.document) == export_file(b.document));
}

TEST_CASE("three devices come to the same whatever the order of their merges") {
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const PipelineFixture origin = some_deals(random);
    std::vector<PipelineFixture> devices;
    for (std::uint64_t i = 1; i <= 3; ++i) {
      devices.push_back(replica_of(origin, i));
      work(devices.back(), random, 8);
    }
    for (int i = 0; i < 6; ++i) {
      const std::size_t to = random.index(3);
      const std::size_t from = random.index(3);
      if (to != from) REQUIRE(devices[to].run(merge_of(devices[from].document)));
    }
    for (int round = 0; round < 3; ++round)
      for (std::size_t to = 0; to < 3; ++to)
        for (std::size_t from = 0; from < 3; ++from)
          if (to != from) REQUIRE(devices[to].run(merge_of(devices[from].document)));
    CHECK(visible(devices[0].document) == visible(devices[1].document));
    CHECK(visible(devices[0].document) == visible(devices[2].document));
    CHECK(export_file(devices[0].document) == export_file(devices[1].document));
    CHECK(export_file(devices[0].document) == export_file(devices[2].document));
  }
}

TEST_CASE("what only one side changed is never lost") {
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const PipelineFixture origin = some_deals(random);
    PipelineFixture mine = replica_of(origin, 1);
    PipelineFixture theirs = replica_of(origin, 2);
    work(theirs, random, 12);
    REQUIRE(mine.run(merge_of(theirs.document)));
    CHECK(export_file(mine.document) == export_file(theirs.document));
  }
}

TEST_CASE("a merge in pieces that were looked at before is the same merge") {
  for (std::uint64_t seed = 1; seed <= seeds() / 5; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const PipelineFixture origin = some_deals(random);
    PipelineFixture mine = replica_of(origin, 1);
    PipelineFixture theirs = replica_of(origin, 2);
    work(mine, random, 12);
    work(theirs, random, 12);
    PipelineFixture other = mine;
    const MergePreview preview = preview_of(mine, theirs.document);
    REQUIRE(mine.run(merge_of(theirs.document)));
    REQUIRE(other.run(ApplyMerge{.theirs = preview.theirs(), .seen = preview.seen()}));
    CHECK(export_file(mine.document) == export_file(other.document));
  }
}

TEST_CASE("undo takes a merge back, also after the journal was read from storage") {
  for (std::uint64_t seed = 1; seed <= seeds(); ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const PipelineFixture origin = some_deals(random);
    PipelineFixture mine = replica_of(origin, 1);
    PipelineFixture theirs = replica_of(origin, 2);
    work(mine, random, 6);
    work(theirs, random, 6);
    const Visible before = visible(mine.document);
    const std::uint64_t revision = mine.document.revision();
    REQUIRE(mine.run(merge_of(theirs.document)));
    if (mine.document.revision() == revision || mine.last_entry.edits.empty()) continue;
    JournalEntry entry = decode_journal_row(encode_journal_row(mine.last_entry)).value();
    CHECK(entry.edits == mine.last_entry.edits);
    const bool seen_change = visible(mine.document) != before;
    const Result<Done> undone = mine.run(Revert{.entry = std::move(entry)});
    if (seen_change) CHECK(undone.has_value());
    CHECK(visible(mine.document).fields == before.fields);
  }
}

}  // namespace voronka::test
