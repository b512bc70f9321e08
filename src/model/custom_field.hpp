// A field that the seller added: of deals, of people or of companies. Its values stand in the records, each with a stamp of its own, so that
// two devices that fill in two fields of one deal lose neither.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct CustomField {
  Id<CustomField> id = {};
  std::string name = {};
  CustomOwner of = CustomOwner::deal;
  CustomKind kind = CustomKind::text;
  std::string unit = {};                    // of a number: "m²"
  TextList choices = {};                    // what a choice is made of, known by its words
  std::vector<Id<Stage>> required_in = {};  // stages that ask for it, of a deal
  Rank rank = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const CustomField&) const = default;
};

}  // namespace voronka
