#include "base/date.hpp"

#include <doctest/doctest.h>

namespace voronka {

TEST_CASE("every day of 400 years survives the way to year, month, day and back") {
  const std::int32_t first = date_from({.year = 1800, .month = 1, .day = 1})->days;
  YearMonthDay last = {.year = 1799, .month = 12, .day = 31};
  for (std::int32_t days = first; days < first + 146'097; ++days) {
    const YearMonthDay ymd = ymd_of(Date{days});
    REQUIRE(date_from(ymd) == Date{days});
    const bool follows = ymd.day == last.day + 1 || (ymd.day == 1 && (ymd.month == last.month + 1 || ymd.month == 1));
    REQUIRE(follows);
    last = ymd;
  }
}

TEST_CASE("days that do not exist are refused") {
  CHECK_FALSE(date_from({.year = 2026, .month = 2, .day = 29}));
  CHECK(date_from({.year = 2024, .month = 2, .day = 29}));
  CHECK_FALSE(date_from({.year = 1900, .month = 2, .day = 29}));
  CHECK_FALSE(date_from_iso("2026-13-01"));
  CHECK_FALSE(date_from_iso("2026-1-01"));
  CHECK_FALSE(date_from_iso("2026-01-0x"));
}

TEST_CASE("1970-01-01 was a Thursday and 2026-11-23 is a Monday") {
  CHECK(weekday_of(Date{0}) == 3);
  CHECK(weekday_of(*date_from_iso("2026-11-23")) == 0);
  CHECK(weekday_of(*date_from_iso("1969-12-31")) == 2);
}

TEST_CASE("a moment keeps the day and the hour that were on the wall") {
  const Moment moment = *moment_from_iso("2026-01-01T01:30:00.250+03:00");
  CHECK(iso_text(local_date(moment)) == "2026-01-01");
  CHECK(iso_text(local_time(moment)) == "01:30");
  CHECK(iso_text(Moment{.utc_ms = moment.utc_ms, .offset_minutes = 0}) == "2025-12-31T22:30:00.250+00:00");
  CHECK(iso_text(moment) == "2026-01-01T01:30:00.250+03:00");
  CHECK(iso_text(*moment_from_iso("2026-07-01T00:00:00-09:30")) == "2026-07-01T00:00:00.000-09:30");
}

TEST_CASE("months are added to the same day, or to the last one of a shorter month") {
  const auto plus = [](const char* date, std::int32_t months) {
    return iso_text(plus_months(*date_from_iso(date), months));
  };
  CHECK(plus("2026-10-06", 1) == "2026-11-06");
  CHECK(plus("2026-10-06", 3) == "2027-01-06");
  CHECK(plus("2026-01-31", 1) == "2026-02-28");
  CHECK(plus("2027-12-31", 2) == "2028-02-29");
  CHECK(plus("2026-12-01", 12) == "2027-12-01");
}

TEST_CASE("a moment without a zone, or with rubbish behind it, is not a moment") {
  CHECK_FALSE(moment_from_iso("2026-01-01T01:30:00"));
  CHECK_FALSE(moment_from_iso("2026-01-01T01:30:00Zx"));
  CHECK_FALSE(moment_from_iso("2026-01-01T25:30:00Z"));
  CHECK_FALSE(moment_from_iso("2026-01-01T01:30:61Z"));
  CHECK_FALSE(moment_from_iso(""));
}

}  // namespace voronka
