#include "commands/check_item.hpp"

#include <utility>

#include "model/checklist.hpp"

namespace voronka {

Result<Done> reduce(Draft& draft, const CheckItem& check) {
  const Deal* deal = draft.find(check.deal);
  if (!deal || deal->deleted) return refuse(TextKey::error_deal_gone);
  if (check.item.empty()) return refuse(TextKey::error_field_value);
  Deal changed = *deal;
  std::erase(changed.checked, check.item);
  if (check.checked) {
    changed.checked.push_back(check.item);
    std::erase(changed.left_open, check.item);
  }
  draft.put(std::move(changed));
  return Done{};
}

Text label_of(const Document&, const CheckItem& check) {
  return {.key = check.checked ? TextKey::undo_check_item : TextKey::undo_uncheck_item,
          .arguments = {{.name = "item", .value = check.item}}};
}

}  // namespace voronka
