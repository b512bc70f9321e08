// Custom fields of records: written by a command, of some records at once, taken back by undo; columns of imports become fields.
#include "commands/set_custom_value.hpp"

#include <doctest/doctest.h>

#include "model/custom_values.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

struct FieldFixture : PipelineFixture {
  FieldFixture() {
    area = {must(AddRecord{CustomField{.name = "Площадь", .kind = CustomKind::number}})};
    tender = {must(AddRecord{CustomField{.name = "Закупка"}})};
    post = {must(AddRecord{CustomField{.name = "Должность", .of = CustomOwner::contact}})};
    first = deal(0);
    other = deal(1);
  }
  Result<Done> set(Id<CustomField> field, std::vector<RawId> ids, std::string text) {
    return run(SetCustomValue{.field = field, .ids = std::move(ids), .text = std::move(text)});
  }
  std::string value(Id<Deal> id, Id<CustomField> field) const {
    return std::string(custom_value((*this)[id].custom, field));
  }
  Id<CustomField> area = {}, tender = {}, post = {};
  Id<Deal> first = {}, other = {};
};

TEST_CASE_FIXTURE(FieldFixture, "a value is written into all records named, and one undo takes all back") {
  REQUIRE(set(area, {first.raw, other.raw}, "120.5"));
  CHECK(value(first, area) == "120.5");
  CHECK(value(other, area) == "120.5");
  must(Revert{.entry = last_entry});
  CHECK(value(first, area).empty());
  CHECK(value(other, area).empty());
}

TEST_CASE_FIXTURE(FieldFixture, "undo of one field leaves another one that was filled in later") {
  REQUIRE(set(area, {first.raw}, "1"));
  const JournalEntry entry = last_entry;
  REQUIRE(set(tender, {first.raw}, "0373"));
  must(Revert{.entry = entry});
  CHECK(value(first, area).empty());
  CHECK(value(first, tender) == "0373");
  // Written anew since then: nothing is left to take back.
  REQUIRE(set(area, {first.raw}, "2"));
  CHECK_FALSE(run(Revert{.entry = entry}));
  CHECK(value(first, area) == "2");
}

TEST_CASE_FIXTURE(FieldFixture, "undo leaves a value that somebody else wrote again in the same words") {
  REQUIRE(set(area, {first.raw}, "1"));
  const JournalEntry entry = last_entry;
  REQUIRE(set(area, {first.raw}, "2"));
  REQUIRE(set(area, {first.raw}, "1"));
  CHECK_FALSE(run(Revert{.entry = entry}));
  CHECK(value(first, area) == "1");
}

TEST_CASE_FIXTURE(FieldFixture, "a step of several edits takes back what it wrote, not what came in between") {
  REQUIRE(set(area, {first.raw}, "1"));
  std::vector<JournalEntry> step = {last_entry};
  REQUIRE(set(tender, {first.raw}, "0373"));  // another tab
  const Id<CustomField> later = {must(AddRecord{CustomField{.name = "Скидка"}})};
  REQUIRE(set(later, {first.raw}, "4"));  // and this one is written over
  REQUIRE(set(area, {first.raw}, "12"));
  step.push_back(last_entry);
  REQUIRE(set(later, {first.raw}, "5"));
  step.push_back(last_entry);
  must(Revert{.entry = combined(std::move(step))});
  CHECK(value(first, area).empty());
  CHECK(value(first, tender) == "0373");
  CHECK(value(first, later) == "4");
}

TEST_CASE_FIXTURE(FieldFixture, "each value has the stamp of the command that wrote it") {
  REQUIRE(set(area, {first.raw}, "1"));
  const FieldStamp old = (*this)[first].custom[0].stamp;
  CHECK(old.dot);
  REQUIRE(set(tender, {first.raw}, "0373"));
  for (const CustomValue& one : (*this)[first].custom) CHECK((one.stamp == old) == (one.field == area));
}

TEST_CASE_FIXTURE(
    FieldFixture,
    "a field that is gone, and records that are all gone, are refused; those that are there are written") {
  CHECK_FALSE(set({make_id()}, {first.raw}, "1"));
  CHECK_FALSE(set(area, {make_id()}, "1"));
  CHECK_FALSE(set(post, {first.raw}, "1"));  // a field of contacts
  REQUIRE(set(area, {make_id(), first.raw}, "1"));
  CHECK(value(first, area) == "1");
  must(DeleteRecords{.type = RecordType::custom_field, .ids = {area.raw}});
  CHECK_FALSE(set(area, {first.raw}, "2"));
  must(RestoreRecords{.type = RecordType::custom_field, .ids = {area.raw}});
  CHECK(value(first, area) == "1");
}

TEST_CASE_FIXTURE(FieldFixture, "people that are joined keep their own values and get those they lack") {
  const Id<Contact> keep = {must(AddRecord{Contact{.name = "Анна"}})};
  const Id<Contact> gone = {must(AddRecord{Contact{.name = "анна"}})};
  const Id<CustomField> club = {must(AddRecord{CustomField{.name = "Клуб", .of = CustomOwner::contact}})};
  REQUIRE(set(post, {keep.raw}, "директор"));
  REQUIRE(set(post, {gone.raw}, "менеджер"));
  REQUIRE(set(club, {gone.raw}, "да"));
  must(JoinRecords{.keep = keep.raw, .gone = gone.raw});
  const CustomValues& values = document.find(keep)->custom;
  CHECK(custom_value(values, post) == "директор");
  CHECK(custom_value(values, club) == "да");
}

TEST_CASE_FIXTURE(FieldFixture,
                  "a column of an import becomes a field with its values, and one undo makes it a column again") {
  const auto with_column = [&](Id<Deal> id, std::string text) {
    must(set_field(id, &Deal::extra, ExtraFields{{"Город", std::move(text)}, {"Код", "7"}}));
  };
  with_column(first, "Тула");
  with_column(other, "много");
  must(AdoptColumn{.column = "Город", .field = {.name = "Город"}, .values = {{first, "Тула", "Тула"}}});
  const CustomField& made = document.table<CustomField>().rows().back();
  CHECK(made.name == "Город");
  CHECK(value(first, made.id) == "Тула");
  CHECK((*this)[first].extra == ExtraFields{{"Код", "7"}});
  CHECK((*this)[other].extra == ExtraFields{{"Город", "много"}, {"Код", "7"}});
  must(Revert{.entry = last_entry});
  CHECK((*this)[first].extra == ExtraFields{{"Город", "Тула"}, {"Код", "7"}});
  CHECK(value(first, made.id).empty());
}

TEST_CASE_FIXTURE(FieldFixture, "a text that is another by the time its column is taken over stays where it is") {
  must(set_field(first, &Deal::extra, ExtraFields{{"Город", "Тула"}}));
  must(set_field(other, &Deal::extra, ExtraFields{{"Город", "Омск"}}));
  const AdoptColumn adopt = {
      .column = "Город", .field = {.name = "Город"}, .values = {{first, "Тула", "Тула"}, {other, "Омск", "Омск"}}};
  must(set_field(other, &Deal::extra, ExtraFields{{"Город", "Томск"}}));  // another tab was faster
  const Id<CustomField> made = {must(adopt)};
  CHECK(value(first, made) == "Тула");
  CHECK(value(other, made).empty());
  CHECK((*this)[other].extra == ExtraFields{{"Город", "Томск"}});
}

}  // namespace
}  // namespace voronka::test
