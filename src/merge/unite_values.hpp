// Values that can be put together when both sides changed them: lists, and columns by name. [R2]
#pragma once

#include "merge/three_way.hpp"
#include "model/fields.hpp"

namespace voronka {

bool can_unite(const FieldInfo& field);

// Whether everything that `part` has is in `whole` as it is there.
bool includes_values(const void* whole, const void* part, const FieldInfo& field);

// Writes the union into the field of `mine`. Where one name or day has two values, that of `prefer` stands. The order is the same from
// both sides: what `prefer` has, then what only the other one has.
void unite_values(void* mine, const void* theirs, const FieldInfo& field, MergeSide prefer);

}  // namespace voronka
