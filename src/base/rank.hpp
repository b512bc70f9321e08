// Order inside a column: base-62 strings between any two of which there is always a third, plus an actor suffix, so
// that two devices that drop a card in the same gap do not make equal ranks. Compared as bytes.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/dot.hpp"

namespace voronka {

struct Rank {
  std::string text = {};
  auto operator<=>(const Rank&) const = default;
};

// A rank strictly between the two; an empty one means "no neighbour on this side". `below` must be less than `above`
// (equal or crossed neighbours, possible after a merge, are treated as if there were no upper one).
// Length grows by about one character per 62 drops in the same gap.
Rank rank_between(const Rank& below, const Rank& above, Actor actor);

// `count` ranks in a row, evenly spread: for imports and for the first stages of a pipeline.
std::string spread_rank(std::size_t index, std::size_t count);

bool is_rank(std::string_view text);  // base-62 only, 1..200 characters, does not end in '0'

}  // namespace voronka
