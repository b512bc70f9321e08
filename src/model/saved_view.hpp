// A filter that was given a name, and how its deals are shown. A user's own, and it travels with the data set.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct SavedView {
  Id<SavedView> id = {};
  std::string name = {};
  Rank rank = {};
  std::string page = {};    // "board" or "table": the route; others are of a newer version and are kept
  std::string filter = {};  // as in src/filter/README.md
  std::string sort = {};    // of the table, in its words; empty on the board
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const SavedView&) const = default;
};

}  // namespace voronka
