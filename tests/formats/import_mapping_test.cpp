#include "formats/import_mapping.hpp"

#include <doctest/doctest.h>

#include "formats/import_headers.hpp"
#include "formats/import_registry.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

ImportMapping mapping_of(std::string text) { return import_text(std::move(text)).mapping; }

ImportTarget target_of(std::string_view header) {
  const HeaderGuess guess = guess_from_header(folded_header(header));
  return guess.confidence == 0 ? ImportTarget::extra : guess.target;
}

TEST_CASE("headers of known systems are understood in Russian and English") {
  using enum ImportTarget;
  struct Case {
    const char* header;
    ImportTarget target;
  };
  for (const Case& it : {Case{"Название сделки", title},
                         Case{"Opportunity Name", title},
                         Case{"Deal - Title", title},
                         Case{"Бюджет ₽", amount},
                         Case{"close_value", amount},
                         Case{"Этап сделки", stage},
                         Case{"deal_stage", stage},
                         Case{"Sales Stage", stage},
                         Case{"Ответственный", owner},
                         Case{"sales_agent", owner},
                         Case{"Deal owner", owner},
                         Case{"Предполагаемая дата закрытия", expected_close},
                         Case{"Closing Date", close_date},
                         Case{"Deal - Won time", closed},
                         Case{"Вероятность (%)", probability},
                         Case{"Probability (%)", probability},
                         Case{"Полное имя контакта", contact},
                         Case{"Person - Name", contact},
                         Case{"Organization - Name", company},
                         Case{"Рабочий телефон (контакт)", phone},
                         Case{"Примечание 3", comment},
                         Case{"Lead Source", source},
                         Case{"Валюта", currency},
                         Case{"Сделка закрыта", closed_flag},
                         Case{"Сделка №", external_id},
                         Case{"opportunity_id", external_id},
                         Case{"Closed Lost Reason", loss_reason},
                         Case{"Теги сделки", tags},
                         Case{"Кем создана сделка", extra},
                         Case{"Тип", extra},
                         Case{"Дата начала", extra},
                         Case{"utm_term", extra}}) {
    CAPTURE(it.header);
    CHECK(target_of(it.header) == it.target);
  }
}

TEST_CASE("a header is not believed when its cells say otherwise") {
  const ImportMapping mapping = mapping_of("Название;Сумма;Дата создания\nA;много;вчера\nB;мало;сегодня\n");
  CHECK(column_of(mapping, ImportTarget::amount) == no_column);
  CHECK(column_of(mapping, ImportTarget::created) == no_column);
  CHECK(mapping.columns[1].target == ImportTarget::extra);
}

TEST_CASE("of two columns with one meaning the surer or the filled one wins, the other is kept as extra") {
  const ImportMapping mapping = mapping_of("Сделка;Название сделки;Сумма;Сумма/Валюта\n№1;A;5;5 руб.\n№2;B;6;6 руб.\n");
  CHECK(mapping.columns[1].target == ImportTarget::title);
  CHECK(mapping.columns[0].target == ImportTarget::extra);
  CHECK(mapping.columns[2].target == ImportTarget::amount);
  const ImportMapping second = mapping_of("Компания;Организация;Название\n;ООО А;x\n;ООО Б;y\n");
  CHECK(second.columns[1].target == ImportTarget::company);
  CHECK(second.columns[0].target == ImportTarget::skip);
}

TEST_CASE("without a known header the cells speak") {
  const ImportMapping mapping = mapping_of(
      "Название;Столбец а;Столбец б;Столбец в;Столбец г\nA;a@b.ru;+7 900 111-22-33;100 руб.;Новая\n"
      "B;c@d.ru;8 900 111-22-34;200 руб.;Переговоры\nC;e@f.ru;8 (900) 111-22-35;5 руб.;Новая\n");
  CHECK(mapping.columns[1].target == ImportTarget::email);
  CHECK(mapping.columns[2].target == ImportTarget::phone);
  CHECK(mapping.columns[3].target == ImportTarget::amount);
  CHECK(mapping.columns[4].target == ImportTarget::stage);
  CHECK(mapping.columns[4].confidence < 100);
}

TEST_CASE("one value above twelve decides the order of day and month for all") {
  CHECK(mapping_of("Название;Дата создания\nA;03/04/2020\nB;03/25/2020\n").date_order == DateOrder::month_day_year);
  const ImportMapping sure = mapping_of("Название;Дата создания\nA;03/04/2020\nB;25/03/2020\n");
  CHECK(sure.date_order == DateOrder::day_month_year);
  CHECK(sure.date_order_sure);
  CHECK_FALSE(mapping_of("Название;Дата создания\nA;03/04/2020\n").date_order_sure);
  CHECK(mapping_of("Название;Дата создания\nA;2020-04-03\n").date_order_sure);
}

