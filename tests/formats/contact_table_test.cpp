// Tables of people: how they are known, and that no table of deals is ever taken for one.
#include "formats/contact_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace voronka::test {
namespace {

TableReader reader_of(std::string bytes) {
  Result<TableReader> reader = TableReader::open(std::move(bytes));
  REQUIRE(reader);
  return std::move(*reader);
}
bool is_contacts(std::string bytes) {
  TableReader reader = reader_of(std::move(bytes));
  const Result<ContactColumns> columns = contact_columns(reader);
  REQUIRE(columns);
  return columns->is_contacts;
}
PeopleList must_read(std::string bytes) {
  TableReader reader = reader_of(std::move(bytes));
  const Result<ContactColumns> columns = contact_columns(reader);
  REQUIRE(columns);
  CHECK(columns->is_contacts);
  Result<PeopleList> list = read_contact_table(std::move(reader), *columns);
  REQUIRE(list);
  return std::move(*list);
}
std::string extra_of(const PersonRow& row, std::string_view name) {
  const auto found = std::ranges::find(row.contact.extra, name, &ExtraFields::value_type::first);
  return found == row.contact.extra.end() ? "" : found->second;
}

TEST_CASE("Google's new headers: several values in a cell, labels that say more than the kind") {
  const PeopleList list = must_read(
      "\xEF\xBB\xBF"
      "First Name,Middle Name,Last Name,File As,Organization Name,Organization Title,Organization "
      "Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone "
      "2 "
      "- Label,Phone 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n"
      "Иван,,Петров,,ООО Ромашка,Директор,Закупки,1980-03-22,\"строка 1\nстрока 2\",http://p,* coworkers ::: * "
      "myContacts,* Work,i@example.com ::: j@example.com,Mobile,+79990000001 ::: 8 (999) 000-00-02,Секретарь,+7 495 "
      "555-01-01,Код,7\n");
  REQUIRE(list.rows.size() == 1);
  const PersonRow& row = list.rows[0];
  CHECK(row.contact.name == "Иван Петров");
  CHECK(row.company == "ООО Ромашка");
  CHECK(row.contact.job_title == "Директор");
  CHECK(row.contact.emails == TextList{"i@example.com", "j@example.com"});
  CHECK(row.contact.phones == TextList{"+79990000001", "8 (999) 000-00-02", "+7 495 555-01-01"});
  CHECK(row.contact.comment == "строка 1\nстрока 2");
  CHECK(row.contact.origin.system == "google");
  CHECK(extra_of(row, "Секретарь") == "+7 495 555-01-01");
  CHECK(extra_of(row, birthday_mark) == "1980-03-22");
  CHECK(extra_of(row, department_mark) == "Закупки");
  CHECK(extra_of(row, labels_mark) == "* coworkers ::: * myContacts");
  CHECK(extra_of(row, "Custom Field 1 - Value") == "7");
}

TEST_CASE("Google's old headers, Outlook, HubSpot, Pipedrive") {
  const PeopleList google = must_read(
      "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - "
      "Type,Phone "
      "1 - Value,Organization 1 - Name,Organization 1 - Title\nAnn Lee,Ann,,Lee,* "
      "My,Home,a@example.com,Mobile,+1 555 0100,Acme,CEO\n");
  CHECK(google.rows.at(0).contact.name == "Ann Lee");
  CHECK(google.rows.at(0).company == "Acme");
  CHECK(google.rows.at(0).contact.job_title == "CEO");

  const PeopleList outlook = must_read(
      "\"Title\",\"First Name\",\"Middle Name\",\"Last Name\",\"Company\",\"Job Title\",\"Business Fax\",\"Business "
      "Phone\",\"Mobile Phone\",\"Birthday\",\"E-mail Address\",\"E-mail Type\",\"E-mail Display Name\",\"Priority\"\n"
      "\"Mr.\",\"Ann\",\"\",\"Lee\",\"Acme\",\"CEO\",\"+1 555 0109\",\"+1 555 0100\",\"+1 555 "
      "0101\",\"0/0/00\",\"a@example.com\",\"SMTP\",\"Ann Lee (a@example.com)\",\"Normal\"\n");
  const PersonRow& ann = outlook.rows.at(0);
  CHECK(ann.contact.name == "Ann Lee");
  CHECK(ann.contact.phones == TextList{"+1 555 0100", "+1 555 0101"});
  CHECK(ann.contact.emails == TextList{"a@example.com"});
  CHECK(extra_of(ann, fax_mark) == "+1 555 0109");
  CHECK(extra_of(ann, birthday_mark).empty());

  const PeopleList hubspot = must_read(
      "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lifecycle Stage,Lead Status,Create "
      "Date,Associated Company\n51,Ann,Lee,a@example.com,+1 555 0100,Bob,Lead,New,2026-01-05 10:00,Acme\n");
  CHECK(hubspot.rows.at(0).contact.origin.id == "51");
  CHECK(hubspot.rows.at(0).company == "Acme");
  CHECK(extra_of(hubspot.rows.at(0), "Lead Status") == "New");

  const PeopleList pipedrive = must_read(
      "Person - ID,Person - Name,Person - Organization,Person - Phone - Work,Person - Email - Work\n7,Ann Lee,Acme,+1 "
      "555 0100,a@example.com\n");
  CHECK(pipedrive.rows.at(0).contact.name == "Ann Lee");
  CHECK(pipedrive.rows.at(0).contact.phones.size() == 1);
  CHECK(pipedrive.rows.at(0).contact.emails.size() == 1);
}

TEST_CASE(
    "amoCRM's contacts: people and companies in one list, numbers behind an apostrophe, comments in five columns") {
  const PeopleList list = must_read(
      "ID,Тип,Полное имя контакта,Имя,Фамилия,Название компании,Ответственный,Дата создания контакта,Сделки,Теги,"
      "Примечание 1,Примечание 2,Рабочий телефон,Мобильный телефон,Факс,Рабочий email,Web,Источник,Должность,Товар\n"
      "44,контакт,Анна Щука,Анна,Щука,ООО Лес,Ирина,15.03.2022 11:01:13,Забор,vip,раз,два,"
      "\"'+79175550101,'+79175550102\",'+79175550103,,a@example.com,,Выставка,Бухгалтер,\n"
      "45,компания,,,,ООО Поле,Ирина,15.03.2022 11:01:13,,,,,84955550100,,,,pole.example,,,\n");
  REQUIRE(list.rows.size() == 2);
  CHECK(list.rows[0].contact.phones == TextList{"+79175550101", "+79175550102", "+79175550103"});
  CHECK(list.rows[0].contact.comment == "раз\nдва");
  CHECK(list.rows[0].contact.origin == Origin{.system = "amocrm", .id = "44"});
  CHECK(extra_of(list.rows[0], "Источник") == "Выставка");
  CHECK(extra_of(list.rows[0], "Сделки") == "Забор");
  CHECK(list.rows[1].is_company);
  CHECK(list.rows[1].contact.name == "ООО Поле");
  CHECK(extra_of(list.rows[1], website_mark) == "pole.example");
}

TEST_CASE("a sheet of one's own, with a title above; rows without anybody are told by their line") {
  const PeopleList list = must_read(
      "Клиенты на 2026 год;;;\nФИО;Телефон;Почта;Комментарий\nАнна Щука;8 917 555-01-22;;постоянная\n;;;ничего\n"
      ";нет номера;;\n;;b@example.com;\nФИО;Телефон;Почта;Комментарий\n");
  REQUIRE(list.rows.size() == 2);
  CHECK(list.rows[0].line == 3);
  CHECK(list.rows[0].contact.comment == "постоянная");
  CHECK(list.rows[1].contact.name == "b@example.com");
  CHECK(list.warning_count == 2);
  CHECK(list.warnings[0].line == 4);
  CHECK(list.is_table);
}

TEST_CASE("a table of deals, of orders, of goods or of calls is no table of contacts, whatever it knows of people") {
  // NOLINTBEGIN(bugprone-suspicious-missing-comma): long lines go on
  for (const char* const table :
       {"Название;Этап;Сумма;Контакт;Телефон;Email\nA;Новая;5;Анна;+79175550122;a@b.ru\n",
        "ID,Название сделки,Бюджет ,Этап сделки,Воронка,Полное имя контакта,Имя,Фамилия,Рабочий телефон,Рабочий "
        "email\n1,A,5,Новая,B,Анна Щука,Анна,Щука,+79175550122,a@b.ru\n",
        "Deal - Title,Deal - Stage,Deal - Value,Person - Name,Person - Phone,Person - "
        "Email\nA,x,1,Ann,+15550100,a@b.c\n",
        "Opportunity Name,Amount,Contact Name,Phone\nA,5,Ann,+15550100\n",
        "Клиент;Телефон;Товар;Дата\nАнна;+79175550122;Забор;05.01.2026\n",
        "Имя;Телефон;Источник\nАнна;+79175550122;Сайт\n", "Имя;Телефон;Статус\nАнна;+79175550122;Новая\n",
        "ФИО;Телефон;Сумма\nАнна;+79175550122;5000\n", "Name,Phone,Lead Status\nAnn,+15550100,New\n",
        "Title,Contact,Phone\nRoof,Ann,+15550100\n",
        "ID;Название лида;Имя;Фамилия;Телефон;E-mail;Статус;Возможная "
        "сумма\n1;A;Анна;Щука;+79175550122;a@b.ru;Новый;5\n",
        "Название;Контакт;Телефон\nКрыша;Анна;+79175550122\n",
        "Название;Телефон;Сайт\nООО Лес;+79175550122;les.example\n", "Наименование;Артикул;Цена\nКабель;K-1;120\n",
        "account,revenue\nAcme,5\n"}) {
    // NOLINTEND(bugprone-suspicious-missing-comma)
    CAPTURE(table);
    CHECK_FALSE(is_contacts(table));
  }
}

TEST_CASE("tables of companies are known by what only organisations have, and their rows are companies") {
  // NOLINTBEGIN(bugprone-suspicious-missing-comma): the rows of one table
  for (const char* const table :
       {"ID;Компания;Тип компании;Сфера деятельности;Кол-во сотрудников;Годовой оборот;Валюта;Телефон;Сайт\n"
        "7;Ромашка;Клиент;IT;10;5;RUB;8 999 000-00-01;r.ru\n",
        "Id,IsDeleted,Name,Type,BillingCity,Phone,Website,Industry,AnnualRevenue,NumberOfEmployees\n"
        "001A,0,Ромашка,Customer,Omsk,8 999 000-00-01,r.ru,IT,5,10\n",
        "Record ID,Company name,Company owner,Create Date,Phone Number,Website URL,Industry\n"
        "7,Ромашка,Ann,2026-01-01,8 999 000-00-01,r.ru,IT\n",
        "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n"
        "Ромашка,IT,1990,5,10,Omsk,\n",
        "Наименование;ИНН;Телефон\nРомашка;7707083893;8 999 000-00-01\n"}) {
    // NOLINTEND(bugprone-suspicious-missing-comma)
    CAPTURE(table);
    const PeopleList list = must_read(table);
    REQUIRE(list.rows.size() == 1);
    CHECK(list.rows[0].is_company);
    CHECK(list.rows[0].contact.name == "Ромашка");
    if (std::string_view(table).contains("8 999")) CHECK(list.rows[0].contact.phones == TextList{"8 999 000-00-01"});
  }
  CHECK_FALSE(is_contacts("Клиент;Отрасль;Сумма;Этап\nРомашка;IT;5;Новый\n"));
  CHECK_FALSE(is_contacts("Deal Name,Deal Stage,Amount,Industry\nRoof,New,5,IT\n"));
}

TEST_CASE("no table that is here is taken for contacts") {
  for (const char* const name : {"bitrix24_cp1251.csv", "bitrix24_html.xls", "bitrix24_utf8.csv", "calls_asterisk.csv",
                                 "calls_mango_cp1251.csv", "calls_operator.csv", "calls_sipuni.csv", "calls_us.tsv",
                                 "calls_zadarma.csv", "catalog.tsv", "catalog_cp1251.csv", "maven.csv"}) {
    CAPTURE(name);
    std::ifstream file(std::string(VORONKA_SOURCE_DIR) + "/tests/data/" + name, std::ios::binary);
    REQUIRE(file);
    CHECK_FALSE(is_contacts({std::istreambuf_iterator<char>(file), {}}));
  }
}

TEST_CASE("asked for although it is none, a table says what it lacks") {
  TableReader reader = reader_of("Название;Цена\nКабель;120\n");
  const ContactColumns columns = contact_columns(reader).value();
  CHECK(read_contact_table(std::move(reader), columns).error().text.key == TextKey::people_in_no_columns);
}

}  // namespace
}  // namespace voronka::test
