#include "ui/views/import_view.hpp"

#include "formats/file.hpp"
#include "formats/xlsx_table.hpp"
#include "tests/ui/deal_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Role;

namespace {

constexpr std::string_view table =
    "Name;Stage;Amount;Currency;Closed;Memo\n"
    "Granit;Negotiation;1000;USD;;first\n"
    "Vector;Won;2000;USD;2025-11-03;second\n"
    "Orion;Lost;300;USD;2025-11-04;third\n"
    "Sever;Negotiation;;;;fourth\n";

struct ImportBench : Bench {
  explicit ImportBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1},
                       Language language = Language::en)
      : Bench(ui::draw_import, viewport, language) {}
  void drop(std::string bytes, std::string name = "deals.csv") {
    const std::uint64_t size = bytes.size();
    jobs.files[1] = std::move(bytes);
    app.inbox().push(FileArrived{.ticket = 0, .file = 1, .name = std::move(name), .size_bytes = size});
    for (int i = 0; i < 4; ++i) harness->settle();
  }
  std::size_t deals() const { return document().table<Deal>().size(); }
};

}  // namespace

TEST_CASE("a table is shown before anything happens: what it is and what would come of it") {
  ImportBench bench;
  bench.drop(std::string(table));
  CHECK(bench.says("Check how the file was understood"));
  CHECK(bench.says("deals.csv"));
  CHECK(bench.says("4 deals"));
  CHECK(bench.says("2 open · 1 won · 1 lost"));
  CHECK(bench.deals() == 0);
}

TEST_CASE("confirming brings the deals into a pipeline of their own") {
  ImportBench bench;
  bench.drop(std::string(table));
  bench.button("Import 4 deals").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.deals() == 4);
  CHECK(pipelines_of(bench.document()).size() == 2);
  CHECK(bench.app.import_session().step() == ImportStep::none);
}

TEST_CASE("pasted rows update the deals of the shown pipeline, which stay in their stages, and add the rest to it") {
  ImportBench bench;
  bench.add_deal("Granit");
  const Deal& deal = bench.document().table<Deal>().rows()[0];
  const Id<Stage> third = stages_of(bench.document(), pipelines_of(bench.document())[0]->id)[2]->id;
  bench.run(MoveDeal{.deal = deal.id, .to = third});
  bench.drop("Title\tAmount\ngranit\t750\nVector\t20\n", "clipboard.tsv");
  CHECK(bench.says("1 deal is here already."));
  bench.button("Import 2 deals").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.deals() == 2);
  CHECK(pipelines_of(bench.document()).size() == 1);
  const Deal& after = bench.document().table<Deal>().rows()[0];
  CHECK(after.amount->minor == 750'00);
  CHECK(after.position.stage == third);
}

TEST_CASE("a history of changes fills in the deals that are here, and says how many of its deals are not") {
  ImportBench bench;
  bench.drop(
      "Id,Name,StageName,Amount,CloseDate,IsClosed,IsWon,CurrencyIsoCode,CreatedDate\n"
      "006A,Roof,Proposal,150,2026-02-01,0,0,EUR,2026-01-01T10:00:00.000Z\n"
      "006B,Gate,Prospecting,7,2026-03-20,0,0,EUR,2026-01-02T10:00:00.000Z\n");
  bench.button("Import 2 deals").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  REQUIRE(bench.deals() == 2);
  (void)bench.app.take_notices();
  bench.drop(
      "Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,CloseDate,Probability\n"
      "3,006Z,u,2026-01-20T10:00:00Z,Prospecting,150,2026-02-01,100\n"
      "2,006A,u,2026-01-15T10:00:00Z,Proposal,999,2026-02-01,75\n"
      "1,006A,u,2026-01-01T10:00:00Z,Prospecting,100,2026-02-01,10\n",
      "changes.csv");
  bench.button("Import 2 deals").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.deals() == 2);
  std::size_t entries = 0;
  for (const Deal& deal : bench.document().table<Deal>().rows())
    for (const Event& event : deal.history)
      entries += event.kind == EventKind::stage_entered && event.precision == Precision::ms ? 1 : 0;
  CHECK(entries == 2);
  CHECK(std::ranges::any_of(bench.app.take_notices(),
                            [](const Notice& it) { return it.text.key == TextKey::import_history_left_out; }));
}

TEST_CASE("cancelling leaves no trace") {
  ImportBench bench;
  bench.drop(std::string(table));
  bench.button("Cancel").click();
  CHECK(bench.deals() == 0);
  CHECK(bench.app.import_session().step() == ImportStep::none);
  CHECK(!bench.jobs.desk);
}

TEST_CASE("a value of the stage column can be called won, and the counts follow") {
  ImportBench bench;
  bench.drop(std::string(table));
  bench.by(Role::combobox, "Outcome for “Negotiation”").click();
  bench.by(Role::option, "Won").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.says("0 open · 3 won · 1 lost"));
}

