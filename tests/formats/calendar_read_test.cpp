// Calendars of other programs: times, durations, who takes part, what is left out and told.
#include "formats/calendar_read.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/random.hpp"
#include "base/utf8.hpp"
#include "formats/call_list.hpp"

namespace voronka::test {
namespace {

AppointmentList must_read(std::string bytes) {
  Result<AppointmentList> list = read_calendar(std::move(bytes));
  REQUIRE(list);
  return std::move(*list);
}
AppointmentRow entry(const std::string& lines, const std::string& part = "VEVENT") {
  const AppointmentList list = must_read("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:" + part + "\r\n" + lines +
                                         "END:" + part + "\r\nEND:VCALENDAR\r\n");
  REQUIRE(list.rows.size() == 1);
  return list.rows[0];
}
std::string wall(const AppointmentRow& row) {
  REQUIRE(row.at.offset_minutes == no_zone);
  return iso_text(local_date(row.at)) + " " + iso_text(local_time(row.at));
}

TEST_CASE("an event: time on the wall, minutes, words, place, who takes part, and not its alarm") {
  const AppointmentRow row = entry(
      "UID:a@example.invalid\r\nDTSTAMP:20260902T070000Z\r\nDTSTART;TZID=Europe/Moscow:20260903T110000\r\n"
      "DTEND;TZID=Europe/Moscow:20260903T120000\r\nSUMMARY:Встреча: Ромашка\\, договор\\; этап\r\n"
      "DESCRIPTION:Первая\\nвторая\r\nLOCATION:Офис\r\nORGANIZER;CN=Я:mailto:me@example.com\r\n"
      "ATTENDEE;CN=\"Анна: главная\";ROLE=REQ-PARTICIPANT:MAILTO:anna@example.com\r\n"
      "ATTENDEE;EMAIL=b@example.com:urn:uuid:5\r\n"
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Скоро\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n");
  CHECK(wall(row) == "2026-09-03 11:00");
  CHECK(row.busy_minutes == 60);
  CHECK(row.activity.duration_minutes == 60);
  CHECK(row.activity.title == "Встреча: Ромашка, договор; этап");
  CHECK(row.activity.comment == "Первая\nвторая\nОфис");
  CHECK(row.activity.kind == ActivityKind::meeting);
  CHECK(row.activity.origin == Origin{.system = "ical", .id = "a@example.invalid"});
  CHECK(row.emails == TextList{"me@example.com", "anna@example.com", "b@example.com"});
  CHECK(row.changed_ms == moment_from_iso("2026-09-02T07:00:00.000Z")->utc_ms);
  CHECK_FALSE(row.done_at);
}

TEST_CASE("UTC waits for the zone of the device, a day has no hour") {
  const AppointmentRow utc = entry("DTSTART:20260903T080000Z\r\nDURATION:PT1H30M\r\n");
  CHECK(utc.at == *moment_from_iso("2026-09-03T08:00:00.000Z"));
  CHECK(utc.busy_minutes == 90);
  const AppointmentRow day = entry("DTSTART;VALUE=DATE:20260905\r\nDTEND;VALUE=DATE:20260906\r\n");
  CHECK_FALSE(day.has_time);
  CHECK(wall(day).starts_with("2026-09-05"));
  CHECK_FALSE(day.activity.duration_minutes);
}

TEST_CASE("a task: its day is when it is due, done when it says so") {
  const AppointmentRow open =
      entry("DTSTART;VALUE=DATE:20260901\r\nDUE;VALUE=DATE:20260905\r\nSUMMARY:Отправить КП\r\nSTATUS:NEEDS-ACTION\r\n",
            "VTODO");
  CHECK(open.activity.kind == ActivityKind::task);
  CHECK(wall(open).starts_with("2026-09-05"));
  CHECK_FALSE(open.done_at);
  const AppointmentRow done = entry(
      "DUE:20260905T090000\r\nSTATUS:COMPLETED\r\nCOMPLETED:20260904T101500Z\r\nSUMMARY:Позвонить Анне\r\n", "VTODO");
  CHECK(done.activity.kind == ActivityKind::call);
  CHECK(done.done_at == moment_from_iso("2026-09-04T10:15:00.000Z"));
}

TEST_CASE("durations as the rule has them") {
  CHECK(duration_minutes_from("PT15M") == 15);
  CHECK(duration_minutes_from("P1DT2H") == 1560);
  CHECK(duration_minutes_from("P2W") == 20160);
  CHECK(duration_minutes_from("+PT90S") == 1);
  for (const char* const bad : {"", "P", "PT", "15M", "PT15", "P1M", "PT1D", "-PT15M", "PT9999999M", "PTT1M"})
    CHECK_FALSE(duration_minutes_from(bad));
  CHECK(duration_minutes_from("P999999W") == 10 * 366 * 24 * 60);
}

TEST_CASE(
    "what was called off is left out, what repeats is taken once and told, an instance of it is an entry of its own") {
  const AppointmentList list = must_read(
      "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSTATUS:CANCELLED\nDTSTART:20260903T110000\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:2\nSUMMARY:Планёрка\nDTSTART:20260903T110000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:2\nRECURRENCE-ID:20260910T110000\nDTSTART:20260910T120000\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:3\nSUMMARY:Нет дня\nDTSTART:20260230T110000\nEND:VEVENT\nEND:VCALENDAR\n");
  CHECK(list.cancelled == 1);
  REQUIRE(list.rows.size() == 2);
  CHECK(list.rows[1].activity.origin.id == "2 20260910T110000");
  REQUIRE(list.warnings.size() == 2);
  CHECK(list.warnings[0].text.key == TextKey::dates_in_repeats);
  CHECK(list.warnings[0].line == 7);
  CHECK(list.warnings[1].text.key == TextKey::dates_in_no_date);
  CHECK(must_read("BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nDTSTART:20260903\nEND:VEVENT\nEND:VCALENDAR\n")
            .cancelled == 1);
}

TEST_CASE("an activity that was exported from here is known by its name") {
  const RawId id = *raw_id_from("01J8ZQ0000000000000000000A");
  CHECK(entry("UID:act_" + text_of(id) + "@voronka\r\nDTSTART:20260903T110000\r\n").own == id);
  CHECK_FALSE(entry("UID:act_x@voronka\r\nDTSTART:20260903T110000\r\n").own);
  CHECK_FALSE(entry("UID:act_@voronk\r\nDTSTART:20260903T110000\r\n").own);
}

TEST_CASE("a calendar with nothing in it is refused, one that breaks off is taken as far as it goes") {
  CHECK(read_calendar("BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nDTSTART:19700308T020000\nEND:VTIMEZONE\nEND:VCALENDAR\n")
            .error()
            .text.key == TextKey::dates_in_none);
  const AppointmentList list = must_read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260903T110000\nSUMMARY:A");
  CHECK(list.rows.size() == 1);
  CHECK(list.warnings.at(0).text.key == TextKey::dates_in_cut);
}

TEST_CASE("hostile calendars cost what they weigh, and give valid texts") {
  std::string many = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260903T110000\n";
  for (int i = 0; i < 100'000; ++i) many += "ATTENDEE:mailto:" + std::to_string(i) + "@example.com\n";
  for (int i = 0; i < 50'000; ++i) many += " x\nBEGIN:VALARM\n";
  CHECK(must_read(many).rows.at(0).emails.size() <= 200);

  const std::string whole =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:act_01J8ZQ0000000000000000000A@voronka\r\nDTSTART:20260903T080000Z\r\n"
      "DURATION:PT1H\r\nSUMMARY:Встреча\\, \r\n да\r\nATTENDEE:mailto:a@b.ru\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
      "BEGIN:VTODO\r\nDUE;VALUE=DATE:20260905\r\nCOMPLETED:20260904T101500Z\r\nEND:VTODO\r\nEND:VCALENDAR\r\n";
  Random random(7);
  for (int turn = 0; turn < 3000; ++turn) {
    std::string bytes = whole.substr(0, random.next() % (whole.size() + 1));
    for (std::uint64_t i = random.next() % 6; i > 0 && !bytes.empty(); --i)
      bytes[random.next() % bytes.size()] = static_cast<char>(random.next() % 256);
    const Result<AppointmentList> list = read_calendar(bytes);
    if (!list) continue;
    for (const AppointmentRow& row : list->rows) {
      CHECK(is_utf8(row.activity.title));
      CHECK(is_utf8(row.activity.comment));
      CHECK(is_utf8(row.activity.origin.id));
      for (const std::string& email : row.emails) CHECK(is_utf8(email));
    }
  }
}

}  // namespace
}  // namespace voronka::test
