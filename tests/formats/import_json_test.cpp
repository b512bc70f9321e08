// Answers of other systems' interfaces and a board, small and made up for this, in the shapes that they have.
#include <doctest/doctest.h>

#include "formats/import_registry.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

std::string_view extra_of(const Deal& deal, std::string_view header) {
  const auto found = std::ranges::find(deal.extra, header, [](const auto& it) { return std::string_view(it.first); });
  return found == deal.extra.end() ? std::string_view{} : std::string_view(found->second);
}

std::vector<std::string> stages_of(const Imported& it) {
  std::vector<Stage> stages = it.result.records.of<Stage>();
  std::ranges::sort(stages, {}, [](const Stage& stage) { return stage.rank.text; });
  std::vector<std::string> names;
  for (const Stage& stage : stages) names.push_back(stage.name);
  return names;
}

// "New 2026-01-10T10:00" for every stage the deal came to, in the order of its history.
std::vector<std::string> way_of(const Imported& it, const Deal& deal) {
  std::vector<std::string> way;
  for (const Event& event : deal.history) {
    if (event.kind != EventKind::stage_entered) continue;
    for (const Stage& stage : it.result.records.of<Stage>())
      if (event.value == EventValue(stage.id.raw))
        way.push_back(stage.name +
                      (event.precision == Precision::unknown ? "" : " " + iso_text(event.at).substr(0, 16)));
  }
  return way;
}

std::vector<std::string> notes_of(const Imported& it, const Deal& deal) {
  std::vector<std::string> texts;
  for (const Note& note : it.result.records.of<Note>())
    if (note.deal == deal.id) texts.push_back(note.text);
  return texts;
}

constexpr std::string_view bitrix_deals = R"~({"result":[
 {"ID":"11","TITLE":"Windows","TYPE_ID":"SALE","STAGE_ID":"NEW","PROBABILITY":null,"CURRENCY_ID":"RUB","OPPORTUNITY":"350000.00",
  "IS_MANUAL_OPPORTUNITY":"N","COMPANY_ID":"5","CONTACT_ID":"7","BEGINDATE":"2026-01-10T03:00:00+03:00",
  "CLOSEDATE":"2026-02-10T03:00:00+03:00","ASSIGNED_BY_ID":"1","DATE_CREATE":"2026-01-10T12:00:00+03:00",
  "DATE_MODIFY":"2026-01-12T12:00:00+03:00","OPENED":"Y","CLOSED":"N","COMMENTS":"call first","CATEGORY_ID":"0",
  "STAGE_SEMANTIC_ID":"P","SOURCE_ID":"WEB","MOVED_TIME":"2026-01-11T12:00:00+03:00","UF_CRM_1":["x","y"]},
 {"ID":"12","TITLE":"Doors","STAGE_ID":"C2:WON","CURRENCY_ID":"RUB","OPPORTUNITY":"1200.50","CLOSED":"Y","CATEGORY_ID":"2",
  "STAGE_SEMANTIC_ID":"S","CLOSEDATE":"2026-01-20T03:00:00+03:00","DATE_CREATE":"2026-01-10T12:00:00+03:00","ASSIGNED_BY_ID":"1"},
 {"ID":"13","TITLE":"Roof","STAGE_ID":"LOSE","CURRENCY_ID":"USD","OPPORTUNITY":"10.00","CLOSED":"Y","CATEGORY_ID":"0",
  "STAGE_SEMANTIC_ID":"F","CLOSEDATE":"2026-01-21T03:00:00+03:00","DATE_CREATE":"2026-01-10T12:00:00+03:00","ASSIGNED_BY_ID":"2"},
 {"ID":"14","TITLE":"Fence","STAGE_ID":"APOLOGY","CURRENCY_ID":"RUB","OPPORTUNITY":"0.00","CLOSED":"Y","CATEGORY_ID":"0",
  "STAGE_SEMANTIC_ID":"F","CLOSEDATE":"2026-01-22T03:00:00+03:00","DATE_CREATE":"2026-01-10T12:00:00+03:00","ASSIGNED_BY_ID":"2"}
],"next":50,"total":120,"time":{"start":1.5,"finish":2.25}})~";

