// People and calendars on their way in: shown, taken in, taken back, and not taken in twice.
#include "tests/ui/shell_bench.hpp"

using namespace voronka;
using namespace voronka::test;
using ui::Role;

namespace {

constexpr std::string_view cards =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Pike\r\nORG:Acme\r\nTEL;TYPE=CELL:8 (917) "
    "555-01-22\r\nEMAIL:anna@example.com\r\n"
    "BDAY:19800322\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Crab;Oleg\r\nTEL;WORK:+1 555 0100\r\nORG:Forest\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n";
constexpr std::string_view calendar =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Contract\r\nDTSTART:20300105T093000\r\nDURATION:PT1H\r\n"
    "ATTENDEE:mailto:ANNA@example.com\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Lunch\r\nDTSTART:20300106T100000Z\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Fair\r\nDTSTART;VALUE=DATE:20300107\r\nATTENDEE:mailto:x@example.com\r\nEND:"
    "VEVENT\r\n"
    "END:VCALENDAR\r\n";

struct PeopleBench : ShellBench {
  explicit PeopleBench(ui::Viewport viewport = {.width = 1280, .height = 1200, .scale = 1}) : ShellBench(viewport) {
    begun();
    run(AddRecord{Contact{.name = "Anna", .phones = {"+7 (917) 555-01-22"}}});
    anna = app.document().table<Contact>().rows()[0].id;
    deal = ShellBench::deal(0, "Roof");
    run(set_field(deal, &Deal::contacts, std::vector<Id<Contact>>{anna}));
    harness->settle();
  }
  void arrive(std::string_view bytes, std::string name) {
    jobs.files[1] = std::string(bytes);
    app.inbox().push(FileArrived{.file = 1, .name = std::move(name), .size_bytes = bytes.size()});
    for (int i = 0; i < 4; ++i) harness->settle();
  }
  void press(std::string_view name) {
    button(name).click();
    for (int i = 0; i < 3; ++i) harness->settle();
  }
  template <class Record>
  std::vector<Record> living() const {
    std::vector<Record> rows;
    for (const Record& one : app.document().table<Record>().rows())
      if (!one.deleted) rows.push_back(one);
    return rows;
  }
  bool says(std::string_view text) const { return harness->tree_text().find(text) != std::string::npos; }
  ImportStep step() const { return app.import_session().step(); }

  Id<Contact> anna = {};
  Id<Deal> deal = {};
};

}  // namespace

TEST_CASE("cards are shown with who is new, who is filled in and what stays behind, before anything is written") {
  PeopleBench bench;
  bench.arrive(cards, "people.vcf");
  CHECK(bench.step() == ImportStep::people);
  CHECK(bench.by(Role::dialog, "Contacts from a file").exists());
  CHECK(bench.says("1 new contact"));
  CHECK(bench.says("1 will be filled in · 2 new companies · 1 photo stays behind"));
  CHECK(bench.says("Oleg Crab"));
  CHECK(bench.says("Anna Pike"));
  bench.press("1 remark");
  CHECK(bench.says("Line 16: No name, phone or e-mail: left out."));
  CHECK(bench.living<Contact>().size() == 1);
}

TEST_CASE("contacts come in once, in one step, with what they lacked and their companies") {
  PeopleBench bench;
  bench.arrive(cards, "people.vcf");
  bench.press("Import 2 contacts");
  CHECK(bench.step() == ImportStep::none);
  REQUIRE(bench.living<Contact>().size() == 2);
  const Contact anna = *bench.app.document().find(bench.anna);
  CHECK(anna.name == "Anna");
  CHECK(anna.emails == TextList{"anna@example.com"});
  CHECK(anna.extra == ExtraFields{{"Birthday", "1980-03-22"}});
  CHECK(bench.app.document().find(anna.company)->name == "Acme");
  bench.arrive(cards, "people.vcf");
  CHECK(bench.says("Nothing new in the file"));
  CHECK(bench.button("Import 0 contacts").has(ui::node_flag::disabled));
  bench.press("Close");
  bench.send(Undo{});
  bench.harness->settle();
  CHECK(bench.living<Contact>().size() == 1);
  CHECK(bench.living<Company>().empty());
  CHECK(bench.app.document().find(bench.anna)->emails.empty());
}

