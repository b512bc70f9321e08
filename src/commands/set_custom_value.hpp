// A custom field of some records gets another value. Not SetField: the rest of the list must stay as it is by then.
#pragma once

#include <string>
#include <vector>

#include "commands/done.hpp"

namespace voronka {

struct SetCustomValue {
  Id<CustomField> field = {};
  std::vector<RawId> ids = {};  // of what the field belongs to; those that are gone meanwhile are left out
  std::string text = {};        // as values are written (model/values.hpp); empty takes the value away
};

// Refused when the field is gone, or every record. Linear in the records.
Result<Done> reduce(Draft& draft, const SetCustomValue& set);
Text label_of(const Document& document, const SetCustomValue& set);

}  // namespace voronka
