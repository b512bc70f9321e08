// Cards of address books: three versions, what telephones and mail programs make of them, and what nobody should make.
#include "formats/vcard_read.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "base/utf8.hpp"

namespace voronka::test {
namespace {

PeopleList must_read(std::string bytes) {
  Result<PeopleList> list = read_vcards(std::move(bytes));
  REQUIRE(list);
  return std::move(*list);
}
// One card of these lines.
PersonRow card(std::string lines) {
  const PeopleList list = must_read("BEGIN:VCARD\r\n" + lines + "END:VCARD\r\n");
  REQUIRE(list.rows.size() == 1);
  return list.rows[0];
}
std::string extra_of(const PersonRow& row, std::string_view name) {
  const auto found = std::ranges::find(row.contact.extra, name, &ExtraFields::value_type::first);
  return found == row.contact.extra.end() ? "" : found->second;
}
bool warned(const PeopleList& list, TextKey key) {
  return std::ranges::any_of(list.warnings, [&](const ImportWarning& it) { return it.text.key == key; });
}

TEST_CASE("a card of a mail program has all its fields, and what has none of ours stays as an additional one") {
  const PersonRow row = card(
      "VERSION:3.0\r\nFN:Иван Петров\r\nN:Петров;Иван;Сергеевич;;\r\nORG:ООО «Ромашка»;Закупки\r\nTITLE:Директор\r\n"
      "TEL;TYPE=WORK,VOICE:+7 495 555-01-01\r\nTEL;TYPE=CELL:+7 917 555-01-22\r\nTEL;TYPE=FAX:+7 495 555-01-02\r\n"
      "EMAIL;TYPE=INTERNET:b@example.com\r\nEMAIL;TYPE=INTERNET,PREF:a@example.com\r\n"
      "NOTE:Первая строка\\nвторая\\, с запятой\r\nBDAY:19800322\r\nURL:http\\://romashka.example\r\n"
      "ADR;TYPE=WORK:;;Ленина 5;Казань;;420000;Россия\r\nCATEGORIES:Клиенты,Казань\r\nUID:uid-1\r\nX-SKYPE:ivan\r\n"
      "REV:20260101T000000Z\r\n");
  const Contact& contact = row.contact;
  CHECK(contact.name == "Иван Петров");
  CHECK(row.company == "ООО «Ромашка»");
  CHECK(contact.job_title == "Директор");
  CHECK(contact.phones == TextList{"+7 917 555-01-22", "+7 495 555-01-01"});
  CHECK(contact.emails == TextList{"a@example.com", "b@example.com"});
  CHECK(contact.comment == "Первая строка\nвторая, с запятой");
  CHECK(contact.origin == Origin{.system = "vcard", .id = "uid-1"});
  CHECK(extra_of(row, birthday_mark) == "1980-03-22");
  CHECK(extra_of(row, website_mark) == "http://romashka.example");
  CHECK(extra_of(row, address_mark) == "Ленина 5, Казань, 420000, Россия");
  CHECK(extra_of(row, labels_mark) == "Клиенты,Казань");
  CHECK(extra_of(row, department_mark) == "Закупки");
  CHECK(extra_of(row, fax_mark) == "+7 495 555-01-02");
  CHECK(extra_of(row, "X-SKYPE") == "ivan");
  CHECK(contact.extra.size() == 7);
}

TEST_CASE("quoted-printable of vCard 2.1 with soft line breaks, in the character set it names") {
  CHECK(card("VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=\r\n"
             "=D0=B2;=D0=98=D0=B2=D0=B0=D0=BD;;;\r\nTEL;CELL;PREF:123456789\r\n")
            .contact.name == "Иван Петров");
  CHECK(card("N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F2=F0=EE=E2;=C8=E2=E0=ED\r\n").contact.name ==
        "Иван Петров");
  CHECK(card("FN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo=\r\n three\r\n").contact.comment ==
        "one\ntwo three");
  CHECK(card("FN:A\r\nNOTE;ENCODING=QUOTED-PRINTABLE:50= 100=ZZ =3\r\n").contact.comment == "50= 100=ZZ =3");
}

TEST_CASE("Outlook writes Windows-1251 and does not say so") {
  const std::string bytes = "BEGIN:VCARD\r\nN:" + to_windows_1251("Воробьёва;Анна") +
                            "\r\nORG:" + to_windows_1251("Ёлки и палки") + "\r\nEND:VCARD\r\n";
  const PeopleList list = must_read(bytes);
  REQUIRE(list.rows.size() == 1);
  CHECK(list.rows[0].contact.name == "Анна Воробьёва");
  CHECK(list.rows[0].company == "Ёлки и палки");
}

TEST_CASE("a fold may cut a letter in two, and UTF-16 is read as well") {
  const std::string name = "Ж";
  CHECK(card("FN:A" + name.substr(0, 1) + "\r\n " + name.substr(1) + "\n\tB\r\n").contact.name == "AЖB");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n")) wide += {c, '\0'};
  CHECK(is_vcard(wide));
  CHECK(must_read(wide).rows.at(0).contact.name == "Ann");
}

TEST_CASE("numbers as addresses of vCard 4.0: without the scheme, the extension apart") {
  const PersonRow row = card(
      "VERSION:4.0\r\nFN:Simon\r\nTEL;VALUE=uri;TYPE=\"work,voice\":tel:+1-418-262-6501\r\n"
      "TEL;VALUE=uri;TYPE=\"work,voice\";PREF=1:tel:+1-418-656-9254;ext=102\r\nEMAIL:mailto:s@example.com\r\n"
      "BDAY:--0203\r\n");
  CHECK(row.contact.phones == TextList{"+1-418-656-9254", "+1-418-262-6501"});
  CHECK(extra_of(row, "TEL") == "tel:+1-418-656-9254;ext=102");
  CHECK(row.contact.emails == TextList{"s@example.com"});
  CHECK(extra_of(row, birthday_mark) == "--0203");
}

TEST_CASE("Apple's groups give a number its own label, and a date its name") {
  const PersonRow row = card(
      "FN:Anna\r\nitem1.TEL:+79175550122\r\nitem1.X-ABLabel:Секретарь\r\nitem2.X-ABDATE:1975-03-01\r\n"
      "item2.X-ABLabel:_$!<Anniversary>!$_\r\nitem3.EMAIL:a@example.com\r\nitem3.X-ABLabel:_$!<Work>!$_\r\n");
  CHECK(row.contact.phones == TextList{"+79175550122"});
  CHECK(extra_of(row, "Секретарь") == "+79175550122");
  CHECK(extra_of(row, "Anniversary") == "1975-03-01");
  CHECK(row.contact.extra.size() == 2);
}

TEST_CASE("a card without a name is called by its e-mail or number, one of an organisation is a company") {
  CHECK(card("EMAIL;PREF:john@example.com\r\n").contact.name == "john@example.com");
  CHECK(card("TEL:123456\r\n").contact.name == "123456");
  const PersonRow company = card("ORG:Acme\r\n");
  CHECK(company.is_company);
  CHECK(company.contact.name == "Acme");
  CHECK(card("FN:Acme\r\nORG:Acme\r\nX-ABShowAs:COMPANY\r\nTEL:1234567\r\n").is_company);
  CHECK_FALSE(card("ORG:Acme\r\nTEL:1234567\r\n").is_company);
}

TEST_CASE("pictures stay behind and are counted, also those that nobody has folded") {
  const PeopleList list = must_read(
      "BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJRg\r\n\r\nTEL:1234567\r\nEND:VCARD\r\n"
      "BEGIN:VCARD\r\nFN:B\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/"
      "4AAQ\r\nSkZJRgABAQ==\r\nEMAIL:b@example.com\r\nEND:VCARD\r\n");
  CHECK(list.pictures == 2);
  REQUIRE(list.rows.size() == 2);
  CHECK(list.rows[0].contact.phones == TextList{"1234567"});
  CHECK(list.rows[1].contact.emails == TextList{"b@example.com"});
  CHECK(list.rows[0].contact.extra.empty());
  CHECK(list.warning_count == 0);
}

TEST_CASE("somebody's agent, mailing lists and nonsense between cards do not become people") {
  CHECK(must_read("BEGIN:VCARD\r\nFN:Boss\r\nAGENT:\r\nBEGIN:VCARD\r\nFN:Agent\r\nTEL:7654321\r\nEND:VCARD\r\n"
                  "TEL:1234567\r\nEND:VCARD\r\n")
            .rows.size() == 1);
  const PeopleList list = must_read(
      "BEGIN:VCARD\r\nFN:All\r\nKIND:group\r\nEND:VCARD\r\nhello\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n");
  CHECK(list.rows.empty());
  CHECK(warned(list, TextKey::people_in_group));
  CHECK(warned(list, TextKey::people_in_bad_line));
  CHECK(warned(list, TextKey::people_in_nobody));
  CHECK_FALSE(read_vcards(""));
  CHECK(read_vcards("").error().text.key == TextKey::people_in_none);
}

TEST_CASE("a card that breaks off is taken with what it has, and told of by its line") {
  const PeopleList list = must_read("BEGIN:VCARD\r\nFN:A\r\nBEGIN:VCARD\r\nFN:B\r\nTEL:+7917555");
  REQUIRE(list.rows.size() == 2);
  CHECK(list.rows[1].contact.phones == TextList{"+7917555"});
  CHECK(list.warning_count == 2);
  CHECK(list.warnings[1].line == 3);
  CHECK(warned(list, TextKey::people_in_card_cut));
}

TEST_CASE(
    "hostile cards cost what they weigh: endless folds, hundreds of thousands of properties, zeros, labels without "
    "end") {
  std::string folds = "BEGIN:VCARD\nNOTE:a";
  for (int i = 0; i < 100'000; ++i) folds += "\n b";
  const PeopleList folded_list = must_read(folds + "\nFN:A\nEND:VCARD\n");
  CHECK(folded_list.rows.at(0).contact.comment.size() <= max_content_bytes);
  CHECK(warned(folded_list, TextKey::people_in_cut_value));

  std::string many = "BEGIN:VCARD\nFN:A\n";
  for (int i = 0; i < 200'000; ++i) many += "X-" + std::to_string(i) + ":1\n";
  const PeopleList many_list = must_read(many + "END:VCARD\n");
  CHECK(many_list.rows.at(0).contact.extra.size() <= 300);
  CHECK(warned(many_list, TextKey::people_in_too_many));

  std::string labels = "BEGIN:VCARD\nFN:A\n";
  for (int i = 0; i < 200'000; ++i)
    labels += "g" + std::to_string(i) + ".X-ABLabel:x\ng.TEL:" + std::to_string(i) + "\n";
  CHECK(must_read(labels + "END:VCARD\n").rows.at(0).contact.phones.size() <= 100);

  std::string zeros = "BEGIN:VCARD\nFN:A";
  zeros += '\0';
  zeros += "B\x01\nTEL;TYPE=\"never closed:1234567\nEND:VCARD\n";
  const PeopleList zero_list = must_read(zeros);
  REQUIRE(zero_list.rows.size() == 1);
  CHECK(zero_list.rows[0].contact.name == "AB");
}

TEST_CASE("whatever the bytes are, texts are valid, short enough and named") {
  const std::string whole =
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F;=D0=98\r\nitem1.TEL;CELL:+7 "
      "917\r\nitem1.X-ABLabel:Дом\r\nADR;WORK:;;a\\;b;c\r\nNOTE:x\\n\\\r\n y\r\nPHOTO;ENCODING=BASE64:AAAA\r\n "
      "BBBB\r\n\r\nEND:VCARD\r\n";
  Random random(7);
  for (int turn = 0; turn < 3000; ++turn) {
    std::string bytes = whole.substr(0, random.next() % (whole.size() + 1));
    for (std::uint64_t i = random.next() % 6; i > 0 && !bytes.empty(); --i)
      bytes[random.next() % bytes.size()] = static_cast<char>(random.next() % 256);
    const Result<PeopleList> list = read_vcards(bytes);
    if (!list) continue;
    for (const PersonRow& row : list->rows) {
      CHECK_FALSE(row.contact.name.empty());
      CHECK(is_utf8(row.contact.name));
      CHECK(is_utf8(row.contact.comment));
      for (const auto& [name, value] : row.contact.extra) CHECK((is_utf8(name) && is_utf8(value)));
      for (const std::string& phone : row.contact.phones) CHECK(is_utf8(phone));
    }
    for (const ImportWarning& warning : list->warnings)
      CHECK(is_utf8(std::get<std::string>(warning.text.arguments[0].value)));
  }
}

}  // namespace
}  // namespace voronka::test
