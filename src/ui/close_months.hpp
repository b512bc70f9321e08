// The columns of a board by month of the expected close: what is past its date, this month and the three after it, later, no date. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/stage.hpp"

namespace voronka::ui {

class Locale;

enum class CloseMonth : std::uint8_t { overdue, this_month, next, second, third, later, none };
inline constexpr std::size_t close_months = 7;

CloseMonth close_month_of(std::optional<Date> close, Date today);
// What a deal that closes on `close` gets when it is put there: the same day of that month, where it is shorter its last one, and not
// a day that has passed; without a date the last day. `later` is the month after the third. Nothing for `none`. Nobody can be put among
// the overdue: there is no such date.
std::optional<Date> close_in(CloseMonth month, std::optional<Date> close, Date today);
// "Overdue", "October", "January 2027", "Later", "No date".
std::vector<std::string> names_of_close_months(const Locale& locale, Date today);

// The board knows its columns by the ids of their stages; these are of none.
Id<Stage> column_of(CloseMonth month);
std::optional<CloseMonth> close_month_from(Id<Stage> column);

}  // namespace voronka::ui