TEST_CASE("Bitrix24, crm.deal.list: codes of stages, semantics, pipelines, sums, days") {
  const Imported it = import_text(std::string(bitrix_deals));
  CHECK(it.mapping.importer == "bitrix24_rest");
  CHECK(it.mapping.table.kind == TableKind::json);
  CHECK(it.result.warning_count == 0);
  CHECK(it.result.counts.deals == 4);
  CHECK(it.result.counts.open == 1);
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.lost == 2);
  CHECK(it.result.counts.companies == 0);  // "5" is nobody's name
  CHECK(it.result.counts.contacts == 0);
  const Deal& open = it.deal("Windows");
  CHECK(open.origin == Origin{.system = "bitrix24", .id = "11"});  // as in its tables: they are the same deals
  CHECK(open.amount == Money{.minor = 35'000'000, .currency = *currency_from("RUB")});
  CHECK(open.expected_close == date_from_iso("2026-02-10"));
  CHECK(open.source == "Website");
  CHECK(open.owner == "1");
  CHECK(way_of(it, open) == std::vector<std::string>{"New 2026-01-11T12:00"});
  CHECK(iso_text(event_of(open, EventKind::created)->at) == "2026-01-10T12:00:00.000+03:00");
  CHECK(extra_of(open, "COMPANY_ID") == "5");
  CHECK(extra_of(open, "UF_CRM_1") == "x, y");
  CHECK(notes_of(it, open) == std::vector<std::string>{"call first"});
  CHECK(it.deal("Doors").closed_on == date_from_iso("2026-01-20"));
  CHECK(it.deal("Roof").amount->currency == *currency_from("USD"));
  CHECK(it.result.records.of<Pipeline>().size() == 2);
  CHECK(it.result.records.of<Pipeline>()[0].name == "deals");  // of the file: the first one is called 0
  CHECK(it.result.records.of<Pipeline>()[1].name == "2");
}

TEST_CASE(
    "Bitrix24: codes that mean the same in all accounts are words of the user's language, in tables of any kind") {
  TableReader reader = TableReader::open(std::string(bitrix_deals)).value();
  MappingWishes russian = wishes();
  russian.unknown_stage_name = "Без этапа";
  const ImportMapping mapping = guess_mapping(reader, std::move(russian)).value();
  const ImportResult result = import_table(std::move(reader), mapping, import_stamp()).value();
  for (const StageValue& stage : mapping.stages) {
    CAPTURE(stage.value);
    if (stage.value == "NEW") CHECK(stage.name == "Новая");
    if (stage.value == "C2:WON") CHECK(stage.name == "Сделка успешна");
    CHECK((stage.outcome == StageOutcome::open) == (stage.value == "NEW"));
  }
  CHECK(result.records.of<Deal>()[0].source == "Веб-сайт");
  const Imported table = import_text(
      "ID;TITLE;STAGE_ID;OPPORTUNITY;CURRENCY_ID;CATEGORY_ID;STAGE_SEMANTIC_ID;SOURCE_ID;ASSIGNED_BY_ID\n"
      "1;Windows;C4:PREPAYMENT_INVOICE;5;RUB;4;P;RECOMMENDATION;1\n2;Doors;C4:UC_1;5;RUB;4;P;UC_2;1\n"
      "3;Roof;C4:PREPARATION;5;RUB;4;P;CALL;1\n");
  CHECK(table.mapping.importer == "bitrix24_rest");
  CHECK(stages_of(table).size() == 3);
  CHECK(table.stage_of(table.deal("Windows")).name == "Invoice");
  CHECK(table.stage_of(table.deal("Doors")).name == "C4:UC_1");  // of that account alone
  CHECK(table.deal("Windows").source == "By recommendation");
  CHECK(table.deal("Doors").source == "UC_2");
}

