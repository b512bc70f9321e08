// What the table shows, by making the list the slow way.
#include "ui/table_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/fold.hpp"
#include "filter/codec.hpp"
#include "metrics/standing.hpp"
#include "tests/support/random_commands.hpp"

namespace voronka::ui {
namespace {

using test::PipelineFixture;
using Titles = std::vector<std::string>;

constexpr Date monday = {20'458};  // 2026-01-05, the fixture's first day

const RowOrder by_title = {.text = [](const TableRow& row) { return std::string_view(row.deal.title); }};
const RowOrder by_owner = {.text = [](const TableRow& row) { return std::string_view(row.deal.owner); }};
const RowOrder by_amount = {.number = [](const TableRow& row) {
  return row.deal.amount ? std::optional(row.deal.amount->minor) : std::nullopt;
}};
const RowOrder by_next = {.number = [](const TableRow& row) {
  const std::optional<Date> due = row.facts.next_due_of(row.row);
  return due ? std::optional(std::int64_t{due->days}) : std::nullopt;
}};

struct Bench {
  PipelineFixture fixture = {};
  BoardModel board = {};
  TableModel table = {};
  TableQuery query = {.pipeline = fixture.pipeline};

  FilterMatcher matcher = {};

  void filter(std::string_view text) {
    matcher.set(*parse_filter(text), monday);
    query.filter = &matcher;
  }
  bool update() {
    board.update(fixture.document, {.pipeline = fixture.pipeline, .today = monday, .filter = &matcher});
    return table.update(fixture.document, board, query);
  }
  Titles titles() {
    update();
    Titles found;
    for (const std::uint32_t row : table.rows()) found.push_back(fixture.document.table<Deal>().rows()[row].title);
    return found;
  }
};

// The list as a new model makes it at once.
std::vector<std::uint32_t> anew(Bench& bench) {
  BoardModel board;
  board.update(bench.fixture.document, {.pipeline = bench.fixture.pipeline, .today = monday, .filter = &bench.matcher});
  TableModel table;
  TableQuery query = bench.query;
  query.budget = std::numeric_limits<std::int64_t>::max();
  table.update(bench.fixture.document, board, query);
  return {table.rows().begin(), table.rows().end()};
}

}  // namespace

TEST_CASE("deals of every status are rows, the newest first; deleted, archived and those of other pipelines are not") {
  Bench bench;
  PipelineFixture& fixture = bench.fixture;
  fixture.deal(0, 0, "open");
  fixture.must(WinDeal{.deal = fixture.deal(1, 0, "won")});
  fixture.must(LoseDeal{.deal = fixture.deal(2, 0, "lost")});
  fixture.must(DeleteRecords{.type = RecordType::deal, .ids = {fixture.deal(1, 0, "deleted").raw}});
  fixture.must(set_field(fixture.deal(1, 0, "archived"), &Deal::archived, true));
  const Id<Pipeline> other = {fixture.must(AddRecord{Pipeline{.name = "Other"}})};
  const Id<Stage> stage = {fixture.must(AddRecord{Stage{.pipeline = other, .name = "There", .color = "#112233"}})};
  fixture.must(CreateDeal{.deal = {.title = "elsewhere", .position = {.stage = stage}}});
  CHECK(bench.titles() == Titles{"lost", "won", "open"});
  bench.query.pipeline = other;
  CHECK(bench.titles() == Titles{"elsewhere"});
}

TEST_CASE("rows without a value come last, whichever way the rest is sorted") {
  Bench bench;
  bench.fixture.deal(0, 300, "three");
  bench.fixture.deal(0, 0, "none");
  bench.fixture.deal(0, 100, "one");
  SortKey key = {.order = &by_amount};
  bench.query.sort = {&key, 1};
  CHECK(bench.titles() == Titles{"one", "three", "none"});
  key.descending = true;
  CHECK(bench.titles() == Titles{"three", "one", "none"});
}

TEST_CASE("texts are sorted for people: case does not count, numbers are numbers, Cyrillic after Latin") {
  Bench bench;
  for (const char* title : {"Сделка 10", "acme", "Сделка 2", "Ёлка", "Жук", "Zeta", "Дом", "12", "9"})
    bench.fixture.deal(0, 0, title);
  const SortKey key = {.order = &by_title};
  bench.query.sort = {&key, 1};
  CHECK(bench.titles() == Titles{"9", "12", "acme", "Zeta", "Дом", "Ёлка", "Жук", "Сделка 2", "Сделка 10"});
}

TEST_CASE("what is equal by the first key is sorted by the second") {
  Bench bench;
  for (const auto& [owner, amount] : {std::pair{"B", 2}, {"A", 1}, {"B", 1}, {"A", 2}}) {
    const Id<Deal> deal = bench.fixture.deal(0, amount, std::string(owner) + std::to_string(amount));
    bench.fixture.must(set_field(deal, &Deal::owner, std::string(owner)));
  }
  const SortKey keys[] = {{.order = &by_owner}, {.order = &by_amount, .descending = true}};
  bench.query.sort = keys;
  CHECK(bench.titles() == Titles{"A2", "A1", "B2", "B1"});
}

TEST_CASE("the search and a filter leave out rows and what they add up to") {
  Bench bench;
  bench.fixture.deal(1, 100'00, "Ромашка, поставка");
  bench.fixture.deal(1, 300'00, "Вектор, поставка");
  bench.fixture.deal(1, 500'00, "Вектор, ремонт");
  bench.query.search = "вектор";
  CHECK(bench.titles() == Titles{"Вектор, ремонт", "Вектор, поставка"});
  REQUIRE(bench.table.totals().totals.size() == 1);
  CHECK(bench.table.totals().totals[0].sum_minor == 800'00);
  CHECK(bench.table.totals().totals[0].weighted_minor == 200'00);  // 25 % of it
  bench.filter("amount<400");
  CHECK(bench.titles() == Titles{"Вектор, поставка"});
  CHECK(bench.table.total() == 3);
  bench.filter("amount<4");
  CHECK(bench.titles().empty());
  bench.filter("");
  CHECK(bench.titles() == Titles{"Вектор, ремонт", "Вектор, поставка"});
}

TEST_CASE("won and lost deals add to the sum, and not to the weighted one") {
  Bench bench;
  bench.fixture.deal(1, 100'00);
  bench.fixture.must(WinDeal{.deal = bench.fixture.deal(1, 1'000'00)});
  bench.fixture.must(LoseDeal{.deal = bench.fixture.deal(1, 10'000'00)});
  bench.update();
  REQUIRE(bench.table.totals().totals.size() == 1);
  CHECK(bench.table.totals().count == 3);
  CHECK(bench.table.totals().totals[0].sum_minor == 11'100'00);
  CHECK(bench.table.totals().totals[0].weighted_minor == 25'00);
}

TEST_CASE("while another order is being made the rows of before stay, and then change once") {
  Bench bench;
  for (int i = 0; i < 50; ++i) bench.fixture.deal(0, 1000 - i * 7 % 50, "deal " + std::to_string(i));
  const Titles newest = bench.titles();
  const SortKey key = {.order = &by_amount};
  bench.query.sort = {&key, 1};
  bench.query.budget = 20;
  int changes = 0;
  int rounds = 0;
  for (; rounds == 0 || bench.table.busy(); ++rounds) {
    REQUIRE(rounds < 1000);
    const bool changed = bench.update();
    changes += changed ? 1 : 0;
    CHECK(changed == !bench.table.busy());
  }
  CHECK(rounds > 5);
  CHECK(changes == 1);
  CHECK_FALSE(bench.update());
  const Titles sorted = bench.titles();
  CHECK(sorted != newest);
  CHECK(std::ranges::is_permutation(sorted, newest));
}

TEST_CASE("whatever happens, in whatever order and however thin the slices: the rows are those of a new model") {
  const SortKey orders[][2] = {{{.order = &by_title}, {.order = &by_amount}},
                               {{.order = &by_amount, .descending = true}, {.order = &by_owner}},
                               {{.order = &by_next}, {.order = &by_title, .descending = true}}};
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Bench bench;
    for (int i = 0; i < 20; ++i) bench.fixture.deal(random.index(7), 100, "сделка " + std::to_string(i % 7));
    for (int step = 0; step < 120; ++step) {
      CAPTURE(step);
      if (random.below(8) == 0) bench.query.sort = std::span(orders[random.index(3)]).first(random.index(3));
      if (random.below(8) == 0) bench.filter(random.below(2) == 0 ? "" : "probability>40;amount>10");
      if (random.below(8) == 0) bench.query.search = random.below(2) == 0 ? std::string_view() : "текст";
      static_cast<void>(bench.fixture.run(test::random_command(bench.fixture, random)));
      bench.query.budget = random.below(2) == 0 ? 40 : std::numeric_limits<std::int64_t>::max();
      bench.update();
      if (random.below(3) == 0) continue;  // an edit comes while it is still busy
      bench.query.budget = std::numeric_limits<std::int64_t>::max();
      bench.update();
      REQUIRE_FALSE(bench.table.busy());
      const std::vector<std::uint32_t> wanted = anew(bench);
      REQUIRE(std::ranges::equal(bench.table.rows(), wanted));
      REQUIRE(bench.table.totals().totals == totals_of(bench.fixture.document, bench.board, wanted).totals);
      if (!wanted.empty()) {
        const std::size_t place = random.index(wanted.size());
        CHECK(bench.table.index_of(wanted[place], random.index(100)) == place);
      }
    }
  }
}

}  // namespace voronka::ui
