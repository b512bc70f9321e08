// Several files chosen together: sorted by what they are, shown one after the other, each to be left out.
#include "tests/ui/deal_bench.hpp"
#include "ui/views/import_view.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Role;

namespace {

constexpr std::string_view deals = "ID;Name;Stage;Amount;Currency;Contact\n7;Granit;Negotiation;1000;USD;Ann Lee\n";
constexpr std::string_view people =
    "First Name;Last Name;Phone;E-mail\nAnn;Lee;+1 555 0100;ann@example.com\nBob;Ray;+1 555 0101;\n";
constexpr std::string_view calendar =
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20300101T100000\r\nSUMMARY:Meet\r\nATTENDEE:mailto:ann@"
    "example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

struct SeveralBench : Bench {
  explicit SeveralBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1})
      : Bench(ui::draw_import, viewport, Language::en) {}
  void drop(std::vector<std::pair<std::string, std::string_view>> files) {
    for (std::uint32_t i = 0; i < files.size(); ++i) {
      jobs.files[i + 1] = files[i].second;
      app.inbox().push(FileArrived{.file = i + 1,
                                   .name = files[i].first,
                                   .size_bytes = files[i].second.size(),
                                   .of = static_cast<std::uint32_t>(files.size())});
    }
    settle();
  }
  void settle() {
    for (int i = 0; i < 8; ++i) harness->settle();
  }
  void press(std::string_view name) {
    button(name).click();
    settle();
  }
  const ImportSession& session() const { return app.import_session(); }
};

}  // namespace

TEST_CASE("files chosen together come in the order in which each can speak of those before it") {
  SeveralBench bench;
  bench.drop({{"plan.ics", calendar}, {"people.csv", people}, {"deals.csv", deals}});
  CHECK(bench.says("1 of 3 · Check how the file was understood"));
  CHECK(bench.session().file_name() == "deals.csv");
  CHECK(bench.files.forgotten.empty());
  bench.press("Import 1 deal");
  CHECK(bench.session().step() == ImportStep::people);
  CHECK(bench.session().file_number() == 2);
  // Ann is the contact of the deal that has just come in: she gets her number, and Bob is new.
  bench.press("Import 2 contacts");
  REQUIRE(bench.document().table<Contact>().size() == 2);
  CHECK(bench.document().table<Contact>().rows()[0].phones == TextList{"+1 555 0100"});
  CHECK(bench.session().step() == ImportStep::dates);
  bench.press("Import 1 activity");
  CHECK(bench.session().step() == ImportStep::none);
  CHECK(bench.document().table<Activity>().size() == 1);
  CHECK(bench.files.forgotten.size() == 3);
  for (int i = 0; i < 3; ++i) bench.undo();
  CHECK(std::ranges::count_if(bench.document().table<Deal>().rows(), [](const Deal& it) { return !it.deleted; }) == 0);
}

TEST_CASE("one of several files is left out with a button, all that are left by closing") {
  SeveralBench bench;
  bench.drop({{"deals.csv", deals}, {"people.csv", people}, {"plan.ics", calendar}});
  bench.press("Skip");
  CHECK(bench.document().table<Deal>().size() == 0);
  CHECK(bench.session().step() == ImportStep::people);
  bench.harness->press({ui::Key::escape});
  bench.settle();
  CHECK(bench.session().step() == ImportStep::none);
  CHECK(bench.document().table<Contact>().size() == 0);
  CHECK(bench.files.forgotten.size() == 3);
  // The next file is one of its own.
  bench.drop({{"deals.csv", deals}});
  CHECK(bench.says("Check how the file was understood"));
  CHECK(bench.button("Cancel").exists());
}

TEST_CASE("a file of several that cannot be read says so and lets the others come") {
  SeveralBench bench;
  bench.drop({{"photo.csv", "\x89PNG\r\n\x1a\n"}, {"people.csv", people}});
  CHECK(bench.session().step() == ImportStep::people);
  bench.press("Skip");
  CHECK(bench.says("2 of 2 · That did not work"));
  CHECK(bench.session().file_name() == "photo.csv");
  bench.press("Close");
  CHECK(bench.session().step() == ImportStep::none);
}

