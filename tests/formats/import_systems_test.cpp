// Tables of other systems, small and made up for this, in the shapes that their exports have.
#include <doctest/doctest.h>

#include <map>

#include "base/random.hpp"
#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

std::string system_of(std::string text) { return import_text(std::move(text)).mapping.importer; }

std::string_view extra_of(const Deal& deal, std::string_view header) {
  const auto found = std::ranges::find(deal.extra, header, [](const auto& it) { return std::string_view(it.first); });
  return found == deal.extra.end() ? std::string_view{} : std::string_view(found->second);
}

std::string company_of(const Imported& it, const Deal& deal) {
  const auto& all = it.result.records.of<Company>();
  const auto found = std::ranges::find(all, deal.company, &Company::id);
  return found == all.end() ? std::string() : found->name;
}

// "Offer 2026-01-10 day" for every stage the deal came to, in the order of its history.
std::vector<std::string> way_of(const Imported& it, const Deal& deal) {
  std::vector<std::string> way;
  for (const Event& event : deal.history) {
    if (event.kind != EventKind::stage_entered) continue;
    for (const Stage& stage : it.result.records.of<Stage>())
      if (event.value == EventValue(stage.id.raw))
        way.push_back(stage.name + (event.precision == Precision::unknown ? ""
                                    : event.precision == Precision::day   ? " " + iso_text(event.at).substr(0, 10)
                                                                          : " " + iso_text(event.at).substr(0, 16)));
  }
  return way;
}

// Comma-separated lines without quotes, their columns in another order.
std::string shuffled(const std::vector<std::vector<std::string>>& rows, std::uint64_t seed) {
  std::vector<std::size_t> order(rows[0].size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  Random random(seed);
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < order.size(); ++i) text += (i == 0 ? "\"" : ",\"") + row[order[i]] + "\"";
    text += "\n";
  }
  return text;
}

TEST_CASE(
    "amoCRM: currency of the header, no date where it is not closed, phones, the last of several columns of one name") {
  const std::string text =
      "ID,Название сделки,Бюджет ₽,Ответственный,Дата создания сделки,Кем создана сделка,Дата закрытия,Теги,Примечание,"
      "Этап сделки,Воронка,Полное имя контакта,Компания контакта,Компания,Рабочий телефон,Источник,Товар,Источник\n"
      "71,\"Окна, дача\",350 000,Ирина,01.02.2026 10:00:00,Ирина,не закрыта,\"опт, срочно\",звонить,Переговоры,Розница,"
      "Олег,,ООО Дом,\"'+79175550101,'+79175550102\",реклама,окна,сайт\n"
      "72,Двери,1200,Ирина,02.02.2026 11:00:00,Ирина,05.02.2026 09:00:00,,,142,Розница,Пётр,ИП Пётр,,,выставка,двери,\n"
      "73,Крыша,0,Ирина,02.02.2026 12:00:00,Ирина,06.02.2026 09:00:00,,,Закрыто и не реализовано,Розница,,,,,,,\n";
  const Imported it = import_text(text);
  CHECK(it.mapping.importer == "amocrm");
  CHECK_FALSE(it.mapping.currency_missing);
  CHECK(it.result.warning_count == 0);
  CHECK(it.result.counts.open == 1);
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.lost == 1);
  const Deal& open = it.deal("Окна, дача");
  CHECK(open.origin.system == "amocrm");
  CHECK(open.origin.id == "71");
  CHECK(open.amount == Money{.minor = 35'000'000, .currency = *currency_from("RUB")});
  CHECK_FALSE(open.closed_on);
  CHECK_FALSE(open.expected_close);
  CHECK(open.source == "сайт");
  CHECK(extra_of(open, "Источник") == "реклама");  // nothing is lost
  CHECK(open.tags.size() == 2);
  CHECK(company_of(it, open) == "ООО Дом");
  CHECK(it.result.records.of<Contact>()[0].phones == TextList{"+79175550101", "+79175550102"});
  const Deal& won = it.deal("Двери");
  CHECK(won.source == "выставка");
  CHECK(company_of(it, won) == "ИП Пётр");
  CHECK(won.closed_on == date_from_iso("2026-02-05"));
  CHECK(event_of(won, EventKind::won)->origin == EventOrigin::import);
}