TEST_CASE("the decimal mark of the amounts is found") {
  CHECK(mapping_of("Название;Сумма\nA;1 234,50\nB;7\n").decimal_mark == DecimalMark::comma);
  CHECK(mapping_of("Название;Сумма\nA;1,234.50\nB;7\n").decimal_mark == DecimalMark::point);
}

TEST_CASE("title lines above the header are passed over, a table without a header is named by numbers") {
  const ImportMapping titled = mapping_of("Отчёт по сделкам;;\nНазвание;Сумма;Этап\nA;1;Новая\n");
  CHECK(titled.header_line == 2);
  CHECK(titled.rows == 1);
  TableReader reader = TableReader::open("1;2020-01-01\n2;2020-01-02\n").value();
  const ImportMapping bare = guess_mapping(reader, wishes()).value();
  CHECK(bare.header_line == 0);
  CHECK(bare.rows == 2);
  CHECK(bare.columns[1].header == "2");
}

TEST_CASE("equal headers are told apart") {
  const ImportMapping mapping = mapping_of("Название;Поле;Поле\nA;1;2\n");
  CHECK(mapping.columns[2].header == "Поле (2)");
}

TEST_CASE("a status that says more than open, won and lost is a stage when there is no other") {
  CHECK(column_of(mapping_of("Название;Статус\nA;Новая\nB;Переговоры\nC;Отказ\n"), ImportTarget::stage) == 1);
  CHECK(column_of(mapping_of("Название;Статус\nA;open\nB;won\nC;lost\n"), ImportTarget::status) == 1);
}

TEST_CASE("stage values are counted with what they end, and closed ones among them") {
  const ImportMapping mapping = mapping_of(
      "Название;Стадия сделки;Сделка закрыта\nA;Новая;Нет\nB;Выдано;Да\nC;Выдано;Да\nD;Сделка провалена;Да\n");
  REQUIRE(mapping.stages.size() == 3);
  CHECK(mapping.stages[1].value == "Выдано");
  CHECK(mapping.stages[1].rows == 2);
  CHECK(mapping.stages[1].closed_rows == 2);
  CHECK(mapping.stages[2].outcome == StageOutcome::lost);
  CHECK(closed_unknown_rows(mapping) == 2);
}

TEST_CASE("a changed mapping is counted anew and keeps the user's words") {
  TableReader reader = TableReader::open("Название;Колонка;Этап\nA;x;Новая\nB;y;Новая\n").value();
  ImportMapping mapping = guess_mapping(reader, wishes()).value();
  mapping.stages[0].name = "Свежая";
  MappingJob same(std::move(reader), mapping);
  while (!*same.step(1)) {
  }
  CHECK(same.mapping().stages[0].name == "Свежая");
  CHECK(same.mapping().stages[0].rows == 2);
  ImportMapping other = same.mapping();
  other.columns[1].target = ImportTarget::stage;
  other.columns[2].target = ImportTarget::skip;
  MappingJob changed(same.take_reader(), other);
  while (!*changed.step(1)) {
  }
  REQUIRE(changed.mapping().stages.size() == 2);
  CHECK(changed.mapping().stages[0].value == "x");
}

TEST_CASE("amounts without a currency are asked about, others not") {
  CHECK(mapping_of("Название;Сумма\nA;1\n").currency_missing);
  CHECK_FALSE(mapping_of("Название;Сумма\nA;1 ₽\n").currency_missing);
  CHECK_FALSE(mapping_of("Название;Сумма;Валюта\nA;1;RUB\n").currency_missing);
}

TEST_CASE("systems are recognised by their headers, and --as wins") {
  CHECK(mapping_of("opportunity_id,deal_stage,engage_date,close_value\n1,Won,2020-01-01,5\n").importer == "maven");
  CHECK(mapping_of("ID;Стадия сделки;Сделка закрыта;Ответственный\n1;Новая;Нет;Я\n").importer == "bitrix24");
  CHECK(mapping_of("Название;Сумма\nA;1\n").importer == "table");
  TableReader reader = TableReader::open("Название;Сумма\nA;1\n").value();
  CHECK(guess_mapping(reader, {.importer = "bitrix24"})->importer == "bitrix24");
}

TEST_CASE("every importer has an id of its own and the last one takes everything") {
  for (const Importer* importer : importers()) CHECK(importer_of(importer->id) == importer);
  CHECK(importer_of("none") == nullptr);
  CHECK(importers().back()->recognises({}));
}

TEST_CASE("one column is no table") {
  TableReader reader = TableReader::open("just some prose\nwithout columns\n").value();
  const Result<ImportMapping> mapping = guess_mapping(reader, wishes());
  REQUIRE_FALSE(mapping);
  CHECK(mapping.error().text.key == TextKey::import_no_table);
}

}  // namespace
}  // namespace voronka
