#include "ui/people_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

using ui::DealCounts;
using ui::PeopleModel;
using ui::PeopleQuery;
using Names = std::vector<std::string>;

struct PeopleFixture : PipelineFixture {
  Id<Company> company(std::string name) { return {must(AddRecord{Company{.name = std::move(name)}})}; }
  Id<Contact> contact(Contact contact) { return {must(AddRecord{std::move(contact)})}; }
  Id<Deal> deal_of(Id<Contact> contact, Id<Company> company = {}) {
    const Id<Deal> id = deal(0);
    must(set_field(id, &Deal::contacts, std::vector<Id<Contact>>{contact}));
    must(set_field(id, &Deal::company, company));
    return id;
  }
  void settle(const PeopleQuery& query) {
    int turns = 0;
    do {
      model.update(document, query);
      REQUIRE(++turns < 10'000);
    } while (model.busy());
  }
  Names shown(const PeopleQuery& query = {}) {
    settle(query);
    Names names;
    for (const std::uint32_t row : model.rows())
      names.push_back(model.companies() ? document.table<Company>().rows()[row].name
                                        : document.table<Contact>().rows()[row].name);
    return names;
  }
  DealCounts counts_of(Id<Contact> id) const {
    return model.deals_of(static_cast<std::uint32_t>(document.find(id) - document.table<Contact>().rows().data()));
  }
  PeopleModel model = {};
};

TEST_CASE_FIXTURE(PeopleFixture, "people stand by name as a person would order them, those in the trash not at all") {
  contact({.name = "Яна"});
  contact({.name = "ёлкин"});
  contact({.name = "Жуков"});
  contact({.name = "Анна 10"});
  const Id<Contact> gone = contact({.name = "Борис"});
  contact({.name = "Анна 2"});
  must(DeleteRecords{.type = RecordType::contact, .ids = {gone.raw}});
  CHECK(shown() == Names{"Анна 2", "Анна 10", "ёлкин", "Жуков", "Яна"});
  CHECK(model.total() == 5);
}

TEST_CASE_FIXTURE(PeopleFixture, "a search finds by name, company, job, number and address, on either layout") {
  const Id<Company> granite = company("ООО «Гранит»");
  contact({.name = "Ольга",
           .company = granite,
           .job_title = "Закупки",
           .phones = {"+7 (917) 555-01-22"},
           .emails = {"olga@granit.example"}});
  contact({.name = "Пётр"});
  for (const char* words : {"ольга", "гранит", "закупки", "9175550122", "555-01", "olga@", "jkmuf", "гран оль"}) {
    CAPTURE(words);
    CHECK(shown({.search = words}) == Names{"Ольга"});
  }
  CHECK(shown({.search = "никто"}).empty());
  CHECK(model.total() == 2);
  CHECK(shown({.companies = true, .search = "гранит"}) == Names{"ООО «Гранит»"});
}

TEST_CASE_FIXTURE(PeopleFixture,
                  "everybody has the number of their deals, without those in the trash and the archive") {
  const Id<Contact> olga = contact({.name = "Ольга"});
  const Id<Contact> petr = contact({.name = "Пётр"});
  deal_of(olga);
  must(WinDeal{.deal = deal_of(olga)});
  must(LoseDeal{.deal = deal_of(olga), .reason = reason});
  must(ArchiveDeal{.deal = deal_of(olga)});
  must(DeleteRecords{.type = RecordType::deal, .ids = {deal_of(olga).raw}});
  shown();
  CHECK(counts_of(olga) == DealCounts{.open = 1, .won = 1, .lost = 1});
  CHECK(counts_of(petr) == DealCounts{});
  // And after an edit.
  deal_of(petr);
  shown();
  CHECK(counts_of(petr) == DealCounts{.open = 1});
}

TEST_CASE_FIXTURE(PeopleFixture, "in slices the answer is the same, and the rows of before stay meanwhile") {
  for (int i = 0; i < 60; ++i) contact({.name = "Контакт " + std::to_string(i * 37 % 60)});
  const Names all = shown();
  REQUIRE(all.size() == 60);
  CHECK(all[2] == "Контакт 2");
  PeopleModel slow;
  int turns = 0;
  do {
    slow.update(document, {.budget = 25});
    CHECK(slow.rows().size() == (slow.busy() ? 0 : 60));
    REQUIRE(++turns < 10'000);
  } while (slow.busy());
  CHECK(turns > 10);
  CHECK(std::ranges::equal(slow.rows(), model.rows()));
  // A change while it searches: what was begun is ended, then made again.
  slow.update(document, {.search = "1", .budget = 25});
  contact({.name = "Контакт 100"});
  do {
    CHECK_FALSE(slow.rows().empty());
    slow.update(document, {.search = "1", .budget = 25});
    REQUIRE(++turns < 10'000);
  } while (slow.busy());
  CHECK(slow.rows().size() == shown({.search = "1"}).size());
  CHECK(slow.total() == 61);
}

TEST_CASE_FIXTURE(PeopleFixture, "nothing is done again while nothing of it changes") {
  const Id<Contact> olga = contact({.name = "Ольга"});
  const Id<Deal> id = deal_of(olga);
  shown();
  const std::uint64_t version = model.version();
  must(AddRecord{Note{.deal = id, .text = "…"}});
  CHECK_FALSE(model.update(document, {}));
  CHECK_FALSE(model.busy());
  CHECK(model.version() == version);
}

}  // namespace
}  // namespace voronka::test
