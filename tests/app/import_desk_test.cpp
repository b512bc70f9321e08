// What the helper of an import answers about a file of ours.
#include <doctest/doctest.h>

#include <algorithm>

#include "app/import_desk.hpp"
#include "formats/record_json.hpp"
#include "formats/wire.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka {

TEST_CASE("a file of ours gives the same records looked at before or not, and a second time") {
  test::PipelineFixture fixture;
  for (std::size_t i = 0; i < 20; ++i) fixture.deal(i % 6, 1000);
  const std::string bytes = export_file(fixture.document);
  const ImportDesk::Progress silent = [](void*, double) {};
  for (const OwnFileAction action : {OwnFileAction::add, OwnFileAction::replace}) {
    const MakeFromOwnFile order = {.action = action, .stamp = {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5}};
    ImportDesk hasty(bytes, silent, nullptr);
    const DeskReply made = hasty.handle(order);
    REQUIRE(std::holds_alternative<ImportOutcome>(made));
    CHECK(std::get<ImportOutcome>(made).records.of<Deal>().size() == 20);
    ImportDesk desk(bytes, silent, nullptr);
    const DeskReply summary = desk.handle(InspectFile{});
    REQUIRE(std::holds_alternative<OwnFileSummary>(summary));
    CHECK(std::get<OwnFileSummary>(summary).deals == 20);
    CHECK(desk.handle(order) == made);
    CHECK(desk.handle(order) == made);
  }
}

TEST_CASE("the records of an outcome come before it, in pieces, and have room in it") {
  test::PipelineFixture fixture;
  for (std::size_t i = 0; i < wire_piece_records + 10; ++i) fixture.deal(i % 6, 1000);
  const ImportDesk::Progress silent = [](void*, double) {};
  ImportDesk desk(export_file(fixture.document), silent, nullptr);
  const MakeFromOwnFile order = {.action = OwnFileAction::replace};
  const DeskReply whole = desk.handle(order);
  std::vector<std::string> pieces;
  const std::string bytes = desk.handle_bytes(
      encode_request(order),
      [](void* list, std::string_view piece) { static_cast<std::vector<std::string>*>(list)->emplace_back(piece); },
      &pieces);
  std::optional<DeskReply> reply = decode_reply(bytes);
  REQUIRE(reply);
  ImportOutcome& outcome = std::get<ImportOutcome>(*reply);
  CHECK(outcome.records.size() == 0);
  const Deal* room = outcome.records.of<Deal>().data();
  CHECK(outcome.records.of<Deal>().capacity() == wire_piece_records + 10);
  for (const std::string& piece : pieces) REQUIRE(add_from_wire(piece, outcome.records));
  CHECK(outcome.records.of<Deal>().data() == room);
  CHECK(*reply == whole);
}

TEST_CASE("a file added as a separate pipeline brings its saved views, which speak of the new stages") {
  test::PipelineFixture fixture;
  const std::string gone = "stg_01ARZ3NDEKTSV4RRFFQ69G5FAV";
  const auto filter_of = [&](Id<Stage> stage) { return "stage=stg_" + text_of(stage.raw) + "," + gone + ";title~a_b"; };
  fixture.must(AddRecord{SavedView{.name = "Early", .page = "board", .filter = filter_of(fixture.stages[0])}});
  ImportDesk desk(export_file(fixture.document), [](void*, double) {}, nullptr);
  const DeskReply made = desk.handle(
      MakeFromOwnFile{.action = OwnFileAction::add, .stamp = {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5}});
  REQUIRE(std::holds_alternative<ImportOutcome>(made));
  const RecordSet& records = std::get<ImportOutcome>(made).records;
  const auto& stages = records.of<Stage>();
  const auto lead = std::ranges::find(stages, "Lead", &Stage::name);
  REQUIRE(lead != stages.end());
  CHECK(lead->id != fixture.stages[0]);
  REQUIRE(records.of<SavedView>().size() == 1);
  CHECK(records.of<SavedView>()[0].filter == filter_of(lead->id));
}

