// Something one sells, in the catalogue. A line of a deal copies what it needs, so that a new price changes no old deal.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Product {
  Id<Product> id = {};
  std::string name = {};
  std::string code = {};  // article, SKU: what an import of the catalogue knows it by
  std::string unit = {};  // "pcs", "h", "m²"
  std::optional<Money> price = {};
  std::optional<std::int32_t> vat_percent = {};  // empty = without VAT
  std::string comment = {};
  Origin origin = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Product&) const = default;
};

}  // namespace voronka