TEST_CASE(
    "Bitrix24 and amoCRM: telephones and addresses of people and companies that stand in other lists of the file") {
  std::string bitrix(bitrix_deals);
  bitrix.insert(1, R"("companies":[{"ID":"5","TITLE":"Dom","PHONE":[{"VALUE":"+74955550100"}],"HAS_EMAIL":"N"}],
    "contacts":[{"ID":"8","NAME":"Ann","PHONE":[{"VALUE":"+1"}]},
     {"ID":"7","NAME":"Oleg","LAST_NAME":"Petrov","HAS_PHONE":"Y","PHONE":[{"VALUE":"+79175550101"},{"VALUE":"+79175550102"}],
      "EMAIL":[{"VALUE":"o@dom.example"}]}],"deals":{)");
  bitrix += "}";
  const Imported it = import_text(bitrix);
  CHECK(it.mapping.importer == "bitrix24_rest");
  REQUIRE(it.result.counts.contacts == 1);
  const Contact& person = it.result.records.of<Contact>()[0];
  CHECK(person.name == "Oleg Petrov");
  CHECK(person.phones == TextList{"+79175550101", "+79175550102"});
  CHECK(person.emails == TextList{"o@dom.example"});
  REQUIRE(it.result.counts.companies == 1);
  CHECK(it.result.records.of<Company>()[0].phones == TextList{"+74955550100"});
  CHECK(person.company == it.result.records.of<Company>()[0].id);

  std::string amo = R"~({"deals":[
    {"id":1,"name":"Windows","price":5,"status_id":47,"pipeline_id":9,"responsible_user_id":5,"created_at":1768035600,"closed_at":null,
     "_embedded":{"contacts":[{"id":6,"is_main":true},{"id":7,"is_main":false}],"companies":[{"id":8}]}},
    {"id":2,"name":"Doors","price":5,"status_id":47,"pipeline_id":9,"responsible_user_id":5,"created_at":1768035600,"closed_at":null,
     "_embedded":{"contacts":[{"id":7}],"companies":[]}},
    {"id":3,"name":"Roof","price":5,"status_id":47,"pipeline_id":9,"responsible_user_id":5,"created_at":1768035600,"closed_at":null,
     "_embedded":{"contacts":[{"id":99}],"companies":[]}}],
   "contacts":[{"id":6,"name":"Олег Рак","first_name":"Олег","last_name":"Рак","custom_fields_values":[
      {"field_id":1,"field_name":"Телефон","field_code":"PHONE","values":[{"value":"+79175550101"}]},
      {"field_id":2,"field_name":"Email","field_code":"EMAIL","values":[{"value":"o@dom.example"}]}]},
     {"id":7,"name":"Анна","custom_fields_values":null}],
   "companies":[{"id":8,"name":"ООО «Дом, сад»","custom_fields_values":[
      {"field_id":3,"field_name":"Email","field_code":"EMAIL","values":[{"value":"dom@dom.example"}]}]}]})~";
  const Imported leads = import_text(amo);
  CHECK(leads.mapping.importer == "amocrm_api");
  CHECK(leads.result.counts.contacts == 2);
  const auto person_of = [&](const char* title) {
    const Deal& deal = leads.deal(title);
    REQUIRE(deal.contacts.size() == 1);
    return *std::ranges::find(leads.result.records.of<Contact>(), deal.contacts[0], &Contact::id);
  };
  CHECK(person_of("Windows").name == "Олег Рак");
  CHECK(person_of("Windows").phones == TextList{"+79175550101"});
  CHECK(person_of("Windows").emails == TextList{"o@dom.example"});
  CHECK(person_of("Doors").name == "Анна");
  CHECK(person_of("Doors").phones.empty());
  CHECK(leads.deal("Roof").contacts.empty());                                        // nobody is called 99
  CHECK(extra_of(leads.deal("Windows"), "_embedded.contacts") == "Олег Рак; Анна");  // the second one is not lost
  REQUIRE(leads.result.counts.companies == 1);
  CHECK(leads.result.records.of<Company>()[0].name == "ООО «Дом, сад»");
  CHECK(leads.result.records.of<Company>()[0].emails == TextList{"dom@dom.example"});
}

TEST_CASE("Bitrix24: names of stages, people and pipelines from other lists of the file") {
  std::string json(bitrix_deals);
  json.insert(1, R"("users":{"result":[{"ID":"1","NAME":"Anna","LAST_NAME":"Ivanova"}]},
    "companies":[{"ID":"5","TITLE":"Dom"}],"contacts":[{"ID":"7","NAME":"Oleg","LAST_NAME":"Petrov"}],
    "categories":[{"id":0,"name":"Sales"},{"id":2,"name":"Retail"}],
    "stages":[{"ID":"1","STATUS_ID":"NEW","NAME":"Fresh"},{"ID":"2","STATUS_ID":"C2:WON","NAME":"Paid"}],"deals":{)");
  json += "}";
  const Imported it = import_text(json);
  CHECK(it.mapping.importer == "bitrix24_rest");
  const Deal& open = it.deal("Windows");
  CHECK(open.owner == "Anna Ivanova");
  CHECK(it.stage_of(open).name == "Fresh");
  CHECK(it.result.records.of<Company>()[0].name == "Dom");
  CHECK(it.result.records.of<Contact>()[0].name == "Oleg Petrov");
  CHECK(it.result.records.of<Pipeline>()[0].name == "Sales");
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.warning_count == 0);
}

