// A label on deals.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Tag {
  Id<Tag> id = {};
  std::string name = {};
  std::string color = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Tag&) const = default;
};

}  // namespace voronka
