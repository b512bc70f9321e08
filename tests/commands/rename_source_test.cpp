#include "commands/rename_source.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

struct SourceFixture : PipelineFixture {
  Id<Deal> deal_from(std::string source) {
    const Id<Deal> id = deal(0);
    must(set_field(id, &Deal::source, std::move(source)));
    return id;
  }
  Result<Done> rename(std::string from, std::string to) {
    return run(RenameSource{.from = std::move(from), .to = std::move(to)});
  }
  const std::string& source_of(Id<Deal> id) const { return (*this)[id].source; }
};

TEST_CASE_FIXTURE(SourceFixture,
                  "a source gets its new name in all its deals, however they wrote it, and in no other") {
  const Id<Deal> one = deal_from("Сайт");
  const Id<Deal> two = deal_from(" сайт");
  const Id<Deal> other = deal_from("Звонок");
  REQUIRE(rename("САЙТ", " Наш сайт "));
  CHECK(source_of(one) == "Наш сайт");
  CHECK(source_of(two) == "Наш сайт");
  CHECK(source_of(other) == "Звонок");
}

TEST_CASE_FIXTURE(SourceFixture, "only the capitals may change") {
  const Id<Deal> one = deal_from("сайт");
  const Id<Deal> two = deal_from("Сайт");
  REQUIRE(rename("сайт", "Сайт"));
  CHECK(source_of(one) == "Сайт");
  CHECK(source_of(two) == "Сайт");
}

TEST_CASE_FIXTURE(SourceFixture, "an empty name takes the source off its deals") {
  const Id<Deal> one = deal_from("Сайт");
  REQUIRE(rename("Сайт", ""));
  CHECK(source_of(one).empty());
}

TEST_CASE_FIXTURE(SourceFixture, "a deal in the trash follows, so that it cannot bring the old name back") {
  const Id<Deal> thrown = deal_from("Сайт");
  must(DeleteRecords{.type = RecordType::deal, .ids = {thrown.raw}});
  REQUIRE(rename("Сайт", "Реклама"));
  CHECK(source_of(thrown) == "Реклама");
}

TEST_CASE_FIXTURE(SourceFixture, "one undo gives each deal its own spelling back") {
  const Id<Deal> one = deal_from("Сайт");
  const Id<Deal> two = deal_from("сайт");
  REQUIRE(rename("Сайт", "Реклама"));
  must(Revert{.entry = last_entry});
  CHECK(source_of(one) == "Сайт");
  CHECK(source_of(two) == "сайт");
}

TEST_CASE_FIXTURE(SourceFixture, "a source that no deal has is refused, and no source is none") {
  deal_from("Сайт");
  deal_from("");
  CHECK_FALSE(rename("Звонок", "Реклама"));
  CHECK_FALSE(rename("", "Реклама"));
  CHECK_FALSE(rename("  ", "Реклама"));
}

TEST_CASE_FIXTURE(SourceFixture, "the label tells a new name, two that become one, and one that is taken off") {
  deal_from("Сайт");
  deal_from("сайт");
  deal_from("Звонок");
  const auto label = [&](std::string to) {
    return label_of(document, RenameSource{.from = "Сайт", .to = std::move(to)});
  };
  CHECK(label("Реклама").key == TextKey::undo_rename_source);
  CHECK(label("САЙТ").key == TextKey::undo_rename_source);
  CHECK(label("звонок").key == TextKey::undo_join_sources);
  CHECK(label("").key == TextKey::undo_clear_source);
  CHECK(std::get<std::int64_t>(label("").arguments.at(0).value) == 2);
}

}  // namespace
}  // namespace voronka::test
