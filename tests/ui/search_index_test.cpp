// What a typed text finds.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/pipeline_fixture.hpp"
#include "ui/search_index.hpp"

namespace voronka::ui {
namespace {

struct Searched {
  Searched() {
    const RawId company = fixture.must(
        AddRecord{Company{.name = "ООО «Ёлочка»", .phones = {"+7 (495) 123-45-67"}, .emails = {"Info@Elka.example"}}});
    const RawId person = fixture.must(
        AddRecord{Contact{.name = "Ольга Смирнова", .phones = {"8 917 555-01-22"}, .emails = {"olga@granit.example"}}});
    fixture.must(CreateDeal{.deal = {.title = "Гранит: оборудование",
                                     .company = {company},
                                     .contacts = {{person}},
                                     .position = {.stage = fixture.stages[0]}}});
    index.put(fixture.document, 0);
  }
  bool finds(std::string_view typed) const { return index.matches(0, SearchQuery(typed)); }
  test::PipelineFixture fixture = {};
  SearchIndex index = {};
};

}  // namespace

TEST_CASE("a search finds title, company, person and e-mail, whatever the case") {
  const Searched deal;
  CHECK(deal.finds("гранит"));
  CHECK(deal.finds("ОБОРУД"));
  CHECK(deal.finds("смирнова"));
  CHECK(deal.finds("OLGA@"));
  CHECK(deal.finds("elka.example"));
  CHECK_FALSE(deal.finds("грамит"));
  CHECK_FALSE(deal.finds("гранитный"));
}

TEST_CASE("ё and е are one letter to a search, both ways") {
  const Searched deal;
  CHECK(deal.finds("елочка"));
  CHECK(deal.finds("ёлочка"));
  CHECK(deal.finds("Ёлочка"));
}

TEST_CASE("text typed on the wrong keyboard layout is found") {
  const Searched deal;
  CHECK(deal.finds("uhfybn"));  // гранит
  CHECK(deal.finds("`kjxrf"));  // ёлочка
  CHECK(deal.finds("щдпф@"));   // olga@
  CHECK_FALSE(deal.finds("uhfvbn"));
}

TEST_CASE("all words must be found, in any order and in any field") {
  const Searched deal;
  CHECK(deal.finds("ольга гранит"));
  CHECK(deal.finds("  гранит   олочка ") == false);
  CHECK(deal.finds("елочка uhfybn"));
}

TEST_CASE("digits of a phone are found however they are written") {
  const Searched deal;
  CHECK(deal.finds("9175550122"));
  CHECK(deal.finds("+7 917 555-01-22"));
  CHECK(deal.finds("8 (917) 555"));
  CHECK(deal.finds("89175550122"));
  CHECK(deal.finds("1234567"));
  CHECK(deal.finds("555-01"));
  CHECK_FALSE(deal.finds("555-02"));
}

TEST_CASE("an empty search asks for nothing") {
  CHECK(SearchQuery("").empty());
  CHECK(SearchQuery("  \t").empty());
  CHECK_FALSE(SearchQuery("а").empty());
}

TEST_CASE("a deal written to is found by its new words and no longer by the old ones") {
  Searched deal;
  deal.fixture.must(set_field(deal.fixture.document.table<Deal>().rows()[0].id, &Deal::title, std::string("Базальт")));
  deal.index.put(deal.fixture.document, 0);
  CHECK(deal.finds("базальт"));
  CHECK_FALSE(deal.finds("гранит оборудование"));
}

TEST_CASE(
    "each of many deals is found by its own words, also beside one with a very long text, and after half are written "
    "anew") {
  test::PipelineFixture fixture;
  SearchIndex index;
  const std::string words(200, '-');
  TextList emails;
  for (int i = 0; i < 1000; ++i) emails.push_back(std::string(80, 'x') + "@" + std::to_string(i) + ".example");
  const RawId many = fixture.must(AddRecord{Contact{.name = "Many", .emails = emails}});
  const auto name = [](std::uint32_t row, char mark) { return "n" + std::to_string(row) + mark; };
  for (std::uint32_t row = 0; row < 900; ++row) {
    fixture.deal(0, 0, words + " " + name(row, 'a'));
    if (row == 400)
      fixture.must(
          set_field(fixture.document.table<Deal>().rows()[row].id, &Deal::contacts, std::vector<Id<Contact>>{{many}}));
    index.put(fixture.document, row);
  }
  for (int round = 0; round < 12; ++round)
    for (std::uint32_t row = 0; row < 900; row += 2) {
      if (round == 0)
        fixture.must(
            set_field(fixture.document.table<Deal>().rows()[row].id, &Deal::title, words + " " + name(row, 'b')));
      index.put(fixture.document, row);
    }
  for (std::uint32_t row = 0; row < 900; ++row) {
    CHECK(index.matches(row, SearchQuery(name(row, row % 2 == 0 ? 'b' : 'a'))));
    CHECK_FALSE(index.matches(row, SearchQuery(name(row, row % 2 == 0 ? 'a' : 'b'))));
    CHECK_FALSE(index.matches(row, SearchQuery(name((row + 1) % 900, 'a'))));
    CHECK(index.matches(row, SearchQuery("@999.example")) == (row == 400));
  }
}

TEST_CASE("a deal whose texts were made and dropped a thousand times is still found") {
  Searched deal;
  for (int i = 0; i < 30'000; ++i) deal.index.put(deal.fixture.document, 0);
  CHECK(deal.finds("ольга"));
}

}  // namespace voronka::ui
