#include "base/workdays.hpp"

namespace voronka {

bool is_working_day(Date date) { return weekday_of(date) < 5; }

Date plus_working_days(Date date, std::int32_t days) {
  // From a weekend the next working day is the first one.
  while (!is_working_day(date)) date.days += days == 0 ? 1 : -1;
  date.days += days / 5 * 7;
  for (std::int32_t left = days % 5; left > 0; --left) {
    ++date.days;
    while (!is_working_day(date)) ++date.days;
  }
  return date;
}

}  // namespace voronka