TEST_CASE("Bitrix24: a history of stages in the same file is the way of its deals") {
  std::string json(bitrix_deals);
  json.insert(1, R"~("history":{"result":{"items":[
    {"ID":3,"TYPE_ID":3,"OWNER_ID":12,"CREATED_TIME":"2026-01-13T10:00:00+03:00","CATEGORY_ID":2,"STAGE_SEMANTIC_ID":"S","STAGE_ID":"C2:WON"},
    {"ID":2,"TYPE_ID":2,"OWNER_ID":12,"CREATED_TIME":"2026-01-12T10:00:00+03:00","CATEGORY_ID":2,"STAGE_SEMANTIC_ID":"P","STAGE_ID":"C2:EXECUTING"},
    {"ID":1,"TYPE_ID":1,"OWNER_ID":12,"CREATED_TIME":"2026-01-11T10:00:00+03:00","CATEGORY_ID":2,"STAGE_SEMANTIC_ID":"P","STAGE_ID":"C2:NEW"}]}},
    "stages":[{"ID":"1","STATUS_ID":"C2:NEW","NAME":"Fresh"}],"deals":{)~");
  json += "}";
  const Imported it = import_text(json);
  CHECK(it.mapping.importer == "bitrix24_rest");
  CHECK(it.result.warning_count == 0);
  CHECK(it.result.counts.deals == 4);
  const Deal& won = it.deal("Doors");
  CHECK(way_of(it, won) == std::vector<std::string>{"Fresh 2026-01-11T10:00", "In progress 2026-01-12T10:00"});
  CHECK(iso_text(event_of(won, EventKind::won)->at) == "2026-01-13T10:00:00.000+03:00");
  CHECK(extra_of(it.deal("Windows"), "MOVED_TIME") == "2026-01-11T12:00:00+03:00");
}

TEST_CASE("Bitrix24, crm.item.list: names in camelCase") {
  const Imported it = import_text(R"~({"result":{"items":[
    {"id":1,"title":"Project","stageId":"DT128_4:NEW","categoryId":4,"opportunity":50000,"currencyId":"RUB","assignedById":3,
     "createdTime":"2026-01-10T12:00:00+03:00","updatedTime":"2026-01-12T12:00:00+03:00","movedTime":"2026-01-11T12:00:00+03:00",
     "begindate":"2026-01-10T03:00:00+03:00","closedate":"2026-01-17T03:00:00+03:00","opened":"Y","entityTypeId":128},
    {"id":2,"title":"Other","stageId":"DT128_4:FAIL","categoryId":4,"opportunity":7.5,"currencyId":"RUB","assignedById":3,
     "createdTime":"2026-01-10T12:00:00+03:00","updatedTime":"2026-01-12T12:00:00+03:00","movedTime":"2026-01-11T12:00:00+03:00",
     "begindate":null,"closedate":null,"opened":"Y","entityTypeId":128}]}})~");
  CHECK(it.mapping.importer == "bitrix24_rest");
  CHECK(it.deal("Project").amount->minor == 5'000'000);
  CHECK(it.deal("Project").expected_close == date_from_iso("2026-01-17"));
  CHECK(it.deal("Other").status == DealStatus::lost);
  CHECK(way_of(it, it.deal("Project")) == std::vector<std::string>{"DT128_4:NEW 2026-01-11T12:00"});
}

