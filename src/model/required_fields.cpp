#include "model/required_fields.hpp"

#include <algorithm>

#include "model/custom_values.hpp"

namespace voronka {

bool is_required_in(const CustomField& field, Id<Stage> stage) {
  return std::ranges::find(field.required_in, stage) != field.required_in.end();
}

std::vector<const CustomField*> missing_fields(const Document& document, const Deal& deal) {
  std::vector<const CustomField*> missing;
  if (deal.status != DealStatus::open) return missing;
  for (const CustomField& field : document.table<CustomField>().rows())
    if (field.of == CustomOwner::deal && !field.deleted && is_required_in(field, deal.position.stage) &&
        custom_value(deal.custom, field.id).empty())
      missing.push_back(&field);
  return missing;
}

}  // namespace voronka
