// Searching while typing.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;
using Titles = std::vector<std::string>;

namespace {

struct SearchBench : ShellBench {
  SearchBench() : ShellBench({.width = 1280, .height = 800, .scale = 1}, Language::ru) {
    begun();
    deal(0, "Ёлочка", 100);
    deal(0, "Ромашка", 200);
    run(AddRecord{Contact{.name = "Ольга", .phones = {"+7 917 555-01-22"}}});
    Deal granit = {.title = "Гранит", .contacts = {{app.last_created()}}, .position = {.stage = stages()[1]->id}};
    run(CreateDeal{.deal = std::move(granit)});
  }
  void search(std::string_view text) { by(Role::search, "Поиск сделок").type(text); }
};

}  // namespace

TEST_CASE("typing filters cards, counts and sums at once") {
  SearchBench bench;
  bench.search("ромашка");
  CHECK(bench.titles(0) == Titles{"Ромашка"});
  CHECK(bench.titles(1).empty());
  CHECK(bench.by(Role::heading, bench.stages()[0]->name).name().find("1 сделка") != std::string::npos);
  CHECK(bench.last_announced() == "Найдена 1 сделка");
}

TEST_CASE("the wrong layout, е for ё, and digits of a phone find their deal") {
  SearchBench bench;
  bench.search("hjvfirf");
  CHECK(bench.titles(0) == Titles{"Ромашка"});
  bench.search("елочка");
  CHECK(bench.titles(0) == Titles{"Ёлочка"});
  bench.search("9175550122");
  CHECK(bench.titles(1) == Titles{"Гранит"});
  CHECK(bench.titles(0).empty());
}

TEST_CASE("what finds nothing says so and offers the way back") {
  SearchBench bench;
  bench.search("зззз");
  CHECK(bench.by(Role::heading, "Ничего не нашлось").exists());
  CHECK(bench.harness->count(Role::list_item) == 0);
  bench.button("Очистить поиск").click();
  CHECK(bench.titles(0).size() == 2);
}

TEST_CASE("slash and Ctrl+F go to the search, Esc empties it") {
  SearchBench bench;
  bench.harness->press({Key::slash});
  CHECK(bench.harness->focused().node().role == Role::search);
  bench.search("гранит");
  CHECK(bench.titles(0).empty());
  bench.harness->press({Key::escape});
  CHECK(bench.by(Role::search, "Поиск сделок").value().empty());
  CHECK(bench.titles(0).size() == 2);
  bench.card("Ромашка").focus();
  bench.harness->press({letter('F'), Mods::ctrl});
  CHECK(bench.harness->focused().node().role == Role::search);
}

TEST_CASE("a deal made while a search is on is found by it") {
  SearchBench bench;
  bench.search("ромаш");
  bench.deal(2, "Ромашка плюс");
  CHECK(bench.titles(2) == Titles{"Ромашка плюс"});
}
