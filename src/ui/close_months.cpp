#include "ui/close_months.hpp"

#include <algorithm>

#include "ui/locale.hpp"

namespace voronka::ui {
namespace {

// How many months from this one; only of those that have a month.
std::int32_t ahead_of(CloseMonth month) {
  return static_cast<std::int32_t>(month) - static_cast<std::int32_t>(CloseMonth::this_month);
}

Date first_of(Date date) { return {date.days - ymd_of(date).day + 1}; }

}  // namespace

CloseMonth close_month_of(std::optional<Date> close, Date today) {
  if (!close) return CloseMonth::none;
  if (*close < today) return CloseMonth::overdue;
  const YearMonthDay a = ymd_of(today), b = ymd_of(*close);
  const std::int32_t ahead = (b.year - a.year) * 12 + b.month - a.month;
  return static_cast<CloseMonth>(static_cast<std::int32_t>(CloseMonth::this_month) +
                                 std::min(ahead, ahead_of(CloseMonth::later)));
}

std::optional<Date> close_in(CloseMonth month, std::optional<Date> close, Date today) {
  if (month == CloseMonth::none || month == CloseMonth::overdue) return std::nullopt;
  const Date first = plus_months(first_of(today), ahead_of(month));
  const Date last = {plus_months(first, 1).days - 1};
  if (!close) return last;
  const Date same_day = {std::min(first.days + ymd_of(*close).day - 1, last.days)};
  return same_day < today ? last : same_day;
}

std::vector<std::string> names_of_close_months(const Locale& locale, Date today) {
  std::vector<std::string> names = {locale.tr(TextKey::months_overdue)};
  for (std::int32_t ahead = 0; ahead <= ahead_of(CloseMonth::third); ++ahead) {
    const YearMonthDay month = ymd_of(plus_months(first_of(today), ahead));
    names.push_back(locale.month_heading(month, month.year != ymd_of(today).year));
  }
  names.push_back(locale.tr(TextKey::months_later));
  names.push_back(locale.tr(TextKey::months_none));
  return names;
}

// An id of a record begins with the time it was made: 1970 is nobody's.
Id<Stage> column_of(CloseMonth month) { return {RawId{.high = 1, .low = static_cast<std::uint64_t>(month) + 1}}; }

std::optional<CloseMonth> close_month_from(Id<Stage> column) {
  if (column.raw.high != 1 || column.raw.low == 0 || column.raw.low > close_months) return std::nullopt;
  return static_cast<CloseMonth>(column.raw.low - 1);
}

}  // namespace voronka::ui
