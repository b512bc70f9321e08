// A row of stages with its deals. Several live side by side; an imported one stays its own.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Pipeline {
  Id<Pipeline> id = {};
  std::string name = {};
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Pipeline&) const = default;
};

}  // namespace voronka