TEST_CASE("records of a newer version get new ids in a file added beside, and lie where a load looks for them") {
  const auto opaque = [](std::string_view json) { return decode_record<Opaque>(json).value(); };
  RecordSet records;
  Deal deal = {.id = {*raw_id_from("01J8ZQ0000000000000000000A")}, .title = "A"};
  records.of<Deal>().push_back(deal);
  records.of<Opaque>() = {
      opaque(R"({"id":"inv_01J8ZQ0000000000000000000B","type":"invoice","deal":"deal_01J8ZQ0000000000000000000A"})"),
      opaque(R"({"id":"only_one","type":"singleton"})"), opaque(R"({"type":"nameless"})")};
  const RecordSet added = with_new_ids(records, {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5});
  REQUIRE(added.of<Deal>().size() == 1);
  // What has no id that could be another would stand in the place of the one that is here: it stays behind.
  REQUIRE(added.of<Opaque>().size() == 1);
  const Opaque& invoice = added.of<Opaque>()[0];
  CHECK(invoice.id != records.of<Opaque>()[0].id);
  CHECK(invoice == opaque(invoice.json));
  CHECK(invoice.json.find("\"deal\":\"deal_" + text_of(added.of<Deal>()[0].id.raw)) != std::string::npos);
  CHECK(invoice.json.find("01J8ZQ0000000000000000000B") == std::string::npos);
}

TEST_CASE("an event of a stage that the file does not have loses the stage and stays an event that can be read") {
  RecordSet records;
  Deal deal = {.id = {*raw_id_from("01J8ZQ0000000000000000000A")}, .title = "A"};
  deal.history = {{.kind = EventKind::stage_entered,
                   .at = {.utc_ms = 5},
                   .recorded_at_ms = 5,
                   .dot = {.actor = Actor{1}, .n = 1},
                   .value = *raw_id_from("01J8ZQ0000000000000000000B")}};
  records.of<Deal>().push_back(deal);
  const Deal added = with_new_ids(records, {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5}).of<Deal>()[0];
  REQUIRE(added.history.size() == 1);
  CHECK(added.history[0].value == EventValue());
  CHECK(decode_record<Deal>(encode_record(added)).value() == added);
}

TEST_CASE("two records of different types that share an id are both referred to as before") {
  const RawId shared = *raw_id_from("01J8ZQ0000000000000000000A");
  RecordSet records;
  records.of<Contact>().push_back({.id = {shared}, .name = "Ann"});
  records.of<Company>().push_back({.id = {shared}, .name = "Acme"});
  records.of<Deal>().push_back(
      {.id = {*raw_id_from("01J8ZQ0000000000000000000B")}, .company = {shared}, .contacts = {{shared}}});
  const RecordSet added = with_new_ids(records, {.now = {.utc_ms = 1'700'000'000'000}, .seed = 5});
  CHECK(added.of<Deal>()[0].company == added.of<Company>()[0].id);
  CHECK(added.of<Deal>()[0].contacts == std::vector{added.of<Contact>()[0].id});
}

TEST_CASE(
    "a list of calls is known without being asked for, comes whole, and is no list where a table of deals is wanted") {
  const ImportDesk::Progress silent = [](void*, double) {};
  const std::string list =
      "Date,From,To,Status,Duration\n01/13/2026 10:05:30,+79175550122,101,answered,00:01:05\n01/14/2026 "
      "9:00,101,+79175550122,busy,0\n13/45/2026 "
      "10:00,+79175550122,101,answered,5\n";
  ImportDesk desk(list, silent, nullptr);
  const DeskReply reply = desk.handle(InspectFile{});
  REQUIRE(std::holds_alternative<CallList>(reply));
  CHECK(std::get<CallList>(reply).calls.size() == 2);
  CHECK(std::get<CallList>(reply).warning_count == 1);
  CHECK(decode_reply(encode_reply(reply)) == reply);
  const std::string whole = encode_reply(reply);
  for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(decode_reply(whole.substr(0, size)));
  CHECK(desk.handle(ReadCalls{.date_order = DateOrder::month_day_year}) == reply);
  CHECK(std::holds_alternative<TableProposal>(desk.handle(InspectFile{.wishes = {.importer = "table"}})));

  ImportDesk deals("Name;Stage;Amount\nGranit;Negotiation;1000\n", silent, nullptr);
  CHECK(std::holds_alternative<TableProposal>(deals.handle(InspectFile{})));
  CHECK(std::holds_alternative<Error>(deals.handle(ReadCalls{})));
  const DeskReply refused = deals.handle(InspectFile{.wishes = {.importer = std::string(calls_system)}});
  REQUIRE(std::holds_alternative<Error>(refused));
  CHECK(std::get<Error>(refused).text.key == TextKey::calls_missing_date);
}

