#include "model/line_sums.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "model/by_rank.hpp"

namespace voronka {
namespace {

// A decimal that is not negative, as its digits without zeros at the ends: "012.50" is 125 with one of them behind the point.
struct Decimal {
  std::string digits = {};  // no leading zeros; empty is zero
  std::size_t behind_point = 0;
};

std::optional<Decimal> decimal_from(std::string_view text) {
  if (!is_decimal(text)) return std::nullopt;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  Decimal decimal;
  if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    while (text.ends_with('0')) text.remove_suffix(1);
    decimal.behind_point = text.size() - point - 1;
  }
  for (const char c : text)
    if (c != '.' && (c != '0' || !decimal.digits.empty())) decimal.digits += c;
  if (negative && !decimal.digits.empty()) return std::nullopt;
  return decimal;
}

// Digit by digit, as on paper: three factors of forty digits fit no machine word, and most have one or two.
std::string product(std::string_view a, std::string_view b) {
  std::string digits(a.size() + b.size(), '\0');
  for (std::size_t i = a.size(); i-- > 0;) {
    unsigned carry = 0;
    for (std::size_t k = b.size(); k-- > 0;) {
      char& place = digits[i + k + 1];
      const unsigned sum =
          static_cast<unsigned>(place) + static_cast<unsigned>(a[i] - '0') * static_cast<unsigned>(b[k] - '0') + carry;
      place = static_cast<char>(sum % 10);
      carry = sum / 10;
    }
    digits[i] = static_cast<char>(carry);
  }
  for (char& digit : digits) digit = static_cast<char>(digit + '0');
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

// 100 minus the discount, in hundredths of the whole; nothing when it is above 100.
std::optional<Decimal> left_after(const Decimal& discount) {
  std::string hundred = "100" + std::string(discount.behind_point, '0');
  if (discount.digits.size() > hundred.size()) return std::nullopt;
  const std::string off = std::string(hundred.size() - discount.digits.size(), '0') + discount.digits;
  if (off > hundred) return std::nullopt;
  int borrowed = 0;
  for (std::size_t i = hundred.size(); i-- > 0;) {
    int digit = hundred[i] - off[i] - borrowed;
    borrowed = digit < 0 ? 1 : 0;
    hundred[i] = static_cast<char>('0' + digit + 10 * borrowed);
  }
  hundred.erase(0, std::min(hundred.find_first_not_of('0'), hundred.size()));
  return Decimal{.digits = std::move(hundred), .behind_point = discount.behind_point};
}

// The number without its last `behind_point` digits, which decide the rounding; nothing when it is more than money can be.
std::optional<std::int64_t> rounded(std::string_view digits, std::size_t behind_point) {
  const std::size_t kept = digits.size() > behind_point ? digits.size() - behind_point : 0;
  if (kept > 16) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits.substr(0, kept)) value = value * 10 + (c - '0');
  // The digit behind the point: there is none when zeros stand before what is left.
  if (digits.size() >= behind_point && behind_point > 0 && digits[kept] >= '5') ++value;
  return value > max_amount_minor ? std::nullopt : std::optional(value);
}

// of * part / whole, for what is not negative. 2^53 * 100 * 2 is still far from the end of 64 bits.
std::int64_t rounded_share(std::int64_t of, std::int64_t part, std::int64_t whole) {
  return (of * part * 2 + whole) / (whole * 2);
}

}  // namespace

std::optional<LineSum> sum_of(const Line& line) {
  if (!line.price || line.price->minor > max_amount_minor || line.price->minor < -max_amount_minor) return std::nullopt;
  const std::int64_t percent = line.vat_percent.value_or(0);
  const auto quantity = decimal_from(line.quantity);
  const auto discount = line.discount_percent.empty() ? Decimal{} : decimal_from(line.discount_percent);
  const auto left = discount ? left_after(*discount) : std::nullopt;
  if (!quantity || !left || percent < 0 || percent > 100) return std::nullopt;
  const bool negative = line.price->minor < 0;
  const std::string of_one = std::to_string(negative ? -line.price->minor : line.price->minor);
  const std::string full = product(of_one, quantity->digits);
  const auto before = rounded(full, quantity->behind_point);
  const auto after = rounded(product(full, left->digits), quantity->behind_point + left->behind_point + 2);
  if (!before || !after) return std::nullopt;
  LineSum sum = {.whole_minor = *after, .discount_minor = *before - *after};
  // VAT is counted from the sum that stands in the line, so that both can be checked by hand.
  if (line.vat_on_top) {
    sum.vat_minor = rounded_share(sum.whole_minor, percent, 100);
    sum.whole_minor += sum.vat_minor;
    if (sum.whole_minor > max_amount_minor) return std::nullopt;
  } else {
    sum.vat_minor = rounded_share(sum.whole_minor, percent, 100 + percent);
  }
  // Half away from zero is the same on both sides of it.
  if (negative) sum = {-sum.whole_minor, -sum.vat_minor, -sum.discount_minor};
  return sum;
}

LineSums sums_of(std::span<const Line* const> lines) {
  LineSums sums;
  bool any = false;
  for (const Line* line : lines) {
    const std::optional<LineSum> sum = sum_of(*line);
    if (!sum) {
      ++sums.unpriced;
      continue;
    }
    if (!any) sums.currency = line->price->currency;
    any = true;
    if (line->price->currency != sums.currency) {
      ++sums.other_currency;
      continue;
    }
    // The sum of them all would be more than money can be.
    const std::int64_t whole = sums.all.whole_minor + sum->whole_minor;
    if (whole > max_amount_minor || whole < -max_amount_minor) {
      ++sums.unpriced;
      continue;
    }
    sums.all.whole_minor = whole;
    sums.all.vat_minor += sum->vat_minor;
    sums.all.discount_minor += sum->discount_minor;
    if (!line->vat_percent) continue;
    auto at = std::ranges::lower_bound(sums.vat, *line->vat_percent, {}, &VatSum::percent);
    if (at == sums.vat.end() || at->percent != *line->vat_percent)
      at = sums.vat.insert(at, {.percent = *line->vat_percent});
    at->vat_minor += sum->vat_minor;
  }
  return sums;
}

std::vector<const Line*> lines_of(const Document& document, Id<Deal> deal) {
  return by_rank<Line>(document, [&](const Line& line) { return line.deal == deal; });
}

}  // namespace voronka
