// What the lines of a deal come to. Exact: decimals are read digit by digit, every line is rounded once, half away from zero, to the
// minor unit of its currency, so that the sum on an offer is the sum of what stands in its lines.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/document.hpp"

namespace voronka {

struct LineSum {
  std::int64_t whole_minor = 0;     // to pay, VAT and all
  std::int64_t vat_minor = 0;       // of that: price included it, or it came on top
  std::int64_t discount_minor = 0;  // what the discount took off
  bool operator==(const LineSum&) const = default;
};

// Nothing when the line has no price, its quantity or discount is no decimal (a negative one, a discount above 100), or the result is
// larger than money can be.
std::optional<LineSum> sum_of(const Line& line);

struct VatSum {
  std::int32_t percent = 0;
  std::int64_t vat_minor = 0;
  bool operator==(const VatSum&) const = default;
};
struct LineSums {
  Currency currency = {};        // of the first line with a price
  LineSum all = {};              // of the lines in that currency
  std::vector<VatSum> vat = {};  // by rate, ascending; lines without VAT are not among them
  std::size_t unpriced = 0;      // lines that sum_of() had nothing for
  std::size_t other_currency = 0;
};
// Linear in the lines; deleted ones are not to be among them.
LineSums sums_of(std::span<const Line* const> lines);

// The living lines of a deal in the order of their ranks. One walk over all lines.
std::vector<const Line*> lines_of(const Document& document, Id<Deal> deal);

}  // namespace voronka
