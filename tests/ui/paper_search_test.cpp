// Documents in the searches of board, table and palette: found by number, kind, note and link, and shown when their deal is opened.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

namespace {

struct PaperSearchBench : ShellBench {
  PaperSearchBench() : ShellBench({.width = 1280, .height = 800, .scale = 1}, Language::ru) {
    begun();
    acme = deal(0, "Ромашка");
    deal(0, "Лютик");
    run(AddRecord{.record = Paper{.deal = acme,
                                  .kind = PaperKind::invoice,
                                  .number = "КП-7/26",
                                  .link = "https://disk.example/folder",
                                  .comment = "Ждём печать"}});
    invoice = {app.last_created()};
  }
  void search(std::string_view text) {
    by(Role::search, "Поиск сделок").type(text);
    harness->settle();
  }
  Titles found(std::string_view text) {
    search(text);
    return titles(0);
  }
  Id<Deal> acme = {};
  Id<Paper> invoice = {};
};

const std::string shown_paper = "Счёт № КП-7/26: показать поля";

}  // namespace

TEST_CASE_FIXTURE(PaperSearchBench, "a deal is found by the number, the kind, the note and the link of its document") {
  CHECK(found("кп-7/26") == Titles{"Ромашка"});
  CHECK(found("счет № кп-7") == Titles{"Ромашка"});
  CHECK(found("печать") == Titles{"Ромашка"});
  CHECK(found("disk.example") == Titles{"Ромашка"});
  CHECK(found("ромашка счёт") == Titles{"Ромашка"});
  CHECK(found("договор").empty());
}

TEST_CASE_FIXTURE(PaperSearchBench, "a renamed document is found by its new number and no longer by the old one") {
  CHECK(found("кп-7") == Titles{"Ромашка"});
  run(set_field(invoice, &Paper::number, std::string("Б-101")));
  harness->settle();
  CHECK(titles(0).empty());  // the search that stands follows
  CHECK(found("б-101") == Titles{"Ромашка"});
}

TEST_CASE_FIXTURE(PaperSearchBench, "a document in the trash is found no more, and is again when it is put back") {
  CHECK(found("кп-7") == Titles{"Ромашка"});
  run(DeleteRecords{.type = RecordType::paper, .ids = {invoice.raw}});
  harness->settle();
  CHECK(titles(0).empty());
  send(Undo{});
  harness->settle();
  CHECK(titles(0) == Titles{"Ромашка"});
}

TEST_CASE_FIXTURE(PaperSearchBench, "a document made while the search stands brings its deal") {
  CHECK(found("акт").empty());
  run(AddRecord{.record = Paper{.deal = acme, .kind = PaperKind::act, .number = "3"}});
  harness->settle();
  CHECK(titles(0) == Titles{"Ромашка"});
}

TEST_CASE_FIXTURE(PaperSearchBench, "the card that was found by a document opens with it unfolded and in the focus") {
  search("кп-7");
  card("Ромашка").click();
  harness->settle();
  CHECK(shell.route().argument == text_of(acme.raw));
  CHECK(harness->focused().name() == shown_paper);
  CHECK(by(Role::textbox, "Номер").value() == "КП-7/26");
}

TEST_CASE_FIXTURE(PaperSearchBench, "a card found by its title opens as ever") {
  search("ромашка");
  card("Ромашка").click();
  harness->settle();
  CHECK(shell.route().argument == text_of(acme.raw));
  CHECK_FALSE(harness->focused().name() == shown_paper);
}

TEST_CASE_FIXTURE(PaperSearchBench,
                  "the palette finds the deal of a document, on a first search too, and opens it there") {
  harness->press({letter('K'), Mods::ctrl});
  by(Role::search, harness->ui().tr(TextKey::palette_field)).type("счёт № кп-7/26");
  harness->settle();
  const Found row = by(Role::option, "Ромашка");
  REQUIRE(row.exists());
  by(Role::option, "Ромашка").activate();
  harness->settle();
  CHECK(shell.route().argument == text_of(acme.raw));
  CHECK(harness->focused().name() == shown_paper);
}

TEST_CASE_FIXTURE(PaperSearchBench, "the table narrows by documents, and follows them") {
  shell.on_route("#/table");
  harness->settle();
  search("кп-7");
  const auto rows = [&] {
    Titles names;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::grid_cell && (node.name == "Ромашка" || node.name == "Лютик"))
        names.push_back(std::string(node.name));
    return names;
  };
  CHECK(rows() == Titles{"Ромашка"});
  run(DeleteRecords{.type = RecordType::paper, .ids = {invoice.raw}});
  harness->settle();
  CHECK(rows().empty());
}
