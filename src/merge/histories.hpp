// The histories of one record on two sides as one list.
#pragma once

#include "model/event.hpp"

namespace voronka {

// Every event once, by its dot; where one of two has none, by all they say. The order of each side is kept, so that a void stays behind
// what it voids; between events that only one side has, the time of writing and then the dot decide: the same list whichever side is
// called mine. n log n.
EventList united(const EventList& mine, const EventList& theirs);

}  // namespace voronka
