// The rows a board can be cut into: by who works on the deals, where they came from, or the company. Which row a deal is in, and the order
// of rows: by name, what has none last. Pure; not for drawing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/document.hpp"

namespace voronka::ui {

enum class LaneBy : std::uint8_t { none, owner, source, company };
constexpr std::array<std::string_view, 4> names_of(LaneBy) { return {"none", "owner", "source", "company"}; }

struct BoardLane {
  std::string key = {};   // the same for all deals in it; empty: those that have none
  std::string name = {};  // as it is written in the first deal of it; a company's
};

class BoardLanes {
 public:
  LaneBy by() const { return by_; }
  std::span<const BoardLane> lanes() const { return lanes_; }
  // Of all deals that are not in the trash. One pass, and a sort of the names.
  void rebuild(const Document& document, LaneBy by);
  // Its place among lanes(); nothing: one that was not there when they were gathered.
  std::optional<std::uint32_t> lane_of(const Document& document, const Deal& deal) const;

 private:
  LaneBy by_ = LaneBy::none;
  std::vector<BoardLane> lanes_ = {};
  std::unordered_map<std::string, std::uint32_t> places_ = {};
};

// What a deal gets that is put into a lane: the field is set to the lane's name. Nothing for companies: those are not changed by the way.
std::string Deal::* lane_field(LaneBy by);

}  // namespace voronka::ui
