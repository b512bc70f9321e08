// The whole window over a real App, driven by the harness: in memory, or over a fake database with its delays and refusals.
#pragma once

#include "tests/ui/deal_bench.hpp"
#include "ui/shell.hpp"

namespace voronka::test {

class ShellBench {
 public:
  explicit ShellBench(ui::Viewport viewport = {.width = 1280, .height = 800, .scale = 1},
                      Language language = Language::en, FakeStorage* storage = nullptr, std::string route = {})
      : app({.storage = storage,
             .files = files,
             .jobs = jobs,
             .export_jobs = export_jobs,
             .clock = clock,
             .settings = settings}),
        shell(app, {.language = language, .route = std::move(route)}) {
    jobs.inbox = export_jobs.inbox = &app.inbox();
    export_jobs.out = &files;
    app.start();
    harness = std::make_unique<Harness>([this](ui::Ui& ui) { shell.draw(ui); }, viewport, language);
  }

  // The default pipeline, without its toast.
  ShellBench& begun() {
    send(StartEmpty{});
    app.take_notices();
    harness->settle();
    return *this;
  }
  void send(Wish wish) {
    Outbox outbox;
    outbox.send(std::move(wish));
    app.end_frame(outbox, shell.starter_texts());
  }
  void run(Command command) {
    send(RunCommand{.command = std::move(command), .quiet = true});
    harness->settle();
  }
  Id<Deal> deal(std::size_t stage, std::string title, std::int64_t dollars = 0) {
    Deal made = {.title = std::move(title), .position = {.stage = stages()[stage]->id}};
    if (dollars != 0) made.amount = Money{.minor = dollars * 100, .currency = *currency_from("USD")};
    run(CreateDeal{.deal = std::move(made)});
    return {app.last_created()};
  }
  const Deal& operator[](Id<Deal> id) const { return *app.document().find(id); }
  std::vector<const Stage*> stages() const { return stages_of(app.document(), pipelines_of(app.document()).at(0)->id); }
  std::string stage_of(Id<Deal> id) const { return app.document().find((*this)[id].position.stage)->name; }

  Found by(ui::Role role, std::string_view name) { return harness->by(role, name); }
  Found button(std::string_view name) { return by(ui::Role::button, name); }
  Found card(std::string_view name) { return by(ui::Role::list_item, name); }
  Found column(std::size_t stage) { return by(ui::Role::list, stages()[stage]->name); }
  // What stands in a column, from the top: the beginnings of the cards' names.
  std::vector<std::string> titles(std::size_t stage) {
    std::vector<std::string> found;
    const ui::NodeId list = column(stage).id();
    for (const ui::SemNode& node : harness->ui().sem.nodes())
      if (node.role == ui::Role::list_item && node.parent == list)
        found.push_back(node.name.substr(0, node.name.find(',')));
    return found;
  }
  std::string last_announced() {
    return harness->host().announced.empty() ? std::string() : harness->host().announced.back();
  }
  ui::Vec2 center_of(ui::Rect rect) const { return rect.center(); }

  panel::FakeFiles files = {};
  panel::FakeJobs jobs = {};
  panel::FakeJobs export_jobs = {};
  FakeClock clock = FakeClock();
  panel::FakeSettings settings = {};
  App app;
  ui::Shell shell;
  std::unique_ptr<Harness> harness = {};
};

}  // namespace voronka::test
