// Where the data is: the chip, the dialog behind it, and the sentences across the page.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Role;

namespace {

constexpr std::int64_t whole_day_ms = 86'400'000;

struct Stored {
  explicit Stored(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1})
      : bench(viewport, Language::en, &storage) {
    settle();
    bench.send(StartEmpty{});
    settle();
  }
  void settle() {
    while (storage.deliver(bench.app.inbox())) bench.harness->settle();
    bench.harness->settle();
  }
  void tell(WorldEvent event) {
    bench.app.inbox().push(std::move(event));
    bench.harness->settle();
  }
  bool says(std::string_view text) const { return bench.harness->tree_text().find(text) != std::string::npos; }
  FakeDatabase database = {};
  FakeStorage storage = FakeStorage(database);
  ShellBench bench;
};

}  // namespace

TEST_CASE("the chip leads to where the data is, with all names said, also on a small phone") {
  for (const ui::Viewport size : {ui::Viewport{.width = 1280, .height = 800, .scale = 1},
                                  ui::Viewport{.width = 720, .height = 1280, .scale = 2}}) {
    Stored it(size);
    it.tell(KeepingTold{.known = true, .can_promise = true, .rule = Eviction::chromium});
    it.tell(OfflineTold{.state = Offline::altered, .file = "index.html"});
    it.tell(FolderTold{.state = FolderState::none});
    it.bench.button("Saved").click();
    CHECK(it.bench.by(Role::dialog, "Where your data is").exists());
    CHECK(it.says("Everything is saved"));
    CHECK(it.says("The browser has not promised"));
    CHECK(it.says("Chrome, Edge"));
    CHECK(it.says("the host alters files of the program (index.html)"));
    CHECK(it.bench.harness->complaints() == std::vector<std::string>{});
  }
}

TEST_CASE("a browser that has promised is not asked, and its rule does not matter") {
  Stored it;
  it.tell(KeepingTold{.known = true, .can_promise = true, .promised = true, .rule = Eviction::safari});
  it.bench.button("Saved").click();
  CHECK(it.says("The browser has promised"));
  CHECK_FALSE(it.says("seven days"));
  CHECK_FALSE(it.bench.button("Ask the browser").exists());
}

TEST_CASE("a file that is due is asked for in one sentence, saved by one click, and put off by another") {
  Stored it;
  it.bench.deal(0, "Acme");
  it.settle();
  it.bench.clock.now += 2'000;
  it.bench.harness->wait(0.1);
  it.bench.deal(0, "Borealis");
  it.settle();
  CHECK_FALSE(it.says("no copy outside"));
  it.bench.clock.now += 8 * whole_day_ms;
  it.bench.deal(0, "Cirrus");
  it.settle();
  CHECK(it.says("There is no copy outside of this browser yet"));
  it.bench.button("Later").click();
  it.settle();
  CHECK_FALSE(it.says("no copy outside"));
  it.bench.clock.now += 8 * whole_day_ms;
  it.bench.harness->settle();
  it.bench.button("Save to a file").click();
  it.settle();
  CHECK(it.bench.files.offered.size() == 1);
  CHECK_FALSE(it.says("no copy outside"));
  CHECK(it.bench.app.health().files.count == 1);
  CHECK_FALSE(it.bench.settings.values["files"].empty());
}

TEST_CASE("on an iPhone the first page says to begin from the icon, and from the icon where the deals of before are") {
  ShellBench bench({.width = 780, .height = 1688, .scale = 2});
  CHECK_FALSE(bench.by(Role::region, "First add Voronka").exists());
  bench.app.inbox().push(KeepingTold{.rule = Eviction::safari, .install_first = true});
  bench.harness->settle();
  CHECK(bench.by(Role::region, "First add Voronka to the Home Screen").exists());
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
  bench.app.inbox().push(KeepingTold{.rule = Eviction::home_screen});
  bench.harness->settle();
  CHECK_FALSE(bench.by(Role::region, "First add Voronka").exists());
  CHECK(bench.by(Role::text, "Did you already enter deals in Safari?").exists());
}
