// Ranks at the ends and between neighbours of a column.
#pragma once

#include <unordered_map>

#include "model/draft.hpp"

namespace voronka {

// The lowest or highest rank among the living deals of a stage; empty when there are none. One pass over all deals.
Rank lowest_rank(const Document& document, Id<Stage> stage);
Rank highest_rank(const Document& document, Id<Stage> stage);

// Places at the top of columns for `deals` deals of one command: the first one asked for stands highest. A column is looked
// through once, and however many come, their ranks stay short.
class Tops {
 public:
  explicit Tops(const Draft& draft, std::size_t deals = 1) : draft_(draft), deals_(deals) {}
  Position next(Id<Stage> stage);

 private:
  struct Column {
    Rank base = {};
    std::size_t used = 0;
  };
  const Draft& draft_;
  std::size_t deals_ = 1;
  std::unordered_map<std::uint64_t, Column> columns_ = {};  // by the hash of the stage
};

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
