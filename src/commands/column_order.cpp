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

Position Tops::next(Id<Stage> stage) {
  const auto [at, is_new] = columns_.try_emplace(hash_of(stage.raw));
  Column& column = at->second;
  if (is_new) column.base = rank_between({}, lowest_rank(draft_.document(), stage), draft_.stamp().actor);
  if (deals_ == 1) return {.stage = stage, .rank = column.base};
  // The base is less than what stands there in one of its letters: whatever follows it stays less.
  return {.stage = stage, .rank = {column.base.text + spread_rank(column.used++, deals_)}};
}

}  // namespace voronka
