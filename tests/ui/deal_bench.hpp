// One view over a real App in memory, driven by the harness: what the shell does in a frame, without the shell.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "app/export_desk.hpp"
#include "model/stages.hpp"
#include "model/titles.hpp"
#include "tests/support/fake_world.hpp"
#include "tests/support/ui_harness.hpp"
#include "ui/view.hpp"
#include "ui/views/edits.hpp"

// Its own namespace: other benches have fakes of the same names.
namespace voronka::test::panel {

class FakeFiles final : public Files {
 public:
  void ask(Ticket, std::string) override { ++asked; }
  void add_to_download(std::string_view part) override { parts.emplace_back(part); }
  void offer_download(std::string name, std::string) override {
    std::string& whole = offered[std::move(name)];
    whole.clear();
    for (const std::string& part : std::exchange(parts, {})) whole += part;
  }
  void offer_file(std::uint32_t file, std::string name) override {
    offered[std::move(name)] = std::move(kept.at(file));
  }
  int asked = 0;
  std::vector<std::string> parts = {};
  std::map<std::uint32_t, std::string> kept = {};  // written by a job
  std::map<std::string, std::string> offered = {};
};

// The helper in place: what it would answer from its Worker comes with the next frame.
class FakeJobs final : public Jobs {
 public:
  void start(Ticket ticket, std::uint32_t file) override {
    if (file == 0) return;
    desk = std::make_unique<ImportDesk>(files.at(file), [](void*, double) {}, nullptr);
    inbox->push(JobReply{.ticket = ticket, .bytes = {}});
  }
  void ask(Ticket ticket, std::string request) override {
    if (silent) return;
    const auto keep = [](void* jobs, std::string_view piece) {
      static_cast<FakeJobs*>(jobs)->pieces.emplace_back(piece);
    };
    inbox->push(JobReply{.ticket = ticket, .bytes = desk->handle_bytes(request, keep, this)});
  }
  std::string take_piece() override {
    if (pieces.empty()) return {};
    std::string piece = std::move(pieces.front());
    pieces.pop_front();
    return piece;
  }
  void hand(std::string_view piece) override { CHECK(writer.take(piece)); }
  void write(Ticket ticket, std::string request, std::string) override {
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
  void end() override {
    desk.reset();
    pieces.clear();
    writer = {};
  }
  FakeFiles* out = nullptr;
  Ticket last = 0;
  ExportDesk writer = {};
  Inbox* inbox = nullptr;
  bool silent = false;  // the helper is busy and never answers
  std::map<std::uint32_t, std::string> files = {};
  std::unique_ptr<ImportDesk> desk = {};
  std::deque<std::string> pieces = {};  // of a reply, not taken yet
};

class FakeSettings final : public DeviceSettings {
 public:
  std::string read(std::string_view name) override { return values[std::string(name)]; }
  void write(std::string_view name, std::string_view value) override { values[std::string(name)] = value; }
  std::map<std::string, std::string> values = {};
};

inline StarterTexts english_starter() {
  return {.language = Language::en,
          .data_set_name = "Mine",
          .pipeline_name = "Sales",
          .stage_names = {"Lead", "Qualified", "Presentation", "Objections", "Negotiation", "Closing", "Service"},
          .loss_reasons = {"Price", "Competitor"},
          .currency = "USD"};
}

class Bench {
 public:
  using Draw = void (*)(ui::ViewContext&);
  explicit Bench(Draw draw, ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1},
                 Language language = Language::en)
      : app({.files = files, .jobs = jobs, .export_jobs = export_jobs, .clock = clock, .settings = settings}),
        draw_(draw) {
    jobs.inbox = export_jobs.inbox = &app.inbox();
    export_jobs.out = &files;
    app.start();
    send(StartEmpty{});
    harness = std::make_unique<Harness>([this](ui::Ui& ui) { frame(ui); }, viewport, language);
  }

  void send(Wish wish) {
    Outbox outbox;
    outbox.send(std::move(wish));
    app.end_frame(outbox, english_starter());
  }
  void run(Command command) { send(RunCommand{.command = std::move(command)}); }
  void undo() {
    send(Undo{});
    harness->settle();
  }
  const Document& document() const { return app.document(); }
  std::vector<const Stage*> stages() const { return stages_of(document(), pipeline()); }
  Id<Pipeline> pipeline() const { return pipelines_of(document()).at(0)->id; }
  Id<Deal> add_deal(std::string title, std::size_t stage = 1, std::int64_t minor = 0) {
    Deal deal = {.title = std::move(title), .position = {.stage = stages().at(stage)->id}};
    if (minor != 0) deal.amount = Money{.minor = minor, .currency = *currency_from("USD")};
    run(CreateDeal{.deal = std::move(deal)});
    return {app.last_created()};
  }
  void open(Id<Deal> deal) {
    route = {.path = "deal", .argument = text_of(deal.raw)};
    harness->settle();
  }
  const Deal& operator[](Id<Deal> id) const { return *document().find(id); }
  Found by(ui::Role role, std::string_view name) { return harness->by(role, name); }
  Found button(std::string_view name) { return harness->by(ui::Role::button, name); }
  Found field(std::string_view name) { return harness->by(ui::Role::textbox, name); }
  // The whole of what is shown, for "is it said anywhere".
  bool says(std::string_view text) const { return harness->tree_text().find(text) != std::string::npos; }

  FakeClock clock = FakeClock();
  FakeFiles files = {};
  FakeJobs jobs = {};
  FakeJobs export_jobs = {};
  FakeSettings settings = {};
  App app;
  ui::Route route = {};
  std::unique_ptr<Harness> harness = {};

 private:
  void frame(ui::Ui& ui) {
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

  Draw draw_ = nullptr;
  Outbox outbox_ = {};
  ui::ViewStates states_ = {};
};

}  // namespace voronka::test::panel
