#include "merge/custom_values.hpp"

#include <algorithm>

namespace voronka {
namespace {

void decide(CustomValue& value, const CustomValue& other, const MergeSides& sides, MergeSide prefer, bool& conflict) {
  if (value.text == other.text) {
    value.stamp = stamp_of_both(value.stamp, other.stamp, sides);
    return;
  }
  const FieldVerdict verdict = compare_stamps(false, value.stamp, other.stamp, sides);
  const bool in_conflict = verdict.relation == FieldRelation::conflict;
  const MergeSide side = in_conflict && prefer != MergeSide::both ? prefer : verdict.suggested;
  const bool own_dot = side != verdict.suggested || value.stamp.dot == other.stamp.dot;
  if (side == MergeSide::theirs) value = other;
  if (own_dot) value.stamp = {};
  conflict = conflict || in_conflict;
}

}  // namespace

CustomVerdict united_custom_values(const CustomValues& mine, const CustomValues& theirs, const MergeSides& sides,
                                   MergeSide prefer, bool whole) {
  CustomVerdict verdict;
  CustomValues& all = verdict.values;
  all.reserve(mine.size() + theirs.size());
  auto here = mine.begin();
  auto there = theirs.begin();
  while (here != mine.end() || there != theirs.end()) {
    if (there == theirs.end() || (here != mine.end() && here->field < there->field)) {
      all.push_back(*here++);
      if (whole && prefer == MergeSide::theirs && !all.back().text.empty()) all.back() = {.field = all.back().field};
    } else if (here == mine.end() || there->field < here->field) {
      all.push_back(*there++);
      if (whole && prefer == MergeSide::mine && !all.back().text.empty()) all.back() = {.field = all.back().field};
    } else if (whole && here->text != there->text) {
      all.push_back({.field = here->field, .text = prefer == MergeSide::mine ? here->text : there->text});
      ++here;
      ++there;
    } else {
      all.push_back(*here++);
      decide(all.back(), *there++, sides, prefer, verdict.conflict);
    }
  }
  return verdict;
}

bool say_the_same(const CustomValues& a, const CustomValues& b) {
  return std::ranges::equal(a, b, [](const CustomValue& one, const CustomValue& other) {
    return one.field == other.field && one.text == other.text;
  });
}

}  // namespace voronka
