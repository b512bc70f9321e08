// What lines come to, against arithmetic with fractions, and by hand.
#include <doctest/doctest.h>

#include "base/random.hpp"
#include "model/line_sums.hpp"

namespace voronka::test {
namespace {

const Currency rub = *currency_from("RUB");
const Currency usd = *currency_from("USD");

Line line(std::int64_t price_minor, std::string quantity, std::string discount = {},
          std::optional<std::int32_t> vat = {}, bool on_top = false) {
  return {.quantity = std::move(quantity),
          .price = Money{.minor = price_minor, .currency = rub},
          .discount_percent = std::move(discount),
          .vat_percent = vat,
          .vat_on_top = on_top};
}

using Wide = __int128;

// "12.50" as 1250 hundredths.
std::string decimal(std::int64_t value, int digits) {
  std::string text = std::to_string(value);
  if (digits == 0) return text;
  if (text.size() <= static_cast<std::size_t>(digits))
    text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
  text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
  return text;
}

// Half away from zero, for numbers of either sign.
std::int64_t quotient(Wide a, Wide b) {
  const Wide twice = a * 2;
  return static_cast<std::int64_t>((twice + (twice < 0 ? -b : b)) / (b * 2));
}

TEST_CASE("a line comes to what fractions come to, whatever the digits of its quantity and discount") {
  Random random(20260119);
  for (int i = 0; i < 20'000; ++i) {
    const auto price = static_cast<std::int64_t>(random.below(2'000'000'00)) - 500'000'00;
    const int digits = static_cast<int>(random.below(5)), discount_digits = static_cast<int>(random.below(4));
    const auto quantity = static_cast<std::int64_t>(random.below(50'000));
    std::int64_t scale = 1, discount_scale = 1;
    for (int k = 0; k < digits; ++k) scale *= 10;
    for (int k = 0; k < discount_digits; ++k) discount_scale *= 10;
    const auto discount = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(100 * discount_scale + 1)));
    const auto vat = static_cast<std::int32_t>(random.below(101));
    const bool on_top = random.below(2) == 0;
    const Line one = line(price, decimal(quantity, digits), decimal(discount, discount_digits), vat, on_top);
    CAPTURE(one.quantity);
    CAPTURE(one.discount_percent);
    CAPTURE(price);
    CAPTURE(vat);
    const std::int64_t before = quotient(Wide{price} * quantity, scale);
    const std::int64_t after =
        quotient(Wide{price} * quantity * (100 * discount_scale - discount), Wide{scale} * 100 * discount_scale);
    LineSum wanted = {.whole_minor = after, .discount_minor = before - after};
    if (on_top) {
      wanted.vat_minor = quotient(Wide{after} * vat, 100);
      wanted.whole_minor += wanted.vat_minor;
    } else {
      wanted.vat_minor = quotient(Wide{after} * vat, 100 + vat);
    }
    REQUIRE(sum_of(one) == wanted);
  }
}

TEST_CASE("half a kopeck is rounded away from zero, once a line") {
  CHECK(sum_of(line(101, "0.5"))->whole_minor == 51);
  CHECK(sum_of(line(-101, "0.5"))->whole_minor == -51);
  CHECK(sum_of(line(101, "0.49"))->whole_minor == 49);
  CHECK(sum_of(line(1, "0.05"))->whole_minor == 0);
  CHECK(sum_of(line(1, "0.5"))->whole_minor == 1);
  CHECK(sum_of(line(333, "1", "33.5"))->whole_minor == 221);  // 221.445
}

TEST_CASE("VAT is in the price, or comes on top of it") {
  CHECK(sum_of(line(122'00, "1", "", 22)) == LineSum{.whole_minor = 122'00, .vat_minor = 22'00});
  CHECK(sum_of(line(100'00, "1", "", 22, true)) == LineSum{.whole_minor = 122'00, .vat_minor = 22'00});
  CHECK(sum_of(line(100'00, "3", "10", 20)) ==
        LineSum{.whole_minor = 270'00, .vat_minor = 45'00, .discount_minor = 30'00});
  CHECK(sum_of(line(100'00, "1")) == LineSum{.whole_minor = 100'00});
  CHECK(sum_of(line(100'00, "1", "", 0)) == LineSum{.whole_minor = 100'00});
}

TEST_CASE("zeros at the ends say nothing, and a free line comes to nothing rather than to no sum") {
  CHECK(sum_of(line(100, "002.500", "0010.0")) == sum_of(line(100, "2.5", "10")));
  CHECK(sum_of(line(100, "0.000")) == LineSum{});
  CHECK(sum_of(line(100, "5", "100")) == LineSum{.whole_minor = 0, .discount_minor = 500});
  CHECK(sum_of(line(100, "-0")) == LineSum{});
}

TEST_CASE("what is no number, a negative quantity, a discount above 100, or more than money can be has no sum") {
  for (const char* quantity : {"", "two", "1,5", "-1", "1e3", " 1"}) CHECK_FALSE(sum_of(line(100, quantity)));
  for (const char* discount : {"-5", "100.001", "101", "x", "1000"}) CHECK_FALSE(sum_of(line(100, "1", discount)));
  Line unpriced = line(100, "1");
  unpriced.price.reset();
  CHECK_FALSE(sum_of(unpriced));
  CHECK(sum_of(line(max_amount_minor, "1"))->whole_minor == max_amount_minor);
  CHECK_FALSE(sum_of(line(max_amount_minor, "1.0000000001")));
  CHECK_FALSE(sum_of(line(max_amount_minor, "1", "", 20, true)));
  CHECK_FALSE(sum_of(line(100, std::string(40, '9'))));
  CHECK(sum_of(line(100, "0." + std::string(38, '9')))->whole_minor == 100);
  CHECK_FALSE(sum_of(line(100, "1", "", 101)));
}

TEST_CASE("the sum of a deal is that of its lines in the first currency, with VAT by rate") {
  Line in_dollars = line(5'00, "1");
  in_dollars.price->currency = usd;
  Line unpriced = line(0, "1");
  unpriced.price.reset();
  const std::vector<Line> all = {
      unpriced,        line(120'00, "1", "", 20), line(110'00, "2", "", 10), in_dollars, line(60'00, "1", "50", 20),
      line(7'00, "1"), line(9'00, "1", "", 0)};
  std::vector<const Line*> lines;
  for (const Line& one : all) lines.push_back(&one);
  const LineSums sums = sums_of(lines);
  CHECK(sums.currency == rub);
  CHECK(sums.all == LineSum{.whole_minor = 386'00, .vat_minor = 45'00, .discount_minor = 30'00});
  CHECK(sums.vat == std::vector<VatSum>{{0, 0}, {10, 20'00}, {20, 25'00}});
  CHECK(sums.unpriced == 1);
  CHECK(sums.other_currency == 1);
}

TEST_CASE("lines that are together more than money can be leave out the one that is too much") {
  const Line large = line(max_amount_minor, "1");
  const std::vector<const Line*> lines(5000, &large);
  const LineSums sums = sums_of(lines);
  CHECK(sums.all.whole_minor == max_amount_minor);
  CHECK(sums.unpriced == 4999);
}

}  // namespace
}  // namespace voronka::test
