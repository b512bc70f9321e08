#include "model/checklist.hpp"

#include <algorithm>

namespace voronka {

std::vector<std::string_view> checklist_of(const Stage& stage) {
  std::vector<std::string_view> items;
  for (const std::string& item : stage.exit_checklist)
    if (!item.empty() && std::ranges::find(items, item) == items.end()) items.emplace_back(item);
  return items;
}

std::vector<std::string_view> left_open_of(const Deal& deal) {
  std::vector<std::string_view> items;
  for (const std::string& item : deal.left_open)
    if (!is_checked(deal, item)) items.emplace_back(item);
  return items;
}

bool has_item(std::span<const std::string> items, std::string_view item) {
  return std::ranges::find(items, item) != items.end();
}

}  // namespace voronka
