// A price list comes into the catalogue: what is known by its code, else by its name, is brought up to date, the rest is added.
#pragma once

#include <vector>

#include "commands/done.hpp"

namespace voronka {

struct CatalogRow {
  Product product = {};   // without an id; what is empty says nothing and leaves what is there
  bool vat_said = false;  // then vat_percent counts, and none means "without VAT"
  bool operator==(const CatalogRow&) const = default;
};

struct ApplyCatalog {
  std::vector<CatalogRow> rows = {};
  Text label = {};
};

struct CatalogCounts {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t same = 0;
  std::size_t repeated = 0;  // of a product that an earlier row spoke of: left out
  bool operator==(const CatalogCounts&) const = default;
};
// What reduce() would do. Linear in products and rows.
CatalogCounts counts_of(const Document& document, const std::vector<CatalogRow>& rows);

// The same rows again change nothing. A row with a code means the product with that code, else one of its name that has no code; a row
// without one the product of its name: one that rows with codes spoke of, else one without a code, else the oldest. Products in the trash stay there. Never refused.
Result<Done> reduce(Draft& draft, ApplyCatalog apply);

}  // namespace voronka
