// The user's own next steps in the settings, driven headless.
#include "tests/ui/deal_bench.hpp"
#include "ui/views/chain_words.hpp"
#include "ui/views/settings_view.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Key;
using ui::Role;

namespace {

struct ChainsBench : Bench {
  explicit ChainsBench(Language language = Language::en,
                       ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1})
      : Bench(ui::settings_view.draw, viewport, language) {
    by(Role::tab, tr(TextKey::settings_section_chains)).click();
    harness->settle();
  }
  std::string tr(TextKey key) const { return harness->ui().tr(key); }
  std::vector<const FollowUp*> steps() const { return ui::follow_ups_of(document()); }
  Id<FollowUp> add(FollowUp step) {
    run(AddRecord{std::move(step)});
    harness->settle();
    return {app.last_created()};
  }
  const FollowUp& operator[](Id<FollowUp> id) const { return *document().find(id); }
  void unfold(std::string_view sentence) {
    button(harness->ui().tr(TextKey::chain_show, {{"name", std::string(sentence)}})).click();
    harness->settle();
  }
  Found after(Role role, TextKey name) { return by(Role::group, tr(TextKey::chain_after)).within(role, tr(name)); }
  Found next(Role role, TextKey name) { return by(Role::group, tr(TextKey::chain_next)).within(role, tr(name)); }
  void choose(Found list, std::string_view item) {
    list.click();
    harness->settle();
    by(Role::option, item).click();
    harness->settle();
  }
  void write(Found field, std::string_view text) {
    field.type(text);
    harness->wait(0.35);
    harness->settle();
  }
  std::vector<std::string> sentences() {
    std::vector<std::string> found;
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == Role::list_item) found.push_back(node.name);
    return found;
  }
};

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("a step is added, unfolded with the focus in it, and set up until it reads as meant") {
  ChainsBench bench;
  CHECK(bench.says(bench.tr(TextKey::chain_empty)));
  bench.button("Add a step").click();
  bench.harness->settle();
  REQUIRE(bench.steps().size() == 1);
  const Id<FollowUp> made = bench.steps()[0]->id;
  CHECK(bench.sentences() == Sentences{"Call, talked → e-mail in 1 working day"});
  CHECK(bench.harness->focused().name() == "Kind");
  bench.choose(bench.after(Role::combobox, TextKey::record_field_kind), "Meeting");
  bench.choose(bench.after(Role::combobox, TextKey::outcome_label), "Nobody came");
  bench.write(bench.after(Role::textbox, TextKey::record_field_title), "Demo");
  bench.choose(bench.after(Role::combobox, TextKey::chain_stage), "Presentation");
  bench.choose(bench.next(Role::combobox, TextKey::record_field_kind), "Call");
  bench.write(bench.next(Role::textbox, TextKey::record_field_title), "Ask why");
  bench.write(bench.next(Role::textbox, TextKey::chain_days), "3");
  CHECK(bench.sentences() == Sentences{"Meeting “Demo”, nobody came, Presentation → call “Ask why” in 3 working days"});
  const FollowUp& step = bench[made];
  CHECK(step.after_kind == "meeting");
  CHECK(step.after_outcome == ActivityOutcome::no_contact);
  CHECK(step.after_title == "Demo");
  CHECK(step.stages == std::vector{bench.stages()[2]->id});
  CHECK(step.next_kind == ActivityKind::call);
  CHECK(step.next_title == "Ask why");
  CHECK(step.working_days == 3);
  bench.write(bench.next(Role::textbox, TextKey::chain_days), "0");
  CHECK(bench.sentences()[0].ends_with("call “Ask why” the same day"));
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}