TEST_CASE("Bitrix24, crm.lead.list: a lead is a deal with its person") {
  const Imported it = import_text(R"~({"result":[
    {"ID":"1","TITLE":"From the site","STATUS_ID":"NEW","STATUS_SEMANTIC_ID":"P","NAME":"Oleg","LAST_NAME":"Petrov","SOURCE_ID":"WEB",
     "OPPORTUNITY":"100.00","CURRENCY_ID":"RUB","ASSIGNED_BY_ID":"1","COMPANY_TITLE":"Dom","DATE_CREATE":"2026-01-10T12:00:00+03:00",
     "PHONE":[{"ID":"1","VALUE_TYPE":"WORK","VALUE":"+79175550101","TYPE_ID":"PHONE"},{"ID":"2","VALUE_TYPE":"HOME","VALUE":"+79175550102","TYPE_ID":"PHONE"}],
     "EMAIL":[{"ID":"3","VALUE_TYPE":"WORK","VALUE":"o@dom.example","TYPE_ID":"EMAIL"}]},
    {"ID":"2","TITLE":"Spam","STATUS_ID":"JUNK","STATUS_SEMANTIC_ID":"F","NAME":"X","LAST_NAME":null,"OPPORTUNITY":null,"CURRENCY_ID":"RUB",
     "ASSIGNED_BY_ID":"1","DATE_CREATE":"2026-01-10T12:00:00+03:00"},
    {"ID":"3","TITLE":"Good","STATUS_ID":"CONVERTED","STATUS_SEMANTIC_ID":"S","NAME":"Y","LAST_NAME":"Z","OPPORTUNITY":"5","CURRENCY_ID":"RUB",
     "ASSIGNED_BY_ID":"1","DATE_CREATE":"2026-01-10T12:00:00+03:00"}]})~");
  CHECK(it.mapping.importer == "bitrix24_rest");
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.lost == 1);
  CHECK(it.stage_of(it.deal("From the site")).name == "New");
  const Contact& person = it.result.records.of<Contact>()[0];
  CHECK(person.name == "Oleg Petrov");
  CHECK(person.phones == TextList{"+79175550101", "+79175550102"});
  CHECK(person.emails == TextList{"o@dom.example"});
  CHECK(it.result.records.of<Company>()[0].name == "Dom");
}

TEST_CASE("Bitrix24, crm.stagehistory.list: rows of one deal are its way, in pages one after the other") {
  const auto row = [](int id, int owner, const char* at, const char* stage, const char* semantic) {
    return "{\"ID\":" + std::to_string(id) + ",\"TYPE_ID\":2,\"OWNER_ID\":" + std::to_string(owner) +
           ",\"CREATED_TIME\":\"" + at + "\",\"CATEGORY_ID\":0,\"STAGE_SEMANTIC_ID\":\"" + semantic +
           "\",\"STAGE_ID\":\"" + stage + "\"}";
  };
  const std::string json = "{\"result\":{\"items\":[" + row(4, 11, "2026-01-15T10:00:00+03:00", "EXECUTING", "P") +
                           "," + row(1, 11, "2026-01-10T10:00:00+03:00", "NEW", "P") +
                           "]},\"next\":50}\n{\"result\":{\"items\":[" +
                           row(2, 12, "2026-01-11T10:00:00+03:00", "NEW", "P") + "," +
                           row(3, 12, "2026-01-12T10:00:00+03:00", "WON", "S") + "]}}";
  const Imported it = import_text(json);
  CHECK(it.mapping.importer == "bitrix24_rest");
  CHECK(it.result.counts.deals == 2);
  CHECK(it.result.counts.won == 1);
  CHECK(it.deal("№ 11").origin == Origin{.system = "bitrix24", .id = "11"});
  CHECK(way_of(it, it.deal("№ 11")) ==
        std::vector<std::string>{"New 2026-01-10T10:00", "In progress 2026-01-15T10:00"});
  CHECK(it.deal("№ 12").closed_on == date_from_iso("2026-01-12"));
}

constexpr std::string_view amo_leads =
    R"~({"_page":1,"_links":{"self":{"href":"https://x.example"}},"_embedded":{"leads":[
 {"id":71,"name":"Windows","price":350000,"responsible_user_id":5,"group_id":0,"status_id":47,"pipeline_id":9,"loss_reason_id":null,
  "created_by":5,"updated_by":5,"created_at":1768035600,"updated_at":1768122000,"closed_at":null,"closest_task_at":null,"is_deleted":false,
  "custom_fields_values":[{"field_id":1,"field_name":"Телефон","field_code":"PHONE","field_type":"multitext","values":[{"value":"+79175550101","enum_id":1}]},
   {"field_id":2,"field_name":"Город","field_code":null,"field_type":"text","values":[{"value":"Уфа"}]}],"score":null,"account_id":1,
  "_links":{"self":{"href":"https://x.example/71"}},"_embedded":{"tags":[{"id":1,"name":"опт"},{"id":2,"name":"срочно"}],"companies":[{"id":8}],"contacts":[{"id":6,"is_main":true}]}},
 {"id":72,"name":"Doors","price":1200,"responsible_user_id":5,"group_id":0,"status_id":142,"pipeline_id":9,"loss_reason_id":null,
  "created_at":1768035600,"updated_at":1768122000,"closed_at":1768208400,"is_deleted":false,"custom_fields_values":null,"_embedded":{"tags":[],"companies":[]}},
 {"id":73,"name":"Roof","price":0,"responsible_user_id":6,"group_id":0,"status_id":143,"pipeline_id":9,"loss_reason_id":4,
  "created_at":1768035600,"updated_at":1768122000,"closed_at":1768294800,"is_deleted":false,"custom_fields_values":null,
  "_embedded":{"tags":[],"companies":[],"loss_reason":[{"id":4,"name":"Дорого"}]}}]}})~";

