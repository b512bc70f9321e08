// Ranks at the ends and between neighbours of a column.
#pragma once

#include "model/draft.hpp"

namespace voronka {

// The lowest or highest rank among the living deals of a stage; empty when there are none. One pass over all deals.
Rank lowest_rank(const Document& document, Id<Stage> stage);
Rank highest_rank(const Document& document, Id<Stage> stage);

// A rank between two named neighbours; either may be missing or gone meanwhile, then the end of the column is meant.
template <class Record>
Rank rank_between_rows(const Draft& draft, Id<Record> above, Id<Record> below) {
  const auto rank_of = [&](Id<Record> id) {
    const Record* record = draft.find(id);
    if (!record) return Rank{};
    if constexpr (requires { record->position; }) {
      return record->position.rank;
    } else {
      return record->rank;
    }
  };
  return rank_between(rank_of(above), rank_of(below), draft.stamp().actor);
}

}  // namespace voronka
