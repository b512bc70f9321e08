// Formats of other programs: what leaves comes back the same through the importer of that program.
#include "formats/export_write.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "formats/cell_guard.hpp"
#include "formats/contact_table.hpp"
#include "formats/export_deals.hpp"
#include "formats/import_known.hpp"
#include "formats/stored_zip.hpp"
#include "formats/vcard_read.hpp"
#include "tests/support/pipeline_fixture.hpp"
#include "tests/support/table_builder.hpp"

namespace voronka::test {
namespace {

struct Whole final : ByteSink {
  void write(std::string_view bytes) override { text += bytes; }
  std::string text = {};
};

// Three deals that differ in all that a table can say.
struct Leaving : PipelineFixture {
  Leaving() {
    const Id<Company> company{must(AddRecord{Company{.name = "Ромашка \"Юг\", ООО", .phones = {"+7 495 555-01-00"}}})};
    const Id<Contact> person{must(AddRecord{Contact{
        .name = "Пётр Ёлкин", .company = company, .phones = {"+7 917 555-01-22"}, .emails = {"petr@example.com"}}})};
    const Id<Tag> tag{must(AddRecord{Tag{.name = "опт"}})};
    open = deal(2, 1234'50, "Окна, дача; \"Юг\"");
    must(set_field(open, &Deal::company, company));
    must(set_field(open, &Deal::contacts, std::vector<Id<Contact>>{person}));
    must(set_field(open, &Deal::tags, std::vector<Id<Tag>>{tag}));
    must(set_field(open, &Deal::owner, std::string("Ирина Ким")));
    must(set_field(open, &Deal::source, std::string("выставка")));
    must(set_field(open, &Deal::expected_close, date_from_iso("2026-03-31")));
    must(AddRecord{Note{.deal = open, .text = "Первая строка\nи \"вторая\""}});
    won = deal(4, 100'000'00, "=1+1");
    now_ms += 3 * day_ms;
    must(WinDeal{.deal = won});
    lost = deal(1, 77'00, "-потеряна");
    must(LoseDeal{.deal = lost, .reason = reason});
  }
  std::string written(std::string_view format, const ExportStyle& style = {}) const {
    Whole file;
    REQUIRE(write_export(document, format, style, file));
    return file.text;
  }
  Id<Deal> open = {}, won = {}, lost = {};
};

// Of a zip that is stored, as whoever unpacks it hands it on (formats/xlsx_table.hpp). Checks what the zip says of its files.
std::string unpacked(std::string_view zip) {
  std::string text(workbook_mark);
  const auto number = [&](std::size_t at, std::size_t bytes) {
    std::size_t value = 0;
    for (std::size_t i = bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(zip[at + i]);
    return value;
  };
  std::size_t at = 0, files = 0;
  for (; zip.substr(at, 4) == "PK\x03\x04"; ++files) {
    const std::size_t size = number(at + 18, 4), name_size = number(at + 26, 2);
    std::string name(zip.substr(at + 30, name_size));
    const std::string_view bytes = zip.substr(at + 30 + name_size, size);
    CHECK(number(at + 14, 4) == crc32(bytes));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    text += name + ' ' + std::to_string(size) + '\n' + std::string(bytes);
    at += 30 + name_size + size;
  }
  const std::size_t end = zip.size() - 22;
  CHECK(zip.substr(end, 4) == "PK\x05\x06");
  CHECK(number(end + 10, 2) == files);
  CHECK(number(end + 16, 4) == at);
  return text;
}

std::int64_t created_ms(const Deal& deal) { return event_of(deal, EventKind::created)->at.utc_ms; }

// As the table writes it.
std::string moment_of(const Deal& deal, EventKind kind) {
  std::string text;
  for (const Event& event : deal.history)
    if (event.kind == kind) text = iso_text(event.at).substr(0, 19) + "+03:00";
  return text;
}

std::string name_of_company(const Imported& it, const Deal& deal) {
  const auto& all = it.result.records.of<Company>();
  const auto found = std::ranges::find(all, deal.company, &Company::id);
  return found == all.end() ? std::string() : found->name;
}

// What every preset has to bring back; `exact` is false where the program takes whole amounts only.
void check_deals(const Leaving& from, const Imported& it, bool exact) {
  REQUIRE(it.result.records.of<Deal>().size() == 3);
  CHECK(it.result.counts.open == 1);
  CHECK(it.result.counts.won == 1);
  CHECK(it.result.counts.lost == 1);
  const Deal& open = it.deal("Окна, дача; \"Юг\"");
  CHECK(open.amount == (exact ? from[from.open].amount
                              : std::optional(Money{.minor = 1235'00, .currency = from[from.open].amount->currency})));
  CHECK(it.stage_of(open).name == from.document.find(from.stages[2])->name);
  CHECK(open.owner == "Ирина Ким");
  CHECK(open.source == "выставка");
  CHECK(name_of_company(it, open) == "Ромашка \"Юг\", ООО");
  REQUIRE(open.contacts.size() == 1);
  CHECK(it.result.records.of<Contact>()[0].name == "Пётр Ёлкин");
  const Deal& won = it.deal("=1+1");
  CHECK(won.status == DealStatus::won);
  CHECK(won.amount == from[from.won].amount);
  CHECK(won.closed_on == from[from.won].closed_on);
  const Deal& lost = it.deal("-потеряна");
  CHECK(lost.status == DealStatus::lost);
  CHECK(lost.closed_on == from[from.lost].closed_on);
}

}  // namespace

TEST_CASE("what leaves for another program is known by its importer and comes back the same") {
  const Leaving it;
  struct Preset {
    std::string_view format;
    bool exact, says_expected_close;
  };
  constexpr Preset presets[] = {{"bitrix24", true, true},  {"amocrm", false, false}, {"vtiger", true, true},
                                {"pipedrive", true, true}, {"hubspot", true, true},  {"salesforce", true, true}};
  for (const Preset& preset : presets) {
    CAPTURE(preset.format);
    const Imported back = import_text(it.written(preset.format), [&](ImportMapping& mapping) {
      // Vtiger has one currency, which its tables do not name.
      CHECK(mapping.currency_missing == (preset.format == "vtiger"));
      if (mapping.currency_missing) mapping.default_currency = it[it.won].amount->currency;
    });
    CHECK(back.mapping.importer == preset.format);
    check_deals(it, back, preset.exact);
    if (preset.says_expected_close) CHECK(back.deal("Окна, дача; \"Юг\"").expected_close == it[it.open].expected_close);
    CHECK(back.result.warning_count == 0);
  }
}

TEST_CASE(
    "the table for people comes back in both languages and in every style, with tags, stage of death, reason and "
    "days") {
  const Leaving it;
  for (int bits = 0; bits < 16; ++bits) {
    CAPTURE(bits);
    const Imported back = import_text(it.written("universal", {.russian = (bits & 1) != 0,
                                                               .delimiter = (bits & 2) != 0 ? ';' : ',',
                                                               .decimal_comma = (bits & 4) != 0,
                                                               .day_first = (bits & 8) != 0}));
    CHECK(back.mapping.importer == "voronka");
    check_deals(it, back, true);
    const Deal& open = back.deal("Окна, дача; \"Юг\"");
    CHECK(open.origin.id == "deal_" + text_of(it.open.raw));
    CHECK(open.expected_close == it[it.open].expected_close);
    REQUIRE(open.tags.size() == 1);
    CHECK(back.result.records.of<Contact>()[0].phones == TextList{"+7 917 555-01-22", "+7 495 555-01-00"});
    const Deal& lost = back.deal("-потеряна");
    CHECK(back.stage_of(lost).name == it.document.find(it.stages[1])->name);
    CHECK(back.result.records.of<LossReason>().size() == 1);
    const Event* created = event_of(open, EventKind::created);
    REQUIRE(created != nullptr);
    CHECK(created->at.utc_ms == created_ms(it[it.open]));
    CHECK(back.result.warning_count == 0);
  }
}

TEST_CASE("a table of ours finds its deals again by their ids, whatever they are called now") {
  Leaving it;
  const Imported back = import_text(it.written("universal"));
  it.must(set_field(it.open, &Deal::title, std::string("Иначе")));
  const KnownDeals known(it.document);
  const std::vector<DealKey> keys = keys_of(back.result.records);
  CHECK(known.count(keys) == 3);
}

TEST_CASE("a workbook is read again with days, sums and texts as they were; nothing in it is run or guarded") {
  const Leaving it;
  const std::string file = it.written("workbook", {.russian = true});
  REQUIRE(file.starts_with("PK\x03\x04"));
  CHECK(file.contains("=1+1</t>"));
  const Imported back = import_text(unpacked(file));
  CHECK(back.mapping.table.kind == TableKind::xlsx);
  CHECK(back.mapping.importer == "voronka");
  check_deals(it, back, true);
  CHECK(back.deal("Окна, дача; \"Юг\"").expected_close == it[it.open].expected_close);
  const Event* created = event_of(back.deal("Окна, дача; \"Юг\""), EventKind::created);
  REQUIRE(created != nullptr);
  CHECK(created->at.utc_ms == created_ms(it[it.open]));
}

TEST_CASE("a guarded cell means what it was: the way out and back changes no text") {
  Random random(20261128);
  constexpr std::string_view letters = "'=+-@\t\r a1,;\"";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (std::uint64_t n = random.next() % 6; n > 0; --n) text += letters[random.next() % letters.size()];
    const std::string cell = std::string(guard_of(text)) + text;
    CHECK(unguarded(cell) == text);
    // What a spreadsheet would run never stands first.
    if (!is_plain_number(text)) CHECK_FALSE((!cell.empty() && std::string_view("=+-@\t\r").contains(cell[0])));
  }
  CHECK(guard_of("=1+1") == "'");
  CHECK(guard_of("+7 (917) 555-01-22").empty());
  CHECK(guard_of("+7 917 555-01-22, +7 495 555-01-00").empty());
  CHECK(guard_of("-12.50").empty());
  CHECK(guard_of("+cmd|' /C calc'!A0") == "'");
  CHECK(guard_of("-2+3") == "'");
}

TEST_CASE("the check of zips is the one everybody has") { CHECK(crc32("123456789") == 0xCBF43926U); }

TEST_CASE("the history of stages has a row for each visit, with its beginning and its end") {
  Leaving it;
  it.must(MoveDeal{.deal = it.open, .to = it.stages[3]});
  const std::string text = it.written("stage_history");
  CHECK(text.starts_with("\xEF\xBB\xBFVoronka ID,Deal name,Pipeline,Stage,Entered at,Left at,Outcome\r\n"));
  CHECK(std::ranges::count(text, '\n') == 1 + 2 + 2 + 1);
  const std::string id = "deal_" + text_of(it.open.raw);
  const std::string first = it.document.find(it.stages[2])->name, second = it.document.find(it.stages[3])->name;
  const std::string pipeline = it.document.find(it.pipeline)->name;
  const std::string title = ",\"Окна, дача; \"\"Юг\"\"\"," + pipeline + ",";
  const std::string came =
      moment_of(Deal{.history = {*event_of(it[it.open], EventKind::stage_entered)}}, EventKind::stage_entered);
  const std::string moved = moment_of(it[it.open], EventKind::stage_entered);
  CHECK(came != moved);
  CHECK(text.contains(id + title + first + "," + came + "," + moved + ",\r\n"));
  CHECK(text.contains(id + title + second + "," + moved + ",,\r\n"));
  // Won in the stage of the sale, and since the same moment in the one after it.
  const std::string won = moment_of(it[it.won], EventKind::won);
  const auto name = [&](std::size_t stage) { return it.document.find(it.stages[stage])->name; };
  CHECK(text.contains(",'=1+1," + pipeline + "," + name(4) + ","));
  CHECK(text.contains("," + won + ",won\r\n"));
  CHECK(text.contains(",'=1+1," + pipeline + "," + name(6) + "," + won + ",,\r\n"));
  CHECK(text.contains("," + moment_of(it[it.lost], EventKind::lost) + ",lost\r\n"));
}

TEST_CASE(
    "the history of stages that left fills in deals whose history is gone, visit by visit; a second time it changes "
    "nothing") {
  for (const bool russian : {false, true}) {
    CAPTURE(russian);
    Leaving it;
    Random random(russian ? 5 : 6);
    // Lost and won back, there and back again, from the stage after the sale to an earlier one.
    for (int step = 0; step < 60; ++step) {
      it.now_ms += static_cast<std::int64_t>(1 + random.next() % 5) * 3'600'000;
      const Id<Deal> deals[] = {it.open, it.won, it.lost};
      const Id<Deal> deal = deals[random.next() % 3];
      const std::uint64_t what = random.next() % 6;
      if (what == 0)
        (void)it.run(LoseDeal{.deal = deal, .reason = it.reason});
      else if (what == 1)
        (void)it.run(WinDeal{.deal = deal});
      else if (what == 2)
        (void)it.run(ReopenDeal{.deal = deal});
      else
        (void)it.run(MoveDeal{.deal = deal, .to = it.stages[random.next() % it.stages.size()]});
    }
    const std::string text = it.written("stage_history", {.russian = russian});
    RecordSet rest;
    for_each_record_type([&]<class Record>(std::type_identity<Record>) {
      for (const Record& record : it.document.table<Record>().rows()) rest.of<Record>().push_back(record);
    });
    for (Deal& deal : rest.of<Deal>()) deal.history.clear();
    const VersionVector seen = it.document.seen();
    it.document = Document();
    it.document.load(std::move(rest), seen);
    CHECK(std::ranges::count(it.written("stage_history", {.russian = russian}), '\n') == 1);
    const auto import = [&](KnownRows known) {
      Imported made = import_text(text);
      CHECK(made.mapping.importer == "voronka");
      FittedImport fit = fitted_to(std::move(made.result.records), it.document,
                                   {.known = known, .changes = made.result.counts.changes > 0});
      CHECK(fit.left_out == 0);
      return ApplyImport{.records = std::move(fit.records), .updates = std::move(fit.updates)};
    };
    const std::vector<Deal> before(it.document.table<Deal>().rows().begin(), it.document.table<Deal>().rows().end());
    it.must(import(KnownRows::update));
    CHECK(it.written("stage_history", {.russian = russian}) == text);
    for (Deal deal : before) {
      Deal now = it[deal.id];
      now.history.clear();
      CHECK(now == deal);
    }
    const auto again = it.try_plan(import(KnownRows::fill));
    REQUIRE(again);
    CHECK(again->patch.empty());
  }
}

TEST_CASE("people leave as cards and as contacts of Google, each with all numbers") {
  const Leaving it;
  const std::string cards = it.written("vcard");
  CHECK(cards.contains("FN:Пётр Ёлкин\r\nN:Пётр Ёлкин;;;;\r\nORG:Ромашка \"Юг\"\\, ООО\r\n"));
  CHECK(
      cards.contains("TEL;TYPE=WORK,VOICE:+7 917 555-01-22\r\nEMAIL;TYPE=INTERNET:petr@example.com\r\nEND:VCARD\r\n"));
  CHECK(std::ranges::count(cards, '\n') == 9 + 9);
  for (std::size_t at = 0, end = 0; (end = cards.find("\r\n", at)) != std::string::npos; at = end + 2)
    CHECK(end - at <= 75);
  const std::string google = it.written("google_contacts");
  CHECK(
      google.starts_with("First Name,Organization Name,Organization Title,Notes,E-mail 1 - Label,E-mail 1 - "
                         "Value,Phone 1 - Label,Phone 1 - Value\r\n"));
  CHECK(google.contains("Пётр Ёлкин,\"Ромашка \"\"Юг\"\", ООО\",,,Work,petr@example.com,Work,+7 917 555-01-22\r\n"));
}

TEST_CASE("cards and contacts of Google that left are read as the same people") {
  const Leaving it;
  const Result<PeopleList> cards = read_vcards(it.written("vcard"));
  REQUIRE(cards);
  CHECK(cards->warning_count == 0);
  REQUIRE(cards->rows.size() == 2);
  const auto same_person = [](const PersonRow& row) {
    CHECK(row.contact.name == "Пётр Ёлкин");
    CHECK(row.company == "Ромашка \"Юг\", ООО");
    CHECK(row.contact.phones == TextList{"+7 917 555-01-22"});
    CHECK(row.contact.emails == TextList{"petr@example.com"});
  };
  same_person(cards->rows[0]);
  CHECK(cards->rows[1].is_company);
  TableReader reader = TableReader::open(it.written("google_contacts")).value();
  const Result<ContactColumns> columns = contact_columns(reader);
  REQUIRE(columns);
  CHECK(columns->is_contacts);
  const Result<PeopleList> google = read_contact_table(std::move(reader), *columns);
  REQUIRE(google);
  REQUIRE(google->rows.size() == 2);
  same_person(google->rows[0]);
  // No table of deals is taken for one of contacts.
  for (const ExportFormat& format : export_formats()) {
    if (format.ending != ".csv" || format.id == "google_contacts") continue;
    CAPTURE(format.id);
    TableReader table = TableReader::open(it.written(format.id)).value();
    CHECK_FALSE(contact_columns(table).value().is_contacts);
  }
}

TEST_CASE("the report is one page that loads and runs nothing, and shows texts as texts") {
  Leaving it;
  it.must(set_field(it.open, &Deal::title, std::string("<script>alert(1)</script> & \"x\"")));
  const std::string page = it.written("report", {.russian = true});
  CHECK(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"));
  CHECK_FALSE(page.contains("<script"));
  CHECK_FALSE(
      page.contains("http"
                    "://"));
  CHECK_FALSE(page.contains(" src="));
  CHECK(page.contains("default-src 'none'"));
  CHECK(
      page.contains("1\xC2\xA0"
                    "234,50\xC2\xA0RUB"));
  CHECK(page.contains("31.03.2026"));
}

TEST_CASE("what is deleted does not leave, and a format nobody knows writes nothing") {
  Leaving it;
  it.must(DeleteRecords{.type = RecordType::deal, .ids = {it.open.raw}});
  for (const ExportFormat& format : export_formats()) {
    CAPTURE(format.id);
    CHECK_FALSE(it.written(format.id).contains("Окна, дача; \"Юг\""));
  }
  Whole nothing;
  CHECK_FALSE(write_export(it.document, "lotus", {}, nothing));
  CHECK(nothing.text.empty());
}

}  // namespace voronka::test
