// The part of the address after "?": which filter and which search the page is narrowed by. `f=amount%3E100000&q=…`: the filter in
// its own language (src/filter/README.md), in which any byte may be escaped; what is searched for, escaped whole.
#pragma once

#include <string>
#include <string_view>

namespace voronka::ui {

struct RouteQuery {
  std::string filter = {};
  std::string search = {};
  bool operator==(const RouteQuery&) const = default;
};

// As the browser itself would write it, so that what it gives back is the same text; empty when both are.
std::string text_of(const RouteQuery& query);
// Parts that are not known, and bytes that are no text, are left out.
RouteQuery query_from(std::string_view text);

}  // namespace voronka::ui
