// Finding records while the user types, in slices.
#include "ui/record_finder.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::ui {
namespace {

constexpr Date monday = {20'458};

struct Finding : test::PipelineFixture {
  std::vector<std::string> find(std::string_view typed, RecordFinder::Scope scope = RecordFinder::Scope::everything) {
    model.update(document, {.pipeline = pipeline, .today = monday});
    finder.ask(document, typed, scope, pipeline);
    for (frames = 1; !finder.advance(document, model); ++frames) REQUIRE(frames < 1000);
    std::vector<std::string> titles;
    for (const Found& found : finder.deals()) titles.push_back(document.table<Deal>().rows()[found.row].title);
    return titles;
  }
  Id<Deal> titled(std::string title, std::size_t stage = 0) {
    return {must(CreateDeal{.deal = {.title = std::move(title), .position = {.stage = stages[stage]}}})};
  }
  BoardModel model = {};
  RecordFinder finder = {};
  int frames = 0;
};
using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE_FIXTURE(Finding,
                  "a beginning comes before the beginning of a word, that before a place inside, open before lost") {
  titled("Суперромашка");
  titled("ООО Ромашка");
  const Id<Deal> lost = titled("Ромашка и лютик");
  titled("Ромашка");
  must(LoseDeal{.deal = lost});
  CHECK(find("ромашка") == Titles{"Ромашка", "Ромашка и лютик", "ООО Ромашка", "Суперромашка"});
  CHECK(finder.deals_found() == 4);
  CHECK(find("hjvfirf").size() == 4);  // the other keyboard layout
  CHECK(find("тюльпан").empty());
}

TEST_CASE_FIXTURE(Finding,
                  "off the board are the lost, the archived and those of another pipeline; never the deleted") {
  titled("Ромашка на доске");
  const Id<Deal> lost = titled("Ромашка потеряна");
  const Id<Deal> archived = titled("Ромашка в архиве");
  const Id<Deal> deleted = titled("Ромашка в корзине");
  must(LoseDeal{.deal = lost});
  must(ArchiveDeal{.deal = archived});
  must(DeleteRecords{.type = RecordType::deal, .ids = {deleted.raw}});
  CHECK(find("ромашка", RecordFinder::Scope::off_board) == Titles{"Ромашка потеряна", "Ромашка в архиве"});
  CHECK(find("ромашка").size() == 3);
}

TEST_CASE_FIXTURE(Finding, "companies and people are found by name") {
  must(AddRecord{Company{.name = "ООО «Гранит»"}});
  must(AddRecord{Contact{.name = "Гранитная Ольга"}});
  find("гранит");
  REQUIRE(finder.people().size() == 2);
  CHECK(finder.people()[0].type == RecordType::contact);  // its beginning
  CHECK(finder.people()[1].type == RecordType::company);
}

TEST_CASE_FIXTURE(Finding,
                  "what is more than a frame's share takes several, and the answers of before stay meanwhile") {
  titled("Ёлочка");
  std::vector<Deal> many;
  for (std::uint64_t i = 0; i < 45'000; ++i)
    many.push_back({.id = {ulid(1, 2, i)},
                    .title = i % 1000 == 0 ? "Ромашка" : "Сделка",
                    .position = {.stage = stages[0], .rank = {"V"}}});
  RecordSet records;
  records.of<Deal>() = std::move(many);
  must(ApplyImport{.records = std::move(records)});
  CHECK(find("ёлочка") == Titles{"Ёлочка"});
  CHECK(frames > 20);  // texts are made ready, 2,000 a frame
  finder.ask(document, "ромашка", RecordFinder::Scope::everything);
  CHECK_FALSE(finder.advance(document, model));
  REQUIRE(finder.deals().size() == 1);
  CHECK(document.table<Deal>().rows()[finder.deals()[0].row].title == "Ёлочка");
  CHECK(find("ромашка").size() == RecordFinder::max_found);
  CHECK(finder.deals_found() == 45);
}

}  // namespace voronka::ui
