// When an activity that repeats comes again.
#pragma once

#include "model/activity.hpp"

namespace voronka {

// The next one after `after` (the day it was done, or the day it was due when that is later): those that were missed are left out, nobody
// makes up for three weekly calls in a row. Daily and weekly count from the day it was due; monthly keeps its day of the month, in
// a shorter month the last one, also when it was put off by up to a week. Not done with a day: from `after`. The record is the finished one with another due; it is given an id by
// whoever keeps it. Nothing when it does not repeat, or not within the years 1 to 9999.
std::optional<Activity> next_of_series(const Activity& done, Date after);

}  // namespace voronka
