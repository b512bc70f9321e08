// The only place where history is written: events follow from a record before and after. Import and undo bring theirs.
#pragma once

#include "model/draft.hpp"

namespace voronka {

// Appends to `after.history`, without dots (plan gives them). `before` is empty for a new record: then the first values
// are events, too, so that the past can be computed without a snapshot.
void derive_events(const Draft& draft, const Deal* before, Deal& after);
void derive_events(const Draft& draft, const Stage* before, Stage& after);

}  // namespace voronka
