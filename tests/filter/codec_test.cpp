// The language of filters, word by word.
#include "filter/codec.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/filter/random_filters.hpp"

namespace voronka {
namespace {

const FilterCondition& only_condition(const Filter& filter) {
  REQUIRE(filter.nodes.size() == 1);
  REQUIRE(std::holds_alternative<FilterCondition>(filter.nodes[0].is));
  return std::get<FilterCondition>(filter.nodes[0].is);
}

}  // namespace

TEST_CASE("a filter that was printed is read as the same filter, whatever it says") {
  test::PipelineFixture fixture;
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Random random(seed);
    const Filter filter = test::random_group(fixture, random, 1);
    const std::string text = print(filter);
    CAPTURE(seed);
    CAPTURE(text);
    const Result<Filter> again = parse_filter(text);
    REQUIRE(again);
    CHECK(*again == filter);
    CHECK(print(*again) == text);
  }
}

TEST_CASE("a filter reads as one would say it") {
  const auto same = [](const char* text) {
    const Result<Filter> filter = parse_filter(text);
    REQUIRE_MESSAGE(filter, text);
    CHECK(print(*filter) == text);
  };
  same("amount>100000;owner=Анна,Борис");
  same("title~ромашка|!close:month");
  same("amount=10..20.5;(owner!=Анна|silent>=14);stuck=yes");
  same("|");
  same("|step=none");
  same("");
  same("stage=stg_01ARZ3NDEKTSV4RRFFQ69G5FAV;close:next30;owner:empty");
}

TEST_CASE("signs inside of values are escaped, and any byte may be") {
  const FilterCondition title = {.field = "title", .op = FilterOperator::contains, .values = {"a;b|c (d) 50 %, ё"}};
  const std::string text = print({.nodes = {{title}}});
  CHECK(text == "title~a%3Bb%7Cc%20%28d%29%2050%20%25%2C%20ё");
  CHECK(only_condition(*parse_filter(text)) == title);
  CHECK(only_condition(*parse_filter("owner=%D0%90%D0%BD%D0%BD%D0%B0")).values[0] == "Анна");
}

TEST_CASE("what cannot be read is refused with its place") {
  const auto place = [](std::string_view text) {
    const Result<Filter> filter = parse_filter(text);
    REQUIRE_MESSAGE(!filter, std::string(text));
    CHECK(filter.error().text.key == TextKey::error_filter_text);
    return filter.error().where;
  };
  CHECK(place("amount>viele") == "@6");
  CHECK(place("amount>1;close=2026-13-01") == "@14");
  CHECK(place("amount>1;amount<2|owner=a") == "@17");
  CHECK(place("(amount>1") == "@9");
  CHECK(place("amount>1)") == "@8");
  CHECK(place("amount") == "@6");
  CHECK(place(";amount>1") == "@0");
  CHECK(place("stage=Лид") == "@5");
  CHECK(place("title~%4") == "@5");
  CHECK(place("title~%FF") == "@5");
  CHECK(place("title=") == "@5");
  CHECK(place("((((((title~a))))))") == "@4");
  CHECK(place("\xFF") == "@0");
  CHECK(place(std::string(filter_max_bytes + 1, 'a')) == "@0");
}

TEST_CASE("fields and words of a newer version are kept as they are and left out") {
  const std::string text = "amount>5;mood~великолепное%20;status=paused;close:fortnight;!title^abc";
  const Result<Filter> filter = parse_filter(text);
  REQUIRE(filter);
  REQUIRE(filter->nodes.size() == 5);
  for (std::size_t i = 1; i < 5; ++i) CHECK(std::holds_alternative<NotUnderstood>(filter->nodes[i].is));
  CHECK(print(*filter) == text);
  CHECK_FALSE(has_effect(*parse_filter("mood~a;(mood~b)")));
}

TEST_CASE("a condition that is not complete yet is not in the text") {
  Filter filter = {.nodes = {{FilterCondition{.field = "amount", .op = FilterOperator::more}},
                             {FilterCondition{.field = "step", .values = {"none"}}}}};
  CHECK(print(filter) == "step=none");
}

TEST_CASE("periods are seen from today") {
  const auto range = [](const char* word, std::string_view today) {
    const DayRange days = days_of(*period_from(word), *date_from_iso(today));
    return iso_text(Date{days.first}) + " " + iso_text(Date{days.last});
  };
  CHECK(range("today", "2026-10-15") == "2026-10-15 2026-10-15");
  CHECK(range("week", "2026-10-15") == "2026-10-12 2026-10-18");
  CHECK(range("week", "2026-10-12") == "2026-10-12 2026-10-18");
  CHECK(range("month", "2026-12-31") == "2026-12-01 2026-12-31");
  CHECK(range("quarter", "2026-12-31") == "2026-10-01 2026-12-31");
  CHECK(range("quarter", "2028-02-29") == "2028-01-01 2028-03-31");
  CHECK(range("last7", "2026-10-15") == "2026-10-08 2026-10-15");
  CHECK(range("next30", "2026-10-15") == "2026-10-15 2026-11-14");
  CHECK(days_of(*period_from("overdue"), Date{100}).last == 99);
  for (const char* word : {"last", "next0", "next07", "next3651", "last-1", "lastx", "weeks"})
    CHECK_FALSE(period_from(word));
}

}  // namespace voronka
