// An organisation one sells to.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Company {
  Id<Company> id = {};
  std::string name = {};
  TextList phones = {};
  TextList emails = {};
  std::string website = {};
  std::string address = {};
  std::string comment = {};
  Origin origin = {};
  ExtraFields extra = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Company&) const = default;
};

}  // namespace voronka
