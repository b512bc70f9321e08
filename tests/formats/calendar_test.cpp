// The calendar file: what a calendar program reads of it (RFC 5545), and what it recognises when it is given the file again.
#include "formats/calendar.hpp"

#include <doctest/doctest.h>

#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

class Text final : public ByteSink {
 public:
  void write(std::string_view bytes) override { text += bytes; }
  std::string text = {};
};

CalendarOptions options(PipelineFixture& fixture) {
  return {.now = {.utc_ms = fixture.now_ms},
          .lead_minutes = 10,
          .words = {.kinds = {"Call", "Meeting", "E-mail", "Message", "Task"}}};
}

std::string calendar_of(PipelineFixture& fixture, std::span<const Id<Activity>> chosen = {}) {
  Text text;
  write_calendar(text, fixture.document, chosen, options(fixture));
  return text.text;
}

// Folded lines as one, 3.1.
std::string unfolded(std::string text) {
  for (std::size_t at = 0; (at = text.find("\r\n ", at)) != std::string::npos;) text.erase(at, 3);
  return text;
}

Id<Activity> planned(PipelineFixture& fixture, Id<Deal> deal, std::string title, Due due) {
  REQUIRE(fixture.run(
      AddRecord{Activity{.deal = deal, .kind = ActivityKind::call, .title = std::move(title), .due = due}}));
  return fixture.document.table<Activity>().rows().back().id;
}

std::int64_t sequence_in(const std::string& text) {
  const std::size_t at = text.find("SEQUENCE:");
  REQUIRE(at != std::string::npos);
  return std::stoll(text.substr(at + 9));
}

const Date day = *date_from_iso("2026-03-09");

}  // namespace

TEST_CASE("an activity with an hour is an event at that hour wherever the calendar is, and rings before it") {
  PipelineFixture fixture;
  planned(fixture, fixture.deal(0, 100, "Acme"), "Ask, and listen; twice",
          {.date = day, .time = TimeOfDay{16 * 60 + 5}});
  const std::string text = unfolded(calendar_of(fixture));
  CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  CHECK(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
  CHECK(text.find("\r\nDTSTART:20260309T160500\r\nDURATION:PT30M\r\n") != std::string::npos);
  CHECK(text.find("\r\nSUMMARY:Ask\\, and listen\\; twice — Acme\r\n") != std::string::npos);
  CHECK(text.find("\r\nTRIGGER:-PT10M\r\n") != std::string::npos);
}

TEST_CASE("a day without an hour is a whole day that blocks nothing and rings at nine") {
  PipelineFixture fixture;
  planned(fixture, fixture.deal(0, 100, "Acme"), "Offer", {.date = day});
  const std::string text = unfolded(calendar_of(fixture));
  CHECK(text.find("\r\nDTSTART;VALUE=DATE:20260309\r\nDURATION:P1D\r\nTRANSP:TRANSPARENT\r\n") != std::string::npos);
  CHECK(text.find("\r\nTRIGGER:PT540M\r\n") != std::string::npos);
}

TEST_CASE("a change keeps the UID and raises SEQUENCE, so that a calendar moves what it has") {
  PipelineFixture fixture;
  const Id<Activity> id = planned(fixture, fixture.deal(0, 100, "Acme"), "Call", {.date = day});
  const std::string before = calendar_of(fixture);
  const std::string uid = "UID:act_" + text_of(id.raw) + "@voronka\r\n";
  CHECK(before.find(uid) != std::string::npos);
  fixture.now_ms += 5'000;
  REQUIRE(fixture.run(set_field(id, &Activity::due, Due{.date = day, .time = TimeOfDay{600}})));
  const std::string after = calendar_of(fixture);
  CHECK(after.find(uid) != std::string::npos);
  CHECK(sequence_in(after) > sequence_in(before));
}

TEST_CASE("what has no day is left out, and nothing at all is no file") {
  PipelineFixture fixture;
  planned(fixture, fixture.deal(0, 100, "Open"), "Someday", {});
  CHECK(calendar_of(fixture).empty());
}

TEST_CASE("what is done or belongs to a closed deal is cancelled in a calendar that has it, as long as it lies ahead") {
  PipelineFixture fixture;
  const Id<Deal> open = fixture.deal(0, 100, "Open");
  const Id<Deal> lost = fixture.deal(1, 100, "Lost");
  const Id<Activity> done = planned(fixture, open, "Done", {.date = day});
  REQUIRE(fixture.run(FinishActivity{.activity = done}));
  planned(fixture, lost, "Too late", {.date = day});
  REQUIRE(fixture.run(set_field(lost, &Deal::archived, true)));
  const std::string over = calendar_of(fixture);
  CHECK(over.find("STATUS:CANCELLED\r\nSUMMARY:Done") != std::string::npos);
  CHECK(over.find("STATUS:CANCELLED\r\nSUMMARY:Too late") != std::string::npos);
  CHECK(over.find("VALARM") == std::string::npos);
  CHECK(calendar_of(fixture, std::span(&done, 1)).empty());
  fixture.now_ms += 365 * day_ms;
  CHECK(calendar_of(fixture).empty());
  fixture.now_ms -= 365 * day_ms;
  const Id<Activity> one = planned(fixture, open, "One", {.date = day});
  planned(fixture, open, "Two", {.date = day});
  CHECK(calendar_of(fixture).find("Two") != std::string::npos);
  const std::string chosen = calendar_of(fixture, std::span(&one, 1));
  CHECK(chosen.find("One") != std::string::npos);
  CHECK(chosen.find("Two") == std::string::npos);
}

TEST_CASE("no line is longer than 75 bytes and none is cut within a letter") {
  PipelineFixture fixture;
  std::string title;
  for (int i = 0; i < 60; ++i) title += i % 2 == 0 ? "Ж" : "я ₽";
  planned(fixture, fixture.deal(0, 100, title), title, {.date = day});
  std::string_view rest;
  const std::string text = calendar_of(fixture);
  for (rest = text; !rest.empty();) {
    const std::size_t end = rest.find("\r\n");
    REQUIRE(end != std::string_view::npos);
    CHECK(end <= 75);
    const std::string_view line = rest.substr(0, end);
    const std::size_t first = line.starts_with(' ') ? 1 : 0;
    CHECK((static_cast<unsigned char>(line[first]) & 0xC0) != 0x80);
    rest.remove_prefix(end + 2);
  }
  CHECK(unfolded(text).find("SUMMARY:" + title + " — " + title) != std::string::npos);
}

TEST_CASE("line breaks in a text do not end its line") {
  PipelineFixture fixture;
  planned(fixture, fixture.deal(0, 100, "Acme"), "Call\nEND:VCALENDAR\r\nX:1", {.date = day});
  const std::string text = unfolded(calendar_of(fixture));
  CHECK(text.find("SUMMARY:Call\\nEND:VCALENDAR\\nX:1 — Acme\r\n") != std::string::npos);
}

}  // namespace voronka::test
