#include "formats/import_known.hpp"

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "formats/import_table.hpp"
#include "model/fields.hpp"
#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

const std::string header = "Название;Этап;Сумма;Компания;Дата закрытия\n";

// As the page does with a table that was confirmed; every import has ids of its own.
ApplyImport confirmed(PipelineFixture& fixture, const std::string& text, const ImportPlace& place) {
  TableReader reader = TableReader::open(text).value();
  MappingWishes wished = wishes();
  if (!place.unknown_stage_name.empty()) wished.unknown_stage_name = place.unknown_stage_name;
  const ImportMapping mapping = guess_mapping(reader, std::move(wished)).value();
  ImportStamp stamp = import_stamp();
  stamp.seed = ++fixture.seed;
  ImportResult made = import_table(std::move(reader), mapping, stamp).value();
  ImportPlace fitted = place;
  fitted.changes = made.counts.changes > 0;
  FittedImport fit = fitted_to(std::move(made.records), fixture.document, fitted);
  return {.records = std::move(fit.records), .updates = std::move(fit.updates)};
}
Planned planned(PipelineFixture& fixture, const std::string& text, const ImportPlace& place) {
  const auto made = fixture.try_plan(confirmed(fixture, text, place));
  REQUIRE(made);
  return *made;
}
void import_into(PipelineFixture& fixture, const std::string& text, const ImportPlace& place) {
  REQUIRE(fixture.run(confirmed(fixture, text, place)));
}

std::size_t living(const Document& document) {
  std::size_t count = 0;
  for (const Deal& deal : document.table<Deal>().rows()) count += deal.deleted ? 0 : 1;
  return count;
}

const Deal& called(const Document& document, std::string_view title) {
  for (const Deal& deal : document.table<Deal>().rows())
    if (deal.title == title) return deal;
  FAIL("no such deal");
  return document.table<Deal>().rows()[0];
}

