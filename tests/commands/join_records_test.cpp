#include "commands/join_records.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

struct JoinFixture : PipelineFixture {
  JoinFixture() {
    company = {must(AddRecord{Company{.name = "ООО «Гранит»", .phones = {"+7 495 555-01-00"}}})};
    kept = {must(AddRecord{Contact{.name = "Ольга Смирнова",
                                   .phones = {"8 (917) 555-01-22"},
                                   .comment = "Звонить утром",
                                   .extra = {{"код", "1"}}}})};
    gone = {must(AddRecord{Contact{.name = "Смирнова О.",
                                   .company = company,
                                   .job_title = "Закупки",
                                   .phones = {"+7 917 555 01 22", "+7 917 555-01-33"},
                                   .emails = {"olga@granit.example"},
                                   .comment = "Любит чай",
                                   .origin = {.system = "bitrix24", .id = "7"},
                                   .extra = {{"город", "Тула"}, {"код", "2"}}}})};
  }
  Result<Done> join(Id<Contact> keep, Id<Contact> other) {
    return run(JoinRecords{.keep = keep.raw, .gone = other.raw});
  }
  const Contact& of(Id<Contact> id) const { return *document.find(id); }
  Id<Company> company = {};
  Id<Contact> kept = {}, gone = {};
};

TEST_CASE_FIXTURE(JoinFixture, "what stays keeps its own values, has what it lacked, and no number twice") {
  REQUIRE(join(kept, gone));
  CHECK(of(kept).name == "Ольга Смирнова");
  CHECK(of(kept).company == company);
  CHECK(of(kept).job_title == "Закупки");
  CHECK(of(kept).phones == TextList{"8 (917) 555-01-22", "+7 917 555-01-33"});
  CHECK(of(kept).emails == TextList{"olga@granit.example"});
  CHECK(of(kept).comment == "Звонить утром\nЛюбит чай");
  CHECK(of(kept).origin == Origin{.system = "bitrix24", .id = "7"});
  CHECK(of(kept).extra == ExtraFields{{"город", "Тула"}, {"код", "1"}});
  CHECK(of(gone).deleted.by == DeletedBy::user);
  CHECK(of(gone).extra == ExtraFields{{"город", "Тула"}, {"код", "2"}});
}

TEST_CASE_FIXTURE(JoinFixture, "requisites come all together to the one that has none, and are never mixed") {
  const Id<Company> other = {must(AddRecord{Company{.name = "Гранит", .inn = "7707083893", .bank = "Сбер"}})};
  REQUIRE(run(JoinRecords{.type = RecordType::company, .keep = company.raw, .gone = other.raw}));
  CHECK(document.find(company)->inn == "7707083893");
  const Id<Company> third = {must(AddRecord{Company{.name = "Гранит", .inn = "7736050003", .kpp = "773601001"}})};
  REQUIRE(run(JoinRecords{.type = RecordType::company, .keep = company.raw, .gone = third.raw}));
  CHECK(document.find(company)->inn == "7707083893");
  CHECK(document.find(company)->kpp.empty());
  const Id<Company> fourth = {must(AddRecord{Company{.name = "Гранит", .inn = "7707083893", .kpp = "773601001"}})};
  REQUIRE(run(JoinRecords{.type = RecordType::company, .keep = company.raw, .gone = fourth.raw}));
  CHECK(document.find(company)->kpp == "773601001");
  CHECK(document.find(company)->bank == "Сбер");
}

TEST_CASE_FIXTURE(JoinFixture, "deals, activities and notes follow, and a deal that had both has one") {
  const Id<Deal> first = deal(0);
  const Id<Deal> both = deal(1);
  must(set_field(first, &Deal::contacts, std::vector<Id<Contact>>{gone}));
  const Id<Contact> third = {must(AddRecord{Contact{.name = "Третий"}})};
  must(set_field(both, &Deal::contacts, std::vector<Id<Contact>>{gone, third, kept}));
  const Id<Activity> call = {must(AddRecord{Activity{.deal = first, .contact = gone}})};
  const Id<Note> note = {must(AddRecord{Note{.contact = gone, .text = "…"}})};
  REQUIRE(join(kept, gone));
  CHECK((*this)[first].contacts == std::vector<Id<Contact>>{kept});
  CHECK((*this)[both].contacts == std::vector<Id<Contact>>{kept, third});
  CHECK(document.find(call)->contact == kept);
  CHECK(document.find(note)->contact == kept);
}

TEST_CASE_FIXTURE(JoinFixture, "companies take their people and deals along") {
  const Id<Company> other = {must(AddRecord{Company{.name = "Гранит", .website = "https://granit.example"}})};
  const Id<Deal> id = deal(0);
  must(set_field(id, &Deal::company, company));
  REQUIRE(run(JoinRecords{.type = RecordType::company, .keep = other.raw, .gone = company.raw}));
  CHECK((*this)[id].company == other);
  CHECK(of(gone).company == other);
  CHECK(document.find(other)->phones == TextList{"+7 495 555-01-00"});
  CHECK(document.find(company)->deleted);
}

TEST_CASE_FIXTURE(JoinFixture, "a company in the trash gives way to a living one") {
  const Id<Company> thrown = {must(AddRecord{Company{.name = "Старая"}})};
  must(set_field(kept, &Contact::company, thrown));
  must(DeleteRecords{.type = RecordType::company, .ids = {thrown.raw}});
  REQUIRE(join(kept, gone));
  CHECK(of(kept).company == company);
}

TEST_CASE_FIXTURE(JoinFixture, "undo brings both back with all that pointed at them") {
  const Id<Deal> id = deal(0);
  must(set_field(id, &Deal::contacts, std::vector<Id<Contact>>{gone}));
  const Contact kept_before = of(kept);
  const Contact gone_before = of(gone);
  REQUIRE(join(kept, gone));
  must(Revert{.entry = last_entry});
  const auto same_values = [](const Contact& a, Contact b) {
    b.stamps = a.stamps;
    return a == b;
  };
  CHECK(same_values(of(kept), kept_before));
  CHECK(same_values(of(gone), gone_before));
  CHECK((*this)[id].contacts == std::vector<Id<Contact>>{gone});
}

TEST_CASE_FIXTURE(JoinFixture, "one that is gone, or one and the same, is refused") {
  CHECK_FALSE(join(kept, kept));
  must(DeleteRecords{.type = RecordType::contact, .ids = {gone.raw}});
  CHECK_FALSE(join(kept, gone));
  CHECK_FALSE(join(gone, kept));
  CHECK_FALSE(run(JoinRecords{.type = RecordType::deal, .keep = kept.raw, .gone = gone.raw}));
}

TEST_CASE("numbers are one by their last ten digits") {
  CHECK(number_key("8 (917) 555-01-22") == number_key("+7 917 5550122"));
  CHECK(number_key("555-01-22") == "5550122");
  CHECK(number_key("доб. 12").empty());
}

}  // namespace
}  // namespace voronka::test
