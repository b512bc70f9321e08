// What is planned, as a calendar that phones and mail programs take; calendar.hpp has the rules.
#include "formats/calendar.hpp"
#include "formats/export_formats.hpp"

namespace voronka {

void export_calendar(const Document& document, const ExportStyle& style, ByteSink& sink) {
  const CalendarWords words = style.russian
                                  ? CalendarWords{.kinds = {"Звонок", "Встреча", "Письмо", "Сообщение", "Задача"}}
                                  : CalendarWords{.kinds = {"Call", "Meeting", "Email", "Message", "Task"}};
  const std::size_t count =
      write_calendar(sink, document, {}, {.now = style.now, .lead_minutes = style.alarm_lead_minutes, .words = words});
  // Nothing is planned: a calendar all the same, for a file of no bytes looks broken.
  if (count == 0) sink.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Voronka//Voronka//EN\r\nEND:VCALENDAR\r\n");
}

}  // namespace voronka
