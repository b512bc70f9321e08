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
  void ask(Ticket ticket, std::string, bool several) override {
    ++asked;
    asked_for_several = several;
    asked_ticket = ticket;
  }
  void add_to_download(std::string_view part) override { parts.emplace_back(part); }
  void offer_download(std::string name, std::string) override {
    std::string& whole = offered[std::move(name)];
    whole.clear();
    for (const std::string& part : std::exchange(parts, {})) whole += part;
  }
  void offer_file(std::uint32_t file, std::string name, Handover how) override {
    shared = how.share;
    attached = std::move(how.attached);
    password = how.password;
    offered[std::move(name)] = std::move(kept.at(file));
  }
  void unlock(Ticket ticket, std::uint32_t file, std::string with) override {
    unlocks.push_back({ticket, file, std::move(with)});
  }
  bool shared = false;
  std::string password = {};
  std::vector<AttachedName> attached = {};  // to the file that was offered last
  struct Unlock {
    Ticket ticket;
    std::uint32_t file;
    std::string password;
  };
  std::vector<Unlock> unlocks = {};
  void forget(std::uint32_t file) override { forgotten.push_back(file); }
  std::vector<std::uint32_t> forgotten = {};
  bool asked_for_several = false;
  int asked = 0;
  Ticket asked_ticket = 0;
  std::vector<std::string> parts = {};
  std::map<std::uint32_t, std::string> kept = {};  // written by a job
  std::map<std::string, std::string> offered = {};
};

// The helper in place: what it would answer from its Worker comes with the next frame.
class FakeJobs final : public Jobs {
 public:
  void start(Ticket ticket, std::span<const std::uint32_t> files) override;
  void ask(Ticket ticket, std::string request) override;
  std::string take_piece() override;
  void hand(std::string_view piece) override { CHECK(writer.take(piece)); }
  void write(Ticket ticket, std::string request, std::string) override;
  void end() override;
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
                 Language language = Language::en);

  void send(Wish wish);
  void run(Command command);
  void undo() {
    send(Undo{});
    harness->settle();
  }
  const Document& document() const { return app.document(); }
  std::vector<const Stage*> stages() const { return stages_of(document(), pipeline()); }
  Id<Pipeline> pipeline() const { return pipelines_of(document()).at(0)->id; }
  Id<Deal> add_deal(std::string title, std::size_t stage = 1, std::int64_t minor = 0);
  void open(Id<Deal> deal);
  const Deal& operator[](Id<Deal> id) const { return *document().find(id); }
  Found by(ui::Role role, std::string_view name) { return harness->by(role, name); }
  Found button(std::string_view name) { return harness->by(ui::Role::button, name); }
  Found field(std::string_view name) { return harness->by(ui::Role::textbox, name); }
  // Into a field, until it is in its record.
  void type(std::string_view name, std::string_view text);
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
  void frame(ui::Ui& ui);

  Draw draw_ = nullptr;
  Outbox outbox_ = {};
  ui::ViewStates states_ = {};
};

// The panel of "Granit", for $1,000.
struct PanelBench : Bench {
  explicit PanelBench(ui::Viewport viewport = {.width = 1280, .height = 2400, .scale = 1},
                      Language language = Language::en);
  const Deal& it() const { return (*this)[deal]; }
  Id<Deal> deal = {};
};

}  // namespace voronka::test::panel
