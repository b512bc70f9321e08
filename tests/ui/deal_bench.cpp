#include "tests/ui/deal_bench.hpp"

#include "ui/views/deal_sheet.hpp"

namespace voronka::test::panel {

void FakeJobs::start(Ticket ticket, std::span<const std::uint32_t> opened) {
  if (opened.empty()) return;
  desk = std::make_unique<ImportDesk>(files.at(opened[0]), [](void*, double) {}, nullptr);
  for (const std::uint32_t other : opened.subspan(1)) desk->put_beside(files.at(other));
  inbox->push(JobReply{.ticket = ticket, .bytes = {}});
}

void FakeJobs::ask(Ticket ticket, std::string request) {
  if (silent) return;
  const auto keep = [](void* jobs, std::string_view piece) {
    static_cast<FakeJobs*>(jobs)->pieces.emplace_back(piece);
  };
  inbox->push(JobReply{.ticket = ticket, .bytes = desk->handle_bytes(request, keep, this)});
}

std::string FakeJobs::take_piece() {
  if (pieces.empty()) return {};
  std::string piece = std::move(pieces.front());
  pieces.pop_front();
  return piece;
}

void FakeJobs::write(Ticket ticket, std::string request, std::string) {
  last = ticket;
  if (silent) return;
  struct Sink final : ByteSink {
    void write(std::string_view bytes) override { whole += bytes; }
    std::string whole = {};
  } sink;
  CHECK(writer.write(request, sink));
  const auto file = static_cast<std::uint32_t>(out->kept.size() + 1);
  out->kept[file] = std::move(sink.whole);
  inbox->push(JobFile{.ticket = ticket, .file = file});
}

void FakeJobs::end() {
  desk.reset();
  pieces.clear();
  writer = {};
}

Bench::Bench(Draw draw, ui::Viewport viewport, Language language)
    : app({.files = files, .jobs = jobs, .export_jobs = export_jobs, .clock = clock, .settings = settings}),
      draw_(draw) {
  jobs.inbox = export_jobs.inbox = &app.inbox();
  export_jobs.out = &files;
  app.start();
  send(StartEmpty{});
  harness = std::make_unique<Harness>([this](ui::Ui& ui) { frame(ui); }, viewport, language);
}

void Bench::send(Wish wish) {
  Outbox outbox;
  outbox.send(std::move(wish));
  app.end_frame(outbox, english_starter());
}

void Bench::run(Command command) { send(RunCommand{.command = std::move(command)}); }

Id<Deal> Bench::add_deal(std::string title, std::size_t stage, std::int64_t minor) {
  Deal deal = {.title = std::move(title), .position = {.stage = stages().at(stage)->id}};
  if (minor != 0) deal.amount = Money{.minor = minor, .currency = *currency_from("USD")};
  run(CreateDeal{.deal = std::move(deal)});
  return {app.last_created()};
}

void Bench::open(Id<Deal> deal) {
  route = {.path = "deal", .argument = text_of(deal.raw)};
  harness->settle();
}

void Bench::type(std::string_view name, std::string_view text) {
  field(name).type(text);
  harness->wait(0.35);
  harness->settle();
}

void Bench::frame(ui::Ui& ui) {
  app.begin_frame();
  ui::ViewContext context = {.ui = ui,
                             .app = app,
                             .document = app.document(),
                             .outbox = outbox_,
                             .states = states_,
                             .route = route,
                             .pipeline = pipelines_of(app.document()).empty() ? Id<Pipeline>{} : pipeline(),
                             .area = ui.screen()};
  draw_(context);
  ui::flush_edits(context);
  if (context.go_to) {
    route = *context.go_to;
    ui.request_frame();
  }
  if (outbox_.empty()) return;
  app.end_frame(outbox_, english_starter());
  ui.request_frame();
}

PanelBench::PanelBench(ui::Viewport viewport, Language language)
    : Bench(
          [](ui::ViewContext& context) {
            if (context.route.path == "deal") ui::draw_deal_sheet(context);
          },
          viewport, language) {
  deal = add_deal("Granit", 1, 100'000);
  open(deal);
}

}  // namespace voronka::test::panel
