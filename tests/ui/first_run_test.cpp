// The first minute: three ways to begin.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Role;

TEST_CASE("starting empty gives seven stages in the user's language and an empty board") {
  ShellBench bench({.width = 1280, .height = 800, .scale = 1}, Language::ru);
  bench.button("Начать с пустой доски").click();
  CHECK(bench.stages().size() == 7);
  CHECK(bench.by(Role::list, "Квалификация").exists());
  CHECK(bench.app.document().table<Deal>().empty());
  CHECK(bench.app.document().base_currency() == *currency_from("RUB"));
}

TEST_CASE("the sample fills the board, and one undo takes it away again") {
  ShellBench bench;
  bench.button("Look at a sample").click();
  CHECK(bench.harness->count(Role::list_item) > 10);
  bench.button("Undo").click();
  CHECK(bench.by(Role::heading, "Your sales pipeline").exists());
}

TEST_CASE("loading a file asks for one") {
  ShellBench bench;
  bench.button("Load a file").click();
  CHECK(bench.files.asked == 1);
}

TEST_CASE("the first page says where the data lives and has no unnamed nodes, also on a small phone") {
  for (const ui::Viewport size : {ui::Viewport{.width = 1280, .height = 800, .scale = 1},
                                  ui::Viewport{.width = 640, .height = 960, .scale = 2}}) {
    ShellBench bench(size);
    CHECK(bench.by(Role::text, "Your data stays in this browser").exists());
    CHECK(bench.harness->complaints() == std::vector<std::string>{});
  }
}