std::size_t events_of(const Deal& deal, EventKind kind) {
  std::size_t count = 0;
  for (const Event& event : deal.history) count += event.kind == kind ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("a row is a deal that is here by its number, by title and company, or by a title that only one has") {
  PipelineFixture fixture;
  const Id<Deal> roof = fixture.deal(0, 0, "Крыша");
  fixture.deal(0, 0, "Дом");
  fixture.deal(1, 0, "Дом");
  import_into(fixture, header + "Забор;Новая;5;ООО Лес;\nЗабор;Новая;6;ООО Поле;\n", {});
  const KnownDeals known(fixture.document);
  const auto found = [&](const std::string& row) {
    const Imported it = import_text(header + row + "\n");
    return known.find(keys_of(it.result.records).at(0));
  };
  CHECK(found("  крыша ;;1;;") == roof);
  CHECK_FALSE(found("Дом;;1;;"));             // two are called so
  CHECK(found("Крыша;;;ООО Верх;") == roof);  // whose company was not known
  CHECK_FALSE(found("Забор;;;ООО Река;"));    // of somebody else
  CHECK_FALSE(found("Гараж;;1;;"));
  CHECK_FALSE(found("Забор;;1;;"));
  CHECK(found("Забор;;;ооо поле;").raw != RawId{});
  fixture.must(DeleteRecords{.type = RecordType::deal, .ids = {roof.raw}});
  CHECK_FALSE(KnownDeals(fixture.document).find(keys_of(import_text(header + "Крыша;;1;;\n").result.records).at(0)));
}

TEST_CASE("a row of a known deal changes what it says and leaves what it does not say, as one step to undo") {
  PipelineFixture fixture;
  const Id<Deal> roof = fixture.deal(0, 100'00, "Крыша");
  fixture.must(SetField{.type = RecordType::deal,
                        .id = roof.raw,
                        .slot = slot_of(RecordType::deal, "nextStep"),
                        .value = std::string("звонок")});
  const Deal before = fixture[roof];
  import_into(fixture, header + "Крыша;;250;ООО Верх;2026-03-01\n",
              {.into = fixture.pipeline, .known = KnownRows::update});
  const Deal& after = fixture[roof];
  CHECK(living(fixture.document) == 1);
  CHECK(after.amount->minor == 250'00);
  CHECK(after.expected_close == date_from_iso("2026-03-01"));
  CHECK(after.next_step == "звонок");
  CHECK(after.position == before.position);
  CHECK(fixture.document.find(after.company)->name == "ООО Верх");
  CHECK(events_of(after, EventKind::amount_changed) == events_of(before, EventKind::amount_changed) + 1);
  CHECK(fixture.document.table<Pipeline>().size() == 1);
  fixture.must(Revert{.entry = fixture.last_entry});
  CHECK(fixture[roof].amount == before.amount);
  CHECK(fixture[roof].expected_close == before.expected_close);
}

TEST_CASE("filling in blanks takes only what a known deal does not say, and neither moves nor ends it") {
  PipelineFixture fixture;
  const Id<Deal> roof = fixture.deal(1, 100'00, "Крыша");
  fixture.must(set_field(roof, &Deal::owner, std::string("Ирина")));
  const std::string table =
      "Название;Этап;Статус;Сумма;Компания;Ответственный;Источник;Теги\n"
      "Крыша;Новая;выиграна;250;ООО Верх;Пётр;выставка;опт\nДом;Новая;открыта;7;;;;\n";
  import_into(fixture, table, {.into = fixture.pipeline, .known = KnownRows::fill});
  const Deal& after = fixture[roof];
  CHECK(living(fixture.document) == 2);
  CHECK(after.amount->minor == 100'00);
  CHECK(after.owner == "Ирина");
  CHECK(after.status == DealStatus::open);
  CHECK(after.position.stage == fixture.stages[1]);
  CHECK(after.source == "выставка");
  CHECK(after.tags.size() == 1);
  REQUIRE(after.company);
  CHECK(fixture.document.find(after.company)->name == "ООО Верх");
  const Deal once = after;
  import_into(fixture, table, {.into = fixture.pipeline, .known = KnownRows::fill});
  CHECK(fixture[roof] == once);
}

TEST_CASE("the people of a known deal are not made a second time") {
  PipelineFixture fixture;
  const std::string table = "Название;Компания;Контакт;Сумма\nКрыша;ООО Лес;Анна Щука;5\n";
  import_into(fixture, table, {.into = fixture.pipeline, .known = KnownRows::update});
  const Id<Deal> roof = called(fixture.document, "Крыша").id;
  REQUIRE(fixture[roof].contacts.size() == 1);
  import_into(fixture, "Название;Компания;Контакт;Сумма\nКрыша;ООО Лес;анна щука;6\nДом;ООО Лес;Пётр;7\n",
              {.into = fixture.pipeline, .known = KnownRows::update});
  import_into(fixture, "Название;Компания;Контакт;Сумма\nКрыша;ООО Лес;Петр;6\n",
              {.into = fixture.pipeline, .known = KnownRows::update});
  CHECK(fixture.document.table<Contact>().size() == 2);
  CHECK(fixture.document.table<Company>().size() == 1);
  CHECK(fixture[roof].contacts.size() == 2);
  CHECK(fixture[roof].amount->minor == 6'00);
}

TEST_CASE("a row that says no stage leaves a known deal where it is, whatever the unknown stage is called") {
  PipelineFixture fixture;
  const Id<Deal> far = fixture.deal(3, 0, "Крыша");
  const std::string first = fixture.document.find(fixture.stages[0])->name;
  const ImportPlace place = {.into = fixture.pipeline, .known = KnownRows::update, .unknown_stage_name = first};
  import_into(fixture, "Название;Сумма\nКрыша;7\nДом;8\n", place);
  import_into(fixture, "Название;Этап;Сумма\nКрыша;;9\nСарай;" + first + ";8\n", place);
  CHECK(fixture[far].amount->minor == 9'00);
  CHECK(fixture[far].position.stage == fixture.stages[3]);
  CHECK(called(fixture.document, "Дом").position.stage == fixture.stages[0]);
  import_into(fixture, "Название;Этап;Сумма\nКрыша;" + first + ";9\n", place);
  CHECK(fixture[far].position.stage == fixture.stages[0]);
}

TEST_CASE("a bare number is of the known deal's own currency") {
  PipelineFixture fixture;
  const Id<Deal> roof = fixture.deal(0, 0, "Крыша");
  fixture.must(set_field(roof, &Deal::amount, std::optional(Money{5, *currency_from("JPY")})));
  const ImportPlace place = {.known = KnownRows::update, .unsaid_currency = wishes().default_currency};
  import_into(fixture, "Название;Сумма;Этап\nКрыша;7;\n", place);
  CHECK(fixture[roof].amount == Money{7, *currency_from("JPY")});
}

TEST_CASE("nothing goes into a pipeline that is in the trash; a deal that a move closes or reopens is dated so") {
  PipelineFixture fixture;
  const Id<Deal> a = fixture.deal(0, 0, "A");
  const std::string late = fixture.document.find(fixture.stages.back())->name;
  const std::string early = fixture.document.find(fixture.stages[0])->name;
  REQUIRE(fixture.document.find(fixture.stages.back())->kind == StageKind::after_sale);
  const ImportPlace place = {.into = fixture.pipeline, .known = KnownRows::update};
  import_into(fixture, "Название;Этап\nA;" + late + "\n", place);
  CHECK((fixture[a].status == DealStatus::open) == !fixture[a].closed_on);
  import_into(fixture, "Название;Этап\nA;" + early + "\n", place);
  CHECK((fixture[a].status == DealStatus::open) == !fixture[a].closed_on);
  CHECK(fixture[a].position.stage == fixture.stages[0]);
  fixture.must(DeletePipeline{.pipeline = fixture.pipeline});
  import_into(fixture, "Название;Этап\nB;" + early + "\n", place);
  CHECK(fixture.document.find(called(fixture.document, "B").position.stage)->pipeline != fixture.pipeline);
}

TEST_CASE("a row moves a known deal to the stage it names, and wins or loses it") {
  PipelineFixture fixture;
  const Id<Deal> moved = fixture.deal(0, 0, "A");
  const Id<Deal> won = fixture.deal(0, 0, "B");
  const Id<Deal> lost = fixture.deal(0, 0, "C");
  const std::string name = fixture.document.find(fixture.stages[2])->name;
  import_into(fixture, "Название;Этап\nA;" + name + "\nB;Сделка успешна\nC;Отказ\n", {.known = KnownRows::update});
  CHECK(fixture[moved].position.stage == fixture.stages[2]);
  CHECK(events_of(fixture[moved], EventKind::stage_entered) == 2);
  CHECK(fixture[won].status == DealStatus::won);
  CHECK(fixture[lost].status == DealStatus::lost);
  for (const Id<Deal> id : {won, lost}) CHECK(fixture[id].closed_on);
  CHECK(fixture.document.table<Pipeline>().size() == 1);
}

TEST_CASE("into a pipeline: its stages by name, behind its deals, the rest in new stages behind its sales stages") {
  PipelineFixture fixture;
  const Id<Deal> first = fixture.deal(1, 0, "X");
  const std::string name = fixture.document.find(fixture.stages[1])->name;
  import_into(fixture, "Название;Этап\nA;" + name + "\nB;" + name + "\nC;Замер\nD;\n",
              {.into = fixture.pipeline, .unknown_stage_name = "No stage"});
  CHECK(fixture.document.table<Pipeline>().size() == 1);
  const Deal& a = called(fixture.document, "A");
  const Deal& b = called(fixture.document, "B");
  CHECK(a.position.stage == fixture.stages[1]);
  CHECK(fixture[first].position.rank < a.position.rank);
  CHECK(a.position.rank < b.position.rank);
  CHECK(called(fixture.document, "D").position.stage == fixture.stages[0]);
  for (const Event& event : a.history)
    if (event.kind == EventKind::pipeline_entered) CHECK(event.value == EventValue(fixture.pipeline.raw));
  const Stage& made = *fixture.document.find(called(fixture.document, "C").position.stage);
  CHECK(made.name == "Замер");
  CHECK(made.pipeline == fixture.pipeline);
  for (const Stage* stage : stages_of(fixture.document, fixture.pipeline))
    if (stage->id != made.id) CHECK((stage->rank < made.rank) == (stage->kind == StageKind::sales));
}

const std::string salesforce_deals =
    "Id,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CurrencyIsoCode,CreatedDate\n"
    "006A,Roof,Proposal,150,2026-02-01,0,0,EUR,2026-01-01T10:00:00.000Z\n"
    "006B,Wall,Closed Won,7,2026-01-20,1,1,EUR,2026-01-02T10:00:00.000Z\n"
    "006C,Gate,Prospecting,7,2026-03-20,0,0,EUR,2026-01-02T10:00:00.000Z\n";
const std::string salesforce_history =
    "Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,CloseDate,Probability\n"
    "9,006Z,u,2026-01-20 10:00:00,Prospecting,150,2026-02-01,100\n"
    "7,006B,u,2026-01-20 11:00:00,Closed Won,7,2026-01-20,100\n"
    "6,006A,u,2026-01-15 10:00:00,Proposal,999,2026-02-01,75\n"
    "5,006A,u,2026-01-10 10:00:00,Qualification,100,2026-02-01,75\n"
    "4,006A,u,2026-01-01 10:00:00,Prospecting,100,2026-02-01,10\n"
    "3,006C,u,2026-01-04 10:00:00,Closed Lost,7,2026-02-01,0\n"
    "2,006B,u,2026-01-05 10:00:00,Prospecting,7,2026-02-01,10\n";

// "Prospecting 2026-01-01T13:00" for every entry that counts and has a day, "?" where it has none.
std::vector<std::string> way_of(const Document& document, const Deal& deal) {
  const std::vector<bool> live = live_events(deal.history);
  std::vector<std::string> way;
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    if (!live[i] || event.kind != EventKind::stage_entered) continue;
    const Stage* stage = document.find(Id<Stage>{std::get<RawId>(event.value)});
    REQUIRE(stage != nullptr);
    way.push_back(stage->name +
                  (event.precision == Precision::unknown ? " ?" : " " + iso_text(event.at).substr(0, 16)));
  }
  return way;
}

TEST_CASE("a history of changes goes into the deals that are here, which stay as they are; nobody else is made of it") {
  for (const KnownRows known : {KnownRows::update, KnownRows::fill}) {
    PipelineFixture fixture;
    import_into(fixture, salesforce_deals, {.known = KnownRows::update});
    const std::size_t deals = living(fixture.document);
    const Deal before = called(fixture.document, "Roof");
    CHECK(way_of(fixture.document, before) == std::vector<std::string>{"Proposal ?"});
    const std::size_t stages = fixture.document.table<Stage>().size();
    import_into(fixture, salesforce_history, {.known = known});
    CHECK(living(fixture.document) == deals);
    const Deal& roof = called(fixture.document, "Roof");
    CHECK(way_of(fixture.document, roof) == std::vector<std::string>{"Prospecting 2026-01-01T10:00",
                                                                     "Qualification 2026-01-10T10:00",
                                                                     "Proposal 2026-01-15T10:00"});
    Deal same = roof;
    same.history = before.history;
    CHECK(same == before);
    for (const Event& event : roof.history) CHECK(event.dot);
    CHECK(called(fixture.document, "Wall").status == DealStatus::won);
    CHECK(called(fixture.document, "Gate").status == DealStatus::open);  // what it is here counts
    CHECK(events_of(called(fixture.document, "Gate"), EventKind::lost) == 0);
    CHECK(events_of(called(fixture.document, "Wall"), EventKind::won) == 1);
    // No deal is in Qualification today: it stands where it does in the table.
    CHECK(fixture.document.table<Stage>().size() == stages + 1);
    std::vector<std::string> order;
    for (const Stage* stage : stages_of(fixture.document, fixture.document.find(roof.position.stage)->pipeline))
      order.push_back(stage->name);
    CHECK(order == std::vector<std::string>{"Prospecting", "Qualification", "Proposal"});
    // Once more changes nothing; taking it back is one step, and then it can come again.
    CHECK(planned(fixture, salesforce_history, {.known = known}).patch.empty());
  }
  PipelineFixture fixture;
  import_into(fixture, salesforce_deals, {.known = KnownRows::update});
  import_into(fixture, salesforce_history, {.known = KnownRows::update});
  fixture.must(Revert{.entry = fixture.last_entry});
  CHECK(way_of(fixture.document, called(fixture.document, "Roof")) == std::vector<std::string>{"Proposal ?"});
  import_into(fixture, salesforce_history, {.known = KnownRows::update});
  CHECK(way_of(fixture.document, called(fixture.document, "Roof")).size() == 3);
  CHECK(planned(fixture, salesforce_history, {.known = KnownRows::skip}).patch.empty());
}

TEST_CASE("a history of changes says how many of its deals are not here; where none is, it is a table of deals") {
  const auto fit = [](PipelineFixture& fixture) {
    Imported made = import_text(salesforce_history);
    CHECK(made.result.counts.changes == 7);
    return fitted_to(std::move(made.result.records), fixture.document, {.known = KnownRows::fill, .changes = true});
  };
  PipelineFixture fixture;
  const FittedImport alone = fit(fixture);
  CHECK(alone.records.of<Deal>().size() == 4);
  CHECK(alone.left_out == 0);
  import_into(fixture, salesforce_deals, {.known = KnownRows::update});
  const FittedImport beside = fit(fixture);
  CHECK(beside.records.of<Deal>().empty());
  CHECK(beside.records.of<Company>().empty());
  CHECK(beside.updates.size() == 3);
  CHECK(beside.left_out == 1);
}

TEST_CASE("whatever a history of changes tells, the same again changes nothing, and the deals stay as they are") {
  Random random(11);
  int filled = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    PipelineFixture fixture;
    const Id<Deal> deals[] = {fixture.deal(0, 5, "A"), fixture.deal(1, 5, "B"), fixture.deal(2, 5, "C")};
    fixture.must(WinDeal{.deal = deals[0]});
    fixture.must(LoseDeal{.deal = deals[1], .reason = fixture.reason});
    const auto one_of = [&](std::initializer_list<std::string> list) {
      return list.begin()[random.index(list.size())];
    };
    const auto stage = [&] { return fixture.document.find(fixture.stages[random.index(fixture.stages.size())])->name; };
    const auto moment = [&] {
      const std::string day = "2025-12-0" + std::to_string(1 + random.index(6));
      return one_of({day, day + "T10:00:00+03:00", day + "T10:00:00+03:00",
                     day + "T1" + std::to_string(random.index(10)) + ":30:00+03:00"});
    };
    std::string text = "Voronka ID,Deal name,Pipeline,Stage,Entered at,Left at,Outcome\n";
    for (std::size_t row = 1 + random.index(12); row > 0; --row)
      text += "deal_" + text_of(deals[random.index(3)].raw) + ",x,Sales," +
              one_of({stage(), stage(), "Unheard of", ""}) + "," + moment() + "," + one_of({moment(), ""}) + "," +
              one_of({"", "", "won", "lost"}) + "\n";
    CAPTURE(text);
    std::vector<Deal> before(fixture.document.table<Deal>().rows().begin(),
                             fixture.document.table<Deal>().rows().end());
    const std::vector<Deal> before_all = before;
    import_into(fixture, text, {.known = KnownRows::update});
    for (Deal& deal : before) {
      const Deal& now = fixture[deal.id];
      for (const Event& event : now.history) CHECK(event.dot);
      CHECK(now.history.size() >= deal.history.size());
      deal.history = now.history;
      CHECK(now == deal);
    }
    filled += before == before_all ? 0 : 1;  // `before` has their histories of now
    CHECK(living(fixture.document) == 3);
    CHECK(planned(fixture, text, {.known = KnownRows::fill}).patch.empty());
  }
  CHECK(filled > 100);
}

TEST_CASE("the history that Bitrix24 answers finds deals of its tables, with codes as the names they stand for") {
  PipelineFixture fixture;
  import_into(
      fixture,
      "ID;Название сделки;Стадия сделки;Сумма;Валюта;Ответственный;Сделка закрыта;Предполагаемая дата закрытия\n"
      "11;Окна;In progress;5;Российский рубль;Ира;Нет;01.03.2026\n",
      {.known = KnownRows::update});
  REQUIRE(called(fixture.document, "Окна").origin.system == "bitrix24");
  import_into(fixture, R"({"result":{"items":[
    {"ID":1,"TYPE_ID":1,"OWNER_ID":11,"CREATED_TIME":"2026-01-10T10:00:00+03:00","CATEGORY_ID":0,"STAGE_SEMANTIC_ID":"P","STAGE_ID":"NEW"},
    {"ID":2,"TYPE_ID":2,"OWNER_ID":11,"CREATED_TIME":"2026-01-12T10:00:00+03:00","CATEGORY_ID":0,"STAGE_SEMANTIC_ID":"P","STAGE_ID":"EXECUTING"}]}})",
              {.known = KnownRows::update});
  CHECK(way_of(fixture.document, called(fixture.document, "Окна")) ==
        std::vector<std::string>{"New 2026-01-10T10:00", "In progress 2026-01-12T10:00"});
  CHECK(living(fixture.document) == 1);
}

TEST_CASE("the same table a second time changes nothing, whether known rows are updated or skipped") {
  Random random(8);
  for (int round = 0; round < 40; ++round) {
    PipelineFixture fixture;
    const auto one_of = [&](std::initializer_list<std::string> list) {
      return list.begin()[random.index(list.size())];
    };
    std::string text = header;
    for (int i = 0; i < 12; ++i)
      text += "Сделка " + std::to_string(i) + ";" + one_of({"Новая", "Замер", "", "Сделка успешна", "Отказ"}) + ";" +
              one_of({"10", "-3", "1 000,50"}) + ";" + one_of({"", "ООО Лес", "ИП Дом"}) + ";" +
              one_of({"", "01.02.2026", "2026-05-05"}) + "\n";
    const Id<Pipeline> into = random.index(2) == 0 ? fixture.pipeline : Id<Pipeline>{};
    import_into(fixture, text, {.into = into, .known = KnownRows::update, .unknown_stage_name = "No stage"});
    CHECK(living(fixture.document) == 12);
    for (const KnownRows known : {KnownRows::update, KnownRows::skip}) {
      CAPTURE(round);
      CHECK(planned(fixture, text, {.into = into, .known = known, .unknown_stage_name = "No stage"}).patch.empty());
    }
  }
}

}  // namespace voronka
