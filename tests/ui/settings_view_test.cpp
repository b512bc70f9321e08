#include "ui/views/settings_view.hpp"

#include "tests/ui/deal_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using namespace voronka::test::panel;
using ui::Key;
using ui::Role;

namespace {

struct SettingsBench : Bench {
  explicit SettingsBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1},
                         Language language = Language::en)
      : Bench(ui::settings_view.draw, viewport, language) {}
  std::vector<std::string> stage_names() const {
    std::vector<std::string> names;
    for (const Stage* stage : stages()) names.push_back(stage->name);
    return names;
  }
};
using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a stage is renamed in place") {
  SettingsBench bench;
  bench.by(Role::list_item, "Qualified").within(Role::textbox, "Stage name").type("Qualification");
  bench.harness->wait(0.35);
  CHECK(bench.stages()[1]->name == "Qualification");
}

TEST_CASE("a probability beyond 100 is refused in words and stays typed") {
  SettingsBench bench;
  bench.by(Role::list_item, "Qualified").within(Role::textbox, "Probability").type("140");
  bench.harness->wait(0.35);
  CHECK(bench.stages()[1]->probability == 25);
  CHECK(bench.by(Role::list_item, "Qualified").within(Role::textbox, "Probability").has(ui::node_flag::invalid));
}

TEST_CASE("the arrow keys on its handle move a stage") {
  SettingsBench bench;
  bench.button("Move: Qualified").press({Key::down});
  CHECK(bench.stage_names() ==
        Names{"Lead", "Presentation", "Qualified", "Objections", "Negotiation", "Closing", "Service"});
  CHECK(bench.harness->focused().name() == "Move: Qualified");
  bench.harness->press({Key::up});
  bench.harness->press({Key::up});
  CHECK(bench.stage_names()[0] == "Qualified");
}

TEST_CASE("a stage dragged by its handle lands where it was dropped") {
  SettingsBench bench;
  const ui::Rect target = bench.button("Move: Objections").rect();
  bench.button("Move: Lead").drag_to({target.center().x, target.center().y + 5});
  CHECK(bench.stage_names() ==
        Names{"Qualified", "Presentation", "Objections", "Lead", "Negotiation", "Closing", "Service"});
}

TEST_CASE("deleting a stage with deals asks where they go and waits for the answer") {
  SettingsBench bench;
  const Id<Deal> deal = bench.add_deal("Granit", 1);
  const Id<Stage> stage = bench.stages()[1]->id;
  bench.button("Set up stage Qualified").click();
  bench.button("Delete stage").click();
  CHECK(!bench.document().find(stage)->deleted);
  CHECK(bench.button("Delete").has(ui::node_flag::disabled));
  bench.by(Role::combobox, "Move its deals to").click();
  bench.by(Role::option, "Presentation").click();
  bench.button("Delete").click();
  CHECK(bench.document().find(stage)->deleted);
  CHECK(title_of(bench.document(), RecordType::stage, bench[deal].position.stage.raw) == "Presentation");
}

TEST_CASE("an empty stage is deleted after one question, and Cancel keeps it") {
  SettingsBench bench;
  const Id<Stage> stage = bench.stages()[2]->id;
  bench.button("Set up stage Presentation").click();
  bench.button("Delete stage").click();
  bench.button("Cancel").click();
  CHECK(!bench.document().find(stage)->deleted);
  bench.button("Delete stage").click();
  bench.button("Delete").click();
  CHECK(bench.document().find(stage)->deleted);
}

TEST_CASE("a new stage stands behind the last sales stage and is named at once") {
  SettingsBench bench;
  bench.button("Add stage").click();
  CHECK(bench.stage_names() ==
        Names{"Lead", "Qualified", "Presentation", "Objections", "Negotiation", "Closing", "New stage", "Service"});
  CHECK(bench.harness->focused().value() == "New stage");
}

TEST_CASE("a new pipeline starts with the stages of the one shown, and goes away in one undo step") {
  SettingsBench bench;
  bench.button("Add pipeline").click();
  const auto pipelines = pipelines_of(bench.document());
  REQUIRE(pipelines.size() == 2);
  CHECK(stages_of(bench.document(), pipelines[1]->id).size() == 7);
  CHECK(bench.says("Stages: New pipeline"));
  bench.undo();
  CHECK(pipelines_of(bench.document()).size() == 1);
}

TEST_CASE("the last pipeline cannot be deleted") {
  SettingsBench bench;
  CHECK(bench.button("The last pipeline cannot be deleted.").has(ui::node_flag::disabled));
}

