#include "formats/event_json.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "formats/plain_text.hpp"
#include "formats/value_json.hpp"

namespace voronka {
namespace {

struct EventShape {
  std::string_view name = {};
  std::size_t value = 0;  // index in EventValue; 0: none
  RecordType target = RecordType::opaque;
};
constexpr std::size_t id_value = 1, money_value = 2, date_value = 3, integer_value = 4, text_value = 5, dot_value = 6;
static_assert(std::is_same_v<std::variant_alternative_t<dot_value, EventValue>, Dot>);
constexpr EventShape event_shapes[] = {{"created"},
                                       {"stage_entered", id_value, RecordType::stage},
                                       {"pipeline_entered", id_value, RecordType::pipeline},
                                       {"amount_changed", money_value},
                                       {"expected_close_changed", date_value},
                                       {"owner_changed", text_value},
                                       {"probability_changed", integer_value},
                                       {"category_changed", text_value},
                                       {"won"},
                                       {"lost", id_value, RecordType::loss_reason},
                                       {"reopened"},
                                       {"archived"},
                                       {"deleted"},
                                       {"restored"},
                                       {"definition_changed", text_value},
                                       {"voided", dot_value}};
static_assert(std::size(event_shapes) == static_cast<std::size_t>(EventKind::unknown));
constexpr std::array<std::string_view, 3> origin_names = {"user", "import", "inferred"};

constexpr TimeOfDay noon = {.minutes = 12 * 60};

// The moment that stands in memory for what the file says; what differs from it is not written.
std::int64_t default_recorded(const Event& event) {
  if (event.precision == Precision::ms) return event.at.utc_ms;
  if (event.precision == Precision::day)
    return moment_from_local(local_date(event.at), noon, event.at.offset_minutes).utc_ms;
  return 0;
}

void write_event_time(JsonWriter& out, const Event& event) {
  PlainText text;
  switch (event.precision) {
    case Precision::ms:
      out.plain(text.add(event.at).view());
      return;
    case Precision::day:
      text.add(local_date(event.at));
      if (event.at.offset_minutes != 0) text.add_offset(event.at.offset_minutes);
      out.plain(text.view());
      return;
    case Precision::unknown:
      out.null();
      return;
  }
}

void write_event_value(JsonWriter& out, const Event& event, const EventShape& shape) {
  PlainText text;
  switch (event.value.index()) {
    case id_value:
      write_id(out, shape.target, *std::get_if<RawId>(&event.value));
      return;
    case money_value:
      write_money(out, *std::get_if<Money>(&event.value));
      return;
    case date_value:
      out.plain(text.add(*std::get_if<Date>(&event.value)).view());
      return;
    case integer_value:
      out.integer(*std::get_if<std::int32_t>(&event.value));
      return;
    case text_value:
      out.text(*std::get_if<std::string>(&event.value));
      return;
    case dot_value:
      out.plain(text.add(*std::get_if<Dot>(&event.value)).view());
      return;
    default:
      out.null();
  }
}

struct EventTime {
  Moment at = {};
  Precision precision = Precision::ms;
};

// A moment, or a day with the offset of its place when that is not zero: "2026-01-05", "2026-01-05+03:00".
std::optional<EventTime> event_time_from(std::string_view text) {
  if (text.size() > 16) {
    const auto moment = moment_from_iso(text);
    return moment ? std::optional<EventTime>({.at = *moment}) : std::nullopt;
  }
  const auto date = date_from_iso(text.substr(0, 10));
  std::string_view zone = text.substr(std::min<std::size_t>(text.size(), 10));
  if (!date || (!zone.empty() && zone[0] != '+' && zone[0] != '-')) return std::nullopt;
  std::int32_t offset = 0;
  if (!zone.empty()) {
    const auto shift = time_from_iso(zone.substr(1));
    if (!shift) return std::nullopt;
    offset = zone[0] == '-' ? -shift->minutes : shift->minutes;
  }
  return EventTime{.at = moment_from_local(*date, noon, offset), .precision = Precision::day};
}

// Reads one event item by item. What a newer version added makes it inexact: then it is kept whole, as unknown.
class EventReader {
 public:
  explicit EventReader(JsonReader& in) : in_(in) {}

  Event read() {
    in_.kind();
    const std::size_t start = in_.offset();
    std::size_t items = 0;
    if (!in_.enter_list()) return {};
    while (in_.next_item()) read_item(items++);
    if (exact_ && items < 3) in_.refuse(TextKey::error_record_value);
    if (in_.failed()) return {};
    if (!recorded_) event_.recorded_at_ms = default_recorded(event_);
    if (event_.precision == Precision::unknown) event_.at = {.utc_ms = event_.recorded_at_ms};
    if (!exact_) {
      event_.kind = EventKind::unknown;
      event_.value = compact_json(in_.since(start));
    }
    return std::move(event_);
  }

