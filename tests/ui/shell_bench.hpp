// The whole window over a real App, driven by the harness: in memory, or over a fake database with its delays and refusals.
#pragma once

#include "tests/ui/deal_bench.hpp"
#include "ui/shell.hpp"

namespace voronka::test {

class ShellBench {
 public:
  explicit ShellBench(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1},
                      Language language = Language::en, FakeStorage* storage = nullptr, std::string route = {});

  // The default pipeline, without its toast.
  ShellBench& begun();
  void send(Wish wish);
  void run(Command command);
  Id<Deal> deal(std::size_t stage, std::string title, std::int64_t dollars = 0);
  const Deal& operator[](Id<Deal> id) const { return *app.document().find(id); }
  std::vector<const Stage*> stages() const { return stages_of(app.document(), pipelines_of(app.document()).at(0)->id); }
  std::string stage_of(Id<Deal> id) const { return app.document().find((*this)[id].position.stage)->name; }

  Found by(ui::Role role, std::string_view name) { return harness->by(role, name); }
  Found button(std::string_view name) { return by(ui::Role::button, name); }
  Found card(std::string_view name) { return by(ui::Role::list_item, name); }
  Found column(std::size_t stage) { return by(ui::Role::list, stages()[stage]->name); }
  // What stands in a column, from the top: the beginnings of the cards' names.
  std::vector<std::string> titles(std::size_t stage);
  std::string last_announced() {
    return harness->host().announced.empty() ? std::string() : harness->host().announced.back();
  }
  ui::Vec2 center_of(ui::Rect rect) const { return rect.center(); }

  panel::FakeFiles files = {};
  panel::FakeJobs jobs = {};
  panel::FakeJobs export_jobs = {};
  FakeClock clock = FakeClock();
  panel::FakeSettings settings = {};
  FakeAttachedFiles attachments = {};
  FakeUpdates updates = {};
  App app;
  ui::Shell shell;
  std::unique_ptr<Harness> harness = {};
};

// The window with one deal in the first column: "Acme", for $1,200.
struct AcmeBench : ShellBench {
  explicit AcmeBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1}, std::string route = {});
  void open();  // its panel, by a click on its card
  const Deal& it() const { return (*this)[acme]; }
  Id<Deal> acme = {};
};

}  // namespace voronka::test
