#include "templates/decimal.hpp"

#include <doctest/doctest.h>

#include <random>

namespace voronka::test {
namespace {

Decimal number(std::string_view text) { return decimal_from(text).value(); }

TEST_CASE("a decimal is read and written without a slip of a digit") {
  for (const std::string_view text :
       {"0", "-1", "12.5", "-0.000000000001", "9007199254740991", "99999999999999999999999999"})
    CHECK(text_of(number(text)) == text);
  CHECK(text_of(number("1.500")) == "1.5");
  CHECK(text_of(number("-0")) == "0");
  CHECK_FALSE(decimal_from("1.0000000000001"));
  CHECK(decimal_from("1.00000000000000"));
  CHECK_FALSE(decimal_from(""));
  CHECK_FALSE(decimal_from("1,5"));
  CHECK_FALSE(decimal_from("999999999999999999999999999999999999999"));
}

TEST_CASE("tenths add up as they do on paper") {
  CHECK(text_of(*sum_of(number("0.1"), number("0.2"))) == "0.3");
  CHECK(text_of(*product_of(number("0.1"), number("0.2"))) == "0.02");
  CHECK(text_of(*quotient_of(number("1"), number("3"))) == "0.333333333333");
  CHECK(text_of(*quotient_of(number("-2"), number("3"))) == "-0.666666666667");
  CHECK_FALSE(quotient_of(number("1"), number("0")));
  CHECK_FALSE(product_of(number("99999999999999999999"), number("99999999999999999999")));
}

TEST_CASE("rounding goes half away from zero") {
  CHECK(text_of(rounded(number("2.5"), 0)) == "3");
  CHECK(text_of(rounded(number("-2.5"), 0)) == "-3");
  CHECK(text_of(rounded(number("2.49"), 0)) == "2");
  CHECK(in_units(number("1.005"), 2) == 101);
  CHECK(in_units(number("-1.005"), 2) == -101);
  CHECK(in_units(number("7"), 2) == 700);
  CHECK_FALSE(in_units(number("99999999999999999999"), 2));
}

TEST_CASE("sums and products of whole numbers are those of the machine; a quotient times its divisor is near") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 5'000; ++i) {
    const auto a = static_cast<std::int64_t>(random() >> 34) - (1 << 29);
    const auto b = static_cast<std::int64_t>(random() >> 34) - (1 << 29);
    const Decimal left = {.digits = a}, right = {.digits = b};
    CHECK(in_units(*sum_of(left, right), 0) == a + b);
    CHECK(in_units(*product_of(left, right), 0) == a * b);
    if (b != 0) CHECK(in_units(*product_of(*quotient_of(left, right), right), 2) == a * 100);
  }
}

}  // namespace
}  // namespace voronka::test
