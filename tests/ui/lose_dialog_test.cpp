// Why a deal was lost: the reasons in order of use, one typed in place, a day to come back.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Key;
using ui::letter;
using ui::Mods;
using ui::Role;

namespace {

struct LoseBench : ShellBench {
  LoseBench() { begun(); }
  std::vector<std::string> reasons() {
    std::vector<std::string> names;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::radio) names.push_back(node.name);
    return names;
  }
  // The card's dialog.
  void ask(std::string_view title) { card(title).press({letter('L')}); }
  std::string reason_of(Id<Deal> deal) {
    const LossReason* reason = app.document().find((*this)[deal].loss_reason);
    return reason ? reason->name : std::string();
  }
};

}  // namespace

TEST_CASE("the reasons given most often come first, five of them; the others stay in the order of the settings") {
  LoseBench bench;
  const auto all = loss_reasons_of(bench.app.document());
  REQUIRE(all.size() == 6);
  const std::string last = all[5]->name;
  const std::string third = all[2]->name;
  for (const std::size_t reason : {5U, 5U, 2U})
    bench.run(LoseDeal{.deal = bench.deal(0, "Gone"), .reason = loss_reasons_of(bench.app.document())[reason]->id});
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.ask("Acme");
  const std::vector<std::string> shown = bench.reasons();
  REQUIRE(shown.size() == 6);
  CHECK(shown[0] == last);
  CHECK(shown[1] == third);
  bench.by(Role::radio, shown[0]).press({static_cast<Key>('2')});
  bench.by(Role::radio, third).press({Key::enter});
  CHECK(bench[acme].status == DealStatus::lost);
  CHECK(bench.reason_of(acme) == third);
}

TEST_CASE("a reason that is typed is kept, and the next deal can be lost for it") {
  LoseBench bench;
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.ask("Acme");
  bench.by(Role::textbox, "Another reason").type("No warehouse").press({Key::enter});
  CHECK(bench.reason_of(acme) == "No warehouse");
  bench.deal(0, "Globex");
  bench.ask("Globex");
  CHECK(bench.reasons().front() == "No warehouse");
}

TEST_CASE("a day to come back makes a task, one that cannot be read or has passed holds the dialog") {
  LoseBench bench;
  const Id<Deal> acme = bench.deal(0, "Acme");
  bench.ask("Acme");
  bench.by(Role::textbox, "Come back to it on").type("32 of never");
  bench.button("Lost").click();
  CHECK(bench[acme].status == DealStatus::open);
  CHECK(bench.by(Role::textbox, "Come back to it on").has(ui::node_flag::invalid));
  bench.button("3 months").click();
  bench.button("Lost").click();
  REQUIRE(bench[acme].status == DealStatus::lost);
  REQUIRE(bench.app.document().table<Activity>().size() == 1);
  const Activity& task = bench.app.document().table<Activity>().rows()[0];
  CHECK(task.deal == acme);
  CHECK(task.due.date == date_from_iso("2026-04-05"));
  bench.harness->press({letter('Z'), Mods::ctrl});
  CHECK(bench[acme].status == DealStatus::open);
  CHECK(bench.app.document().table<Activity>().rows()[0].deleted);
}
