// Lists of calls as telephone systems and operators export them; their numbers are made up.
#include "formats/call_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/random.hpp"

namespace voronka {
namespace {

std::string file(const std::string& name) {
  std::ifstream in(std::string(VORONKA_SOURCE_DIR) + "/tests/data/" + name, std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

CallList read(std::string bytes, std::optional<DateOrder> order = {}) {
  TableReader reader = TableReader::open(std::move(bytes)).value();
  CallColumns columns = call_columns(reader).value();
  REQUIRE(columns.missing == TextKey::none);
  CallListJob job(std::move(reader), std::move(columns), order);
  while (!job.step(3).value()) {
  }
  return job.take();
}

TextKey missing_in(std::string bytes) {
  TableReader reader = TableReader::open(std::move(bytes)).value();
  return call_columns(reader).value().missing;
}

std::string line_of(const Call& call) {
  const std::string_view ways[] = {"?", "in", "out"};
  return key_of(call) + " " + std::string(ways[static_cast<std::size_t>(call.direction)]) +
         (call.answered ? " answered " + std::to_string(call.seconds) : " missed");
}
std::vector<std::string> lines_of(const CallList& list) {
  std::vector<std::string> lines;
  for (const Call& call : list.calls) lines.push_back(line_of(call));
  return lines;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("Mango Office: titles above the header, cp1251, day and time apart, the client by direction") {
  const CallList list = read(file("calls_mango_cp1251.csv"));
  CHECK(lines_of(list) == Lines{"2026-01-12T10:05:30 9175550122 in answered 65",
                                "2026-01-12T11:00:00 9175550122 out missed", "2026-01-12T12:30:10 9265550133 in missed",
                                "2026-01-13T09:15:00 4955550177 out answered 610"});
  CHECK(list.internal == 1);
  REQUIRE(list.warnings.size() == 2);
  CHECK(list.warning_count == 2);
  CHECK(list.warnings[0].line == 10);
  CHECK(list.warnings[0].text ==
        Text{.key = TextKey::calls_bad_time,
             .arguments = {{.name = "column", .value = "Дата"}, {.name = "value", .value = "33.01.2026"}}});
  CHECK(list.warnings[1].line == 11);
  CHECK(list.warnings[1].text ==
        Text{.key = TextKey::calls_bad_number,
             .arguments = {{.name = "column", .value = "Куда звонили"}, {.name = "value", .value = "7,91756E+10"}}});
}

TEST_CASE("Zadarma: which way a call went is known by the end that is an extension") {
  const CallList list = read(file("calls_zadarma.csv"));
  CHECK(lines_of(list) == Lines{"2026-01-12T10:05:30 9175550122>4955550100 ? answered 65",
                                "2026-01-12T11:00:00 9175550122 out missed", "2026-01-12T12:30:10 9265550133 in missed",
                                "2026-01-13T09:15:00 4955550177 out answered 610"});
  CHECK(list.calls[0].other == "74955550100");
  CHECK(list.internal == 1);
  CHECK(list.warning_count == 0);
}

TEST_CASE("Asterisk: Master.csv has no header, and the legs of a queue are one call") {
  const CallList list = read(file("calls_asterisk.csv"));
  CHECK(lines_of(list) ==
        Lines{"2026-01-12T10:05:30 9175550122>4955550100 ? answered 65", "2026-01-12T11:00:00 9265550133 out missed"});
  CHECK(list.repeated == 1);
  CHECK(list.internal == 1);
}

TEST_CASE("months before days and a clock of twelve hours are read as they are meant") {
  const CallList list = read(file("calls_us.tsv"));
  CHECK(lines_of(list) == Lines{"2026-01-12T10:05:30 9175550122 in answered 65",
                                "2026-01-12T12:30:10 9265550133 in missed",
                                "2026-01-12T13:00:00 4955550177 out answered 610"});
}

TEST_CASE("an operator's list: no outcome, so who talked was answered; service numbers are nobody's") {
  const CallList list = read(file("calls_operator.csv"));
  CHECK(lines_of(list) ==
        Lines{"2026-01-12T10:05:30 9175550122 in answered 65", "2026-01-12T11:00:00 9265550133 out missed"});
  CHECK(list.internal == 1);
  REQUIRE(list.warnings.size() == 1);
  CHECK(list.warnings[0].line == 6);
  CHECK(list.warnings[0].text.key == TextKey::calls_bad_duration);
}

TEST_CASE("Sipuni: of two lengths the one of the talk counts, and a hidden number stays hidden") {
  const CallList list = read(file("calls_sipuni.csv"));
  REQUIRE(list.calls.size() == 3);
  CHECK(line_of(list.calls[0]) == "2026-01-12T10:05:30 9175550122 in answered 65");
  CHECK(line_of(list.calls[1]) == "2026-01-12T11:00:00 9265550133 out missed");
  CHECK(list.calls[2].answered == false);
}

TEST_CASE("a time with a zone is a moment, one without waits for the zone of the device") {
  const CallList list = read(
      "Date,Phone,Direction,Duration\n2026-01-12T10:05:30+05:00,+79175550122,in,5\n2026-01-12 "
      "10:05:30,+79265550133,in,5\n");
  REQUIRE(list.calls.size() == 2);
  CHECK(list.calls[0].at.offset_minutes == 300);
  CHECK(list.calls[1].at.offset_minutes == no_zone);
  CHECK(key_of(list.calls[0]).substr(0, 19) == key_of(list.calls[1]).substr(0, 19));
}

TEST_CASE("an order of days and months that nothing proves is asked for, and read as it is answered") {
  const std::string text = "Date;Phone;Direction;Duration\n03/04/2026 10:00;+79175550122;in;5\n";
  CHECK(!read(text).date_order_sure);
  CHECK(key_of(read(text).calls[0]).starts_with("2026-04-03"));
  const CallList other = read(text, DateOrder::month_day_year);
  CHECK(other.date_order_sure);
  CHECK(key_of(other.calls[0]).starts_with("2026-03-04"));
}

TEST_CASE("a table of deals is no list of calls, and what a list lacks is said") {
  CHECK(missing_in("Name;Stage;Amount\nGranit;Negotiation;1000\n") == TextKey::calls_missing_date);
  CHECK(missing_in("Дата;Длительность;Статус\n12.01.2026 10:00;65;Отвечен\n") == TextKey::calls_missing_number);
  CHECK(missing_in("Дата;Телефон;Статус;Сумма\n12.01.2026 10:00;+79175550122;Успешно;100\n12.01.2026 "
                   "10:00;+79175550122;В работе;200\n") == TextKey::calls_missing_rest);
  CHECK(missing_in("Название;Дата создания;Телефон;Этап\nA;12.01.2026 10:00;+79175550122;Новая\n") ==
        TextKey::calls_missing_date);
}

TEST_CASE("the same calls under any delimiter and in any order of columns are the same list") {
  const CallList expected = read(file("calls_zadarma.csv"));
  const std::vector<std::string> names = {"Дата и время", "Кто звонил", "Кому", "Результат", "Продолжительность"};
  const std::vector<std::vector<std::string>> rows = {
      {"12.01.2026 10:05:30", "+79175550122", "+74955550100", "Успешный", "65"},
      {"12.01.2026 11:00:00", "100", "+79175550122", "Не отвечен", "-"},
      {"12.01.2026 12:30:10", "+79265550133", "101", "Занято", "0"},
      {"13.01.2026 09:15:00", "101", "+74955550177", "Успешный", "10 мин 10 сек"}};
  Random random(7);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::size_t> order = {0, 1, 2, 3, 4};
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.next() % i]);
    const char delimiter = ";,\t|"[random.next() % 4];
    std::string text;
    const auto add = [&](const std::vector<std::string>& cells) {
      for (std::size_t i = 0; i < order.size(); ++i)
        text += (i == 0 ? "" : std::string(1, delimiter)) + cells[order[i]];
      text += "\n";
    };
    add(names);
    for (const auto& row : rows) add(row);
    CAPTURE(text);
    CHECK(read(text).calls == expected.calls);
  }
}

TEST_CASE("cells: numbers, durations, outcomes and directions as they are written") {
  CHECK(parse_call_end("\"Anna\" <79175550122>")->digits == "79175550122");
  CHECK(parse_call_end("sip:101@pbx.example.com:5060")->digits == "101");
  CHECK(parse_call_end("79175550122 (101)")->digits == "79175550122");
  CHECK(parse_call_end("Иванов, 8 (917) 555-01-22")->digits == "89175550122");
  CHECK(parse_call_end("+380 44 555 01 22")->digits == "380445550122");
  CHECK(parse_call_end("79175550122.0")->digits == "79175550122");
  CHECK(parse_call_end("Скрыт")->digits.empty());
  CHECK(!parse_call_end("7.91756E+10"));

  CHECK(parse_call_duration("65", false) == 65);
  CHECK(parse_call_duration("2", true) == 120);
  CHECK(parse_call_duration("1,5", true) == 90);
  CHECK(parse_call_duration("1:05", true) == 65);
  CHECK(parse_call_duration("00:01:05", false) == 65);
  CHECK(parse_call_duration("1:00:05", false) == 3605);
  CHECK(parse_call_duration("1 мин 20 сек", false) == 80);
  CHECK(parse_call_duration("1 ч. 2 мин. 3 сек.", false) == 3723);
  CHECK(parse_call_duration("1h 2m", false) == 3720);
  CHECK(parse_call_duration("65 сек", true) == 65);
  CHECK(parse_call_duration("", false) == 0);
  CHECK(!parse_call_duration("час", false));
  CHECK(!parse_call_duration("12.01.2026", false));
  CHECK(!parse_call_duration("1:", false));
  CHECK(!parse_call_duration("99999999999", false));

  for (const std::string_view yes : {"Отвечен", "ANSWERED", "Успешный", "answered", "Принятый", "Разговор состоялся"})
    CHECK(parse_answered(yes) == true);
  for (const std::string_view no : {"Пропущен", "NO ANSWER", "Не отвечен", "Неотвеченный", "missed", "BUSY", "Занято",
                                    "FAILED", "no_answer", "Не успешный", "Неуспешный", "Абонент недоступен"})
    CHECK(parse_answered(no) == false);
  CHECK(!parse_answered("101"));
  CHECK(parse_call_direction("Исходящий вызов").direction == CallDirection::out);
  CHECK(parse_call_direction("INBOUND").direction == CallDirection::in);
  CHECK(parse_call_direction("Пропущенный").direction == CallDirection::in);
  CHECK(parse_call_direction("Внутренний").internal);
}

TEST_CASE("whatever a table holds, reading it ends, and every row is a call, a leg, internal, a complaint or none") {
  Random random(11);
  const std::vector<std::string> cells = {"",
                                          "-",
                                          "12.01.2026 10:00",
                                          "1/2/26 3:04 pm",
                                          "+7 917 555-01-22",
                                          "101",
                                          "65",
                                          "1:05",
                                          "Входящий",
                                          "out",
                                          "Отвечен",
                                          "?",
                                          "<><@>",
                                          "0000-00-00",
                                          "7E+10",
                                          "9999999999999999999"};
  for (int round = 0; round < 300; ++round) {
    std::string text =
        "Дата;Направление;Откуда;Куда;Длительность;Статус\n12.01.2026 10:00:00;in;+79175550122;101;5;Отвечен\n";
    const std::size_t rows = random.next() % 8;
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t column = 0; column < 6; ++column)
        text += (column == 0 ? "" : ";") + cells[random.next() % cells.size()];
      text += "\n";
    }
    CAPTURE(text);
    TableReader reader = TableReader::open(text).value();
    CallColumns columns = call_columns(reader).value();
    if (columns.missing != TextKey::none) continue;
    CallListJob job(std::move(reader), std::move(columns));
    while (!job.step(3).value()) {
    }
    const CallList list = job.take();
    CHECK(list.calls.size() + list.repeated + list.internal + list.warning_count <= list.rows);
    CHECK(std::ranges::is_sorted(list.calls, {}, [](const Call& call) { return key_of(call).substr(0, 19); }));
  }
}

}  // namespace voronka
