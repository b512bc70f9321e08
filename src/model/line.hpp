// One line of what a deal is about: a product or service, how much of it, at what price. What it comes to: model/line_sums.hpp.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Deal;
struct Product;

struct Line {
  Id<Line> id = {};
  Id<Deal> deal = {};
  Id<Product> product = {};  // none: typed by hand
  std::string name = {};
  std::string unit = {};
  std::string quantity = "1";         // a decimal, never a double
  std::optional<Money> price = {};    // of one
  std::string discount_percent = {};  // a decimal; empty = none
  std::optional<std::int32_t> vat_percent = {};
  bool vat_on_top = false;  // false: the price includes it
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Line&) const = default;
};

}  // namespace voronka
