// Who wrote each field of a record and when: one slot per field of the field table. Compact: most fields carry the
// stamp of the record's creation, only the others are listed.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/dot.hpp"

namespace voronka {

struct FieldStamp {
  Dot dot = {};
  std::int64_t at_ms = 0;  // wall time: for people and default choices, never for correctness
  bool operator==(const FieldStamp&) const = default;
};

class Stamps {
 public:
  FieldStamp of(std::size_t slot) const {
    for (const auto& [own_slot, stamp] : own_)
      if (own_slot == slot) return stamp;
    return rest_;
  }
  void set(std::size_t slot, FieldStamp stamp) {
    for (auto& [own_slot, own_stamp] : own_) {
      if (own_slot != slot) continue;
      own_stamp = stamp;
      return;
    }
    auto after = own_.begin();
    while (after != own_.end() && after->first < slot) ++after;
    own_.insert(after, {static_cast<std::uint8_t>(slot), stamp});
  }
  void set_all(FieldStamp stamp) {
    rest_ = stamp;
    own_.clear();
  }
  void set_rest(FieldStamp stamp) { rest_ = stamp; }
  // Another stamp for the rest, while each of the first `slots` fields keeps its own.
  void rebase(FieldStamp rest, std::size_t slots) {
    std::vector<std::pair<std::uint8_t, FieldStamp>> own;
    for (std::size_t slot = 0; slot < slots; ++slot)
      if (const FieldStamp stamp = of(slot); stamp != rest) own.emplace_back(static_cast<std::uint8_t>(slot), stamp);
    rest_ = rest;
    own_ = std::move(own);
  }
  const FieldStamp& rest() const { return rest_; }
  const std::vector<std::pair<std::uint8_t, FieldStamp>>& own() const { return own_; }  // sorted by slot
  bool operator==(const Stamps&) const = default;

 private:
  FieldStamp rest_ = {};
  std::vector<std::pair<std::uint8_t, FieldStamp>> own_ = {};
};

}  // namespace voronka
