#include "base/money.hpp"

#include <doctest/doctest.h>

#include <limits>

namespace voronka {

TEST_CASE("decimal text and minor units are the same money") {
  const Currency rub = *currency_from("RUB");
  for (const char* text : {"0.00", "0.05", "1234.50", "-0.01", "-98765.43", "90071992547409.91"}) {
    const auto money = money_from_decimal(text, rub);
    REQUIRE(money);
    CHECK(decimal_text(*money) == text);
  }
  CHECK(money_from_decimal("12", rub)->minor == 1200);
  CHECK(money_from_decimal("12.5", rub)->minor == 1250);
  CHECK(money_from_decimal("12.5000", rub)->minor == 1250);
}

TEST_CASE("currencies have the decimals of ISO 4217") {
  CHECK(decimal_text({.minor = 500, .currency = *currency_from("JPY")}) == "500");
  CHECK(decimal_text({.minor = 1500, .currency = *currency_from("KWD")}) == "1.500");
  CHECK_FALSE(money_from_decimal("1.5", *currency_from("JPY")));
}

TEST_CASE("what is not an exact amount is refused") {
  const Currency rub = *currency_from("RUB");
  for (const char* text :
       {"", "-", ".5", "5.", "1,5", "1e5", "12.345", "90071992547409.92", "1 000", "9999999999999999999"})
    CHECK_FALSE(money_from_decimal(text, rub));
  for (const char* letters : {"", "RU", "rub", "RUBL", "R1B"}) CHECK_FALSE(currency_from(letters));
}

TEST_CASE("amounts of currencies with different digits compare by size as thousandths") {
  const auto of = [](const char* currency, std::int64_t minor) {
    return thousandths({.minor = minor, .currency = *currency_from(currency)});
  };
  CHECK(of("USD", 12'34) == 12'340);
  CHECK(of("JPY", 12) == 12'000);
  CHECK(of("KWD", 12'345) == 12'345);
  CHECK(of("CLF", -12'3456) == -12'345);
  CHECK(of("JPY", 9'000'000'000'000'000'000) == std::numeric_limits<std::int64_t>::max());
}

}  // namespace voronka