TEST_CASE("items of the exit checklist are added, typed and removed") {
  SettingsBench bench;
  bench.button("Set up stage Qualified").click();
  bench.button("Add item").click();
  bench.field("Item 1").type("Budget is known");
  bench.harness->wait(0.35);
  CHECK(bench.stages()[1]->exit_checklist == TextList{"Budget is known"});
  bench.button("Remove item 1").click();
  CHECK(bench.stages()[1]->exit_checklist.empty());
}

TEST_CASE("loss reasons are added, renamed and deleted") {
  SettingsBench bench;
  bench.by(Role::tab, "Loss reasons").click();
  bench.button("Add reason").click();
  CHECK(loss_reasons_of(bench.document()).size() == 3);
  bench.harness->focused().type("Went silent");
  bench.harness->wait(0.35);
  CHECK(loss_reasons_of(bench.document())[2]->name == "Went silent");
  bench.button("Delete reason Went silent").click();
  CHECK(loss_reasons_of(bench.document()).size() == 2);
}

TEST_CASE("language and theme are kept on the device, not in the data") {
  SettingsBench bench;
  bench.by(Role::tab, "Look and language").click();
  bench.by(Role::radio, "Русский").click();
  bench.by(Role::radio, "Dark").click();
  CHECK(bench.app.preferences().language == LanguageChoice::ru);
  CHECK(bench.app.preferences().theme == ThemeChoice::dark);
  CHECK(preferences_from(bench.settings.values["preferences"]).theme == ThemeChoice::dark);
}

TEST_CASE("everything goes into one file, and a file is asked for") {
  SettingsBench bench;
  bench.by(Role::tab, "Data").click();
  bench.button("Save everything to a file").click();
  REQUIRE(bench.files.offered.size() == 1);
  CHECK(bench.files.offered.begin()->second == export_file(bench.document()));
  bench.button("Load a file").click();
  CHECK(bench.files.asked == 1);
}

TEST_CASE("while a file is being written the page says so, and a helper that dies does not cost the file") {
  SettingsBench bench;
  bench.by(Role::tab, "Data").click();
  bench.export_jobs.silent = true;
  bench.button("Save everything to a file").click();
  CHECK(bench.button("Preparing the file").exists());
  CHECK(bench.files.offered.empty());
  bench.app.inbox().push(JobFailed{.ticket = bench.export_jobs.last, .detail = "out of memory"});
  bench.harness->settle();
  CHECK(bench.button("Save everything to a file").exists());
  REQUIRE(bench.files.offered.size() == 1);
  CHECK(bench.files.offered.begin()->second == export_file(bench.document()));
}

TEST_CASE("every control of the settings has a name, in both languages, on desk and phone") {
  for (const Language language : {Language::en, Language::ru}) {
    for (const ui::Viewport viewport : {ui::Viewport{.width = 1280, .height = 800, .scale = 1},
                                        ui::Viewport{.width = 780, .height = 1688, .scale = 2}}) {
      SettingsBench bench(viewport, language);
      CHECK(bench.harness->complaints() == std::vector<std::string>{});
      for (const Role role : {Role::tab, Role::option}) {
        for (std::size_t i = 0; i < bench.harness->count(role); ++i) {
          ui::NodeId id = 0;
          std::size_t number = 0;
          for (const ui::SemNode& node : bench.harness->ui().sem.nodes())
            if (node.role == role && number++ == i) id = node.id;
          bench.harness->by_id(id).activate();
          CHECK(bench.harness->complaints() == std::vector<std::string>{});
        }
      }
    }
  }
}

TEST_CASE("in a low window every section is reached by the select, on the screen") {
  SettingsBench bench({.width = 844, .height = 390, .scale = 1});
  CHECK(bench.harness->count(Role::tab) == 0);
  const std::size_t sections = ui::settings_section_names(bench.harness->ui()).size();
  for (std::size_t i = 0; i < sections; ++i) {
    const std::string name = ui::settings_section_names(bench.harness->ui())[i];
    bench.by(Role::combobox, "Sections of settings").click();
    bench.harness->settle();
    CHECK(bench.harness->count(Role::option) == sections);
    bench.by(Role::option, name).activate();
    bench.harness->settle();
    CHECK(bench.by(Role::combobox, "Sections of settings").value() == name);
  }
  SettingsBench desk({.width = 1280, .height = 800, .scale = 1});
  CHECK(desk.harness->count(Role::tab) == sections);
}
