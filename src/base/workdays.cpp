#include "base/workdays.hpp"

namespace voronka {

bool is_working_day(Date date) { return weekday_of(date) < 5; }

Date plus_working_days(Date date, std::int32_t days) {
  while (!is_working_day(date)) ++date.days;
  date.days += days / 5 * 7;
  for (std::int32_t left = days % 5; left > 0; --left) {
    ++date.days;
    while (!is_working_day(date)) ++date.days;
  }
  return date;
}

}  // namespace voronka