TEST_CASE("Kommo is known in English, Portuguese and Spanish") {
  const Imported pt = import_text(
      "ID,Lead título,Empresa lead 's,Contato principal,Lead usuário responsável,Etapa do lead,Funil de vendas,"
      "Lead venda R$,Data Criada,Lead tags,Celular (contato)\n"
      "1,Casa,Lar SA,Ana,Rui,Oferta,Vendas,1500,01.02.2026 10:00:00,vip,'+5511999990000\n"
      "2,Porta,Lar SA,Ana,Rui,Fechado - ganho,Vendas,10,01.02.2026 10:00:00,,\n"
      "3,Muro,Lar SA,Ana,Rui,Fechado - perdido,Vendas,10,01.02.2026 10:00:00,,\n");
  CHECK(pt.mapping.importer == "amocrm");
  CHECK(pt.result.counts.won == 1);
  CHECK(pt.result.counts.lost == 1);
  CHECK(pt.deal("Casa").amount == Money{.minor = 150'000, .currency = *currency_from("BRL")});
  CHECK(pt.deal("Casa").owner == "Rui");
  CHECK(company_of(pt, pt.deal("Casa")) == "Lar SA");
  CHECK(pt.stage_of(pt.deal("Casa")).name == "Oferta");
  const Imported es = import_text(
      "ID,Nombre del lead,Contacto principal,Usuario responsable,Etapa del lead,Embudo de ventas,Venta,Fecha de "
      "cierre\n"
      "1,Casa,Ana,Luz,Oferta,Ventas,1500,no cerrado\n"
      "2,Puerta,Ana,Luz,Logrado con éxito,Ventas,10,03.02.2026\n");
  CHECK(es.mapping.importer == "amocrm");
  CHECK(es.result.counts.won == 1);
  CHECK(es.deal("Casa").amount->minor == 150'000);
  CHECK(es.deal("Casa").owner == "Luz");
  const Imported en = import_text(
      "Lead tags,Sale,Lead title,Pipeline,Lead stage,Main contact,Closed at\n"
      "vip,1500,House,Sales,Initial contact,Ann,not closed\n,5,Door,Sales,Closed - won,Ann,03.02.2026\n");
  CHECK(en.mapping.importer == "amocrm");
  CHECK(en.result.counts.won == 1);
  CHECK(en.stage_of(en.deal("House")).name == "Initial contact");
}

TEST_CASE("Vtiger: references, lists and English values under captions of two languages") {
  const Imported en = import_text(
      "\"Opportunity Name\", \"Opportunity Number\", \"Amount\", \"Related To\", \"Contact Name\", \"Expected Close "
      "Date\", "
      "\"Sales Stage\", \"Assigned To\", \"Campaign Source\", \"Created Time\", \"Colours\"\n"
      "\"Roof\",\"POT1\",\"1,234.50\",\"Accounts::::Acme\",\"Contacts::::Ann Lee\",\"2026-03-01\",\"Needs "
      "Analysis\",\"Bob\","
      "\"Campaigns::::Spring\",\"2026-01-01 10:00:00\",\"red |##| blue\"\n"
      "\"Wall\",\"POT2\",\"5.00\",\"Accounts::::Acme\",\"\",\"2026-02-01\",\"Closed Lost\",\"Bob\",\"\",\"2026-01-02 "
      "10:00:00\",\"\"\n");
  CHECK(en.mapping.importer == "vtiger");
  const Deal& roof = en.deal("Roof");
  CHECK(company_of(en, roof) == "Acme");
  CHECK(en.result.records.of<Contact>()[0].name == "Ann Lee");
  CHECK(roof.origin.id == "POT1");
  CHECK(roof.amount->minor == 123'450);
  CHECK(roof.expected_close == date_from_iso("2026-03-01"));
  CHECK(extra_of(roof, "Campaign Source") == "Spring");
  CHECK(extra_of(roof, "Colours") == "red, blue");
  CHECK(en.deal("Wall").status == DealStatus::lost);
  CHECK(en.deal("Wall").closed_on == date_from_iso("2026-02-01"));
  const Imported ru = import_text(
      "Стадия;Сделка;Сделка №;Сумма;Название организации;Имя Контакта;Ожидаемая дата закрытия;Источник Обращения;"
      "Ответственный;Вероятность (%)\n"
      "Closed Won;Окна;P1;1 234,50;Accounts::::Дом;Contacts::::Олег;05-02-2026;Cold Call;Ира;100\n"
      "Prospecting;Двери;P2;10,00;;;25-02-2026;;Ира;10\n");
  CHECK(ru.mapping.importer == "vtiger");
  CHECK(ru.deal("Окна").status == DealStatus::won);
  CHECK(ru.deal("Окна").amount->minor == 123'450);
  CHECK(company_of(ru, ru.deal("Окна")) == "Дом");
  CHECK(ru.deal("Двери").expected_close == date_from_iso("2026-02-25"));
  CHECK(ru.deal("Двери").probability == 10);
}

TEST_CASE("Pipedrive: the status decides, each end has its own time, the last change of stage is dated") {
  const std::vector<std::vector<std::string>> rows = {
      {"Deal - ID", "Deal - Title", "Deal - Value", "Deal - Currency of Value", "Deal - Organization", "Deal - Stage",
       "Deal - Status", "Deal - Deal created", "Deal - Last stage change", "Deal - Won time", "Deal - Lost time",
       "Deal - Lost reason", "Deal - Expected close date", "Deal - Contact person", "Person - Phone (Work)"},
      {"1", "Roof", "1500.5", "EUR", "Acme", "Offer", "Open", "2026-01-01 10:00:00", "2026-01-05 11:00:00", "", "", "",
       "2026-03-01", "Ann", "+49 30 1234567"},
      {"2", "Wall", "10", "EUR", "Acme", "Offer", "won", "2026-01-01 10:00:00", "2026-01-05 11:00:00",
       "2026-01-09 12:00:00", "2026-01-07 12:00:00", "", "", "", ""},
      {"3", "Gate", "10", "EUR", "Acme", "Offer", "Lost", "2026-01-01 10:00:00", "2026-01-05 11:00:00", "",
       "2026-01-08 12:00:00", "Price", "", "", ""}};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const Imported it = import_text(shuffled(rows, seed));
    CHECK(it.mapping.importer == "pipedrive");
    CHECK(it.result.warning_count == 0);
    const Deal& roof = it.deal("Roof");
    CHECK(roof.origin.id == "1");
    CHECK(way_of(it, roof) == std::vector<std::string>{"Offer 2026-01-05T11:00"});
    CHECK(roof.expected_close == date_from_iso("2026-03-01"));
    CHECK(it.deal("Wall").status == DealStatus::won);
    CHECK(it.deal("Wall").closed_on == date_from_iso("2026-01-09"));  // it had been lost before
    CHECK(it.stage_of(it.deal("Wall")).name == "Offer");
    CHECK(it.deal("Gate").closed_on == date_from_iso("2026-01-08"));
    CHECK(it.result.records.of<LossReason>().size() == 1);
    CHECK(it.result.records.of<Contact>().at(0).phones == TextList{"+49 30 1234567"});
  }
  CHECK(system_of("Deal - Title,Deal - Stage,Deal - Value\nA,x,1\n") == "pipedrive");
}

TEST_CASE("HubSpot: the columns of stages are the past, each with its precision and only in its pipeline") {
  const Imported it = import_text(
      "\"Record ID\",\"Deal Name\",\"Pipeline\",\"Deal Stage\",\"Amount\",\"Amount in company "
      "currency\",\"Currency\",\"Create "
      "Date\",\"Close Date\",\"Deal owner\",\"Associated Company\",\"Date entered \"\"First call (Sales)\"\"\",\"Date "
      "entered "
      "\"\"Offer (big) (Sales)\"\"\",\"Date entered \"\"Closed Won (Sales)\"\"\",\"Date entered \"\"Closed Lost "
      "(Sales)\"\"\",\"Date entered \"\"Renewal (Second)\"\"\"\n"
      "\"9001\",\"Roof\",\"Sales\",\"Closed Won\",\"100\",\"90\",\"USD\",\"2026-01-01 10:00\",\"2026-01-20 "
      "00:00\",\"Bob\",\"Acme;Beta\",\"2026-01-02\",\"2026-01-10 12:30\",\"2026-01-18 16:00\",\"2026-01-12 "
      "10:00\",\"\"\n"
      "\"9002\",\"Wall\",\"Sales\",\"First call\",\"5\",\"5\",\"PEN\",\"2026-01-01 10:00\",\"2026-02-20 "
      "00:00\",\"Bob\",\"Acme\",\"2026-01-03\",\"\",\"\",\"2026-01-12 10:00\",\"2026-01-04\"\n"
      "\"9003\",\"Gate\",\"Sales\",\"Closed Lost\",\"5\",\"5\",\"MXN\",\"2026-01-01 10:00\",\"2026-02-20 "
      "00:00\",\"Bob\",\"\",\"\",\"\",\"\",\"\",\"\"\n");
  CHECK(it.mapping.importer == "hubspot");
  const Deal& roof = it.deal("Roof");
  CHECK(roof.status == DealStatus::won);
  CHECK(way_of(it, roof) == std::vector<std::string>{"First call 2026-01-02", "Offer (big) 2026-01-10T12:30"});
  CHECK(roof.closed_on == date_from_iso("2026-01-18"));
  CHECK(extra_of(roof, "Close Date") == "2026-01-20 00:00");
  CHECK(extra_of(roof, "Amount in company currency") == "90");
  CHECK(roof.amount == Money{.minor = 10'000, .currency = *currency_from("USD")});
  CHECK(company_of(it, roof) == "Acme");
  CHECK(extra_of(roof, "Associated Company") == "Acme;Beta");
  const Deal& wall = it.deal("Wall");
  CHECK(wall.status == DealStatus::open);  // it was lost once and is open again
  CHECK(way_of(it, wall) == std::vector<std::string>{"First call 2026-01-03"});
  CHECK(wall.expected_close == date_from_iso("2026-02-20"));
  CHECK(it.deal("Gate").closed_on == date_from_iso("2026-02-20"));
  for (const Stage& stage : it.result.records.of<Stage>()) CHECK(stage.name != "Renewal");
}

TEST_CASE("stages nobody knows stand in the order in which deals pass them, not in that of the rows or columns") {
  const Imported it = import_text(
      "\"Deal Name\",\"Deal Stage\",\"Amount\",\"Create Date\",\"Close Date\",\"Date entered \"\"Zeta (P)\"\"\",\"Date "
      "entered \"\"Alpha (P)\"\"\",\"Date entered \"\"Mid (P)\"\"\"\n"
      "A,Zeta,1,2026-01-01,,2026-01-09,2026-01-01,2026-01-05\n"
      "B,Zeta,1,2026-01-01,,2026-01-10,,2026-01-08\n"
      "C,Alpha,1,2026-01-01,,,2026-01-03,\n"
      "D,Alpha,1,2026-01-01,,,2026-01-09,2026-01-08\n");  // one goes back
  std::map<std::string, std::string> by_rank;
  for (const Stage& stage : it.result.records.of<Stage>()) by_rank[stage.rank.text] = stage.name;
  std::string order;
  for (const auto& [rank, name] : by_rank) order += name + " ";
  CHECK(order == "Alpha Mid Zeta ");
}

TEST_CASE("Salesforce: a report with its footer, the data of the API, the history of opportunities") {
  const Imported report = import_text(
      "\"Opportunity Owner\",\"Account Name\",\"Opportunity Name\",\"Stage\",\"Amount "
      "Currency\",\"Amount\",\"Probability "
      "(%)\",\"Age\",\"Close Date\",\"Created Date\"\n"
      "\"Bob\",\"Caf\xE9\",\"Roof\",\"Negotiation/Review\",\"EUR\",\"1500\",\"90\",\"3\",\"25/02/2026\",\"01/01/"
      "2026\"\n"
      "\"Bob\",\"Caf\xE9\",\"Wall\",\"Closed Won\",\"EUR\",\"15\",\"100\",\"3\",\"20/01/2026\",\"01/01/2026\"\n"
      "\n\"Confidential Information - Do Not Distribute\"\n\"Generated By:  Bob 1/2/2026\"\n");
  CHECK(report.mapping.importer == "salesforce");
  CHECK(report.result.counts.deals == 2);
  CHECK(company_of(report, report.deal("Roof")) == "Café");
  CHECK(report.deal("Wall").closed_on == date_from_iso("2026-01-20"));

  const Imported data = import_text(
      "Id,IsDeleted,AccountId,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CurrencyIsoCode,CreatedDate,"
      "LastStageChangeDate\n"
      "0061A,0,000000000000000AAA,Roof,Signed,100,2026-02-01,1,1,EUR,2026-01-01T10:00:00.000Z,2026-01-31 10:00:00\n"
      "0061B,0,0011,Wall,Withdrawn,100,2026-02-02,1,0,EUR,2026-01-01T10:00:00.000Z,2026-01-31 10:00:00\n"
      "0061C,0,0011,Gate,Qualification,100,2026-03-03,0,0,USD,2026-01-01T10:00:00.000Z,2026-01-21 10:00:00\n");
  CHECK(data.mapping.importer == "salesforce");
  CHECK(data.deal("Roof").status == DealStatus::won);
  CHECK(data.deal("Wall").status == DealStatus::lost);
  CHECK(data.deal("Gate").status == DealStatus::open);
  CHECK(data.deal("Gate").origin.id == "0061C");
  CHECK(data.deal("Gate").expected_close == date_from_iso("2026-03-03"));
  CHECK(way_of(data, data.deal("Gate")) == std::vector<std::string>{"Qualification 2026-01-21T10:00"});
  CHECK(data.stage_of(data.deal("Wall")).name == "Withdrawn");
  CHECK(extra_of(data.deal("Wall"), "AccountId") == "0011");

  // Newest first, a sum changed without the stage, a deal that was lost and came back, quoted junk.
  const Imported history = import_text(
      "Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,CloseDate,Probability,PrevAmount\n"
      "7,006A,u,2026-01-20 10:00:00,Closed Won,150,2026-02-01,100,\n"
      "6,006A,u,2026-01-15 10:00:00,Proposal,150,2026-02-01,75,100\n"
      "5,006A,u,2026-01-10 10:00:00,Proposal,100,2026-02-01,75,\n"
      "4,006A,u,2026-01-01 10:00:00,Prospecting,100,2026-02-01,10,\n"
      "3,006B,u,2026-01-09 10:00:00,Prospecting,7,2026-02-01,10,\n"
      "2,006B,u,2026-01-05 10:00:00,Closed Lost,7,2026-02-01,0,\n"
      "1,006B,u,2026-01-02 10:00:00,Prospecting,7,2026-02-01,10,\n");
  CHECK(history.mapping.importer == "salesforce");
  CHECK(history.result.counts.deals == 2);
  CHECK(history.result.warning_count <= 1);  // the currency is not said
  const Deal& first = history.deal("№ 006A");
  CHECK(first.status == DealStatus::won);
  CHECK(first.amount->minor == 15'000);
  CHECK(first.closed_on == date_from_iso("2026-01-20"));
  CHECK(iso_text(event_of(first, EventKind::created)->at).starts_with("2026-01-01T10:00"));
  CHECK(way_of(history, first) ==
        std::vector<std::string>{"Prospecting 2026-01-01T10:00", "Proposal 2026-01-10T10:00"});
  const Deal& second = history.deal("№ 006B");
  CHECK(second.status == DealStatus::open);
  CHECK_FALSE(second.closed_on);
  CHECK(history.stage_of(second).name == "Prospecting");
}

TEST_CASE("Zoho, Odoo, EspoCRM, Twenty, Atomic CRM and monday are known by their headers and give whole deals") {
  struct Case {
    const char* system;
    const char* id;
    const char* text;
  };
  for (const Case& it : {
           Case{"zoho", "zcrm_1",
                "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account "
                "Name,Stage,Created "
                "Time(Created Time)\nzcrm_1,zcrm_9,Bob,100,Roof,2026-02-01,zcrm_7,Acme,Offer,2026-01-01 10:00:00\n"},
           Case{"odoo", "",
                "Opportunity,Salesperson,Company Name,Expected Revenue,Stage,Expected Closing,Sales Team,Created on\n"
                "Roof,Bob,Acme,100,Offer,2026-02-01,Europe,2026-01-01 10:00:00\n"},
           Case{"odoo", "__export__.crm_lead_1",
                "id,name,user_id,partner_id,expected_revenue,stage_id,date_deadline,create_date\n"
                "__export__.crm_lead_1,Roof,Bob,Acme,100,Offer,2026-02-01,2026-01-01 10:00:00\n"},
           Case{"espocrm", "e1",
                "id,name,amountCurrency,amount,amountConverted,accountId,accountName,stage,lastStage,closeDate,"
                "createdAt,"
                "createdByName,assignedUserName\n"
                "e1,Roof,EUR,100,110,a1,Acme,Offer,,2026-02-01,2026-01-01 10:00:00,Jim,Bob\n"},
           Case{"espocrm", "",
                "Название,Контрагент,Стадия,Сумма,Валюта суммы,Источник кандидата,Дата закрытия,Ответственный,Создано\n"
                "Roof,Acme,Offer,100,EUR,Web,2026-02-01,Bob,2026-01-01 10:00:00\n"},
           Case{"twenty", "t1",
                "Id,Name,Amount Micros,Currency Code,Close date,Stage,Point of Contact,Company,Created at,Owner\n"
                "t1,Roof,100000000,EUR,2026-02-01,Offer,Ann,Acme,2026-01-01T10:00:00Z,Bob\n"},
           Case{"monday", "77",
                "Deals board,,,,,,,,\nName,Subitems,Stage,Owner,Deal Value,Accounts,Expected Close Date,Deal creation "
                "date,Item ID (auto generated)\n"
                "Roof,,Offer,Bob,100,Acme,2026-02-01,2026-01-01,77\n"},
       }) {
    CAPTURE(it.system);
    CAPTURE(it.id);
    const Imported made = import_text(it.text);
    CHECK(made.mapping.importer == it.system);
    REQUIRE(made.result.counts.deals == 1);
    const Deal& deal = made.result.records.of<Deal>()[0];
    CHECK(deal.title == "Roof");
    CHECK(deal.origin.id == it.id);
    if (*it.id != 0) CHECK(deal.origin.system == it.system);
    CHECK(deal.owner == "Bob");
    REQUIRE(deal.amount);
    CHECK(deal.amount->minor == 10'000);
    CHECK(company_of(made, deal) == "Acme");
    CHECK(made.stage_of(deal).name == "Offer");
    CHECK(deal.expected_close == date_from_iso("2026-02-01"));
    CHECK(event_of(deal, EventKind::created)->origin == EventOrigin::import);
  }
  const Imported twenty = import_text(
      "Name,Amount Micros,Close date,Stage,Point of "
      "Contact\nRoof,1250000,2026-02-01,CUSTOMER,Ann\nWall,-5,2026-02-01,MEETING,\n");
  CHECK(twenty.mapping.importer == "twenty");
  CHECK(twenty.deal("Roof").status == DealStatus::won);
  CHECK(twenty.deal("Roof").amount->minor == 125);
  CHECK(twenty.deal("Wall").amount->minor == 0);
  const Imported atomic = import_text(
      "id,name,company_id,contact_ids,category,stage,description,amount,created_at,updated_at,archived_at,"
      "expected_closing_date,sales_id,index\n"
      "1,Roof,4,\"[5,6]\",ui,in-negociation,Slate,100,2026-01-01T10:00:00Z,2026-01-02T10:00:00Z,,2026-02-01,3,0\n"
      "2,Wall,4,[5],ui,won,,100,2026-01-01T10:00:00Z,2026-01-02T10:00:00Z,,2026-02-01,3,0\n");
  CHECK(atomic.mapping.importer == "atomic");
  CHECK(atomic.stage_of(atomic.deal("Roof")).name == "in-negociation");
  CHECK(atomic.deal("Wall").status == DealStatus::won);
  CHECK(extra_of(atomic.deal("Roof"), "company_id") == "4");
}

TEST_CASE("what is deleted in the other system is left out with a remark, whatever says so there") {
  for (const char* text :
       {"Id,IsDeleted,Name,StageName,Amount,CloseDate,IsClosed,IsWon\n1,true,Roof,Offer,5,2026-02-01,0,0\n"
        "2,false,Wall,Offer,5,2026-02-01,0,0\n",
        "Id,IsDeleted,Name,StageName,Amount,CloseDate,IsClosed,IsWon\n1,1,Roof,Closed Won,5,2026-02-01,1,1\n"
        "2,0,Wall,Offer,5,2026-02-01,0,0\n",
        "Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Value\n1,Roof,Offer,deleted,5\n2,Wall,Offer,open,5\n",
        "Deal - ID,Deal - Title,Deal - Stage,Deal - Value,Deal - Deleted\n1,Roof,Offer,5,true\n2,Wall,Offer,5,false\n",
        "id,name,amountCurrency,amount,amountConverted,accountName,stage,createdByName,assignedUserName,deleted\n"
        "e1,Roof,EUR,100,110,Acme,Offer,Jim,Bob,1\ne2,Wall,EUR,100,110,Acme,Offer,Jim,Bob,0\n",
        "Id,Name,Amount Micros,Currency Code,Close date,Stage,Point of Contact,Deletion date\n"
        "t1,Roof,100000000,EUR,2026-02-01,Offer,Ann,2026-01-05T10:00:00Z\n"
        "t2,Wall,100000000,EUR,2026-02-01,Offer,Ann,\n",
        "Сделка;Этап;Сумма;Удалена\nRoof;Новая;5;да\nWall;Новая;5;нет\n",
        R"({"deals":[{"id":1,"name":"Roof","stage":"Offer","is_deleted":true},
                     {"id":2,"name":"Wall","stage":"Offer","is_deleted":false}]})"}) {
    CAPTURE(text);
    const Imported it = import_text(text);
    REQUIRE(it.result.counts.deals == 1);
    CHECK(it.result.records.of<Deal>()[0].title == "Wall");
    CHECK(it.result.counts.skipped == 1);
    CHECK(it.warned(TextKey::import_row_deleted));
  }
  // The user may say what such a status means.
  const Imported lost =
      import_text("Deal - Title,Deal - Stage,Deal - Status,Deal - Value\nRoof,Offer,deleted,5\nWall,Offer,open,5\n",
                  [](ImportMapping& mapping) {
                    for (StageValue& status : mapping.statuses)
                      if (status.value == "deleted") status.outcome = StageOutcome::lost;
                  });
  CHECK(lost.result.counts.lost == 1);
}

TEST_CASE("what is archived in the other system is archived here, and lost where archiving means losing") {
  const Imported odoo = import_text(
      "Opportunity,Salesperson,Expected Revenue,Stage,Expected Closing,Closed Date,Lost Reason,Active\n"
      "Roof,Bob,100,Offer,2026-02-01,2026-01-20 10:00:00,Too expensive,False\n"
      "Wall,Bob,100,Won,2026-02-01,2026-01-21 10:00:00,,True\n"
      "Gate,Bob,100,Offer,2026-02-01,,,True\n"
      "Door,Bob,100,Won,2026-02-01,2026-01-22 10:00:00,,False\n");
  CHECK(odoo.mapping.importer == "odoo");
  const Deal& lost = odoo.deal("Roof");
  CHECK(lost.status == DealStatus::lost);
  CHECK(lost.closed_on == date_from_iso("2026-01-20"));
  CHECK(odoo.stage_of(lost).name == "Offer");
  REQUIRE(odoo.result.records.of<LossReason>().size() == 1);
  CHECK(lost.loss_reason == odoo.result.records.of<LossReason>()[0].id);
  CHECK(odoo.deal("Wall").status == DealStatus::won);
  CHECK(odoo.deal("Gate").status == DealStatus::open);
  CHECK(odoo.deal("Door").status == DealStatus::won);
  CHECK(odoo.deal("Door").archived);
  for (const char* title : {"Roof", "Wall", "Gate"}) CHECK_FALSE(odoo.deal(title).archived);
  for (const char* text : {"Deal - Title,Deal - Stage,Deal - Status,Deal - Archive status\nRoof,Offer,lost,Archived\n"
                           "Wall,Offer,open,Not archived\n",
                           "id,name,company_id,contact_ids,stage,amount,created_at,archived_at,expected_closing_date,"
                           "sales_id\n1,Roof,4,[5],lost,100,2026-01-01T10:00:00Z,2026-01-05T10:00:00Z,2026-02-01,3\n"
                           "2,Wall,4,[5],opportunity,100,2026-01-01T10:00:00Z,,2026-02-01,3\n",
                           "Voronka ID,Deal name,Stage,Status,Archived\n,Roof,Offer,lost,Yes\n,Wall,Offer,open,\n"}) {
    CAPTURE(text);
    const Imported it = import_text(text);
    REQUIRE(it.result.counts.deals == 2);
    CHECK(it.deal("Roof").archived);
    CHECK(it.deal("Roof").status == DealStatus::lost);
    CHECK_FALSE(it.deal("Wall").archived);
    CHECK(it.warned(TextKey::import_archived));
  }
}

TEST_CASE("monday: groups, captions that come again and the parts below an item are no deals") {
  const Imported it = import_text(
      "Deals board,,,,,,,,\nActive deals,,,,,,,,\n"
      "Name,Subitems,Stage,Owner,Deal Value,Accounts,Expected Close Date,Deal creation date,Item ID (auto generated)\n"
      "Roof,\"Plan, Visit\",Offer,Bob,100,Acme,2026-02-01,2026-01-01,77\n"
      "Subitems,Name,Owner,Status,Date,Item ID (auto "
      "generated),,,\n,Plan,Bob,Done,2026-01-05,78,,,\n,Visit,Ann,Stuck,,79,,,\n"
      "Wall,,New,Bob,5,Acme,2026-02-01,2026-01-01,80\nClosed,,,,,,,,\n"
      "Name,Subitems,Stage,Owner,Deal Value,Accounts,Expected Close Date,Deal creation date,Item ID (auto generated)\n"
      "Gate,,Won,Bob,7,Acme,2026-02-01,2026-01-01,81\n");
  CHECK(it.mapping.importer == "monday");
  CHECK(it.result.counts.deals == 3);
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.skipped + it.result.counts.deals == it.result.counts.rows);
  CHECK(it.deal("Roof").amount->minor == 10'000);
  CHECK(it.deal("Roof").owner == "Bob");
}

TEST_CASE("Kommo: other captions of accounts in Spanish and Portuguese") {
  const Imported es = import_text(
      "ID,Nombre del lead,Estatus del lead,Embudo de ventas,Presupuesto $,Fecha de Creación,Respons. "
      "usuario,Etiquetas,Nombre completo,Compañía del contacto,Teléfono oficina directo,E-mail priv.\n"
      "1,Casa,Oferta,Ventas,1500,01.02.2026 10:00:00,Luz,vip,Ana,Hogar SA,'+5715550101,ana@hogar.example\n"
      "2,Puerta,Logrado con éxito,Ventas,10,02.02.2026 10:00:00,Luz,,Ana,,,\n");
  CHECK(es.mapping.importer == "amocrm");
  const Deal& casa = es.deal("Casa");
  CHECK(es.stage_of(casa).name == "Oferta");
  CHECK(es.result.counts.won == 1);
  CHECK(casa.amount->minor == 150'000);
  CHECK(casa.owner == "Luz");
  CHECK(casa.tags.size() == 1);
  CHECK(company_of(es, casa) == "Hogar SA");
  REQUIRE_FALSE(es.result.records.of<Contact>().empty());
  CHECK(es.result.records.of<Contact>()[0].name == "Ana");
  CHECK(es.result.records.of<Contact>()[0].phones == TextList{"+5715550101"});
  CHECK(es.result.records.of<Contact>()[0].emails == TextList{"ana@hogar.example"});
  const Imported pt = import_text(
      "ID,Nome completo,Telefone residencial,Email pessoal,Empresa lead 's,Usuário responsável,Tags,Etapa do "
      "lead,Funil de vendas,Lead venda R$,Criado em,Fechada em,Motivo de perda,Cargo\n"
      "1,Ana,'+5511999990000,ana@lar.example,Lar SA,Rui,vip,Fechado - perdido,Vendas,1500,01.02.2026 "
      "10:00:00,05.02.2026 10:00:00,Preço,Diretora\n");
  CHECK(pt.mapping.importer == "amocrm");
  REQUIRE(pt.result.counts.lost == 1);
  const Deal& deal = pt.result.records.of<Deal>()[0];
  CHECK(deal.closed_on == date_from_iso("2026-02-05"));
  CHECK(pt.result.records.of<LossReason>().size() == 1);
  CHECK(pt.result.records.of<Contact>().at(0).job_title == "Diretora");
  CHECK(pt.result.records.of<Contact>().at(0).phones.size() == 1);
  CHECK(event_of(deal, EventKind::created)->origin == EventOrigin::import);
}

TEST_CASE("columns that other accounts do not have or have besides lose no deal and no cell") {
  const std::vector<std::vector<std::string>> rows = {
      {"ID", "Название сделки", "Бюджет ₽", "Этап сделки", "Воронка", "Кем создана сделка", "Дата закрытия", "Компания",
       "Источник", "Источник", "Теги сделки", "Своё поле", "Полное имя контакта", "Мобильный телефон"},
      {"1", "Окна", "10", "Переговоры", "Опт", "Ира", "не закрыта", "Дом", "сайт", "реклама", "а, б", "да", "Олег",
       "'+79175550101"},
      {"2", "Двери", "??", "143", "Опт", "Ира", "когда-то", "", "", "улица", "", "", "", "нет"},
      {"3", "Крыша", "-5", "Успешно реализовано", "", "", "05.02.2026 10:00:00", "ООО ;", "", "", ",;", "::::", "",
       ""}};
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<std::vector<std::string>> some(rows.size());
    for (std::size_t i = 0; i < rows[0].size(); ++i) {
      if (i != 1 && random.next() % 3 == 0) continue;
      for (std::size_t row = 0; row < rows.size(); ++row) some[row].push_back(rows[row][i]);
    }
    for (const auto& [name, value] :
         {std::pair{"Ещё поле", "x"}, std::pair{"utm_source", "y"}, std::pair{"Заметки менеджера", "z"}}) {
      some[0].push_back(name);
      for (std::size_t row = 1; row < some.size(); ++row) some[row].push_back(value);
    }
    const Imported it = import_text(shuffled(some, seed));
    REQUIRE(it.result.counts.deals == 3);
    const Deal& deal = it.deal("Окна");
    CHECK(extra_of(deal, "Ещё поле") == "x");
    const bool two = std::ranges::count(some[0], "Источник") == 2;
    if (two && it.mapping.importer == "amocrm") CHECK(deal.extra.size() >= 2);
    for (const Deal& one : it.result.records.of<Deal>())
      if (!one.origin.id.empty()) CHECK(one.origin.system == it.mapping.importer);
    if (std::ranges::find(some[0], "Этап сделки") != some[0].end()) {
      const bool known = std::ranges::find(it.mapping.stages, "143", &StageValue::value) != it.mapping.stages.end();
      CHECK(known);
      CHECK(it.deal("Двери").status == DealStatus::lost);
    }
  }
}

TEST_CASE("a plain table with a word or two of another system stays a plain table") {
  for (const char* text :
       {"Название сделки,Бюджет,Этап\nA,1,x\n", "Deal Name,Amount,Stage\nA,1,x\n", "Name,Owner,Stage,Amount\nA,B,x,1\n",
        "Opportunity,Company,Probability\nA,B,10\n", "Venta,Empresa,Etapa\n1,B,x\n",
        ("opportunity_id,account_name,lead_source,created_date,close_date,stage,amount,is_won,is_closed\n"
         "1,B,x,2026-01-01,2026-02-01,y,1,False,False\n"),
        "Lead Source,Amount,Company\nx,1,B\n"}) {
    CAPTURE(text);
    CHECK(system_of(text) == "table");
  }
}

TEST_CASE("a column that is called like a date and holds something else is kept as it is") {
  const Imported it = import_text(
      "Deal - Title,Deal - Stage,Deal - Status,Deal - Won time,Deal - Last stage change\n"
      "\"a \"\"b\"\"\nc\",x,won,soon,??\n");
  CHECK(it.mapping.importer == "pipedrive");
  REQUIRE(it.result.counts.deals == 1);
  const Deal& deal = it.result.records.of<Deal>()[0];
  CHECK(extra_of(deal, "Deal - Won time") == "soon");
  CHECK(extra_of(deal, "Deal - Last stage change") == "??");
}

TEST_CASE(
    "owners, sources and currencies of the file are listed with what they are written as, and follow what is said") {
  const std::string text =
      "Название;Сумма;Валюта;Ответственный;Источник\nA;1;RUB;Ирина;Avito\nB;2;у.е.;Ирина;avito\nC;3;у.е.;тест;AVITO\n"
      "D;4;RUB;;\n";
  const Imported plain = import_text(text);
  REQUIRE(plain.mapping.values.size() == 6);
  CHECK(plain.mapping.values[0] ==
        ValueName{.target = ImportTarget::currency, .value = "у.е.", .name = "", .rows = 2});  // RUB needs no help
  CHECK(plain.mapping.values[1] ==
        ValueName{.target = ImportTarget::owner, .value = "Ирина", .name = "Ирина", .rows = 2});
  CHECK(plain.mapping.values[3].name == "Avito");
  CHECK(plain.mapping.values[4] ==
        ValueName{.target = ImportTarget::source, .value = "avito", .name = "Avito", .rows = 1});
  CHECK(plain.deal("C").source == "Avito");
  CHECK(plain.warned(TextKey::import_bad_currency));
  const Imported said = import_text(text, [](ImportMapping& mapping) {
    mapping.values[0].name = "USD";
    mapping.values[2].name = "";
    mapping.values[3].name = mapping.values[4].name = mapping.values[5].name = "Авито";
  });
  CHECK(said.deal("B").amount == Money{.minor = 200, .currency = *currency_from("USD")});
  CHECK(said.deal("C").owner == "");
  CHECK(said.deal("A").source == "Авито");
  CHECK(said.deal("C").source == "Авито");
  CHECK_FALSE(said.warned(TextKey::import_bad_currency));
}

TEST_CASE("each column of days is believed, also where two of them are written in two orders") {
  const std::string text =
      "Название;Этап;Дата создания;Дата закрытия\nA;Новый;31.01.2026;02/03/2026\nB;Новый;02.01.2026;02/28/2026\n";
  const Imported it = import_text(text);
  CHECK(it.mapping.date_order_sure);
  const auto day = [](const char* iso) { return date_from_iso(iso).value(); };
  CHECK(it.deal("A").expected_close == day("2026-02-03"));
  CHECK(it.deal("B").expected_close == day("2026-02-28"));
  CHECK(local_date(event_of(it.deal("B"), EventKind::created)->at) == day("2026-01-02"));
  CHECK(it.column("Дата закрытия").sample_day == day("2026-02-03"));
  CHECK(it.column("Дата создания").sample_day == day("2026-01-31"));
  // A column that is torn in itself, or one that proves nothing beside two that disagree, is asked about.
  CHECK_FALSE(
      import_text("Название;Этап;Дата создания\nA;Новый;31/01/2026\nB;Новый;01/31/2026\n").mapping.date_order_sure);
  CHECK_FALSE(import_text("Название;Этап;Дата создания;Дата закрытия;Дата изменения\n"
                          "A;Новый;31/01/2026;02/28/2026;01/02/2026\n")
                  .mapping.date_order_sure);
}

TEST_CASE("headers say stages, currencies and words that are written together") {
  CHECK(folded_header("assignedUserName") == "assigned user name");
  CHECK(folded_header("eMail") == "email");
  CHECK(folded_header("Deal - ID") == "id");
  CHECK(folded_header("Created Time(Created Time)") == "created time");
  CHECK(stage_date_of("Date entered \"Offer (A) (B)\"").stage == "Offer (A)");
  CHECK(stage_date_of("Date entered \"Offer (A) (B)\"").pipeline == "B");
  CHECK(stage_date_of("Date entered").stage.empty());
  CHECK(stage_date_of("Дата входа в этап Оферта").stage == "Оферта");
  CHECK(currency_of_header("Бюджет ₸") == currency_from("KZT"));
  CHECK(currency_of_header("Amount (USD)") == currency_from("USD"));
  CHECK(currency_of_header("Бюджет ").code == 0);
  CHECK(currency_of_header("amount_usd") == currency_from("USD"));
  for (const char* plain : {"Deal value", "Sum", "Real value", "try amount", "Сумма"}) {
    CAPTURE(plain);
    CHECK(currency_of_header(plain).code == 0);
  }
}

}  // namespace
}  // namespace voronka