TEST_CASE("amoCRM, /api/v4/leads: seconds are days, 142 and 143 are ends, fields by their names") {
  const Imported it = import_text(std::string(amo_leads));
  CHECK(it.mapping.importer == "amocrm_api");
  CHECK(it.result.counts.deals == 3);
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.lost == 1);
  CHECK(it.mapping.currency_missing);
  const Deal& open = it.deal("Windows");
  CHECK(open.origin == Origin{.system = "amocrm", .id = "71"});
  CHECK(open.amount->minor == 35'000'000);
  CHECK(open.tags.size() == 2);
  CHECK(open.owner == "5");
  CHECK(it.stage_of(open).name == "47");
  CHECK(extra_of(open, "Город") == "Уфа");
  CHECK(iso_text(event_of(open, EventKind::created)->at).substr(0, 10) == "2026-01-10");
  CHECK(it.result.records.of<Contact>()[0].phones == TextList{"+79175550101"});
  CHECK(it.deal("Doors").closed_on == date_from_iso("2026-01-12"));
  CHECK(event_of(it.deal("Doors"), EventKind::won)->origin == EventOrigin::import);
  CHECK(it.result.records.of<LossReason>()[0].name == "Дорого");
}

TEST_CASE("amoCRM: pipelines, stages in their order, people and companies by name where the file has them") {
  std::string json(amo_leads);
  json.insert(json.find("\"leads\":"),
              R"~("pipelines":[{"id":9,"name":"Розница","_embedded":{"statuses":[{"id":46,"name":"Заявка"},
    {"id":47,"name":"Замер"},{"id":142,"name":"Купили"},{"id":143,"name":"Ушли"}]}}],"users":[{"id":5,"name":"Ирина"}],
    "contacts":[{"id":6,"name":"Олег"}],"companies":[{"id":8,"name":"ООО Дом"}],)~");
  const Imported it = import_text(json);
  CHECK(it.mapping.importer == "amocrm_api");
  CHECK(it.result.records.of<Pipeline>()[0].name == "Розница");
  CHECK(it.stage_of(it.deal("Windows")).name == "Замер");
  CHECK(it.deal("Windows").owner == "Ирина");
  CHECK(it.result.records.of<Company>()[0].name == "ООО Дом");
  CHECK(it.result.records.of<Contact>()[0].name == "Олег");
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.lost == 1);
}

// Ids begin with the second in which they were made: 69624520 is 2026-01-10T12:25:04Z.
constexpr std::string_view board = R"~({"id":"69624500aa","name":"Sales board","desc":"","closed":false,
"actions":[
 {"id":"a6","type":"commentCard","date":"2026-01-14T10:00:00.000Z","data":{"text":"Ask again\non Monday","card":{"id":"69624520c1"}},"memberCreator":{"fullName":"Ann"}},
 {"id":"a5","type":"updateCard","date":"2026-01-13T10:00:00.000Z","data":{"card":{"id":"69624520c2"},"old":{"idList":"l2"},"listBefore":{"id":"l2","name":"Talks"},"listAfter":{"id":"l4","name":"Won"}}},
 {"id":"a4","type":"updateCard","date":"2026-01-12T10:00:00.000Z","data":{"card":{"id":"69624520c1"},"old":{"idList":"l1"},"listBefore":{"id":"l1","name":"Old name"},"listAfter":{"id":"l2","name":"Talks"}}},
 {"id":"a3","type":"updateCard","date":"2026-01-12T09:00:00.000Z","data":{"card":{"id":"69624520c1","name":"Renamed"},"old":{"name":"x"},"list":{"id":"l1","name":"New"}}},
 {"id":"a2","type":"createCard","date":"2026-01-10T12:25:04.500Z","data":{"card":{"id":"69624520c1"},"list":{"id":"l1","name":"Old name"}}}],
