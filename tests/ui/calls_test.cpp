// A call from the page: made, timed, and written down with one press that leads to the next step.
#include "ui/views/calls.hpp"
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Role;

namespace {

struct CallBench : ShellBench {
  CallBench() {
    begun();
    run(AddRecord{Contact{.name = "Anna", .phones = {"8 917 555-01-22"}}});
    const Id<Contact> anna = app.document().table<Contact>().rows()[0].id;
    deal = ShellBench::deal(0, "Acme");
    run(set_field(deal, &Deal::contacts, std::vector<Id<Contact>>{anna}));
    harness->settle();
  }
  Id<Activity> plan(std::string title) {
    run(AddRecord{
        Activity{.deal = deal, .kind = ActivityKind::call, .title = std::move(title), .due = {.date = app.today()}}});
    return activities().back().id;
  }
  std::span<const Activity> activities() const { return app.document().table<Activity>().rows(); }
  void call() {
    harness->press({ui::Key::escape});
    card("Acme").right_click();
    by(Role::menu_item, "Call").click();
    harness->settle();
  }
  void pass_seconds(std::int64_t seconds) {
    clock.now += seconds * 1000;
    harness->settle();
  }
  bool is_on() { return by(Role::status, "A call is on: Anna · Acme. What came of it?").exists(); }

  Id<Deal> deal = {};
};

}  // namespace

TEST_CASE("a call nobody had planned is written down with its length, and its next step is asked for") {
  CallBench bench;
  bench.call();
  CHECK(bench.harness->host().opened == "tel:89175550122");
  REQUIRE(bench.is_on());
  bench.pass_seconds(130);
  bench.button("Talked").click();
  bench.harness->settle();
  REQUIRE(bench.activities().size() == 1);
  const Activity& logged = bench.activities()[0];
  CHECK(logged.kind == ActivityKind::call);
  CHECK(logged.deal == bench.deal);
  CHECK(logged.done_at.has_value());
  CHECK(logged.outcome == ActivityOutcome::success);
  CHECK(logged.duration_minutes == 2);
  CHECK(!bench.is_on());
  CHECK(bench.by(Role::dialog, "Next step: Acme").exists());
}

TEST_CASE("a call that was planned for today is finished, not doubled") {
  CallBench bench;
  const Id<Activity> planned = bench.plan("Ask about the offer");
  bench.call();
  bench.pass_seconds(20);
  bench.button("No answer").click();
  bench.harness->settle();
  REQUIRE(bench.activities().size() == 1);
  const Activity& done = *bench.app.document().find(planned);
  CHECK(done.done_at.has_value());
  CHECK(done.outcome == ActivityOutcome::no_contact);
  CHECK(!done.duration_minutes.has_value());
  CHECK(bench.by(Role::dialog, "Next step: Acme").exists());
}

TEST_CASE("a meeting one calls about stays planned") {
  CallBench bench;
  bench.run(AddRecord{Activity{
      .deal = bench.deal, .kind = ActivityKind::meeting, .title = "At theirs", .due = {.date = bench.app.today()}}});
  bench.call();
  bench.button("No answer").click();
  bench.harness->settle();
  REQUIRE(bench.activities().size() == 2);
  CHECK(!bench.activities()[0].done_at.has_value());
  CHECK(bench.activities()[1].outcome == ActivityOutcome::no_contact);
}

TEST_CASE("a weekly call keeps its planned length in the next one, and one undo takes the call back whole") {
  CallBench bench;
  Activity weekly = {.deal = bench.deal,
                     .kind = ActivityKind::call,
                     .title = "Status",
                     .due = {.date = bench.app.today()},
                     .duration_minutes = 30};
  weekly.repeat = Repeat::weekly;
  bench.run(AddRecord{weekly});
  bench.call();
  bench.pass_seconds(120);
  bench.button("Talked").click();
  bench.harness->settle();
  REQUIRE(bench.activities().size() == 2);
  CHECK(bench.activities()[0].duration_minutes == 2);
  CHECK(bench.activities()[1].duration_minutes == 30);
  bench.send(Undo{});
  CHECK(!bench.activities()[0].done_at.has_value());
  CHECK(bench.activities()[0].duration_minutes == 30);
}

TEST_CASE("in an open deal the strip stands in its panel, and nothing covers it") {
  CallBench bench;
  bench.call();
  bench.card("Acme").click();
  bench.harness->settle();
  bench.button("Talked").click();
  bench.harness->settle();
  CHECK(bench.activities().size() == 1);
}

TEST_CASE("after a call nobody answered, another try is filled in") {
  CallBench bench;
  bench.call();
  bench.button("No answer").click();
  bench.harness->settle();
  REQUIRE(bench.by(Role::dialog, "Next step: Acme").exists());
  CHECK(bench.by(Role::textbox, "What to do").exists());
  CHECK(bench.by(Role::toolbar, "Outcome").exists());
}

