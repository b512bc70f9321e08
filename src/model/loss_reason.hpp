// Why deals are lost: a short list of the user's own.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct LossReason {
  Id<LossReason> id = {};
  std::string name = {};
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const LossReason&) const = default;
};

}  // namespace voronka
