// A person one talks to.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Company;

struct Contact {
  Id<Contact> id = {};
  std::string name = {};
  Id<Company> company = {};
  std::string job_title = {};
  TextList phones = {};
  TextList emails = {};
  std::string comment = {};
  Origin origin = {};
  PersonLinks links = {};  // whom this one knows: family, who recommended whom
  ExtraFields extra = {};
  CustomValues custom = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Contact&) const = default;
};

}  // namespace voronka