TEST_CASE("who is here already can be passed over or added again") {
  PeopleBench bench;
  bench.arrive(cards, "people.vcf");
  CHECK(bench.says("1 contact is here already."));
  bench.by(Role::radio, "Skip").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  CHECK(bench.button("Import 1 contact").exists());
  bench.by(Role::radio, "Add").click();
  for (int i = 0; i < 3; ++i) bench.harness->settle();
  bench.press("Import 2 contacts");
  CHECK(bench.living<Contact>().size() == 3);
  CHECK(bench.app.document().find(bench.anna)->emails.empty());
}

TEST_CASE("a table of contacts is known by its columns, and can be read as deals all the same, and back") {
  PeopleBench bench;
  bench.arrive("Name,Email,Phone\nOleg Crab,o@example.com,+1 555 0100\n", "people.csv");
  CHECK(bench.step() == ImportStep::people);
  bench.press("These are deals, not contacts");
  CHECK(bench.step() == ImportStep::table);
  bench.press("These are contacts");
  CHECK(bench.step() == ImportStep::people);
  bench.press("Import 1 contact");
  CHECK(bench.living<Contact>().size() == 2);
  CHECK(bench.living<Deal>().size() == 1);
}

TEST_CASE("a calendar: what goes to which deal, what belongs to nobody and why, once") {
  PeopleBench bench;
  bench.run(set_field(bench.anna, &Contact::emails, TextList{"anna@example.com"}));
  bench.arrive(calendar, "calendar.ics");
  CHECK(bench.step() == ImportStep::dates);
  CHECK(bench.by(Role::dialog, "Meetings and tasks from a calendar").exists());
  CHECK(bench.says("1 new activity"));
  CHECK(bench.says("2 belong to nobody here"));
  CHECK(bench.says("Lunch, "));
  CHECK(bench.says("no e-mails in it"));
  CHECK(bench.says("Fair, "));
  CHECK(bench.says("not among contacts"));
  bench.press("Import 1 activity");
  REQUIRE(bench.living<Activity>().size() == 1);
  const Activity it = bench.living<Activity>()[0];
  CHECK(it.deal == bench.deal);
  CHECK(it.contact == bench.anna);
  CHECK(it.title == "Contract");
  CHECK(iso_text(*it.due.time) == "09:30");
  CHECK(it.duration_minutes == 60);
  bench.arrive(calendar, "calendar.ics");
  CHECK(bench.says("Nothing new in the calendar"));
  bench.press("Close");
  bench.send(Undo{});
  bench.harness->settle();
  CHECK(bench.living<Activity>().empty());
}

TEST_CASE("times in UTC are shown on the wall of the device") {
  PeopleBench bench;
  bench.arrive("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20300106T100000Z\nEND:VEVENT\nEND:VCALENDAR\n", "c.ics");
  const AppointmentRow& row = bench.app.import_session().dates().rows.at(0);
  CHECK(row.at.offset_minutes == 180);
  CHECK(iso_text(local_time(row.at)) == "13:00");
}

TEST_CASE("a file without a card, or without an event, is refused with a sentence") {
  PeopleBench bench;
  bench.arrive("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "c.ics");
  CHECK(bench.step() == ImportStep::failed);
  CHECK(bench.says("There are no meetings and no tasks in the file."));
}

TEST_CASE("on a phone the previews fit, and Escape leaves without a trace") {
  PeopleBench bench({.width = 390, .height = 844, .scale = 1});
  bench.arrive(cards, "people.vcf");
  CHECK(bench.button("Import 2 contacts").exists());
  bench.harness->press({ui::Key::escape});
  bench.harness->settle();
  CHECK(bench.step() == ImportStep::none);
  CHECK(bench.living<Contact>().size() == 1);
}
