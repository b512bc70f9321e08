// A deal goes to another place: another stage, or another row of the same column.
#pragma once

#include <optional>

#include "commands/column_order.hpp"
#include "commands/done.hpp"

namespace voronka {

struct MoveDeal {
  Id<Deal> deal = {};
  Id<Stage> to = {};
  Id<Deal> above = {};  // the neighbours it shall stand between; both empty = top of the column
  Id<Deal> below = {};
  std::optional<When> when = {};
};

// Into an after-sale stage an open deal goes as won; out of it into a sales stage a won deal is open again. A lost deal
// is not on the board and is refused: reopen it first.
Result<Done> reduce(Draft& draft, const MoveDeal& move);
Result<Done> reduce(Draft& draft, const MoveDeal& move, Tops& tops);  // one of many
Text label_of(const Document& document, const MoveDeal& move);

}  // namespace voronka
