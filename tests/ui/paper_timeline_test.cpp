// What the history of a deal tells of its documents, and the history of a person over all their deals.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/ui/shell_bench.hpp"
#include "ui/views/people.hpp"

namespace voronka::test {
namespace {

using ui::Role;
using Names = std::vector<std::string>;

constexpr std::int64_t one_day_ms = 86'400'000;

struct PaperTimeBench : ShellBench {
  PaperTimeBench() : ShellBench({.width = 1280, .height = 2400, .scale = 1}) {
    begun();
    olga = {make(Contact{.name = "Olga"})};
    acme = of_olga("Acme");
    clock.now += 600'000;
  }
  RawId make(NewRecord record) {
    run(AddRecord{.record = std::move(record)});
    return app.last_created();
  }
  Id<Deal> of_olga(std::string title) {
    const Id<Deal> id = deal(0, std::move(title));
    run(set_field(id, &Deal::contacts, std::vector<Id<Contact>>{olga}));
    return id;
  }
  Money dollars(std::int64_t whole) const { return {.minor = whole * 100, .currency = *currency_from("USD")}; }
  Id<Paper> invoice() {
    return {make(Paper{.deal = acme,
                       .kind = PaperKind::invoice,
                       .number = "12",
                       .date = app.today(),
                       .amount = dollars(1200),
                       .due = Date{app.today().days + 5}})};
  }
  void show_deal(Id<Deal> id) {
    shell.on_route("#/deal/" + text_of(id.raw));
    harness->settle();
  }
  void show_olga() {
    shell.on_route(ui::text_of(ui::person_route(olga.raw)));
    harness->settle();
  }
  Names listed(std::string_view list) {
    Names names;
    const ui::NodeId id = by(Role::list, list).id();
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item && node.parent == id) names.push_back(node.name);
    return names;
  }
  Names history() { return listed("History"); }
  Id<Contact> olga = {};
  Id<Deal> acme = {};
};

bool any_has(const Names& lines, std::string_view words) {
  return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

TEST_CASE_FIXTURE(PaperTimeBench, "a document is told from its making to the money, the newest first") {
  const Id<Paper> id = invoice();
  clock.now += 600'000;
  show_deal(acme);
  REQUIRE(history().size() == 2);
  CHECK(history()[0].find("Document added: Invoice 12 for $1,200 · today") != std::string::npos);
  run(SettlePaper{.paper = id, .state = PaperState::sent});
  harness->settle();
  CHECK(any_has(history(), "Invoice 12 for $1,200 sent"));
  clock.now += 600'000;
  run(SettlePaper{.paper = id, .state = PaperState::paid});
  harness->settle();
  REQUIRE(history().size() == 3);
  CHECK(history()[0].find("Invoice 12 for $1,200 paid · today") != std::string::npos);
  CHECK(history()[1].find("Document added") != std::string::npos);
  CHECK(history()[2].find("Created in") != std::string::npos);
}

TEST_CASE_FIXTURE(PaperTimeBench, "a day other than the one of writing it down is told with both") {
  const Id<Paper> id = invoice();
  run(SettlePaper{.paper = id, .state = PaperState::paid});
  run(set_field(id, &Paper::settled_on, std::optional(Date{app.today().days - 1})));
  show_deal(acme);
  CHECK(any_has(history(), "Invoice 12 for $1,200 paid · yesterday, written down today"));
}

TEST_CASE_FIXTURE(PaperTimeBench,
                  "a sum and a day changed on a later day are told as they are now; those of the first day are not") {
  const Id<Paper> id = invoice();
  run(set_field(id, &Paper::amount, std::optional(dollars(1300))));
  show_deal(acme);
  CHECK_FALSE(any_has(history(), "the amount is now"));
  clock.now += one_day_ms;
  run(set_field(id, &Paper::amount, std::optional(dollars(1500))));
  run(set_field(id, &Paper::due, std::optional(Date{app.today().days + 1})));
  harness->settle();
  CHECK(any_has(history(), "Invoice 12: the amount is now $1,500 · today"));
  CHECK(any_has(history(), "Invoice 12 is now due tomorrow · today"));
}

TEST_CASE_FIXTURE(PaperTimeBench, "what went to the trash stays told, what was undone does not") {
  const Id<Paper> id = invoice();
  clock.now += 600'000;
  run(DeleteRecords{.type = RecordType::paper, .ids = {id.raw}});
  show_deal(acme);
  REQUIRE(history().size() == 3);
  CHECK(history()[0].find("Document in the trash: Invoice 12") != std::string::npos);
  send(Undo{});
  send(Undo{});
  harness->settle();
  CHECK(history().size() == 1);
}

TEST_CASE_FIXTURE(PaperTimeBench,
                  "the history of a person tells of documents and leads to the deal, with the document unfolded") {
  of_olga("Roof");
  invoice();
  show_olga();
  const Names lines = listed("History of all deals");
  REQUIRE(lines.size() == 3);
  CHECK(any_has(lines, "Document added: Invoice 12 for $1,200 · Acme · today"));
  const auto line = [&](std::string_view words) {
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item && node.name.find(words) != std::string::npos) return harness->by_id(node.id);
    return harness->by_id(0);
  };
  line("Document added").activate();
  harness->settle();
  CHECK(shell.route().argument == text_of(acme.raw));
  CHECK(harness->focused().name() == "Invoice 12: show fields");
  show_olga();
  line("· Roof ·").activate();
  harness->settle();
  CHECK((*this)[{*raw_id_from(shell.route().argument)}].title == "Roof");
}

TEST_CASE_FIXTURE(PaperTimeBench, "lines of a person's history are one Tab stop, arrows move among them") {
  of_olga("Roof");
  show_olga();
  REQUIRE(listed("History of all deals").size() == 2);
  const ui::NodeId list = by(Role::list, "History of all deals").id();
  std::vector<ui::NodeId> lines;
  for (const ui::SemNode& node : harness->ui().sem.nodes())
    if (node.parent == list) lines.push_back(node.id);
  harness->by_id(lines[0]).focus();
  harness->press({ui::Key::down});
  harness->settle();
  CHECK(harness->focused().id() == lines[1]);
}

TEST_CASE_FIXTURE(PaperTimeBench, "of more than a hundred deals a hundred more are told each time") {
  for (int i = 0; i < 219; ++i) of_olga("Deal " + std::to_string(i));
  show_olga();
  CHECK_FALSE(button("Show the history of").exists());  // the first lines alone, and a button for the others
  button("Show all 100").activate();
  harness->settle();
  CHECK(listed("History of all deals").size() == 100);
  button("Show the history of 100 more deals").activate();
  harness->settle();
  CHECK(listed("History of all deals").size() == 200);
  button("Show the history of 20 more deals").activate();
  harness->settle();
  CHECK(listed("History of all deals").size() == 220);
  CHECK_FALSE(button("Show the history of").exists());
}

}  // namespace
}  // namespace voronka::test