TEST_CASE("a column gets another meaning, and the one that had it gives way") {
  ImportBench bench;
  bench.drop(std::string(table));
  bench.by(Role::combobox, "What is in column Memo").click();
  bench.by(Role::option, "Title").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  const ImportMapping& mapping = bench.app.import_session().proposal().mapping;
  CHECK(mapping.columns[5].target == ImportTarget::title);
  CHECK(mapping.columns[0].target != ImportTarget::title);
}

TEST_CASE("while a changed mapping is being counted, nothing can be confirmed") {
  ImportBench bench;
  bench.drop(std::string(table));
  bench.jobs.silent = true;
  bench.by(Role::combobox, "Outcome for “Negotiation”").click();
  bench.by(Role::option, "Lost").click();
  CHECK(bench.says("Counting again…"));
  CHECK(bench.button("Import 4 deals").has(ui::node_flag::disabled));
}

TEST_CASE("what cannot be read says why in one sentence, and that nothing was changed") {
  ImportBench bench;
  bench.drop("\x89PNG\r\n\x1a\n....", "photo.png");
  CHECK(bench.says("That did not work"));
  CHECK(bench.harness->count(Role::alert) == 1);
  CHECK(bench.says("Nothing in your pipeline was changed."));
  bench.button("Choose another file").click();
  CHECK(bench.files.asked == 1);
}

TEST_CASE("of a workbook the preview says that it is one, and a protected one is refused with its own sentence") {
  const auto part = [](std::string name, const std::string& bytes) {
    return name + " " + std::to_string(bytes.size()) + "\n" + bytes;
  };
  const auto row = [](std::string_view name, std::string_view stage, std::string_view amount) {
    std::string cells;
    for (const std::string_view text : {name, stage, amount, std::string_view("USD")})
      cells += "<c t='str'><v>" + std::string(text) + "</v></c>";
    return "<row>" + cells + "</row>";
  };
  std::string header = row("Name", "Stage", "Amount");
  header.replace(header.find("USD"), 3, "Currency");
  ImportBench bench;
  bench.drop(std::string(workbook_mark) +
                 part("xl/workbook.xml", "<workbook><sheets><sheet name='A' r:id='r'/></sheets></workbook>") +
                 part("xl/_rels/workbook.xml.rels", "<R><Relationship Id='r' Target='worksheets/a.xml'/></R>") +
                 part("xl/worksheets/a.xml", "<worksheet><sheetData>" + header + row("Granit", "Negotiation", "1000") +
                                                 row("Vector", "Won", "2000") + "</sheetData></worksheet>"),
             "deals.xlsx");
  CHECK(bench.says(", Excel · 2 rows"));
  CHECK(bench.says("1 open · 1 won · 0 lost"));
  bench.send(CancelImport{});
  bench.drop(std::string(workbook_mark) + "!locked 0\n", "locked.xlsx");
  CHECK(bench.says(
      "This Excel workbook is protected with a password. Remove the password in Excel and choose it again."));
}

TEST_CASE("a file of our own replaces everything only after the word was typed") {
  ImportBench bench;
  bench.add_deal("Theirs");
  const std::string file = export_file(bench.document());
  bench.add_deal("Mine");
  bench.drop(file, "copy.voronka.json");
  bench.button("Other ways…").click();
  CHECK(bench.says("This is a Voronka file"));
  bench.by(Role::radio, "Replace everything").click();
  CHECK(bench.button("Replace everything").has(ui::node_flag::disabled));
  bench.field("Type REPLACE to replace").type("REPLAC");
  CHECK(bench.button("Replace everything").has(ui::node_flag::disabled));
  bench.field("Type REPLACE to replace").type("replace");
  bench.button("Replace everything").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.deals() == 1);
}

TEST_CASE("a file of our own can come beside what is here") {
  ImportBench bench;
  bench.add_deal("Both");
  const std::string file = export_file(bench.document());
  bench.drop(file, "copy.voronka.json");
  bench.button("Other ways…").click();
  bench.by(Role::radio, "Add as a separate pipeline").click();
  bench.button("Import").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.deals() == 2);
  CHECK(pipelines_of(bench.document()).size() == 2);
}

TEST_CASE("every control of the import has a name, in both languages, on desk and phone") {
  for (const Language language : {Language::en, Language::ru}) {
    for (const ui::Viewport viewport : {ui::Viewport{.width = 1280, .height = 800, .scale = 1},
                                        ui::Viewport{.width = 780, .height = 1688, .scale = 2}}) {
      ImportBench bench(viewport, language);
      bench.drop(std::string(table));
      CHECK(bench.harness->complaints() == std::vector<std::string>{});
    }
  }
}