TEST_CASE("another file in the place of one that cannot be read leaves the rest of them waiting") {
  SeveralBench bench;
  bench.jobs.files[1] = people;
  bench.jobs.files[2] = "\x89PNG\r\n\x1a\n";
  bench.jobs.files[7] = deals;
  bench.app.inbox().push(FileArrived{.file = 2, .name = "photo.csv", .size_bytes = max_file_bytes, .of = 2});
  bench.app.inbox().push(FileArrived{.file = 1, .name = "people.csv", .size_bytes = 100, .of = 2});
  bench.settle();
  REQUIRE(bench.session().step() == ImportStep::failed);
  bench.press("Choose another file");
  bench.app.inbox().push(
      FileArrived{.ticket = bench.files.asked_ticket, .file = 7, .name = "deals.csv", .size_bytes = 100});
  bench.settle();
  CHECK(bench.session().step() == ImportStep::table);
  CHECK(bench.session().file_number() == 2);
  bench.press("Skip");
  CHECK(bench.session().step() == ImportStep::people);
  bench.press("Cancel");
  CHECK(bench.files.forgotten.size() == 3);
}

TEST_CASE("files that come while others are looked at are not mixed with them") {
  SeveralBench bench;
  bench.drop({{"deals.csv", deals}, {"people.csv", people}});
  bench.app.inbox().push(FileArrived{.file = 9, .name = "late.csv", .size_bytes = 5});
  bench.settle();
  CHECK(bench.session().file_name() == "deals.csv");
  CHECK(bench.files.forgotten == std::vector<std::uint32_t>{9});
  CHECK(bench.session().file_count() == 2);
}

TEST_CASE("files given up before all of them have come do not open the dialog again, and the next ones come whole") {
  SeveralBench bench;
  bench.jobs.files[1] = deals;
  bench.jobs.files[2] = people;
  const auto arrives = [&](std::uint32_t file, std::uint32_t of) {
    bench.app.inbox().push(FileArrived{.file = file, .name = "a.csv", .size_bytes = 100, .of = of});
    bench.settle();
  };
  arrives(1, 3);
  CHECK(bench.session().step() == ImportStep::reading);
  arrives(9, 1);  // dropped meanwhile: none of the three
  CHECK(bench.files.forgotten == std::vector<std::uint32_t>{9});
  bench.press("Cancel");
  arrives(2, 3);
  arrives(3, 3);
  CHECK(bench.session().step() == ImportStep::none);
  CHECK(bench.files.forgotten.size() == 4);
  arrives(1, 2);
  arrives(2, 2);
  CHECK(bench.session().step() == ImportStep::table);
  CHECK(bench.session().file_count() == 2);
}

TEST_CASE("several files that are too much together come one after the other all the same") {
  SeveralBench bench;
  bench.jobs.files[1] = people;
  bench.jobs.files[2] = deals;
  bench.app.inbox().push(FileArrived{.file = 1, .name = "people.csv", .size_bytes = max_file_bytes, .of = 2});
  bench.app.inbox().push(FileArrived{.file = 2, .name = "deals.csv", .size_bytes = 100, .of = 2});
  bench.settle();
  CHECK(bench.session().step() == ImportStep::people);
  CHECK(bench.session().file_count() == 2);
  bench.press("Skip");
  CHECK(bench.session().step() == ImportStep::table);
}

TEST_CASE("a locked file among several is asked for its password when its turn comes") {
  SeveralBench bench;
  bench.jobs.files[1] = deals;
  bench.app.inbox().push(FileArrived{.file = 1, .name = "deals.csv", .size_bytes = 100, .of = 2});
  bench.app.inbox().push(FileArrived{.file = 2, .name = "mine.enc", .size_bytes = 100, .locked = true, .of = 2});
  bench.settle();
  CHECK(bench.session().step() == ImportStep::password);
  bench.press("Skip");
  CHECK(bench.session().step() == ImportStep::table);
  CHECK(bench.session().file_name() == "deals.csv");
}

TEST_CASE("what an owner, a source or a currency is written as is said in the preview") {
  SeveralBench bench;
  bench.drop({{"deals.csv", "Name;Stage;Amount;Currency;Owner;Source\nA;New;1;y.e.;Ann;avito\nB;New;2;USD;Ann;\n"}});
  bench.type("How to write “avito”", "Avito");
  bench.harness->press({ui::Key::tab});
  bench.settle();
  bench.by(Role::combobox, "Currency “y.e.”").click();
  bench.by(Role::option, "USD  $").click();
  bench.settle();
  bench.press("Import 2 deals");
  REQUIRE(bench.document().table<Deal>().size() == 2);
  const Deal& deal = bench.document().table<Deal>().rows()[0];
  CHECK(deal.source == "Avito");
  CHECK(deal.owner == "Ann");
  CHECK(deal.amount == Money{.minor = 100, .currency = *currency_from("USD")});
}
