// Values of custom fields on two sides, one by one: each carries a stamp of its own.
#pragma once

#include "merge/three_way.hpp"
#include "model/values.hpp"

namespace voronka {

struct CustomVerdict {
  bool conflict = false;  // both sides wrote one of them
  CustomValues values = {};
};

// What stands afterwards: every value by the table of README.md, absence never takes one away. `prefer` decides the conflicts; both: as
// suggested. `whole`: it decides every value that differs, also what the other side lacks. A value decided against the suggestion, or whose dot meant two things, has no stamp: the command's own follows. Linear.
CustomVerdict united_custom_values(const CustomValues& mine, const CustomValues& theirs, const MergeSides& sides,
                                   MergeSide prefer, bool whole = false);
// Whether people see the same in both, whoever wrote it.
bool say_the_same(const CustomValues& a, const CustomValues& b);

}  // namespace voronka
