#include "app/sample_data.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "app/default_pipeline.hpp"
#include "app/plan.hpp"
#include "app/sample_tables.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

StarterTexts starter() {
  return {.data_set_name = "Мои продажи",
          .pipeline_name = "Продажи",
          .stage_names = {"Генерация лида", "Квалификация", "Презентация", "Работа с возражениями",
                          "Переговоры и предложение", "Закрытие сделки", "Последующее обслуживание"},
          .loss_reasons = {"Дорого", "Конкурент"},
          .currency = "RUB"};
}

SampleOptions sample_options(std::size_t deals, std::uint64_t seed) {
  return {.deals = deals,
          .seed = seed,
          .now = {.utc_ms = import_now_ms, .offset_minutes = 180},
          .starter = starter(),
          .events_per_deal = 10};
}

TEST_CASE("the first pipeline has six sales stages and one after the sale") {
  const RecordSet records = default_pipeline(starter(), {.utc_ms = import_now_ms}, 1);
  const auto& stages = records.of<Stage>();
  REQUIRE(stages.size() == 7);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(stages[i].kind == (i == 6 ? StageKind::after_sale : StageKind::sales));
    CHECK(stages[i].name == starter().stage_names[i]);
    if (i > 0) CHECK(stages[i - 1].rank < stages[i].rank);
    if (i > 0) CHECK(stages[i - 1].probability < stages[i].probability);
  }
  CHECK(records.of<LossReason>().size() == 2);
  CHECK(text_of(records.of<Settings>()[0].base_currency) == "RUB");
  CHECK(plan(Document{}, ApplyImport{.records = records}, {.actor = *actor_from("TestActr")}));
}

TEST_CASE("the same options give the same sample, another seed another one") {
  CHECK(sample_data(sample_options(50, 1)) == sample_data(sample_options(50, 1)));
  CHECK(sample_data(sample_options(50, 1)).of<Deal>() != sample_data(sample_options(50, 2)).of<Deal>());
}

TEST_CASE("a sample of the first run has a step that is late and one of this day, whatever the seed") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const RecordSet records = sample_data(sample_options(60, seed));
    const Date today = local_date({.utc_ms = import_now_ms, .offset_minutes = 180});
    std::size_t late = 0;
    std::size_t due = 0;
    for (const Activity& step : records.of<Activity>()) {
      if (step.done_at) continue;
      late += step.due.date < today;
      due += step.due.date == today;
    }
    CAPTURE(seed);
    CHECK(late > 0);
    CHECK(due > 0);
  }
}

TEST_CASE("a sample passes the checks of plan() and its histories end where its deals stand") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RecordSet records = sample_data(sample_options(200, seed));
    CAPTURE(seed);
    CHECK(records.of<Deal>().size() == 200);
    REQUIRE(plan(Document{}, ApplyImport{.records = records}, {.actor = *actor_from("TestActr")}));
    for (const Deal& deal : records.of<Deal>()) {
      CHECK(deal.history.size() >= 10);
      EventValue stage, amount, close;
      std::int64_t before = 0;
      bool ended = false;
      for (const Event& event : deal.history) {
        CHECK(event.at.utc_ms >= before);
        CHECK(event.at.utc_ms <= import_now_ms);
        before = event.at.utc_ms;
        if (event.kind == EventKind::stage_entered) stage = event.value;
        if (event.kind == EventKind::amount_changed) amount = event.value;
        if (event.kind == EventKind::expected_close_changed) close = event.value;
        ended = ended || event.kind == EventKind::won || event.kind == EventKind::lost;
      }
      CHECK(deal.history[0].kind == EventKind::created);
      CHECK(stage == EventValue(deal.position.stage.raw));
      CHECK(amount == EventValue(*deal.amount));
      CHECK(close == EventValue(*deal.expected_close));
      CHECK(ended == deal.closed_on.has_value());
      CHECK(ended == (deal.status != DealStatus::open));
    }
  }
}

TEST_CASE("a sample has deals of every outcome in every stage, next steps and late ones") {
  const RecordSet records = sample_data(sample_options(400, 3));
  std::set<std::pair<RawId, DealStatus>> met;
  for (const Deal& deal : records.of<Deal>()) met.insert({deal.position.stage.raw, deal.status});
  for (std::size_t i = 0; i < 6; ++i) CHECK(met.contains({records.of<Stage>()[i].id.raw, DealStatus::open}));
  CHECK(met.contains({records.of<Stage>()[6].id.raw, DealStatus::won}));
  CHECK(records.of<Activity>().size() > 100);
  CHECK(records.of<Note>().size() > 30);
  CHECK(sample_data(sample_options(0, 1)).of<Deal>().empty());
}

// The committed files must be what the code makes; tests/headless/generate.test.mjs has the commands that write them.
void check_data(const std::string& name, const std::string& bytes) {
  const std::string path = std::string(VORONKA_SOURCE_DIR) + "/tests/data/" + name;
  std::ifstream file(path, std::ios::binary);
  const std::string committed(std::istreambuf_iterator<char>(file), {});
  CAPTURE(name);
  CHECK((committed == bytes));
}

TEST_CASE("the committed tables are what the sample gives, and importing them gives the sample's figures") {
  SampleOptions options = sample_options(40, 5);
  options.now = moment_from_local(*date_from_iso("2026-01-04"), {.minutes = 12 * 60}, 180);
  const RecordSet records = sample_data(options);
  std::size_t won = 0;
  std::size_t lost = 0;
  std::int64_t sum = 0;
  for (const Deal& deal : records.of<Deal>()) {
    won += deal.status == DealStatus::won ? 1 : 0;
    lost += deal.status == DealStatus::lost ? 1 : 0;
    sum += deal.amount->minor;
  }
  for (const auto& [shape, name] :
       {std::pair(TableShape::bitrix_csv, "bitrix24_utf8.csv"),
        std::pair(TableShape::bitrix_csv_1251, "bitrix24_cp1251.csv"),
        std::pair(TableShape::bitrix_html, "bitrix24_html.xls"), std::pair(TableShape::maven_csv, "maven.csv")}) {
    const std::string bytes = sample_table(records, shape);
    check_data(name, bytes);
    const Imported it = import_text(bytes);
    CHECK(it.mapping.importer == (shape == TableShape::maven_csv ? "maven" : "bitrix24"));
    CHECK(it.result.counts.deals == 40);
    CHECK(it.result.counts.won == won);
    CHECK(it.result.counts.lost == lost);
    if (shape == TableShape::maven_csv) continue;
    std::int64_t imported = 0;
    for (const Deal& deal : it.result.records.of<Deal>()) imported += deal.amount->minor;
    CHECK(imported == sum);
    CHECK(it.result.warning_count == 0);
  }
}

}  // namespace
}  // namespace voronka
