// A deal is put away, or brought back: it keeps its stage, its outcome and its place, and is not on the board meanwhile.
#pragma once

#include "commands/done.hpp"

namespace voronka {

struct ArchiveDeal {
  Id<Deal> deal = {};
  bool archived = true;  // false: back to the board
};

Result<Done> reduce(Draft& draft, const ArchiveDeal& archive);
Text label_of(const Document& document, const ArchiveDeal& archive);

}  // namespace voronka
