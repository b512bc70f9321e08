// The products of the catalogue as lists show them: in people's order, searched by name and code, with the number of deals that each is in. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.hpp"

namespace voronka::ui {

struct ProductRow {
  Id<Product> id = {};
  std::string key = {};   // its name and code, as they are searched
  std::string name = {};  // as it was when the rows were put in order
  std::size_t deals = 0;  // with a line of it, without those in the trash
  bool shown = false;     // among those found
};

class CatalogRows {
 public:
  // Once per revision one pass over products and lines; a sort only when a name is another. `hold`: somebody is at work in the list, so rows
  // keep their places although a name is another, and stay found although the search does not mean them any more, until it is another one.
  void update(const Document& document, std::string_view search, bool hold);
  const std::vector<std::size_t>& found() const { return found_; }  // places in rows()
  const std::vector<ProductRow>& rows() const { return rows_; }

 private:
  std::optional<std::uint64_t> revision_ = {};
  std::string searched_ = {};
  bool in_order_ = false;
  std::vector<ProductRow> rows_ = {};
  std::vector<std::size_t> found_ = {};
};

}  // namespace voronka::ui
