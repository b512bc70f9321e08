#include "tests/ui/shell_bench.hpp"

namespace voronka::test {

ShellBench::ShellBench(ui::Viewport viewport, Language language, FakeStorage* storage, std::string route)
    : app({.storage = storage,
           .files = files,
           .jobs = jobs,
           .export_jobs = export_jobs,
           .clock = clock,
           .settings = settings,
           .attachments = &attachments,
           .updates = &updates}),
      shell(app, {.language = language, .route = std::move(route)}) {
  jobs.inbox = export_jobs.inbox = attachments.inbox = &app.inbox();
  export_jobs.out = &files;
  app.start();
  harness = std::make_unique<Harness>([this](ui::Ui& ui) { shell.draw(ui); }, viewport, language);
}

ShellBench& ShellBench::begun() {
  send(StartEmpty{});
  app.take_notices();
  harness->settle();
  return *this;
}

void ShellBench::send(Wish wish) {
  Outbox outbox;
  outbox.send(std::move(wish));
  app.end_frame(outbox, shell.starter_texts());
}

void ShellBench::run(Command command) {
  send(RunCommand{.command = std::move(command), .quiet = true});
  harness->settle();
}

Id<Deal> ShellBench::deal(std::size_t stage, std::string title, std::int64_t dollars) {
  Deal made = {.title = std::move(title), .position = {.stage = stages()[stage]->id}};
  if (dollars != 0) made.amount = Money{.minor = dollars * 100, .currency = *currency_from("USD")};
  run(CreateDeal{.deal = std::move(made)});
  return {app.last_created()};
}

std::vector<std::string> ShellBench::titles(std::size_t stage) {
  std::vector<std::string> found;
  const ui::NodeId list = column(stage).id();
  for (const ui::SemNode& node : harness->ui().sem.nodes())
    if (node.role == ui::Role::list_item && node.parent == list)
      found.push_back(node.name.substr(0, node.name.find(',')));
  return found;
}

AcmeBench::AcmeBench(ui::Viewport viewport, std::string route)
    : ShellBench(viewport, Language::en, nullptr, std::move(route)) {
  begun();
  acme = deal(0, "Acme", 1200);
}

void AcmeBench::open() {
  card("Acme").click();
  harness->settle();
}

}  // namespace voronka::test