 private:
  void read_item(std::size_t index) {
    switch (index) {
      case 0:
        read_kind();
        return;
      case 1:
        read_time();
        return;
      case 2:
        read_dot_or_null();
        return;
      case 3:
        if (exact_) {
          read_event_value();
          return;
        }
        break;
      case 4:
        if (exact_ && in_.kind() == JsonKind::object) {
          read_more();
          return;
        }
        break;
      default:
        break;
    }
    in_.take_raw();
    exact_ = false;
  }

  void read_kind() {
    if (in_.kind() != JsonKind::text) {
      in_.take_raw();
      exact_ = false;
      return;
    }
    const auto found = std::ranges::find(event_shapes, in_.take_text(), &EventShape::name);
    exact_ = found != std::end(event_shapes);
    if (exact_) event_.kind = static_cast<EventKind>(found - std::begin(event_shapes));
  }

  // Of an event that is not understood anyway, time and dot are taken when they look like ours and left alone otherwise.
  void read_time() {
    if (in_.take_null()) {
      event_.precision = Precision::unknown;
    } else if (!exact_ && in_.kind() != JsonKind::text) {
      in_.take_raw();
    } else if (const auto time = event_time_from(in_.take_text())) {
      event_.at = time->at;
      event_.precision = time->precision;
    } else if (exact_) {
      in_.refuse(TextKey::error_record_value);
    }
  }

  void read_dot_or_null() {
    if (in_.take_null()) return;
    if (!exact_ && in_.kind() != JsonKind::text) {
      in_.take_raw();
    } else if (const auto dot = dot_from(in_.take_text())) {
      event_.dot = *dot;
    } else if (exact_) {
      in_.refuse(TextKey::error_record_value);
    }
  }

  void read_event_value() {
    if (in_.take_null()) return;
    const EventShape& shape = event_shapes[static_cast<std::size_t>(event_.kind)];
    switch (shape.value) {
      case id_value:
        event_.value = read_id(in_, shape.target);
        return;
      case money_value:
        event_.value = read_money(in_);
        return;
      case date_value:
        read_parsed(in_, event_.value, date_from_iso);
        return;
      case integer_value:
        event_.value = read_small_integer(in_);
        return;
      case text_value:
        event_.value = std::string(in_.take_text());
        return;
      case dot_value:
        read_parsed(in_, event_.value, dot_from);
        return;
      default:
        in_.take_raw();
        exact_ = false;
    }
  }

  void read_more() {
    in_.enter_object();
    while (const auto name = in_.next_member()) {
      if (*name == "origin" && in_.kind() == JsonKind::text) {
        const auto found = std::ranges::find(origin_names, in_.take_text());
        if (found == origin_names.end()) {
          exact_ = false;
        } else {
          event_.origin = static_cast<EventOrigin>(found - origin_names.begin());
        }
      } else if (*name == "recorded") {
        event_.recorded_at_ms = in_.take_integer();
        recorded_ = true;
      } else {
        in_.take_raw();
        exact_ = false;
      }
    }
  }

  JsonReader& in_;
  Event event_ = {};
  bool exact_ = true;
  bool recorded_ = false;
};

}  // namespace

void write_event(JsonWriter& out, const Event& event) {
  if (event.kind == EventKind::unknown) {
    const std::string* json = std::get_if<std::string>(&event.value);
    out.word(json ? std::string_view(*json) : std::string_view("[\"unknown\"]"));
    return;
  }
  const EventShape& shape = event_shapes[static_cast<std::size_t>(event.kind)];
  const bool has_value = shape.value != 0 && event.value.index() == shape.value;
  const bool has_recorded = event.recorded_at_ms != default_recorded(event);
  const bool has_origin = event.origin != EventOrigin::user;
  out.begin_list();
  out.plain(shape.name);
  write_event_time(out, event);
  if (event.dot) {
    out.plain(PlainText().add(event.dot).view());
  } else {
    out.null();
  }
  if (has_value) {
    write_event_value(out, event, shape);
  } else if (has_recorded || has_origin) {
    out.null();
  }
  if (has_recorded || has_origin) {
    out.begin_object();
    if (has_origin) {
      out.key("origin");
      out.plain(origin_names[static_cast<std::size_t>(event.origin)]);
    }
    if (has_recorded) {
      out.key("recorded");
      out.integer(event.recorded_at_ms);
    }
    out.end_object();
  }
  out.end_list();
}

void write_history(JsonWriter& out, const EventList& history) {
  out.begin_list();
  for (const Event& event : history) write_event(out, event);
  out.end_list();
}

Event read_event(JsonReader& in) { return EventReader(in).read(); }

EventList read_history(JsonReader& in) {
  EventList history;
  if (!in.enter_list()) return history;
  history.reserve(16);
  while (in.next_item()) history.push_back(read_event(in));
  history.shrink_to_fit();  // a hundred thousand histories with room to spare would be most of the page's memory
  return history;
}

}  // namespace voronka
