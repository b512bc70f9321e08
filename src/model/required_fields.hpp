// Which custom fields a deal's stage asks for, and which of them are empty.
#pragma once

#include <vector>

#include "model/document.hpp"

namespace voronka {

// Of an open deal, in no order; nothing where no field is asked for. Linear in the custom fields.
std::vector<const CustomField*> missing_fields(const Document& document, const Deal& deal);
bool is_required_in(const CustomField& field, Id<Stage> stage);

}  // namespace voronka
