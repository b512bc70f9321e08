// The exit checklist in the deal's panel, on its card and at the head of the column.
#include <doctest/doctest.h>

#include "tests/ui/shell_bench.hpp"

namespace voronka::test {
namespace {

using ui::Role;

struct ChecklistBench : AcmeBench {
  explicit ChecklistBench(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1}) : AcmeBench(viewport) {
    run(set_field(stages()[0]->id, &Stage::exit_checklist, TextList{"Budget known", "The buyer decides"}));
    run(set_field(stages()[0]->id, &Stage::requirements, std::string("There is money and a wish.")));
  }
};

TEST_CASE_FIXTURE(ChecklistBench, "items are ticked in the panel, and the heading counts them") {
  open();
  const std::string stage = stages()[0]->name;
  CHECK(by(Role::heading, "Before leaving " + stage + " · 0 of 2").exists());
  by(Role::checkbox, "The buyer decides").click();
  harness->settle();
  CHECK(it().checked == TextList{"The buyer decides"});
  CHECK(by(Role::list, "Before leaving " + stage + " · 1 of 2").exists());
  by(Role::checkbox, "The buyer decides").click();
  harness->settle();
  CHECK(it().checked.empty());
}

TEST_CASE_FIXTURE(ChecklistBench, "a card that came without its ticks says how many, until they are made up for") {
  CHECK(card("Acme").name().find("not ticked") == std::string::npos);
  run(MoveDeal{.deal = acme, .to = stages()[1]->id});
  harness->settle();
  CHECK(card("Acme").name().find(", 2 items of earlier stages not ticked") != std::string::npos);
  open();
  CHECK(by(Role::list, "Left open in earlier stages").exists());
  by(Role::checkbox, "Budget known").click();
  harness->settle();
  CHECK(it().left_open == TextList{"The buyer decides"});
  CHECK(card("Acme").name().find(", 1 item of earlier stages not ticked") != std::string::npos);
  by(Role::checkbox, "The buyer decides").click();
  harness->settle();
  CHECK(card("Acme").name().find("not ticked") == std::string::npos);
  CHECK_FALSE(by(Role::list, "Left open in earlier stages").exists());
}

TEST_CASE_FIXTURE(ChecklistBench,
                  "the head of the column says what must hold, and nothing where nothing was written down") {
  CHECK(by(Role::heading, stages()[0]->name).node().description ==
        "There is money and a wish.\n–\xC2\xA0"
        "Budget known\n–\xC2\xA0"
        "The buyer decides");
  CHECK(by(Role::heading, stages()[1]->name).node().description.empty());
}

TEST_CASE_FIXTURE(ChecklistBench, "where no stage asks anything the panel has nothing of it") {
  run(set_field(stages()[0]->id, &Stage::exit_checklist, TextList{""}));
  run(set_field(stages()[0]->id, &Stage::requirements, std::string()));
  open();
  CHECK_FALSE(by(Role::heading, "Before leaving").exists());
  CHECK_FALSE(by(Role::checkbox, "Budget known").exists());
}

}  // namespace
}  // namespace voronka::test