TEST_CASE("cards, contacts and calendars are known without being asked for, and come whole") {
  const ImportDesk::Progress silent = [](void*, double) {};
  const std::string cards =
      "BEGIN:VCARD\nFN:Ann\nORG:Acme\nTEL:+79175550122\nEMAIL:a@example.com\nBDAY:19800322\nPHOTO:x\nEND:VCARD\n"
      "BEGIN:VCARD\nORG:Acme\nEND:VCARD\nnonsense\n";
  const std::string calendar =
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:act_01J8ZQ0000000000000000000A@voronka\nDTSTART:20260903T110000Z\nDURATION:"
      "PT1H\n"
      "ATTENDEE:mailto:a@example.com\nRRULE:FREQ=DAILY\nEND:VEVENT\nBEGIN:VTODO\nDUE;VALUE=DATE:20260905\n"
      "COMPLETED:20260904T101500Z\nEND:VTODO\nEND:VCALENDAR\n";
  const std::string table = "Name,Phone,Email\nAnn,+79175550122,a@example.com\n";
  for (const std::string& bytes : {cards, calendar, table}) {
    ImportDesk desk(bytes, silent, nullptr);
    const DeskReply reply = desk.handle(InspectFile{});
    CHECK(std::holds_alternative<AppointmentList>(reply) == (bytes == calendar));
    CHECK(std::holds_alternative<PeopleList>(reply) == (bytes != calendar));
    const std::string whole = encode_reply(reply);
    CHECK(decode_reply(whole) == reply);
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK_FALSE(decode_reply(whole.substr(0, size)));
  }
  ImportDesk desk(table, silent, nullptr);
  CHECK(std::holds_alternative<TableProposal>(desk.handle(InspectFile{.wishes = {.importer = "table"}})));
  CHECK(desk.handle(ReadPeople{}) == desk.handle(InspectFile{}));
  CHECK(decode_request(encode_request(ReadPeople{})).has_value());
  ImportDesk goods("Name;Price\nCable;120\n", silent, nullptr);
  CHECK(std::holds_alternative<Error>(goods.handle(ReadPeople{})));
}

TEST_CASE("a price list comes as its rows and what is not clear in them, the same after the way through the wire") {
  ImportDesk desk("Название;Цена;НДС\nКабель;120;без НДС\nРозетка;сто;20%\n", [](void*, double) {}, nullptr);
  const DeskReply reply = desk.handle(ReadCatalog{.usual = *currency_from("RUB")});
  const auto* table = std::get_if<CatalogTable>(&reply);
  REQUIRE(table);
  CHECK(table->rows.size() == 2);
  CHECK(table->problem_count == 1);
  CHECK(decode_reply(encode_reply(reply)) == reply);
  const auto request = decode_request(encode_request(ReadCatalog{.usual = *currency_from("RUB")}));
  REQUIRE(request);
  CHECK(std::get<ReadCatalog>(*request).usual == *currency_from("RUB"));
}

