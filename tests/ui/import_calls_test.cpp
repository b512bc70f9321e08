// A list of calls on its way in: shown, logged, taken back, and not logged twice.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Role;

namespace {

constexpr std::string_view list =
    "Тип вызова;Кто звонил;Куда звонили;Дата;Время;Длительность разговора, сек;Результат\n"
    "Входящий;79175550122;74955550100;05.01.2026;10:05:30;65;Отвечен\n"
    "Исходящий;101;8 (917) 555-01-22;05.01.2026;10:30:00;0;Не отвечен\n"
    "Входящий;79265550133;74955550100;04.01.2026;12:30:10;0;Пропущен\n"
    "Внутренний;101;102;05.01.2026;10:40:00;30;Отвечен\n"
    "Входящий;79265550133;74955550100;34.01.2026;12:30:10;0;Пропущен\n";

struct CallsBench : ShellBench {
  explicit CallsBench(ui::Viewport viewport = {.width = 1280, .height = 1200, .scale = 1}) : ShellBench(viewport) {
    begun();
    run(AddRecord{Contact{.name = "Anna", .phones = {"+7 (917) 555-01-22"}}});
    const Id<Contact> anna = app.document().table<Contact>().rows()[0].id;
    deal = ShellBench::deal(0, "Acme");
    run(set_field(deal, &Deal::contacts, std::vector<Id<Contact>>{anna}));
    harness->settle();
  }
  void arrive(std::string bytes, Ticket ticket = 0) {
    const std::uint64_t size = bytes.size();
    jobs.files[1] = std::move(bytes);
    app.inbox().push(FileArrived{.ticket = ticket, .file = 1, .name = "calls.csv", .size_bytes = size});
    for (int i = 0; i < 4; ++i) harness->settle();
  }
  void press(std::string_view name) {
    button(name).click();
    for (int i = 0; i < 3; ++i) harness->settle();
  }
  std::vector<Activity> living() const {
    std::vector<Activity> rows;
    for (const Activity& one : app.document().table<Activity>().rows())
      if (!one.deleted) rows.push_back(one);
    return rows;
  }
  bool says(std::string_view text) const { return harness->tree_text().find(text) != std::string::npos; }
  ImportStep step() const { return app.import_session().step(); }

  Id<Deal> deal = {};
};

}  // namespace

TEST_CASE("a list of calls is known by its columns and shown before anything is written") {
  CallsBench bench;
  bench.arrive(std::string(list));
  CHECK(bench.step() == ImportStep::calls);
  CHECK(bench.by(Role::dialog, "Calls from a file").exists());
  CHECK(bench.says("2 new calls"));
  CHECK(bench.says("1 from an unknown number · 1 internal"));
  CHECK(bench.says("Anna"));
  CHECK(bench.says("79265550133"));
  bench.press("1 remark");
  CHECK(bench.says("Line 6: Column “Дата” has no date and time: “34.01.2026”."));
  CHECK(bench.living().empty());
}

TEST_CASE("calls are logged with their time on the wall, once, and one undo takes all back") {
  CallsBench bench;
  bench.arrive(std::string(list));
  bench.press("Log 2 calls");
  CHECK(bench.step() == ImportStep::none);
  REQUIRE(bench.living().size() == 2);
  for (const Activity& one : bench.living()) {
    CHECK(one.deal == bench.deal);
    CHECK(one.done_at->offset_minutes == 180);
    CHECK(local_time(*one.done_at).minutes == (one.outcome == ActivityOutcome::success ? 605 : 630));
  }
  bench.arrive(std::string(list));
  CHECK(bench.says("Nothing new"));
  CHECK(bench.says("2 are here already"));
  CHECK(bench.button("Log 0 calls").has(ui::node_flag::disabled));
  bench.send(CancelImport{});
  bench.send(Undo{});
  bench.harness->settle();
  CHECK(bench.living().empty());
  bench.arrive(std::string(list));
  CHECK(bench.says("2 new calls"));
}

TEST_CASE("contacts can be made for unknown numbers, in the same step") {
  CallsBench bench;
  bench.arrive(std::string(list));
  bench.by(Role::checkbox, "Make contacts for them").click();
  bench.press("Log 3 calls");
  CHECK(bench.living().size() == 3);
  CHECK(bench.app.document().table<Contact>().size() == 2);
  bench.send(Undo{});
  bench.harness->settle();
  CHECK(bench.living().empty());
  CHECK(bench.app.document().table<Contact>().rows()[1].deleted);
}

TEST_CASE("dates whose order nothing proves are asked about") {
  CallsBench bench;
  bench.arrive("Date;Phone;Direction;Duration\n03/04/2026 10:00;+79175550122;in;5\n");
  const auto first_day = [&] { return iso_text(local_date(bench.app.import_session().calls().calls.at(0).at)); };
  CHECK(first_day() == "2026-04-03");
  bench.by(Role::radio, "month, day").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(first_day() == "2026-03-04");
  CHECK(bench.step() == ImportStep::calls);
}

TEST_CASE("what was taken for calls can be read as deals") {
  CallsBench bench;
  bench.arrive(std::string(list));
  bench.press("These are deals, not calls");
  CHECK(bench.step() == ImportStep::table);
}

TEST_CASE("asked for a list of calls, a table of deals is refused with what it lacks") {
  CallsBench bench;
  bench.send(AskForFile{.calls = true});
  bench.harness->settle();
  REQUIRE(bench.files.asked == 1);
  bench.arrive("Name;Stage;Amount\nGranit;Negotiation;1000\n", 1);
  CHECK(bench.step() == ImportStep::failed);
  CHECK(bench.says("it has no column of dates and times"));
  bench.send(CancelImport{});
  // Dropped unasked it is what it is.
  bench.arrive("Name;Stage;Amount\nGranit;Negotiation;1000\n");
  CHECK(bench.step() == ImportStep::table);
}

TEST_CASE("a phone shows the list and its buttons, too") {
  CallsBench bench({.width = 390, .height = 844, .scale = 1});
  bench.arrive(std::string(list));
  CHECK(bench.says("2 new calls"));
  bench.press("Log 2 calls");
  CHECK(bench.living().size() == 2);
}

TEST_CASE("who asked for a list of calls and got another file is asked for a list of calls once more") {
  CallsBench bench;
  bench.send(AskForFile{.calls = true});
  bench.arrive("Name;Stage;Amount\nAcme;Lead;100\n", bench.files.asked_ticket);
  CHECK(bench.step() == ImportStep::failed);
  bench.press("Choose another file");
  bench.arrive("Name;Stage;Amount\nAcme;Lead;100\n", bench.files.asked_ticket);
  CHECK(bench.step() == ImportStep::failed);
  bench.press("Choose another file");
  bench.arrive(std::string(list), bench.files.asked_ticket);
  CHECK(bench.step() == ImportStep::calls);
}
