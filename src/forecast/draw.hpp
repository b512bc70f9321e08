// Random numbers of the shapes a forecast needs, the same to the last bit in the page and in the terminal program: what the C
// library answers for a logarithm differs between machines by a unit in the last place, and one such unit turns a draw around.
#pragma once

#include <cstdint>

#include "base/random.hpp"

namespace voronka {

// Natural logarithm of a positive normal number, and e to the power of x (beyond ±700 the ends of the range), by additions,
// multiplications and divisions only. Wrong by less than 1e-15 of the value, or of 1 where the value is smaller.
double exact_log(double x);
double exact_exp(double x);

// A stream of its own for every (seed, a, b), however many numbers the others take: so a run does not depend on the slices in
// which runs are made, nor one deal's luck on another deal's edit.
Random stream_of(std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0);

// Exact, by acceptance (Marsaglia and Tsang 2000; below 1 by their boost U^(1/shape)). shape > 0, scale 1.
double draw_gamma(Random& random, double shape);

// What is known of a chance: as if so many deals had gone well and badly. Neither need be whole.
struct Evidence {
  double wins = 0;
  double losses = 0;
  double total() const { return wins + losses; }
  double mean() const { return total() > 0 ? wins / total() : 0; }
  bool operator==(const Evidence&) const = default;
};
// A chance from Beta(wins, losses); 0 when nothing speaks for it, 1 when nothing speaks against it.
double draw_beta(Random& random, const Evidence& evidence);

}  // namespace voronka
