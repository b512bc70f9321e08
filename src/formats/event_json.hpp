// The history of a record as JSON and back: one array an event (README.md, "History"). What a newer version wrote is
// kept whole, byte for byte.
#pragma once

#include "formats/json_reader.hpp"
#include "formats/json_writer.hpp"
#include "model/event.hpp"

namespace voronka {

void write_event(JsonWriter& out, const Event& event);
void write_history(JsonWriter& out, const EventList& history);

// A refusal is in the reader; what was returned then means nothing.
Event read_event(JsonReader& in);
EventList read_history(JsonReader& in);

}  // namespace voronka
