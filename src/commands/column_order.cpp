#include "commands/column_order.hpp"

namespace voronka {

Rank lowest_rank(const Document& document, Id<Stage> stage) {
  Rank lowest;
  for (const Deal& deal : document.table<Deal>().rows())
    if (deal.position.stage == stage && !deal.deleted && (lowest.text.empty() || deal.position.rank < lowest))
      lowest = deal.position.rank;
  return lowest;
}

Rank highest_rank(const Document& document, Id<Stage> stage) {
  Rank highest;
  for (const Deal& deal : document.table<Deal>().rows())
    if (deal.position.stage == stage && !deal.deleted && highest < deal.position.rank) highest = deal.position.rank;
  return highest;
}

}  // namespace voronka
