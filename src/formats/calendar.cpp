#include "formats/calendar.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "formats/content_writer.hpp"

namespace voronka {
namespace {

// "2026-01-05T12:12:00" -> "20260105T121200".
std::string basic(std::string text) {
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}
std::string utc_text(std::int64_t utc_ms) { return basic(iso_text(Moment{.utc_ms = utc_ms}).substr(0, 19)) + "Z"; }

std::int64_t last_written_ms(const Stamps& stamps) {
  std::int64_t last_ms = stamps.rest().at_ms;
  for (const auto& [slot, stamp] : stamps.own()) last_ms = std::max(last_ms, stamp.at_ms);
  return last_ms;
}

// Grows with every change wherever it was made, also by a merge, and fits the 31 bits of 3.3.8 until 2088: seconds since 2020.
std::int64_t sequence_of(std::int64_t written_ms) {
  constexpr std::int64_t year_2020_ms = 1'577'836'800'000;
  return std::clamp<std::int64_t>((written_ms - year_2020_ms) / 1000, 0, INT32_MAX);
}

std::string described(const Document& document, const Activity& activity, const Deal& deal) {
  std::string text;
  const auto line = [&](std::string_view words) {
    if (words.empty()) return;
    if (!text.empty()) text += '\n';
    text += words;
  };
  const auto people = [&](const auto* record) {
    if (record == nullptr || record->deleted) return;
    line(record->name);
    for (const std::string& phone : record->phones) line(phone);
    for (const std::string& email : record->emails) line(email);
  };
  line(activity.comment);
  people(document.find(activity.contact));
  for (const Id<Contact> contact : deal.contacts)
    if (contact != activity.contact) people(document.find(contact));
  people(document.find(deal.company));
  return text;
}

void write_event(ContentWriter& lines, const Document& document, const Activity& activity, const Deal& deal, bool over,
                 const CalendarOptions& options) {
  const std::string& kind = options.words.kinds[static_cast<std::size_t>(activity.kind)];
  const std::string what = activity.title.empty() ? kind : activity.title;
  const std::string summary = deal.title.empty() ? what : what + " — " + deal.title;
  const std::int64_t written_ms = last_written_ms(activity.stamps);
  const Date date = *activity.due.date;
  lines.add("BEGIN:", "VEVENT");
  lines.add("UID:", "act_" + text_of(activity.id.raw) + "@voronka");
  lines.add("DTSTAMP:", utc_text(options.now.utc_ms));
  if (written_ms > 0) lines.add("LAST-MODIFIED:", utc_text(written_ms));
  lines.add("SEQUENCE:", std::to_string(sequence_of(written_ms)));
  if (over) lines.add("STATUS:", "CANCELLED");
  lines.text("SUMMARY:", summary);
  lines.text("CATEGORIES:", kind);
  if (const std::string text = described(document, activity, deal); !text.empty()) lines.text("DESCRIPTION:", text);
  if (activity.due.time) {
    lines.add("DTSTART:", basic(iso_text(date) + "T" + iso_text(*activity.due.time)) + "00");
    lines.add("DURATION:", "PT" + std::to_string(std::max(activity.duration_minutes.value_or(30), 1)) + "M");
  } else {
    lines.add("DTSTART;VALUE=DATE:", basic(iso_text(date)));
    lines.add("DURATION:", "P1D");
    lines.add("TRANSP:", "TRANSPARENT");
  }
  if (!over) {
    lines.add("BEGIN:", "VALARM");
    lines.add("ACTION:", "DISPLAY");
    lines.text("DESCRIPTION:", summary);
    if (activity.due.time)
      lines.add("TRIGGER:", (options.lead_minutes > 0 ? "-PT" : "PT") + std::to_string(options.lead_minutes) + "M");
    else
      lines.add("TRIGGER:", "PT" + std::to_string(hour_of_a_day.minutes) + "M");
    lines.add("END:", "VALARM");
  }
  lines.add("END:", "VEVENT");
}

}  // namespace

std::size_t write_calendar(ByteSink& out, const Document& document, std::span<const Id<Activity>> chosen,
                           const CalendarOptions& options) {
  ContentWriter lines(out);
  std::size_t count = 0;
  const Date today = local_date(options.now);
  const auto add = [&](const Activity& activity) {
    if (!activity.due.date) return;
    const Deal* deal = document.find(activity.deal);
    if (!deal) return;
    const bool over = activity.deleted || activity.done_at || !is_worked_on(*deal);
    // A calendar that has it would go on ringing; of what is past it rings no more.
    if (over && (!chosen.empty() || *activity.due.date < today)) return;
    if (count++ == 0) {
      lines.add("BEGIN:", "VCALENDAR");
      lines.add("VERSION:", "2.0");
      lines.add("PRODID:", "-//Voronka//Voronka//EN");
      lines.add("CALSCALE:", "GREGORIAN");
    }
    write_event(lines, document, activity, *deal, over, options);
  };
  if (chosen.empty()) {
    for (const Activity& activity : document.table<Activity>().rows()) add(activity);
  } else {
    for (const Id<Activity> id : chosen)
      if (const Activity* activity = document.find(id)) add(*activity);
  }
  if (count > 0) lines.add("END:", "VCALENDAR");
  return count;
}

}  // namespace voronka