TEST_CASE("every condition can be taken back to any, and nothing may follow") {
  ChainsBench bench;
  const Id<FollowUp> made =
      bench.add({.after_kind = "call", .after_outcome = ActivityOutcome::refused, .stages = {bench.stages()[0]->id}});
  bench.unfold(bench.sentences()[0]);
  bench.choose(bench.after(Role::combobox, TextKey::record_field_kind), "Any activity");
  bench.choose(bench.after(Role::combobox, TextKey::outcome_label), "Any outcome");
  bench.choose(bench.after(Role::combobox, TextKey::chain_stage), "Any stage");
  bench.by(Role::checkbox, "Suggest nothing more").click();
  bench.harness->settle();
  CHECK(bench.sentences() == Sentences{"Any activity → nothing"});
  CHECK(bench[made].after_kind.empty());
  CHECK(bench[made].after_outcome == ActivityOutcome::none);
  CHECK(bench[made].stages.empty());
  CHECK(bench[made].ends);
  CHECK_FALSE(bench.next(Role::textbox, TextKey::chain_days).exists());
  bench.undo();
  CHECK_FALSE(bench[made].ends);
  CHECK(bench.next(Role::textbox, TextKey::chain_days).exists());
}

TEST_CASE("days that are no whole number, or more than a year, are said beside their field and lose nothing") {
  ChainsBench bench;
  const Id<FollowUp> made = bench.add({.working_days = 5});
  bench.unfold(bench.sentences()[0]);
  for (const char* bad : {"soon", "366", "-1", "1.5", ""}) {
    CAPTURE(bad);
    const Found days = bench.next(Role::textbox, TextKey::chain_days);
    bench.write(days, bad);
    CHECK(bench[made].working_days == 5);
    CHECK(days.has(ui::node_flag::invalid));
    CHECK(days.value() == bad);
    CHECK(days.node().description.find(bench.tr(TextKey::chain_bad_days)) != std::string::npos);
  }
  bench.write(bench.next(Role::textbox, TextKey::chain_days), "365");
  CHECK(bench[made].working_days == 365);
}

TEST_CASE("the built-in suggestions become one's own in one step, in both languages, and are offered no more") {
  for (const Language language : {Language::en, Language::ru}) {
    ChainsBench bench(language);
    const std::string take = bench.tr(TextKey::chain_add_built_in);
    bench.button(take).click();
    bench.harness->settle();
    CHECK(bench.steps().size() == 15);
    CHECK(bench.sentences().size() == 15);
    CHECK(bench.sentences()[0] == (language == Language::en
                                       ? "Call, talked → e-mail “Send an offer” in 2 working days"
                                       : "Звонок, поговорили → письмо «Отправить предложение» через 2 рабочих дня"));
    CHECK_FALSE(bench.button(take).exists());
    bench.undo();
    CHECK(bench.steps().empty());
    CHECK(bench.button(take).exists());
  }
}

TEST_CASE("what one has a step for already is not taken a second time") {
  ChainsBench bench;
  bench.add({.after_kind = "call", .after_outcome = ActivityOutcome::success, .next_title = "Mine"});
  bench.button(bench.tr(TextKey::chain_add_built_in)).click();
  bench.harness->settle();
  CHECK(bench.steps().size() == 15);
  CHECK(bench.steps()[0]->next_title == "Mine");
}

TEST_CASE("steps change places by the arrow keys of their handle, and leave into the trash") {
  ChainsBench bench;
  const Id<FollowUp> first = bench.add({.after_kind = "call"}), second = bench.add({.after_kind = "email"});
  const Sentences was = bench.sentences();
  REQUIRE(was.size() == 2);
  bench.button("Move: " + was[0]).press({Key::down});
  bench.harness->settle();
  CHECK(bench.steps()[0]->id == second);
  bench.button("Delete step: " + was[0]).click();
  bench.harness->settle();
  CHECK(bench[first].deleted);
  CHECK(bench.steps().size() == 1);
  bench.undo();
  CHECK(bench.steps().size() == 2);
}

TEST_CASE("a step of a newer version, for several stages or with an unknown kind, is shown as it is") {
  ChainsBench bench;
  bench.add({.after_kind = "fax", .stages = {bench.stages()[0]->id, bench.stages()[1]->id}});
  CHECK(bench.sentences() == Sentences{"fax, Lead, Qualified → call in 1 working day"});
  bench.unfold(bench.sentences()[0]);
  CHECK(bench.says("Lead, Qualified"));
  CHECK(bench.harness->complaints() == std::vector<std::string>{});
}
