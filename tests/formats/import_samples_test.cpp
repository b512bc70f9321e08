// Real exports that may not be committed, against figures that were computed independently (SOURCES.md beside them).
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "formats/calendar_read.hpp"
#include "formats/contact_table.hpp"
#include "formats/import_table.hpp"
#include "formats/vcard_read.hpp"
#include "metrics/facts.hpp"
#include "metrics/metric.hpp"
#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka {
namespace {

using namespace voronka::test;

// Empty when there are no samples on this machine.
std::string sample(const std::string& path) {
  const char* const root = std::getenv("VORONKA_SAMPLES");
  if (!root) {
    MESSAGE("[skip] no sample exports (VORONKA_SAMPLES)");
    return {};
  }
  std::ifstream file(std::string(root) + "/" + path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

double metric(const Imported& it, std::string_view id) {
  PipelineFixture fixture;
  REQUIRE(fixture.run(ApplyImport{.records = it.result.records}));
  const Id<Pipeline> pipeline = it.result.records.of<Pipeline>()[0].id;
  const std::vector<MetricValue> values =
      metric_of(id)->of_facts(facts_of(fixture.document, {.pipeline = pipeline}), {});
  REQUIRE(values.size() == 1);
  return values[0].value;
}

std::map<std::string, std::size_t> stage_rows(const Imported& it) {
  std::map<std::string, std::size_t> rows;
  for (const StageValue& value : it.mapping.stages) rows[value.value] = value.rows;
  return rows;
}

TEST_CASE("of all exports those of contacts and of companies are taken for contacts and companies") {
  const char* const root = std::getenv("VORONKA_SAMPLES");
  if (!root) return;
  std::size_t contacts = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    Result<TableReader> reader = TableReader::open({std::istreambuf_iterator<char>(file), {}});
    if (!reader) continue;
    const Result<ContactColumns> columns = contact_columns(*reader);
    if (!columns) continue;
    CAPTURE(entry.path().string());
    const std::string name = entry.path().filename().string();
    const bool companies = name.contains("companies") || name == "accounts.csv";
    CHECK(columns->is_contacts == (companies || name.contains("contacts")));
    CHECK(columns->are_companies == companies);
    if (!columns->is_contacts) continue;
    ++contacts;
    const Result<PeopleList> list = read_contact_table(std::move(*reader), *columns);
    REQUIRE(list);
    CHECK(!list->rows.empty());
  }
  CHECK(contacts == 5);
}

TEST_CASE("cards and calendars of other programs are read whole") {
  std::string android = sample("vcard/John_Doe_ANDROID.vcf");
  if (android.empty()) return;
  const auto people = [](std::string bytes) { return read_vcards(std::move(bytes)).value(); };
  const PeopleList cards = people(std::move(android));
  CHECK(cards.rows.size() >= 5);
  CHECK(cards.pictures >= 1);
  CHECK(cards.warning_count == 0);
  const PersonRow gmail = people(sample("vcard/John_Doe_GMAIL.vcf")).rows.at(0);
  CHECK(gmail.contact.name == "Mr. John Richter, James Doe Sr.");
  CHECK(gmail.company == "IBM");
  CHECK(gmail.contact.phones == TextList{"905-555-1234", "905-666-1234"});
  const PersonRow outlook = people(sample("vcard/outlook-2007.vcf")).rows.at(0);
  CHECK(outlook.contact.phones == TextList{"(111) 555-4444", "(111) 555-1111", "(111) 555-2222"});
  CHECK(outlook.contact.comment.starts_with("This is the NOTE field"));
  CHECK(people(sample("vcard/rfc6350-example.vcf")).rows.at(0).contact.phones.at(0) == "+1-418-656-9254");
  for (const char* const name : {"constructed_vevent_vtodo_valarm", "duration_instead_of_dtend", "minimal"})
    CHECK(read_calendar(sample(std::string("ical/") + name + ".ics"))->warning_count == 0);
}

TEST_CASE("the Maven practice data gives the published figures") {
  std::string bytes = sample("maven-crm/sales_pipeline.csv");
  if (bytes.empty()) return;
  const Imported it =
      import_text(std::move(bytes), [](ImportMapping& mapping) { mapping.default_currency = *currency_from("USD"); });
  CHECK(it.mapping.importer == "maven");
  CHECK(stage_rows(it) ==
        std::map<std::string, std::size_t>{{"Won", 4238}, {"Lost", 2473}, {"Engaging", 1589}, {"Prospecting", 500}});
  const ImportCounts& counts = it.result.counts;
  CHECK(counts.deals == 8800);
  CHECK(counts.won == 4238);
  CHECK(counts.lost == 2473);
  CHECK(counts.open == 2089);
  CHECK(counts.companies == 85);
  CHECK(counts.without_date == 500);
  CHECK(counts.skipped == 0);
  CHECK(it.result.warning_count == 0);
  CHECK(metric(it, "deal_count") == 8800);
  CHECK(metric(it, "won_sum") == 1'000'553'400);
  CHECK(metric(it, "win_rate") == doctest::Approx(0.631501).epsilon(1e-6));

  std::map<std::string, std::int64_t> won_by_quarter;
  std::size_t without_company = 0;
  std::size_t engaged_on_a_day = 0;
  std::size_t closed_on_a_day = 0;
  for (const Deal& deal : it.result.records.of<Deal>()) {
    without_company += deal.company ? 0 : 1;
    const Event* entered = event_of(deal, EventKind::stage_entered);
    engaged_on_a_day += entered && entered->precision == Precision::day && it.stage_of(deal).name == "Engaging" ? 1 : 0;
    const Event* closed = event_of(deal, deal.status == DealStatus::won ? EventKind::won : EventKind::lost);
    closed_on_a_day += closed && closed->precision == Precision::day ? 1 : 0;
    if (deal.status == DealStatus::won)
      won_by_quarter["Q" + std::to_string((ymd_of(*deal.closed_on).month + 2) / 3)] += deal.amount->minor / 100;
  }
  CHECK(without_company == 1425);
  CHECK(engaged_on_a_day == 8300);
  CHECK(closed_on_a_day == 6711);
  CHECK(won_by_quarter == std::map<std::string, std::int64_t>{
                              {"Q1", 1'134'672}, {"Q2", 3'086'111}, {"Q3", 2'982'255}, {"Q4", 2'802'496}});
}

TEST_CASE("the three shapes of one Bitrix24 export give the same figures") {
  struct Shape {
    const char* file;
    TableKind kind;
    TextEncoding encoding;
  };
  for (const Shape& shape : {Shape{"utf8bom.csv", TableKind::csv, TextEncoding::utf8},
                             Shape{"cp1251.csv", TableKind::csv, TextEncoding::windows_1251},
                             Shape{"html.xls", TableKind::html, TextEncoding::utf8}}) {
    std::string bytes = sample(std::string("bitrix24/constructed_DEAL_export_ru_") + shape.file);
    if (bytes.empty()) return;
    CAPTURE(shape.file);
    const Imported it = import_text(std::move(bytes));
    CHECK(it.mapping.importer == "bitrix24");
    CHECK(it.mapping.table.kind == shape.kind);
    CHECK(it.mapping.table.encoding == shape.encoding);
    CHECK(stage_rows(it) ==
          std::map<std::string, std::size_t>{
              {"Сделка провалена", 108}, {"Выдано", 7}, {"Отложенные", 3}, {"C2:LOSE", 1}, {"Дозвониться", 1}});
    CHECK(closed_unknown_rows(it.mapping) == 10);
    CHECK(it.result.counts.deals == 120);
    CHECK(it.result.counts.lost == 109);
    CHECK(it.result.counts.open == 11);
    CHECK(it.result.warning_count == 2);  // two stages of closed deals that may be won or lost
    CHECK(metric(it, "deal_sum") == 28'376'070'900);
    std::size_t with_time = 0;
    std::size_t comments = 0;
    for (const Deal& deal : it.result.records.of<Deal>())
      with_time += event_of(deal, EventKind::created)->precision == Precision::ms ? 1 : 0;
    for (const Note& note : it.result.records.of<Note>())
      comments += note.text == "Комментарий; с точкой с запятой\nи второй строкой \"в кавычках\"" ? 1 : 0;
    CHECK(with_time == 120);
    CHECK(comments == 8);
    const Deal& first = it.deal("Сделка №10002");
    CHECK(iso_text(event_of(first, EventKind::created)->at) == "2020-01-14T20:41:38.000+03:00");
    CHECK(first.closed_on == date_from_iso("2021-06-10"));
  }
}

TEST_CASE("deliberately dirty data comes in with a warning for each flaw") {
  std::string bytes = sample("bitrix24/maxpoll_deals.csv");
  if (bytes.empty()) return;
  const Imported it = import_text(std::move(bytes));
  CHECK(it.result.counts.rows == 12);
  CHECK(it.result.counts.deals == 11);  // D1008 stands there twice
  CHECK(it.warned(TextKey::import_repeated_id));
  CHECK(it.warned(TextKey::import_negative_amount));
  CHECK(it.warned(TextKey::import_no_close_date));
  CHECK(it.warned(TextKey::import_currency_missing));
  CHECK(std::ranges::count(it.result.records.of<Deal>(), "Дубль сделки", &Deal::title) == 0);
}

TEST_CASE("a report with a footer in Latin-1 and days first is read") {
  std::string bytes = sample("salesforce/constructed_opportunity_report_latin1_footer.csv");
  if (bytes.empty()) return;
  const Imported it = import_text(std::move(bytes));
  CHECK(it.mapping.importer == "salesforce");
  CHECK(it.mapping.table.encoding == TextEncoding::windows_1252);
  CHECK(it.mapping.date_order == DateOrder::day_month_year);
  CHECK(it.result.counts.deals == 150);
  CHECK(it.result.counts.won == 43);
  CHECK(it.result.counts.lost == 83);
}

// The sum of all deals in hundredths, whatever their currency.
std::int64_t plain_sum(const Imported& it) {
  std::int64_t sum = 0;
  for (const Deal& deal : it.result.records.of<Deal>())
    if (deal.amount) sum += deal.amount->minor * (minor_digits(deal.amount->currency) == 0 ? 100 : 1);
  return sum;
}

TEST_CASE("exports of amoCRM, Vtiger, Pipedrive, HubSpot and Salesforce give their figures") {
  struct Expected {
    const char* file;
    const char* system;
    std::size_t deals;
    std::size_t won;
    std::size_t lost;
    std::int64_t sum;
  };
  for (const Expected& it :
       {Expected{"amocrm/leads_test.csv", "amocrm", 20, 1, 7, 0},
        Expected{"vtiger/constructed_Opportunities_ui_en_utf8.csv", "vtiger", 300, 102, 173, 790'905'619},
        Expected{"vtiger/constructed_SalesPlatform_ui_ru_cp1251_semicolon.csv", "vtiger", 300, 102, 173, 790'905'619},
        Expected{"pipedrive/constructed_deals_export.csv", "pipedrive", 200, 47, 116, 84'113'681'032},
        Expected{"hubspot/constructed_hubspot-crm-exports-all-deals_wide_stage_dates.csv", "hubspot", 512, 163, 203,
                 179'069'765'509},
        Expected{"salesforce/constructed_opportunity_report_latin1_footer.csv", "salesforce", 150, 43, 83,
                 68'438'328'593}}) {
    std::string bytes = sample(it.file);
    if (bytes.empty()) return;
    CAPTURE(it.file);
    const Imported made = import_text(std::move(bytes));
    CHECK(made.mapping.importer == it.system);
    CHECK(made.result.counts.deals == it.deals);
    CHECK(made.result.counts.won == it.won);
    CHECK(made.result.counts.lost == it.lost);
    CHECK(plain_sum(made) == it.sum);
  }
}

TEST_CASE("every date of a stage in an export of HubSpot becomes an entry with its time") {
  std::string bytes = sample("hubspot/constructed_hubspot-crm-exports-all-deals_wide_stage_dates.csv");
  if (bytes.empty()) return;
  const Imported it = import_text(std::move(bytes));
  std::map<std::uint32_t, std::size_t> currencies;
  std::size_t entries = 0;
  std::size_t with_time = 0;
  for (const Deal& deal : it.result.records.of<Deal>()) {
    const auto said =
        std::ranges::find(deal.extra, "Currency", [](const auto& pair) { return std::string_view(pair.first); });
    ++currencies[deal.amount                ? deal.amount->currency.code
                 : said != deal.extra.end() ? currency_from(said->second)->code
                                            : 0];
    for (const Event& event : deal.history) {
      if (event.kind != EventKind::stage_entered || event.precision == Precision::unknown) continue;
      ++entries;
      with_time += event.precision == Precision::ms ? 1 : 0;
    }
  }
  CHECK(entries == with_time);
  CHECK(entries >= 512);
  CHECK(currencies[currency_from("MXN")->code] == 220);
  CHECK(currencies[currency_from("COP")->code] == 107);
  CHECK(currencies[currency_from("USD")->code] == 105);
  CHECK(currencies[currency_from("PEN")->code] == 80);
}

TEST_CASE("a board of Trello gives its cards, its archive, all its lists and every move") {
  std::string bytes = sample("trello/board_2020_volunteerbridge_scrubbed.json");
  if (bytes.empty()) return;
  const Imported it = import_text(std::move(bytes));
  CHECK(it.mapping.importer == "trello");
  CHECK(it.mapping.table.kind == TableKind::json);
  CHECK(it.result.counts.deals == 42);
  CHECK(it.result.counts.open == 42);
  CHECK(it.result.counts.without_date == 0);
  CHECK(it.result.counts.skipped == 0);
  CHECK(it.result.warning_count == 1);  // that there is an archive
  CHECK(stage_rows(it) == std::map<std::string, std::size_t>{{"Product Backlog", 17},
                                                             {"Product Backlog: User Story", 23},
                                                             {"Current Sprint 1 Backlog", 2}});
  std::vector<Stage> stages = it.result.records.of<Stage>();
  std::ranges::sort(stages, {}, [](const Stage& stage) { return stage.rank.text; });
  std::vector<std::string> names;
  for (const Stage& stage : stages) names.push_back(stage.name);
  CHECK(names == std::vector<std::string>{"Product Backlog: User Story", "Product Backlog", "Current Sprint 1 Backlog",
                                          "To-Do", "In Progress", "Issues", "Testing/Review", "Done"});
  CHECK(std::ranges::count_if(it.result.records.of<Deal>(), [](const Deal& deal) { return deal.archived; }) == 1);
  std::size_t entries = 0;
  for (const Deal& deal : it.result.records.of<Deal>())
    for (const Event& event : deal.history)
      entries += event.kind == EventKind::stage_entered && event.precision == Precision::ms ? 1 : 0;
  CHECK(entries == 42 + 5);  // made, and moved
  CHECK(it.result.records.of<Tag>().size() == 3);
  CHECK(it.result.records.of<Note>().size() == 4);
}

}  // namespace
}  // namespace voronka
