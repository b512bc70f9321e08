#include "formats/import_table.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

const std::string bitrix_header =
    "ID;Название сделки;Стадия сделки;Сумма;Валюта;Сделка закрыта;Дата создания;Предполагаемая дата "
    "закрытия;Ответственный\n";

TEST_CASE("an open deal brings its fields and what is known of its past") {
  const Imported it =
      import_text(bitrix_header + "7;Крыша;Новая;1000.50;Российский рубль;Нет;14.01.2020 20:41:38;10.06.2021;Анна\n");
  const Deal& deal = it.deal("Крыша");
  CHECK(deal.status == DealStatus::open);
  CHECK(deal.amount == Money{100'050, *currency_from("RUB")});
  CHECK(deal.expected_close == date_from_iso("2021-06-10"));
  CHECK_FALSE(deal.closed_on);
  CHECK(deal.owner == "Анна");
  CHECK(deal.origin == Origin{"bitrix24", "7"});
  CHECK(it.stage_of(deal).name == "Новая");
  const Event* created = event_of(deal, EventKind::created);
  CHECK(created->precision == Precision::ms);
  CHECK(created->origin == EventOrigin::import);
  CHECK(iso_text(created->at) == "2020-01-14T20:41:38.000+03:00");
  const Event* entered = event_of(deal, EventKind::stage_entered);
  CHECK(entered->precision == Precision::unknown);  // Bitrix24 does not say when
  CHECK(entered->value == EventValue(deal.position.stage.raw));
}

TEST_CASE("a closed deal in a final stage is won or lost on the day of its closing") {
  const Imported it = import_text(bitrix_header +
                                  "1;A;Сделка успешна;1;RUB;Да;01.01.2020;05.02.2020;Я\n2;B;Сделка "
                                  "провалена;1;RUB;Да;01.01.2020;06.02.2020;Я\n3;C;Новая;1;RUB;Нет;01.01.2020;;Я\n");
  CHECK(it.deal("A").status == DealStatus::won);
  CHECK(it.deal("A").closed_on == date_from_iso("2020-02-05"));
  CHECK(event_of(it.deal("A"), EventKind::won)->precision == Precision::day);
  CHECK(it.deal("B").status == DealStatus::lost);
  CHECK(event_of(it.deal("B"), EventKind::lost)->origin ==
        EventOrigin::inferred);                      // the column is the expected day, too
  CHECK(it.result.records.of<Stage>().size() == 1);  // won and lost are no stages
  CHECK(event_of(it.deal("B"), EventKind::stage_entered)->origin == EventOrigin::inferred);
}

TEST_CASE("a closed deal in an unknown stage is open with a warning, or what the user says") {
  const std::string text =
      bitrix_header + "1;A;Выдано;1;RUB;Да;01.01.2020;05.02.2020;Я\n2;B;Новая;1;RUB;Нет;01.01.2020;;Я\n";
  const Imported open = import_text(text);
  CHECK(open.deal("A").status == DealStatus::open);
  CHECK(open.warned(TextKey::import_closed_unknown));
  const Imported lost = import_text(text, [](ImportMapping& it) { it.closed_unknown = ClosedUnknown::lost; });
  CHECK(lost.deal("A").status == DealStatus::lost);
  CHECK(lost.stage_of(lost.deal("A")).name == "Выдано");
  CHECK_FALSE(lost.warned(TextKey::import_closed_unknown));
  const Imported won = import_text(text, [](ImportMapping& it) { it.closed_unknown = ClosedUnknown::won; });
  CHECK(won.deal("A").status == DealStatus::won);
  CHECK(won.stage_of(won.deal("A")).kind == StageKind::after_sale);
  CHECK(won.stage_of(won.deal("B")).kind == StageKind::sales);
}

TEST_CASE("a status column has the last word over the name of the stage") {
  const Imported it = import_text("Название;Этап;Статус\nA;Closed Won;open\nB;Новая;won\nC;Новая;lost\n");
  CHECK(it.deal("A").status == DealStatus::open);
  CHECK(it.stage_of(it.deal("A")).name == "Closed Won");
  CHECK(it.deal("B").status == DealStatus::won);
  CHECK(it.deal("C").status == DealStatus::lost);
}

TEST_CASE("the user's stage names and outcomes are used") {
  const Imported it = import_text("Название;Этап;Компания\nA;x;1\nB;y;2\nC;z;3\n", [](ImportMapping& mapping) {
    mapping.columns[1].target = ImportTarget::stage;
    mapping.stages = {{.value = "x", .name = "Первый"},
                      {.value = "y", .name = "Первый"},
                      {.value = "z", .name = "z", .outcome = StageOutcome::won}};
  });
  CHECK(it.result.records.of<Stage>().size() == 1);
  CHECK(it.stage_of(it.deal("A")).name == "Первый");
  CHECK(it.deal("C").status == DealStatus::won);
}

TEST_CASE("companies and contacts are one record per name, however it is written") {
  const Imported it = import_text(
      "Название;Компания;Контакт;Телефон;Email\nA;ООО Ёлка;Анна;+7 900 000-00-01;a@x.example\n"
      "B; ооо  елка ;анна;+7 900 000-00-02;a@x.example\nC;Другая;Анна;;\n");
  CHECK(it.result.counts.companies == 2);
  CHECK(it.deal("A").company == it.deal("B").company);
  CHECK(it.result.counts.contacts == 2);  // Анна of another company is another one
  const Contact& anna = it.result.records.of<Contact>()[0];
  CHECK(anna.phones.size() == 2);
  CHECK(anna.emails.size() == 1);
  CHECK(anna.company == it.deal("A").company);
}

TEST_CASE("columns without a field are kept, cells that could not be read as well") {
  const Imported it = import_text(
      "Название;Цвет;Сумма;Дата "
      "создания\nA;синий;много;01.02.2020\nB;;5;вчера\nC;;6;02.02.2020\nD;;7;03.02.2020\nE;;8;04.02.2020\n");
  CHECK(it.deal("A").extra == ExtraFields{{"Сумма", "много"}, {"Цвет", "синий"}});
  CHECK_FALSE(it.deal("A").amount);
  CHECK(it.deal("B").extra == ExtraFields{{"Дата создания", "вчера"}});
  CHECK(it.warned(TextKey::import_bad_amount));
  CHECK(it.warned(TextKey::import_bad_date));
  CHECK(it.result.warnings[0].line == 2);
}

TEST_CASE("tags, comments and loss reasons become records") {
  const Imported it = import_text(
      "Название;Этап;Теги;Комментарий;Примечание 2;Причина отказа\nA;Новая;опт, "
      "срочно;раз\n2;два;\nB;Отказ;Опт;;;Дорого\n");
  CHECK(it.result.records.of<Tag>().size() == 2);
  CHECK(it.deal("B").tags[0] == it.deal("A").tags[0]);
  CHECK(it.result.records.of<LossReason>()[0].name == "Дорого");
  CHECK(it.deal("B").loss_reason == it.result.records.of<LossReason>()[0].id);
  CHECK(event_of(it.deal("B"), EventKind::lost)->value == EventValue(it.deal("B").loss_reason.raw));
}

TEST_CASE("a deal without a title is called by product and company") {
  const Imported it = import_text(
      "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
      "1,M,GTX,Acme,Prospecting,,,\n2,M,GTK,,Engaging,2020-01-02,,\n3,M,MG,Acme,Won,2020-01-02,2020-02-03,50\n");
  const Deal& waiting = it.deal("GTX · Acme");
  CHECK(event_of(waiting, EventKind::created)->precision == Precision::unknown);
  CHECK(event_of(waiting, EventKind::stage_entered)->precision == Precision::unknown);
  const Deal& engaged = it.deal("GTK");
  CHECK_FALSE(engaged.company);
  CHECK(event_of(engaged, EventKind::stage_entered)->precision == Precision::day);
  const Deal& won = it.deal("MG · Acme");
  CHECK(it.stage_of(won).name == "Engaging");
  CHECK(event_of(won, EventKind::won)->precision == Precision::day);
  CHECK(event_of(won, EventKind::won)->origin == EventOrigin::import);
  CHECK(local_date(event_of(won, EventKind::stage_entered)->at) == date_from_iso("2020-01-02"));
  CHECK(it.result.counts.without_date == 1);
}

TEST_CASE("footers, repeated headers and empty rows make no deals") {
  const Imported it = import_text(
      "Название,Сумма,Этап,Источник\nA,1,Новая,x\nНазвание,Сумма,Этап,Источник\nB,2,Новая,y\n\nConfidential\n");
  CHECK(it.result.counts.deals == 2);
  CHECK(it.result.counts.skipped == 2);
}

TEST_CASE("rows of one id are one deal: the last mends it, products add up") {
  const Imported mended = import_text("ID;Название;Сумма\n1;A;5\n2;B;6\n1;A новая;7\n");
  CHECK(mended.result.counts.deals == 2);
  CHECK(mended.result.counts.repeated == 1);
  CHECK(mended.deal("A новая").amount->minor == 700);
  const Imported products = import_text("ID;Название;Сумма;Товар\n1;A;5;x\n1;A;7;y\n");
  CHECK(products.deal("A").amount->minor == 1200);
  CHECK(products.deal("A").extra == ExtraFields{{"Товар", "x\ny"}});
}

TEST_CASE("a column of pipelines makes as many pipelines, each with its own stages") {
  const Imported it = import_text("Название;Воронка;Этап\nA;Опт;Новая\nB;Розница;Новая\nC;Опт;Договор\n");
  CHECK(it.result.records.of<Pipeline>().size() == 2);
  CHECK(it.result.records.of<Stage>().size() == 3);
  CHECK(it.stage_of(it.deal("A")).pipeline != it.stage_of(it.deal("B")).pipeline);
}

TEST_CASE("known stages stand in the order of funnels, others as they were met") {
  const auto order = [](const Imported& it) {
    std::vector<std::pair<std::string, std::string>> ranked;
    for (const Stage& stage : it.result.records.of<Stage>()) ranked.emplace_back(stage.rank.text, stage.name);
    std::ranges::sort(ranked);
    std::string names;
    for (const auto& [rank, name] : ranked) names += name + " ";
    return names;
  };
  CHECK(order(import_text("Название;Этап\nA;Negotiation\nB;Prospecting\nC;Proposal\n")) ==
        "Prospecting Proposal Negotiation ");
  CHECK(order(import_text("Название;Этап\nA;Negotiation\nB;Своё\nC;Prospecting\n")) == "Negotiation Своё Prospecting ");
}

TEST_CASE("without a stage deals stand in the one that says so, and an empty table makes an empty pipeline") {
  const Imported it = import_text("Название;Сумма\nA;1\n");
  CHECK(it.stage_of(it.deal("A")).name == "No stage");
  CHECK(it.result.records.of<Pipeline>()[0].name == "deals");
  const Imported empty = import_text("Название;Сумма\n");
  CHECK(empty.result.counts.deals == 0);
  CHECK(empty.result.records.of<Stage>().size() == 1);
}

TEST_CASE("a hundred warnings are listed, all are counted") {
  std::string text = "Название;Сумма;Дата создания\n";
  for (int i = 0; i < 500; ++i) text += "A;1;01.02.2020\n";
  for (int i = 0; i < 150; ++i) text += "B;много;01.02.2020\n";
  const Imported it = import_text(text);
  CHECK(it.result.warnings.size() == max_listed_warnings);
  CHECK(it.result.warning_count == 151);  // and one that the currency is not said
}

TEST_CASE("the same bytes, mapping and stamp give the same records, step by step or at once") {
  const std::string text = bitrix_header + "1;A;Новая;1;RUB;Нет;01.01.2020;;Я\n2;B;Выдано;1;RUB;Да;01.01.2020;;Я\n";
  const Imported at_once = import_text(text);
  ImportJob job(TableReader::open(text).value(), at_once.mapping, import_stamp());
  std::size_t steps = 0;
  while (!*job.step(1)) ++steps;
  CHECK(steps == 2);
  CHECK(job.take() == at_once.result);
}

TEST_CASE("every import passes the checks of plan(), its references are whole and its ids its own") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed);
    std::string text =
        "ID;Название сделки;Стадия;Сумма;Дата создания;Компания;Контакт;Телефон;Теги;Комментарий;Воронка;Сделка "
        "закрыта;Причина отказа\n";
    const auto one_of = [&](std::initializer_list<std::string> list) {
      return list.begin()[random.index(list.size())];
    };
    for (std::uint64_t left = 1 + random.below(30); left > 0; --left)
      text += std::to_string(random.below(20)) + ";" + one_of({"A", "B", ""}) + ";" +
              one_of({"Новая", "Сделка успешна", "Отказ", "", "Выдано"}) + ";" +
              one_of({"1", "-2,5", "x", "", "9 USD"}) + ";" + one_of({"01.02.2020", "2020-02-01T10:00:00Z", "?", ""}) +
              ";" + one_of({"Ё", "е", ""}) + ";" + one_of({"Анна", ""}) + ";" + one_of({"+7 900 000-00-00", ""}) + ";" +
              one_of({"a,b", "b", ""}) + ";" + one_of({"текст", ""}) + ";" + one_of({"", "Опт"}) + ";" +
              one_of({"Да", "Нет", ""}) + ";" + one_of({"Дорого", ""}) + "\n";
    CAPTURE(seed);
    const Imported it = import_text(
        text, [&](ImportMapping& mapping) { mapping.closed_unknown = static_cast<ClosedUnknown>(random.below(3)); });
    PipelineFixture fixture;
    const auto planned =
        fixture.try_plan(ApplyImport{.records = fitted_to(it.result.records, fixture.document).records});
    REQUIRE(planned);
    for (const Change<Deal>& change : planned->patch.of<Deal>()) {
      const Deal& deal = *change.after;
      CHECK((deal.status == DealStatus::open) == !deal.closed_on);
      RawId last_stage = {};
      for (const Event& event : deal.history) {
        CHECK(event.dot);
        if (event.kind == EventKind::stage_entered) last_stage = std::get<RawId>(event.value);
      }
      CHECK(last_stage == deal.position.stage.raw);
    }
  }
}

TEST_CASE("fitted to a document, tags, reasons and companies of the same name are used and pipelines come last") {
  PipelineFixture fixture;
  const Imported it = import_text("Название;Этап;Причина отказа;Компания\nA;Отказ;price;ООО А\n");
  const RecordSet fitted = fitted_to(it.result.records, fixture.document).records;
  CHECK(fitted.of<LossReason>().empty());
  CHECK(fitted.of<Deal>()[0].loss_reason == fixture.reason);
  CHECK(event_of(fitted.of<Deal>()[0], EventKind::lost)->value == EventValue(fixture.reason.raw));
  CHECK(fitted.of<Company>().size() == 1);
  CHECK(fitted.of<Pipeline>()[0].rank > fixture.document.find(fixture.pipeline)->rank);
}

}  // namespace
}  // namespace voronka
