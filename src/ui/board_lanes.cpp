#include "ui/board_lanes.hpp"

#include "base/fold.hpp"
#include "base/later.hpp"
#include "base/sort.hpp"

namespace voronka::ui {
namespace {

struct Named {
  std::string key = {}, order = {}, name = {};
};

std::string key_of(const Document& document, const Deal& deal, LaneBy by) {
  if (const auto field = lane_field(by)) return folded(deal.*field);
  const Company* company = document.find(deal.company);
  return company && !company->deleted ? text_of(company->id.raw) : std::string();
}

std::string name_of(const Document& document, const Deal& deal, LaneBy by) {
  if (const auto field = lane_field(by)) return deal.*field;
  const Company* company = document.find(deal.company);
  return company ? company->name : std::string();
}

}  // namespace

std::string Deal::* lane_field(LaneBy by) {
  if (by == LaneBy::owner) return &Deal::owner;
  return by == LaneBy::source ? &Deal::source : nullptr;
}

VORONKA_LATER void BoardLanes::rebuild(const Document& document, LaneBy by) {
  by_ = by;
  lanes_.clear();
  places_.clear();
  if (by == LaneBy::none) return;
  std::vector<Named> found;
  for (const Deal& deal : document.table<Deal>().rows()) {
    if (deal.deleted) continue;
    std::string key = key_of(document, deal, by);
    if (key.empty() || !places_.try_emplace(key, 0).second) continue;
    std::string name = name_of(document, deal, by);
    found.push_back({.key = std::move(key), .order = folded(name), .name = std::move(name)});
  }
  sort_rows(found,
            [](const Named& a, const Named& b) { return a.order != b.order ? a.order < b.order : a.key < b.key; });
  for (Named& lane : found) {
    places_[lane.key] = static_cast<std::uint32_t>(lanes_.size());
    lanes_.push_back({.key = std::move(lane.key), .name = std::move(lane.name)});
  }
  lanes_.emplace_back();
}

VORONKA_LATER std::optional<std::uint32_t> BoardLanes::lane_of(const Document& document, const Deal& deal) const {
  const std::string key = key_of(document, deal, by_);
  if (key.empty()) return static_cast<std::uint32_t>(lanes_.size() - 1);
  const auto at = places_.find(key);
  return at == places_.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace voronka::ui
