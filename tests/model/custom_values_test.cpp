// Values of custom fields in a record: written, taken away, put back one by one.
#include "model/custom_values.hpp"

#include <doctest/doctest.h>

#include "model/required_fields.hpp"
#include "tests/support/pipeline_fixture.hpp"

namespace voronka::test {
namespace {

constexpr Id<CustomField> area = {{.high = 1, .low = 1}}, tender = {{.high = 1, .low = 2}},
                          visit = {{.high = 1, .low = 3}};
constexpr FieldStamp first = {.dot = {.actor = Actor{1}, .n = 1}, .at_ms = 10};
constexpr FieldStamp second = {.dot = {.actor = Actor{1}, .n = 2}, .at_ms = 20};

TEST_CASE("values stand by their fields, whatever order they were written in, and an empty one keeps its place") {
  CustomValues values;
  set_custom_value(values, visit, "2026-10-15");
  set_custom_value(values, area, "120.5");
  set_custom_value(values, tender, "");  // never was one
  CHECK(values.size() == 2);
  CHECK(values[0].field == area);
  set_custom_value(values, area, "");
  CHECK(values.size() == 2);
  CHECK(custom_value(values, area).empty());
  CHECK(custom_value(values, visit) == "2026-10-15");
  CHECK(custom_value(values, tender).empty());
}

TEST_CASE("only what was written gets the stamp of who wrote it") {
  CustomValues before;
  set_custom_value(before, area, "1");
  set_custom_value(before, visit, "2026-10-15");
  stamp_custom_values(before, {}, first);
  CustomValues after = before;
  set_custom_value(after, visit, "");
  set_custom_value(after, tender, "77");
  stamp_custom_values(after, before, second);
  CHECK(after[0].stamp == first);
  CHECK(after[1].stamp == second);
  CHECK(after[2].stamp == second);
}

TEST_CASE("taking an edit back leaves what was written after it") {
  const CustomValues before = {{.field = area, .text = "1"}, {.field = tender, .text = "a"}};
  const CustomValues after = {
      {.field = area, .text = "2"}, {.field = tender, .text = "b"}, {.field = visit, .text = "c"}};
  CustomValues now = after;
  set_custom_value(now, tender, "later");
  REQUIRE(take_back_custom_values(now, before, after));
  CHECK(custom_value(now, area) == "1");
  CHECK(custom_value(now, tender) == "later");
  CHECK(custom_value(now, visit).empty());
  CHECK_FALSE(take_back_custom_values(now, before, after));
}

TEST_CASE("numbers, money and dates are sorted by their size, digit by digit") {
  CHECK(custom_size(CustomKind::number, "0.1") == 100);
  CHECK(custom_size(CustomKind::number, "-12.3456") == -12'345);
  CHECK(custom_size(CustomKind::money, "1200.50 RUB") == 1'200'500);
  CHECK(custom_size(CustomKind::date, "1970-01-11") == 10);
  CHECK(custom_size(CustomKind::number, "322774600473642") == 322'774'600'473'642'000);
  CHECK(custom_size(CustomKind::number, "99999999999999999999") > custom_size(CustomKind::number, "1"));
  CHECK_FALSE(custom_size(CustomKind::number, "много"));
  CHECK_FALSE(custom_size(CustomKind::money, "1200.50"));
  CHECK_FALSE(custom_size(CustomKind::text, "5"));
  CHECK(custom_money(text_of_custom({.minor = -5, .currency = *currency_from("USD")}))->minor == -5);
  CHECK(chosen_of("a\n\nb") == std::vector<std::string_view>{"a", "b"});
}

TEST_CASE_FIXTURE(PipelineFixture, "a stage asks for its fields while the deal is open and they are empty") {
  const Id<CustomField> field = {must(AddRecord{CustomField{.name = "Площадь", .required_in = {stages[1]}}})};
  const Id<Deal> id = deal(0);
  const auto missing = [&] { return missing_fields(document, (*this)[id]).size(); };
  CHECK(missing() == 0);
  must(MoveDeal{.deal = id, .to = stages[1]});
  CHECK(missing() == 1);
  must(SetCustomValue{.field = field, .ids = {id.raw}, .text = "120"});
  CHECK(missing() == 0);
  must(SetCustomValue{.field = field, .ids = {id.raw}, .text = ""});
  CHECK(missing() == 1);
  must(WinDeal{.deal = id});
  CHECK(missing() == 0);
}

}  // namespace
}  // namespace voronka::test
