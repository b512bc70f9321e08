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
  // As contracts and invoices name it; what the digits must be: base/requisites.hpp.
  std::string legal_name = {}, legal_address = {};
  std::string inn = {}, kpp = {}, ogrn = {};  // of tax, its reason, the register
  std::string bank = {}, bic = {}, account = {},
              corr_account = {};  // bank's name, its code, its account at the central bank
  std::string comment = {};
  Origin origin = {};
  ExtraFields extra = {};
  CustomValues custom = {};
  Deletion deleted = {};

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Company&) const = default;
};

}  // namespace voronka
