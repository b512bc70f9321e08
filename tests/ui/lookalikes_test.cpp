#include "ui/lookalikes.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

using ui::Likeness;
using ui::lookalike_keys;
using ui::LookalikeFinder;
using ui::within_one_edit;

struct AlikeFixture : PipelineFixture {
  Id<Contact> person(Contact contact) { return {must(AddRecord{std::move(contact)})}; }
  Id<Company> company(std::string name) { return {must(AddRecord{Company{.name = std::move(name)}})}; }
  template <class Record>
  std::vector<std::pair<RawId, Likeness>> alike(Id<Record> id) {
    std::vector<std::pair<RawId, Likeness>> found;
    LookalikeFinder finder;
    // In slices, as the page does.
    int turns = 0;
    while (finder.update(document, record_type_of<Record>(), id.raw, 2)) REQUIRE(++turns < 100);
    for (const ui::Lookalike& one : finder.found()) found.emplace_back(one.id, one.why);
    return found;
  }
};
using Pairs = std::vector<std::pair<RawId, Likeness>>;

TEST_CASE_FIXTURE(AlikeFixture, "people are alike by number, address or name, whichever way round") {
  const Id<Contact> olga =
      person({.name = "Ольга Смирнова", .phones = {"8 917 555-01-22"}, .emails = {"Olga@x.example"}});
  const Id<Contact> by_number = person({.name = "Секретарь", .phones = {"+7 (917) 555-01-22"}});
  const Id<Contact> by_mail = person({.name = "Закупки", .emails = {"olga@X.example"}});
  const Id<Contact> by_name = person({.name = "Смирнова, Ольга"});
  const Id<Contact> by_slip = person({.name = "Ольга Смирнва"});
  person({.name = "Ольга Петрова"});
  const Id<Contact> gone = person({.name = "Ольга Смирнова"});
  must(DeleteRecords{.type = RecordType::contact, .ids = {gone.raw}});
  CHECK(alike(olga) ==
        Pairs{{by_number.raw, Likeness::phone}, {by_mail.raw, Likeness::email}, {by_name.raw, Likeness::name}});
  must(DeleteRecords{.type = RecordType::contact, .ids = {by_mail.raw}});
  CHECK(alike(olga)[2] == std::pair{by_slip.raw, Likeness::name});
}

TEST_CASE_FIXTURE(AlikeFixture, "namesakes in different companies, and first names alone, are not alike") {
  const Id<Company> a = company("Гранит");
  const Id<Company> b = company("Базальт");
  const Id<Contact> one = person({.name = "Иван Петров", .company = a});
  person({.name = "Иван Петров", .company = b});
  CHECK(alike(one).empty());
  const Id<Contact> first = person({.name = "Анна"});
  person({.name = "Анна"});
  CHECK(alike(first).empty());
  const Id<Contact> in_company = person({.name = "Анна", .company = a});
  const Id<Contact> again = person({.name = "анна", .company = a});
  CHECK(alike(in_company) == Pairs{{again.raw, Likeness::name}});
}

TEST_CASE_FIXTURE(AlikeFixture, "companies are alike without their form, quotes and case") {
  const Id<Company> granite = company("ООО «Гранит»");
  const Id<Company> same = company("ГРАНИТ, ООО");
  company("Гранит Плюс");
  CHECK(alike(granite) == Pairs{{same.raw, Likeness::name}});
  CHECK(lookalike_keys(Company{.name = "Acme Ltd."}).words == std::vector<std::string>{"acme"});
  CHECK(lookalike_keys(Company{.name = "ООО"}).words.empty());
}

TEST_CASE_FIXTURE(AlikeFixture,
                  "the same number of tax is the same company whatever it is called, another one is another") {
  const Id<Company> granite = company("ООО «Гранит»");
  must(set_field(granite, &Company::inn, std::string("7707083893")));
  const Id<Company> renamed = company("Камень");
  must(set_field(renamed, &Company::inn, std::string("7707083893")));
  const Id<Company> namesake = company("АО «Гранит»");
  must(set_field(namesake, &Company::inn, std::string("7736050003")));
  const Id<Company> unknown = company("Гранит");
  CHECK(alike(granite) == Pairs{{renamed.raw, Likeness::inn}, {unknown.raw, Likeness::name}});
}

TEST_CASE_FIXTURE(AlikeFixture, "initials and short words are taken as they are, a slip in a long word is forgiven") {
  const auto are_alike = [&](std::string one, std::string other) {
    const Id<Contact> id = person({.name = std::move(one)});
    const Id<Contact> again = person({.name = std::move(other)});
    const bool found = !alike(id).empty();
    must(DeleteRecords{.type = RecordType::contact, .ids = {id.raw, again.raw}});
    return found;
  };
  CHECK_FALSE(are_alike("Иванов П.", "Иванов С."));
  CHECK(are_alike("Смирнова А.", "Смирнава А."));
  CHECK(are_alike("Вера Кудрявцева", "Вера Рудрявцева"));
  CHECK_FALSE(are_alike("Вера Лиу", "Вера Лио"));
}

TEST_CASE_FIXTURE(AlikeFixture, "what changes about others is looked at again, what does not concern them is not") {
  const Id<Contact> olga = person({.name = "Ольга Смирнова"});
  LookalikeFinder finder;
  CHECK_FALSE(finder.update(document, RecordType::contact, olga.raw));
  CHECK(finder.found().empty());
  person({.name = "Смирнова Ольга"});
  CHECK(finder.update(document, RecordType::contact, olga.raw, 1));
  CHECK_FALSE(finder.update(document, RecordType::contact, olga.raw));
  CHECK(finder.found().size() == 1);
  company("Гранит");
  CHECK_FALSE(finder.update(document, RecordType::contact, olga.raw, 1));
}

TEST_CASE("one slip is a letter more, less or another, or two that changed places; a digit is none") {
  CHECK(within_one_edit("смирнова", "смирнов"));
  CHECK(within_one_edit("смирнова", "смиронва"));
  CHECK(within_one_edit("смирнова", "смирнола"));
  CHECK(within_one_edit("смирнова", "смирноова"));
  CHECK(within_one_edit("смирнова", "мирнова"));
  CHECK_FALSE(within_one_edit("смирнова", "смирнолы"));
  CHECK_FALSE(within_one_edit("warehouse1", "warehouse2"));
  CHECK_FALSE(within_one_edit("warehouse", "warehouse2"));
}

}  // namespace
}  // namespace voronka::test
