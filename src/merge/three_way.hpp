// One field on two sides: which value stands, and whether that can be known. README.md has the table by number.
#pragma once

#include <cstdint>

#include "base/dot.hpp"
#include "model/stamps.hpp"

namespace voronka {

// What both sides have seen, and what the suggestions rest on.
struct MergeSides {
  const VersionVector& mine;
  const VersionVector& theirs;
  std::int64_t now_ms = 0;  // a stamp of more than a day later is a wrong clock
  bool checked = true;      // false: the file's check is wrong, so somebody may have edited it by hand
};

enum class FieldRelation : std::uint8_t { same, mine, theirs, conflict };
enum class MergeSide : std::uint8_t { mine, theirs, both };

struct FieldVerdict {
  FieldRelation relation = FieldRelation::same;
  MergeSide suggested = MergeSide::mine;
  bool operator==(const FieldVerdict&) const = default;
};

FieldVerdict compare_stamps(bool equal_values, FieldStamp mine, FieldStamp theirs, const MergeSides& sides);

// [M1] Of two that wrote the same value: the one that has seen the other, else the greater.
FieldStamp stamp_of_both(FieldStamp here, FieldStamp there, const MergeSides& sides);
FieldStamp greater(FieldStamp here, FieldStamp there);  // by time, then by dot

// By time, then by dot; a stamp from the future loses against one that is not.
bool later(FieldStamp a, FieldStamp b, std::int64_t now_ms);

}  // namespace voronka
