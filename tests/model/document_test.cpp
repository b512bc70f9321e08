// What a document promises to those who keep something computed from it.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/random_commands.hpp"

namespace voronka {
namespace {

using test::PipelineFixture;

Deal deal_called(std::uint64_t id, std::string title) {
  Deal deal;
  deal.id.raw = {.high = 1, .low = id};
  deal.title = std::move(title);
  return deal;
}

}  // namespace

TEST_CASE("rows that nobody names as touched are equal to what they were: 40 seeds of random commands") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    PipelineFixture fixture;
    Random random(seed);
    for (std::size_t i = 0; i < 6; ++i) fixture.deal(i % 6, 1000);
    for (int round = 0; round < 10; ++round) {
      const std::uint64_t revision = fixture.document.revision();
      const auto rows = fixture.document.table<Deal>().rows();
      std::vector<Deal> known(rows.begin(), rows.end());
      for (int i = 0; i < 4; ++i) static_cast<void>(fixture.run(test::random_command(fixture, random)));
      const auto touched = fixture.document.touched_since(revision);
      REQUIRE(touched);
      known.resize(fixture.document.table<Deal>().size());
      for (const Document::Touched& it : *touched)
        if (it.type == RecordType::deal) known[it.row] = fixture.document.table<Deal>().rows()[it.row];
      for (std::size_t row = 0; row < known.size(); ++row)
        REQUIRE(known[row] == fixture.document.table<Deal>().rows()[row]);
    }
    CHECK(fixture.document.touched_since(fixture.document.revision())->empty());
  }
}

TEST_CASE("what was touched is not told when it was too much, when rows moved, or for a revision that never was") {
  Document document;
  const auto put = [&](std::uint64_t from, std::uint64_t to) {
    Patch patch;
    for (std::uint64_t id = from; id < to; ++id)
      patch.of<Deal>().push_back({.before = {}, .after = deal_called(id, "")});
    document.commit(std::move(patch));
    return document.revision();
  };
  const std::uint64_t first = put(0, 10);
  CHECK_FALSE(document.touched_since(first + 1));
  const std::uint64_t second = put(10, 5000);
  CHECK_FALSE(document.touched_since(first));
  CHECK(document.touched_since(second)->empty());
  put(5000, 5002);
  CHECK(document.touched_since(second)->size() == 2);
  Patch leaving;
  leaving.of<Deal>().push_back({.before = deal_called(3, ""), .after = std::nullopt});
  document.commit(std::move(leaving));
  CHECK_FALSE(document.touched_since(second));
}

TEST_CASE("a type was touched when a row of it was, and when nobody knows") {
  PipelineFixture fixture;
  const Document& document = fixture.document;
  const auto id = fixture.deal(0);
  const std::uint64_t revision = document.revision();
  fixture.must(AddRecord{CustomField{.name = "Area"}});
  CHECK(document.touched(RecordType::custom_field, revision));
  CHECK_FALSE(document.touched(RecordType::deal, revision));
  fixture.must(set_field(id, &Deal::owner, std::string("Anna")));
  CHECK(document.touched(RecordType::deal, revision));
  CHECK_FALSE(document.touched(RecordType::deal, document.revision()));
  CHECK(document.touched(RecordType::contact, document.revision() + 1));
}

TEST_CASE("loaded lists become the tables, and of two records with one id the later one stays") {
  RecordSet records;
  for (std::uint64_t i = 0; i < 100; ++i)
    records.of<Deal>().push_back(deal_called(i % 70, "deal " + std::to_string(i)));
  Document document;
  document.load(std::move(records), {});
  REQUIRE(document.table<Deal>().size() == 70);
  for (std::uint64_t id = 0; id < 70; ++id) {
    const Deal* found = document.find(Id<Deal>{{.high = 1, .low = id}});
    REQUIRE(found);
    CHECK(found->title == "deal " + std::to_string(id < 30 ? id + 70 : id));
  }
}

}  // namespace voronka
