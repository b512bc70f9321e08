// What belongs to the data set and travels with it: exactly one record, whose id is the data set's. Settings of the
// device (theme, language, column widths) are never here.
#pragma once

#include "model/stamps.hpp"
#include "model/values.hpp"

namespace voronka {

struct Settings {
  Id<Settings> id = {};
  std::string name = {};
  Currency base_currency = {};
  RateList rates = {};  // by currency, then date

  Stamps stamps = {};
  std::string unknown = {};
  bool operator==(const Settings&) const = default;
};

}  // namespace voronka
