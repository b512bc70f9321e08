// What a field of a deal held on the evening of a past day, from its history. [M7] [M8]
#pragma once

#include <optional>

#include "model/deal.hpp"

namespace voronka {

// The day an event counts from: when it happened, or where that is unknown when it was written down.
inline Moment counted_moment(const Event& event) {
  if (event.precision != Precision::unknown) return event.at;
  return {.utc_ms = event.recorded_at_ms, .offset_minutes = event.at.offset_minutes};
}

// `present` where history never speaks of the field: then it has never changed.
template <class Value>
std::optional<Value> value_on(const Deal& deal, EventKind kind, Date day, const std::optional<Value>& present) {
  const std::vector<bool> live = live_events(deal.history);
  const Event* latest = nullptr;
  bool told = false;
  for (std::size_t i = 0; i < deal.history.size(); ++i) {
    const Event& event = deal.history[i];
    if (!live[i] || event.kind != kind) continue;
    told = true;
    const Moment moment = counted_moment(event);
    if (local_date(moment) <= day && (!latest || moment.utc_ms >= counted_moment(*latest).utc_ms)) latest = &event;
  }
  if (!told) return present;
  const Value* value = latest ? std::get_if<Value>(&latest->value) : nullptr;
  return value ? std::optional(*value) : std::nullopt;
}

}  // namespace voronka
