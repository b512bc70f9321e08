#include "merge/three_way.hpp"

#include <tuple>

namespace voronka {

bool later(FieldStamp a, FieldStamp b, std::int64_t now_ms) {
  constexpr std::int64_t day_ms = 24LL * 60 * 60 * 1000;
  const bool a_sane = a.at_ms <= now_ms + day_ms;
  const bool b_sane = b.at_ms <= now_ms + day_ms;
  if (a_sane != b_sane) return a_sane;
  return std::tie(a.at_ms, a.dot) > std::tie(b.at_ms, b.dot);
}

FieldStamp greater(FieldStamp here, FieldStamp there) {
  return std::tie(here.at_ms, here.dot) < std::tie(there.at_ms, there.dot) ? there : here;
}

FieldStamp stamp_of_both(FieldStamp here, FieldStamp there, const MergeSides& sides) {
  if (here == there || !there.dot) return here;
  if (!here.dot) return there;
  const bool seen_here = there.dot != here.dot && sides.mine.contains(there.dot);
  const bool seen_there = there.dot != here.dot && sides.theirs.contains(here.dot);
  if (seen_here != seen_there) return seen_here ? here : there;
  return greater(here, there);
}

FieldVerdict compare_stamps(bool equal_values, FieldStamp mine, FieldStamp theirs, const MergeSides& sides) {
  if (equal_values) return {};  // [M1]
  const FieldVerdict conflict = {.relation = FieldRelation::conflict,
                                 .suggested = later(theirs, mine, sides.now_ms) ? MergeSide::theirs : MergeSide::mine};
  if (mine.dot == theirs.dot) {  // [M5]
    if (sides.checked) return conflict;
    return {.relation = FieldRelation::theirs, .suggested = MergeSide::theirs};
  }
  if (!theirs.dot) return {.relation = FieldRelation::conflict, .suggested = MergeSide::mine};  // [M7]
  const bool seen_here = sides.mine.contains(theirs.dot);
  const bool seen_there = !mine.dot || sides.theirs.contains(mine.dot);
  if (seen_here == seen_there) return conflict;                                                    // [M4]
  if (seen_there) return {.relation = FieldRelation::theirs, .suggested = MergeSide::theirs};      // [M3]
  if (!sides.checked) return {.relation = FieldRelation::conflict, .suggested = MergeSide::mine};  // [M6]
  return {.relation = FieldRelation::mine, .suggested = MergeSide::mine};                          // [M2]
}

}  // namespace voronka
