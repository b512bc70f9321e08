// Several files of one system: what each of them is, and names in place of ids.
#include "formats/file_kind.hpp"

#include <doctest/doctest.h>

#include "formats/contact_table.hpp"
#include "formats/import_registry.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka::test {
namespace {

// As the Data Export of Salesforce writes them.
const std::string accounts =
    "\"Id\",\"IsDeleted\",\"Name\",\"Phone\",\"Industry\",\"NumberOfEmployees\"\n"
    "\"001A\",\"0\",\"Granit, Inc.\",\"8 999 000-00-01\",\"IT\",\"10\"\n"
    "\"001B\",\"0\",\"Vector\",\"\",\"\",\"\"\n";
const std::string contacts =
    "\"Id\",\"AccountId\",\"LastName\",\"FirstName\",\"Phone\",\"Email\"\n"
    "\"003A\",\"001B\",\"Lee\",\"Ann\",\"+1 555 0100\",\"ann@vector.example\"\n";
const std::string deals =
    "\"Id\",\"IsDeleted\",\"AccountId\",\"ContactId\",\"Name\",\"StageName\",\"Amount\",\"CloseDate\",\"IsClosed\","
    "\"IsWon\","
    "\"OwnerId\",\"CreatedDate\",\"CurrencyIsoCode\"\n"
    "\"006A\",\"0\",\"001A\",\"\",\"Roof\",\"Prospecting\",\"100\",\"2026-03-01\",\"0\",\"0\",\"005A\",\"2026-01-01\","
    "\"USD\"\n"
    "\"006B\",\"0\",\"001B\",\"003A\",\"Wall\",\"Prospecting\",\"200\",\"2026-03-01\",\"0\",\"0\",\"005A\",\"2026-01-"
    "01\",\"USD\",\"beyond\"\n"
    "\"006C\",\"0\",\"001Z\",\"\",\"Gate\",\"Prospecting\",\"300\",\"2026-03-01\",\"0\",\"0\",\"005A\",\"2026-01-01\","
    "\"USD\"\n";
const std::string history =
    "\"Id\",\"OpportunityId\",\"StageName\",\"Amount\",\"CloseDate\",\"CreatedDate\",\"Probability\",\"IsDeleted\","
    "\"ForecastCategory\"\n"
    "\"008A\",\"006A\",\"Prospecting\",\"100\",\"2026-03-01\",\"2026-01-01\",\"10\",\"0\",\"Pipeline\"\n";

std::shared_ptr<const TableLinks> links_of(std::initializer_list<std::string_view> files) {
  auto links = std::make_shared<TableLinks>();
  for (const std::string_view file : files) add_links(*links, file);
  return links;
}

}  // namespace

TEST_CASE("what a file is follows from what is in it, not from its name") {
  CHECK(kind_of_file(deals) == FileKind::deals);
  CHECK(kind_of_file(history) == FileKind::changes);
  CHECK(kind_of_file(accounts) == FileKind::people);
  CHECK(kind_of_file(contacts) == FileKind::people);
  CHECK(kind_of_file("BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n") == FileKind::people);
  CHECK(kind_of_file("BEGIN:VCALENDAR\nEND:VCALENDAR\n") == FileKind::dates);
  CHECK(kind_of_file("{\"format\":\"voronka\"") == FileKind::own);
  CHECK(kind_of_file("\x89PNG\r\n") == FileKind::other);
  CHECK(kind_of_file("") == FileKind::other);
  CHECK(kind_of_file("product,series\nA,B\n") == FileKind::other);
}

TEST_CASE("the kind of a long table is known from its beginning") {
  std::string text = "Название;Сумма;Этап\n";
  while (text.size() < 400'000) text += "Крыша;100;Новый\n";
  text += "\"never closed";
  CHECK(kind_of_file(text) == FileKind::deals);
}

TEST_CASE("a deal that names its company and its contact only by their ids has their names, numbers and addresses") {
  TableReader reader = TableReader::open(deals).value();
  REQUIRE(reader.join(links_of({accounts, contacts})));
  const ImportMapping mapping = guess_mapping(reader, wishes()).value();
  const Imported it = {.mapping = mapping, .result = import_table(std::move(reader), mapping, import_stamp()).value()};
  REQUIRE(it.result.counts.deals == 3);
  CHECK(mapping.importer == "salesforce");
  const auto company = [&](std::string_view title) {
    const auto& all = it.result.records.of<Company>();
    const auto found = std::ranges::find(all, it.deal(title).company, &Company::id);
    return found == all.end() ? std::string() : found->name;
  };
  CHECK(company("Roof") == "Granit, Inc.");
  CHECK(company("Wall") == "Vector");
  CHECK(company("Gate") == "");  // nobody has that id: it is kept, and nobody is made up
  const ExtraFields& extra = it.deal("Gate").extra;
  CHECK(std::ranges::find(extra, ExtraFields::value_type{"AccountId", "001Z"}) != extra.end());
  REQUIRE(it.deal("Wall").contacts.size() == 1);
  const auto& people = it.result.records.of<Contact>();
  const Contact& ann = *std::ranges::find(people, it.deal("Wall").contacts[0], &Contact::id);
  CHECK(ann.name == "Ann Lee");
  CHECK(ann.phones == TextList{"+1 555 0100"});
  CHECK(ann.emails == TextList{"ann@vector.example"});
  CHECK(it.deal("Roof").contacts.empty());
}

TEST_CASE("a contact that names its company by an id works there") {
  TableReader reader = TableReader::open(contacts).value();
  REQUIRE(reader.join(links_of({accounts})));
  const ContactColumns columns = contact_columns(reader).value();
  const PeopleList list = read_contact_table(std::move(reader), columns).value();
  REQUIRE(list.rows.size() == 1);
  CHECK(list.rows[0].company == "Vector");
}

TEST_CASE("a table that has the names itself, or ids of nobody, is read as it stands") {
  const std::string named = "Id,Name,StageName,AccountId,Account Name\n006A,Roof,New,001A,Own name\n";
  TableReader reader = TableReader::open(named).value();
  REQUIRE(reader.join(links_of({accounts})));
  REQUIRE(*reader.next());
  CHECK(reader.cells().size() == 5);
  TableReader strange = TableReader::open("Name,AccountId\nRoof,zzz\n").value();
  REQUIRE(strange.join(links_of({accounts})));
  REQUIRE(*strange.next());
  CHECK(strange.cells().size() == 2);
}

}  // namespace voronka::test
