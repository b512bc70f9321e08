// Monday to Friday. Public holidays differ by country and year and are not known here.
#pragma once

#include "base/date.hpp"

namespace voronka {

bool is_working_day(Date date);
// The so many-th working day after `date`; 0 is the day itself, or the next working day where it is none. `days` is 0 or more.
Date plus_working_days(Date date, std::int32_t days);

}  // namespace voronka
