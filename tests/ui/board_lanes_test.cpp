// The board cut into rows, by role and name: cells, their heads, dropping from row to row, walking, folding.
#include <doctest/doctest.h>

#include "tests/ui/shell_bench.hpp"

namespace voronka::test {
namespace {

using ui::Role;
using Titles = std::vector<std::string>;

struct RowBench : ShellBench {
  explicit RowBench(std::string_view rows = "Rows: owners",
                    ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1})
      : ShellBench(viewport) {
    begun();
    anna = owned(0, "Anna's", "Anna");
    oleg = owned(0, "Oleg's", "Oleg");
    second = owned(1, "Second", "Oleg");
    nobody = owned(0, "Nobody's", "");
    button("Pipeline:").click();
    by(Role::menu_item, rows).click();
    harness->settle();
  }
  Id<Deal> owned(std::size_t stage, std::string title, std::string owner) {
    const Id<Deal> id = deal(stage, std::move(title), 100);
    if (!owner.empty()) run(set_field(id, &Deal::owner, std::move(owner)));
    return id;
  }
  std::string cell(std::size_t stage, std::string_view row) { return stages()[stage]->name + ", " + std::string(row); }
  // What stands in a cell, from the top: the beginnings of the cards' names.
  std::vector<std::string> in(std::size_t stage, std::string_view row) {
    std::vector<std::string> found;
    const Found list = by(Role::list, cell(stage, row));
    if (!list) return found;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item && node.parent == list.id())
        found.push_back(node.name.substr(0, node.name.find(',')));
    return found;
  }
  Found head(std::string_view row) { return button("Row “" + std::string(row)); }
  std::string owner_of(Id<Deal> id) { return (*this)[id].owner; }

  Id<Deal> anna = {}, oleg = {}, second = {}, nobody = {};
};

}  // namespace

TEST_CASE_FIXTURE(RowBench,
                  "each cell is a list of its own, each row has a head with its number and sum, from the top by name") {
  CHECK(in(0, "Anna") == Titles{"Anna's"});
  CHECK(in(0, "Oleg") == Titles{"Oleg's"});
  CHECK(in(1, "Oleg") == Titles{"Second"});
  CHECK(in(0, "No owner") == Titles{"Nobody's"});
  CHECK(head("Oleg").name().find("2 deals · $200") != std::string::npos);
  CHECK(head("Anna").rect().y < head("Oleg").rect().y);
  CHECK(head("Oleg").rect().y < head("No owner").rect().y);
  // In one row of the screen, whatever stands above in the other columns.
  CHECK(card("Oleg's").rect().y == card("Second").rect().y);
  CHECK(card("Anna's").rect().y < head("Oleg").rect().y);
  CHECK(harness->complaints() == std::vector<std::string>{});
}

TEST_CASE_FIXTURE(RowBench, "dropped into another row and column a card changes both, and one undo takes both back") {
  const ui::Rect to = card("Second").rect();
  card("Anna's").drag_to({to.center().x, to.bottom() - 4});
  harness->settle();
  CHECK(owner_of(anna) == "Oleg");
  CHECK(stage_of(anna) == stages()[1]->name);
  CHECK(in(1, "Oleg") == Titles{"Second", "Anna's"});
  send(Undo{});
  harness->settle();
  CHECK(owner_of(anna) == "Anna");
  CHECK(stage_of(anna) == stages()[0]->name);
  CHECK(in(0, "Anna") == Titles{"Anna's"});
}

TEST_CASE_FIXTURE(RowBench, "dropped into the row of nobody a card has no owner, within its own row it only moves") {
  const ui::Rect to = card("Nobody's").rect();
  card("Oleg's").drag_to({to.center().x, to.bottom() - 4});
  harness->settle();
  CHECK(owner_of(oleg).empty());
  CHECK(in(0, "No owner") == Titles{"Nobody's", "Oleg's"});
  const ui::Rect other = by(Role::heading, stages()[2]->name).rect();
  card("Second").drag_to({other.center().x, card("Second").rect().center().y});
  harness->settle();
  CHECK(owner_of(second) == "Oleg");
  CHECK(stage_of(second) == stages()[2]->name);
}

TEST_CASE("a company is not changed by the way: only the column counts") {
  RowBench bench("Rows: companies");
  const auto give = [&](Id<Deal> deal, std::string name) {
    bench.run(AddRecord{Company{.name = std::move(name)}});
    bench.run(set_field(deal, &Deal::company, Id<Company>{bench.app.last_created()}));
  };
  give(bench.anna, "Acme");
  give(bench.second, "Globex");
  bench.harness->settle();
  const Id<Company> before = bench[bench.anna].company;
  const ui::Rect to = bench.card("Second").rect();
  bench.card("Anna's").drag_to(to.center());
  bench.harness->settle();
  CHECK(bench[bench.anna].company == before);
  CHECK(bench.stage_of(bench.anna) == bench.stages()[1]->name);
  CHECK(bench.in(1, "Acme") == Titles{"Anna's"});
}

TEST_CASE_FIXTURE(RowBench, "a folded row shows its head alone, arrows pass it by, and unfolded it is as it was") {
  const float before = head("No owner").rect().y;
  head("Oleg").click();
  harness->settle();
  CHECK(in(0, "Oleg").empty());
  CHECK(head("No owner").rect().y < before);
  card("Anna's").focus();
  harness->press({ui::Key::down});
  harness->settle();
  CHECK(harness->focused().name().starts_with("Nobody's"));
  harness->press({ui::Key::up});
  harness->settle();
  CHECK(harness->focused().name().starts_with("Anna's"));
  head("Oleg").click();
  harness->settle();
  CHECK(in(0, "Oleg") == Titles{"Oleg's"});
  CHECK(head("No owner").rect().y == before);
}

TEST_CASE_FIXTURE(RowBench, "arrows to the side stay in the row, and keys move a card within its cell alone") {
  card("Oleg's").focus();
  harness->press({ui::Key::right});
  harness->settle();
  CHECK(harness->focused().name().starts_with("Second"));
  harness->press({ui::Key::left});
  harness->settle();
  CHECK(harness->focused().name().starts_with("Oleg's"));
  harness->press({ui::Key::up, ui::Mods::alt});
  harness->settle();
  CHECK(in(0, "Anna") == Titles{"Anna's"});
  CHECK(in(0, "Oleg") == Titles{"Oleg's"});
  CHECK(owner_of(oleg) == "Oleg");
}

TEST_CASE("on a phone the rows are sections of the column that is shown") {
  RowBench bench("Rows: owners", {.width = 390, .height = 844, .scale = 1});
  CHECK(bench.in(0, "Anna") == Titles{"Anna's"});
  CHECK(bench.in(0, "No owner") == Titles{"Nobody's"});
  CHECK(bench.head("Anna").rect().w <= 390);
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

}  // namespace voronka::test