"cards":[
 {"id":"69624520c1","name":"Windows","desc":"For a house","closed":false,"idList":"l2","pos":2,"idMembers":["m1","m2"],"labels":[{"id":"b1","name":"VIP","color":"red"},{"id":"b2","name":"","color":"sky"}],
  "due":"2026-02-01T09:00:00.000Z","dueComplete":false,"start":null,"shortUrl":"https://t.example/c1","idChecklists":["k1"],
  "attachments":[{"name":"plan.pdf","url":"https://t.example/plan.pdf","bytes":5}],"badges":{"votes":0},
  "customFieldItems":[{"id":"i1","idCustomField":"f1","value":{"number":"1500.5"},"idValue":null},{"id":"i2","idCustomField":"f2","value":null,"idValue":"o2"}]},
 {"id":"69624520c2","name":"Doors","desc":"","closed":false,"idList":"l4","pos":1,"idMembers":[],"labels":[],"due":null,"shortUrl":"https://t.example/c2","attachments":[],"customFieldItems":[]},
 {"id":"69624520c3","name":"Roof","desc":"","closed":true,"idList":"l2","pos":1,"idMembers":[],"labels":[],"due":null,"shortUrl":"https://t.example/c3"},
 {"id":"69624520c4","name":"Fence","desc":"","closed":false,"idList":"l5","pos":1,"idMembers":[],"labels":[],"due":null,"shortUrl":"https://t.example/c4"}],
"labels":[{"id":"b1","name":"VIP","color":"red"}],
"lists":[{"id":"l2","name":"Talks","closed":false,"pos":300.5},{"id":"l1","name":"New","closed":false,"pos":0.5},{"id":"l3","name":"Empty","closed":false,"pos":200},
 {"id":"l4","name":"Won","closed":false,"pos":400},{"id":"l5","name":"Old ideas","closed":true,"pos":500},{"id":"l6","name":"Gone","closed":true,"pos":1}],
"members":[{"id":"m1","fullName":"Ann","username":"ann"},{"id":"m2","fullName":"","username":"bob"}],
"checklists":[{"id":"k1","idCard":"69624520c1","name":"Papers","checkItems":[{"id":"x1","name":"contract","state":"complete"},{"id":"x2","name":"act","state":"incomplete"}]}],
"customFields":[{"id":"f1","name":"Budget","type":"number"},{"id":"f2","name":"Kind","type":"list","options":[{"id":"o1","value":{"text":"new"}},{"id":"o2","value":{"text":"repair"}}]}],
"memberships":[{"id":"s1","idMember":"m1"}]})~";

TEST_CASE("Trello: a card is a deal, a list a stage, its moves the way of the deal") {
  const Imported it = import_text(std::string(board));
  CHECK(it.mapping.importer == "trello");
  CHECK(it.result.counts.deals == 4);
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.records.of<Pipeline>().size() == 1);
  CHECK(it.result.records.of<Pipeline>()[0].name == "Sales board");
  CHECK(stages_of(it) == std::vector<std::string>{"New", "Empty", "Talks", "Old ideas"});
  const Deal& deal = it.deal("Windows");
  CHECK(deal.origin == Origin{.system = "trello", .id = "69624520c1"});
  CHECK(way_of(it, deal) == std::vector<std::string>{"New 2026-01-10T12:25", "Talks 2026-01-12T10:00"});
  CHECK(iso_text(event_of(deal, EventKind::created)->at) == "2026-01-10T12:25:04.000+00:00");
  CHECK(deal.owner == "Ann");
  CHECK(extra_of(deal, "Members") == "Ann, bob");
  CHECK(deal.expected_close == date_from_iso("2026-02-01"));
  CHECK(deal.amount->minor == 150'050);
  CHECK(extra_of(deal, "Kind") == "repair");
  CHECK(extra_of(deal, "Checklists") == "Papers:\n[x] contract\n[ ] act");
  CHECK(extra_of(deal, "Attachments") == "plan.pdf https://t.example/plan.pdf");
  CHECK(extra_of(deal, "Card URL") == "https://t.example/c1");
  CHECK(notes_of(it, deal) == std::vector<std::string>{"For a house", "2026-01-14 Ann: Ask again\non Monday"});
  std::vector<std::string> tags;
  for (const Tag& tag : it.result.records.of<Tag>()) tags.push_back(tag.name);
  CHECK(tags == std::vector<std::string>{"VIP", "sky"});
}