TEST_CASE(
    "rows with something wrong come as they stand, with what is wrong, and the table of them is read without that") {
  const std::string text =
      "Название;Сумма;Дата закрытия\nКрыша;сто;2026-01-31\n\"Дом; новый\";5;31.31.2026\n"
      "A;7;2026-02-01\nB;7;2026-02-01\nC;7;2026-02-01\nD;7;2026-02-01\nE;7;2026-02-01\nF;7;2026-02-01\n"
      "G;7;2026-02-01\nH;7;2026-02-01\nI;7;2026-02-01\nJ;7;2026-02-01\nK;7;2026-02-01\n";
  ImportDesk desk(text, [](void*, double) {}, nullptr);
  const DeskReply seen = desk.handle(InspectFile{});
  const ImportMapping mapping = std::get<TableProposal>(seen).mapping;
  const DeskReply reply = desk.handle(ListProblems{.mapping = mapping});
  const auto* problems = std::get_if<ProblemRows>(&reply);
  REQUIRE(problems);
  REQUIRE(problems->rows.size() == 2);
  CHECK(problems->headers == std::vector<std::string>{"Название", "Сумма", "Дата закрытия"});
  CHECK(problems->rows[0].line == 2);
  CHECK(problems->rows[0].cells == std::vector<std::string>{"Крыша", "сто", "2026-01-31"});
  CHECK(problems->rows[0].problems.at(0).key == TextKey::import_bad_amount);
  CHECK(problems->rows[1].cells[0] == "Дом; новый");
  CHECK(problems->left_off == 0);
  CHECK(decode_reply(encode_reply(reply)) == reply);
  CHECK(decode_request(encode_request(ListProblems{.mapping = mapping})).has_value());

  ImportDesk mended("Название;Сумма;error\nКрыша;100;Сумма непонятна\n", [](void*, double) {}, nullptr);
  const DeskReply again = mended.handle(InspectFile{});
  const auto& columns = std::get<TableProposal>(again).mapping.columns;
  CHECK(columns.back().target == ImportTarget::skip);
}

TEST_CASE("a table is read in the encoding that is asked for") {
  const std::string bytes = to_windows_1251("Название;Сумма\nКрыша;5\n");
  ImportDesk desk(bytes, [](void*, double) {}, nullptr);
  const auto title = [&](std::optional<TextEncoding> encoding) {
    const InspectFile question = {.wishes = {.encoding = encoding}};
    const auto there_and_back = decode_request(encode_request(question));
    REQUIRE(there_and_back);
    const DeskReply reply = desk.handle(*there_and_back);
    const ImportMapping& mapping = std::get<TableProposal>(reply).mapping;
    CHECK(mapping.table.encoding == encoding.value_or(TextEncoding::windows_1251));
    return mapping.columns.at(0).header;
  };
  CHECK(title({}) == "Название");
  CHECK(title(TextEncoding::windows_1252) != "Название");
  CHECK(title(TextEncoding::windows_1251) == "Название");
}

TEST_CASE("questions and answers that are damaged are refused, not believed") {
  const std::string question = encode_request(InspectFile{.wishes = {.file_name = "x.csv", .importer = "table"}});
  std::string longer = question;
  longer[1 + 8 + 5] = 0x7F;  // the length of the importer's name, more than there is
  CHECK_FALSE(decode_request(longer));
  std::string action = encode_request(MakeFromOwnFile{.action = OwnFileAction::replace});
  action[1] = 3;  // there are three of them
  CHECK_FALSE(decode_request(action));
  std::string error = encode_reply(Error{.text = {.key = TextKey::error_field_value}});
  error[1] = error[2] = '\xFF';
  CHECK_FALSE(decode_reply(error));
  ImportMapping mapping;
  const std::string sure = encode_request(CountTable{.mapping = mapping});
  mapping.date_order_sure = !mapping.date_order_sure;
  std::string unsure = encode_request(CountTable{.mapping = mapping});
  for (std::size_t i = 0; i < sure.size(); ++i)
    if (sure[i] != unsure[i]) unsure[i] = 2;  // neither yes nor no
  CHECK_FALSE(decode_request(unsure));
}

}  // namespace voronka
