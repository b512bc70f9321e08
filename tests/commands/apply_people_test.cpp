// People of a file over those who are here: who is known, what is filled in, and the same file twice.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/replica.hpp"

namespace voronka::test {
namespace {

PersonRow row(std::string name, TextList phones = {}, TextList emails = {}, std::string company = {}) {
  return {.contact = {.name = std::move(name),
                      .phones = std::move(phones),
                      .emails = std::move(emails),
                      .origin = {.system = "vcard"}},
          .company = std::move(company)};
}
const std::string anna_number = "+7 (917) 555-01-22", anna_same = "8 917 555 01 22";

struct PeopleFixture : PipelineFixture {
  Id<Contact> add(Contact contact) { return {must(AddRecord{std::move(contact)})}; }
  PeoplePlan apply(const std::vector<PersonRow>& rows, KnownPeople known = KnownPeople::fill) {
    PeoplePlan plan = plan_people(document, rows, known);
    must(ApplyPeople{.rows = rows, .known = known});
    return plan;
  }
  template <class Record>
  std::vector<Record> living() const {
    std::vector<Record> rows;
    for (const Record& record : document.table<Record>().rows())
      if (!record.deleted) rows.push_back(record);
    return rows;
  }
};

TEST_CASE_FIXTURE(PeopleFixture, "somebody is known by the last ten digits, an e-mail, or a name of two words") {
  const Id<Contact> anna = add({.name = "Анна Щука", .phones = {anna_number}});
  const Id<Contact> boris = add({.name = "Борис", .emails = {"B@example.com"}});
  const Id<Contact> vera = add({.name = "Вера Уж"});
  PersonRow titled = row("уж вера");
  titled.contact.job_title = "Юрист";
  const PeoplePlan plan = apply(
      {row("Щука Анна Петровна", {anna_same}, {"a@example.com"}), row("", {"123-45-67"}, {"b@EXAMPLE.com"}), titled});
  CHECK(plan.fates == std::vector{PersonFate::filled, PersonFate::filled, PersonFate::filled});
  CHECK(document.find(anna)->name == "Анна Щука");
  CHECK(document.find(anna)->phones == TextList{anna_number});
  CHECK(document.find(anna)->emails == TextList{"a@example.com"});
  CHECK(document.find(boris)->phones == TextList{"123-45-67"});
  CHECK(document.find(vera)->job_title == "Юрист");
  CHECK(living<Contact>().size() == 3);
}

TEST_CASE_FIXTURE(PeopleFixture, "colleagues who share a telephone stay two people, in the file and here") {
  add({.name = "Анна Щука", .phones = {anna_number}});
  CHECK(apply({row("Олег Рак", {anna_number}), row("Ира Рак", {anna_same})}).added == 2);
  CHECK(apply({row("Олег Рак", {anna_number}), row("Ира Рак", {anna_same})}).same == 2);
  CHECK(living<Contact>().size() == 3);
}

TEST_CASE_FIXTURE(PeopleFixture,
                  "a contact that is called by its number gets its name; a name of one word needs a company") {
  const Id<Contact> caller = add({.name = "+79175550122", .phones = {"+79175550122"}});
  CHECK(apply({row("Анна Щука", {anna_same})}).filled == 1);
  CHECK(living<Contact>().size() == 1);
  CHECK(document.find(caller)->name == "Анна Щука");
  CHECK(document.find(caller)->phones.size() == 1);
  CHECK(apply({row("79175550122", {anna_same})}).same == 1);
  add({.name = "Олег"});
  CHECK(apply({row("Олег")}).added == 1);
}

TEST_CASE_FIXTURE(PeopleFixture, "an address in place of a name is no name to be known by: it may be replaced") {
  const std::vector<PersonRow> rows = {row("a@e.ru", {}, {"a@e.ru"}), row("a@e.ru"), row("Анна Щука", {}, {"a@e.ru"})};
  CHECK(apply(rows).repeated == 1);
  CHECK(apply(rows).same == 3);
}

TEST_CASE_FIXTURE(PeopleFixture, "companies are found by name or made, once, and do not take the place of another") {
  const Id<Company> forest = {must(AddRecord{Company{.name = "ООО «Лес»"}})};
  const Id<Contact> anna = add({.name = "Анна Щука", .phones = {anna_number}});
  const Id<Contact> boris = add({.name = "Борис Уж", .company = forest});
  const PeoplePlan plan = apply({row("Анна Щука", {anna_same}, {}, "лес ооо"), row("Олег Рак", {}, {}, "Поле"),
                                 row("Ира Рак", {}, {}, "ПОЛЕ"), row("Борис Уж", {}, {"b@e.ru"}, "Поле")});
  CHECK(plan.companies == 1);
  CHECK(plan.added == 3);  // the Boris of another company is another Boris
  CHECK(document.find(anna)->company == forest);
  CHECK(document.find(boris)->emails.empty());
  CHECK(living<Company>().size() == 2);
  PersonRow company = row("Лес", {"84955550100"});
  company.is_company = true;
  company.contact.extra = {{std::string(website_mark), "les.example"}};
  CHECK(apply({company}).added == 1);
  CHECK(living<Company>().back().website == "les.example");
  CHECK(living<Company>().back().extra.empty());
}

TEST_CASE_FIXTURE(PeopleFixture, "known people can be passed over or added again") {
  add({.name = "Анна Щука", .phones = {anna_number}});
  const std::vector<PersonRow> rows = {row("Анна Щука", {anna_number}, {"a@example.com"}, "Лес"), row("Олег Рак")};
  const PeoplePlan skipped = apply(rows, KnownPeople::skip);
  CHECK(skipped.skipped == 1);
  CHECK(skipped.added == 1);
  CHECK(skipped.companies == 0);
  CHECK(living<Contact>()[0].emails.empty());
  const PeoplePlan added = apply(rows, KnownPeople::add);
  CHECK(added.added == 2);
  CHECK(living<Contact>().size() == 4);
}

TEST_CASE_FIXTURE(PeopleFixture, "somebody twice in a file is one person with all of it") {
  const PeoplePlan plan = apply({row("Анна Щука", {anna_number}), row("Анна Щука", {anna_same}, {"a@example.com"})});
  CHECK(plan.added == 1);
  CHECK(plan.repeated == 1);
  REQUIRE(living<Contact>().size() == 1);
  CHECK(living<Contact>()[0].emails == TextList{"a@example.com"});
}

TEST_CASE_FIXTURE(PeopleFixture, "an id of a system means one person under any name, the number of a row does not") {
  PersonRow card = row("Анна Щука");
  card.contact.origin.id = "uid-1";
  apply({card});
  card.contact.name = "Анна Карасёва";
  card.contact.phones = {anna_number};
  CHECK(apply({card}).filled == 1);
  PersonRow sheet = row("Олег Рак");
  sheet.contact.origin = {.system = std::string(any_table_system), .id = "1"};
  apply({sheet});
  sheet.contact.name = "Ира Уж";
  CHECK(apply({sheet}).added == 1);
  CHECK(apply({sheet}).same == 1);
}

TEST_CASE_FIXTURE(PeopleFixture, "one undo takes all back, and what came once comes back as the same records") {
  const Id<Contact> anna = add({.name = "Анна Щука", .phones = {anna_number}});
  const std::vector<PersonRow> rows = {row("Анна Щука", {anna_number}, {"a@example.com"}),
                                       row("Олег Рак", {}, {"o@example.com"}, "Лес")};
  apply(rows);
  const Id<Contact> oleg = living<Contact>()[1].id;
  must(Revert{.entry = last_entry});
  CHECK(living<Contact>().size() == 1);
  CHECK(living<Company>().empty());
  CHECK(document.find(anna)->emails.empty());
  CHECK(apply(rows).added == 1);
  REQUIRE(living<Contact>().size() == 2);
  CHECK(living<Contact>()[1].id == oleg);
}

TEST_CASE_FIXTURE(PeopleFixture, "who was deleted comes as new, and the trash stays as it is") {
  apply({row("Олег Рак", {}, {"o@example.com"})});
  const Id<Contact> oleg = living<Contact>()[0].id;
  must(DeleteRecords{.type = RecordType::contact, .ids = {oleg.raw}});
  CHECK(apply({row("Олег Рак", {}, {"o@example.com"})}).added == 1);
  CHECK(document.find(oleg)->deleted);
  CHECK(living<Contact>().size() == 1);
}

TEST_CASE("what has no field of ours is named in the user's language") {
  PersonRow card = row("Анна");
  card.contact.extra = {
      {std::string(birthday_mark), "1980-03-22"}, {"Отдел", "A"}, {std::string(department_mark), "B"}};
  const PersonRow it = named({card}, {.birthday = "День рождения", .department = "Отдел"})[0];
  CHECK(std::ranges::is_sorted(it.contact.extra));
  CHECK(it.contact.extra == ExtraFields{{"День рождения", "1980-03-22"}, {"Отдел", "A"}});
}

std::vector<PersonRow> random_rows(Random& random, std::uint64_t most) {
  const auto word = [&] { return std::string(1, static_cast<char>('A' + random.below(3))); };
  std::vector<PersonRow> rows;
  for (std::uint64_t i = random.below(most); i > 0; --i) {
    PersonRow one = row(random.below(5) == 0 ? "" : word() + (random.below(2) == 0 ? "" : " " + word()));
    if (random.below(2) == 0) one.contact.phones.push_back("891755501" + std::to_string(10 + random.below(4)));
    if (random.below(3) == 0) one.contact.phones.push_back("+7917555011" + std::to_string(random.below(4)));
    if (random.below(2) == 0) one.contact.emails.push_back(word() + "@example.com");
    if (random.below(2) == 0) one.company = "Co " + word();
    if (random.below(3) == 0) one.contact.origin.id = word();
    if (random.below(3) == 0) one.contact.origin.system = any_table_system;
    if (random.below(4) == 0) one.contact.comment = word();
    if (random.below(4) == 0) one.contact.extra = {{word(), word()}};
    one.is_company = random.below(6) == 0;
    if (one.contact.name.empty()) one.contact.name = one.contact.phones.empty() ? word() : one.contact.phones[0];
    rows.push_back(std::move(one));
  }
  return rows;
}

TEST_CASE("the same file again changes nothing, whoever is here and however they resemble each other") {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    CAPTURE(seed);
    PeopleFixture fixture;
    Random random(seed);
    fixture.apply(random_rows(random, 6), KnownPeople::add);
    const std::vector<PersonRow> rows = random_rows(random, 9);
    const PeoplePlan plan = fixture.apply(rows);
    CHECK(plan.added + plan.filled + plan.same + plan.repeated == rows.size());
    const PeoplePlan again = plan_people(fixture.document, rows, KnownPeople::fill);
    CHECK(again.same == rows.size());
    CHECK(again.companies == 0);
    CHECK(plan_people(fixture.document, rows, KnownPeople::skip).skipped == rows.size());
  }
}

TEST_CASE("what the preview counts is what is written") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    PeopleFixture fixture;
    Random random(seed);
    fixture.apply(random_rows(random, 6));
    const std::size_t people = fixture.document.table<Contact>().size(),
                      firms = fixture.document.table<Company>().size();
    const PeoplePlan plan = fixture.apply(random_rows(random, 9), static_cast<KnownPeople>(random.below(3)));
    CHECK(fixture.document.table<Contact>().size() + fixture.document.table<Company>().size() ==
          people + firms + plan.added + plan.companies);
  }
}

TEST_CASE("one address book read on two devices is one after a merge") {
  const PipelineFixture origin;
  const std::vector<PersonRow> rows = {row("Анна Щука", {anna_number}, {}, "Лес"),
                                       row("Олег Рак", {}, {"o@example.com"})};
  PipelineFixture a = replica_of(origin, 1), b = replica_of(origin, 2);
  a.must(ApplyPeople{.rows = rows});
  b.must(ApplyPeople{.rows = rows});
  const ApplyMerge from_a = merge_of(a.document);
  a.must(merge_of(b.document));
  b.must(from_a);
  CHECK(a.document.table<Contact>().size() == 2);
  CHECK(a.document.table<Company>().size() == 1);
  CHECK(export_file(a.document) == export_file(b.document));
}

}  // namespace
}  // namespace voronka::test