TEST_CASE("what another tab has written stays") {
  const Preferences before = {.board = "a"};
  Preferences stored = before;
  stored.softphone = "sip:{number}@pbx";
  Preferences after = before;
  after.board = "b";
  const Preferences now = preferences_from(with_changes(text_of(stored), before, after));
  CHECK(now.softphone == stored.softphone);
  CHECK(now.board == "b");
}

TEST_CASE("no call is no activity") {
  CallBench bench;
  bench.call();
  bench.button("There was no call").click();
  bench.harness->settle();
  CHECK(!bench.is_on());
  CHECK(bench.activities().empty());
}

TEST_CASE("the time is drawn once a second, and the name of the strip stands still") {
  CallBench bench;
  bench.call();
  bench.pass_seconds(61);
  CHECK(bench.is_on());
  bench.harness->wait(20);  // for the messages of what was done before
  const int before = bench.harness->frames();
  bench.harness->wait(10);
  CHECK(bench.harness->frames() - before >= 9);
  CHECK(bench.harness->frames() - before <= 12);
}

TEST_CASE("one's own telephone system gets the number where it wants it, and an address that is none is not used") {
  CallBench bench;
  Preferences preferences = bench.app.preferences();
  preferences.softphone = "https://pbx.example/call?to={number}";
  bench.send(SetPreferences{.preferences = preferences});
  bench.call();
  CHECK(bench.harness->host().opened == "https://pbx.example/call?to=79175550122");
  for (const char* bad : {"javascript:alert({number})", "https://pbx.example/", "{number}"})
    CHECK(!ui::is_softphone(bad));
}

TEST_CASE("a call goes on over a reload of the page, and is forgotten after half a day") {
  CallBench bench;
  bench.call();
  const CallOn kept = preferences_from(text_of(bench.app.preferences())).call;
  CHECK(kept == bench.app.preferences().call);
  CHECK(kept.deal == bench.deal);
  bench.pass_seconds(13 * 3600);
  CHECK(!bench.is_on());
}

TEST_CASE("what one types about calls and messages comes back from the device as it was") {
  const Preferences typed = {.softphone = "sip:{number}@pbx;transport=tcp", .message = "Hello {name};\n100% yours"};
  const Preferences read = preferences_from(text_of(typed));
  CHECK(read.softphone == typed.softphone);
  CHECK(read.message == typed.message);
  CHECK(preferences_from("remind=off").remind_minutes == std::nullopt);
  CHECK(preferences_from("").remind_minutes == 10);
}

TEST_CASE("what one types about calls and messages is kept also when one goes away without Enter") {
  ShellBench bench;
  bench.begun();
  bench.shell.on_route("#/settings");
  bench.harness->settle();
  bench.by(Role::tab, "Calls and messages").click();
  bench.by(Role::textbox, "Text of a message").type("Hello {name}");
  bench.by(Role::tab, "Data").click();
  bench.harness->settle();
  CHECK(bench.app.preferences().message == "Hello {name}");
  bench.by(Role::tab, "Calls and messages").click();
  bench.by(Role::textbox, "What to call with").type("sip:{number}@pbx");
  bench.shell.on_route("#/board");
  bench.harness->settle();
  CHECK(bench.app.preferences().softphone == "sip:{number}@pbx");
}

TEST_CASE("what another tab has set stays, and comes with the next change") {
  CallBench bench;
  App other({.files = bench.files,
             .jobs = bench.jobs,
             .export_jobs = bench.export_jobs,
             .clock = bench.clock,
             .settings = bench.settings});
  Preferences preferences = bench.app.preferences();
  preferences.softphone = "sip:{number}@pbx";
  bench.send(SetPreferences{.preferences = preferences});
  preferences = other.preferences();
  preferences.language = LanguageChoice::en;
  Outbox outbox;
  outbox.send(SetPreferences{.preferences = preferences});
  other.end_frame(outbox, {});
  CHECK(other.preferences().softphone == "sip:{number}@pbx");
  CHECK(preferences_from(bench.settings.read("preferences")).softphone == "sip:{number}@pbx");
}

TEST_CASE("a device that keeps nothing still has the settings of this visit") {
  struct Forgetful final : DeviceSettings {
    std::string read(std::string_view) override { return {}; }
    void write(std::string_view, std::string_view) override {}
  };
  Forgetful forgetful;
  CallBench bench;
  App app({.files = bench.files,
           .jobs = bench.jobs,
           .export_jobs = bench.export_jobs,
           .clock = bench.clock,
           .settings = forgetful});
  for (const bool first : {true, false}) {
    Preferences preferences = app.preferences();
    if (first)
      preferences.language = LanguageChoice::en;
    else
      preferences.softphone = "sip:{number}@pbx";
    Outbox outbox;
    outbox.send(SetPreferences{.preferences = preferences});
    app.end_frame(outbox, {});
  }
  CHECK(app.preferences().language == LanguageChoice::en);
}