TEST_CASE(
    "Trello: a list that is called won ends a deal on the day of the move; the archive stays the archive and is said") {
  const Imported it = import_text(std::string(board));
  const Deal& won = it.deal("Doors");
  CHECK(won.status == DealStatus::won);
  CHECK(won.closed_on == date_from_iso("2026-01-13"));
  CHECK(event_of(won, EventKind::won)->origin == EventOrigin::import);
  // The file does not say when it began: it was in the list it left first from its own beginning on.
  CHECK(way_of(it, won) == std::vector<std::string>{"Talks 2026-01-10T12:25"});
  CHECK_FALSE(won.archived);
  CHECK(it.deal("Roof").archived);
  CHECK(it.deal("Roof").status == DealStatus::open);
  CHECK(event_of(it.deal("Roof"), EventKind::archived) != nullptr);
  CHECK(it.deal("Fence").archived);  // its list is
  CHECK(it.warned(TextKey::import_archived));
  CHECK(way_of(it, it.deal("Fence")) == std::vector<std::string>{"Old ideas 2026-01-10T12:25"});
}

TEST_CASE("Trello: the last list is asked about when it is called as something finished, and nothing else is") {
  const auto named = [](std::string_view name) {
    std::string json(board);
    for (std::size_t at = json.find("\"Won\""); at != std::string::npos; at = json.find("\"Won\"", at))
      json.replace(at, 5, "\"" + std::string(name) + "\"");
    return json;
  };
  for (const char* done : {"Done", "✅ Готово", "Сделано!", "Закрытые и завершено"}) {
    CAPTURE(done);
    const Imported asked = import_text(named(done));
    CHECK(closed_unknown_rows(asked.mapping) == 1);
    CHECK(asked.result.counts.won == 0);
    CHECK(asked.stage_of(asked.deal("Doors")).name == done);
    CHECK(asked.warned(TextKey::import_closed_unknown));
    const Imported won =
        import_text(named(done), [](ImportMapping& mapping) { mapping.closed_unknown = ClosedUnknown::won; });
    CHECK(won.result.counts.won == 1);
    CHECK(won.deal("Doors").closed_on == date_from_iso("2026-01-13"));  // when it came to that list
    CHECK(event_of(won.deal("Doors"), EventKind::won)->origin == EventOrigin::import);
    CHECK_FALSE(won.warned(TextKey::import_no_close_date));
  }
  for (const char* open : {"Not done", "В работе", "Не готово"}) {
    CAPTURE(open);
    CHECK(closed_unknown_rows(import_text(named(open)).mapping) == 0);
  }
  CHECK(import_text(named("Выиграно")).result.counts.won == 1);
  CHECK(import_text(named("Проиграно")).result.counts.lost == 1);
  // In the middle of the board it is a step like others.
  std::string middle = named("Done");
  middle.replace(middle.find("\"pos\":400"), 9, "\"pos\":250");
  CHECK(closed_unknown_rows(import_text(middle).mapping) == 0);
}

TEST_CASE("the CSV that Trello exports is known, too") {
  const Imported it = import_text(
      "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,Board Name,List Name,Archived\n"
      "c1,Windows,https://t.example,For a house,VIP,Ann,2026-02-01T09:00:00.000Z,Sales,Talks,false\n"
      "c2,Doors,https://t.example,,,,,Sales,Won,true\n");
  CHECK(it.mapping.importer == "trello");
  CHECK(it.stage_of(it.deal("Windows")).name == "Talks");
  CHECK(it.deal("Windows").owner == "Ann");
  CHECK(it.deal("Doors").archived);
}

TEST_CASE("a plain list of objects is a table like any other") {
  const Imported it = import_text(
      R"([{"deal":"Windows","stage":"New","amount":1200.5,"currency":"EUR","client":{"company":"Dom","email":"o@dom.example"},"created":"2026-01-10"},
          {"deal":"Doors","stage":"Won","amount":7,"currency":"EUR","client":{"company":"Dom","email":""},"created":"2026-01-11"}])");
  CHECK(it.mapping.importer == "table");
  CHECK(it.result.counts.deals == 2);
  CHECK(it.result.counts.won == 1);
  CHECK(it.deal("Windows").amount == Money{.minor = 120'050, .currency = *currency_from("EUR")});
  CHECK(it.result.records.of<Company>()[0].name == "Dom");
}

TEST_CASE("other lists of a file that are not read are said") {
  const Imported it = import_text(R"({"deals":[{"id":1,"title":"A"},{"id":2,"title":"B"}],"invoices":[{"id":7}]})");
  CHECK(it.result.counts.deals == 2);
  CHECK(it.warned(TextKey::import_json_left_out));
}

}  // namespace
}  // namespace voronka
