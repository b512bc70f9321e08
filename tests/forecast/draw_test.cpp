// Draws have the shapes they say, and the same bits on every machine.
#include "forecast/draw.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

namespace voronka {
namespace {

// The share of Beta(a, b) below x, for whole a and b: that of at least a successes in a + b - 1 trials.
double beta_share(int a, int b, double x) {
  double share = 0;
  const int n = a + b - 1;
  for (int hits = a; hits <= n; ++hits)
    share += std::exp(std::lgamma(n + 1) - std::lgamma(hits + 1) - std::lgamma(n - hits + 1) + hits * std::log(x) +
                      (n - hits) * std::log1p(-x));
  return share;
}

TEST_CASE("logarithm and exponential are right to the last places, and each undoes the other") {
  Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    const double x = std::ldexp(0.5 + random.unit(), static_cast<int>(random.below(600)) - 300);
    CAPTURE(x);
    CHECK(std::abs(exact_log(x) - std::log(x)) <= 1e-15 * std::max(1.0, std::abs(std::log(x))));
    const double y = (random.unit() - 0.5) * 1'000;
    CHECK(std::abs(exact_exp(y) / std::exp(y) - 1) < 1e-14);
  }
  CHECK(exact_log(1) == 0);
  CHECK(exact_exp(0) == 1);
  CHECK(exact_exp(-1e9) > 0);
}

TEST_CASE("a gamma draw has the mean, the variance and the skewness of its shape") {
  for (const double shape : {0.05, 0.4, 1.0, 2.5, 8.0, 60.0}) {
    CAPTURE(shape);
    Random random(11);
    constexpr int n = 60'000;
    double sum = 0, squares = 0, cubes = 0;
    for (int i = 0; i < n; ++i) {
      const double x = draw_gamma(random, shape);
      sum += x;
      squares += (x - shape) * (x - shape);
      cubes += (x - shape) * (x - shape) * (x - shape);
    }
    CHECK(std::abs(sum / n - shape) < 5 * std::sqrt(shape / n));
    CHECK(squares / n == doctest::Approx(shape).epsilon(0.1));
    CHECK(cubes / n == doctest::Approx(2 * shape).epsilon(0.4));
  }
}

TEST_CASE("beta draws lie below any number as often as they should (Kolmogorov's distance at 1 in 10,000)") {
  for (const auto& [a, b] : {std::pair(1, 1), std::pair(3, 9), std::pair(14, 8), std::pair(1, 30)}) {
    CAPTURE(a);
    CAPTURE(b);
    Random random(5);
    std::vector<double> draws(20'000);
    for (double& it : draws) it = draw_beta(random, {.wins = static_cast<double>(a), .losses = static_cast<double>(b)});
    std::ranges::sort(draws);
    double distance = 0;
    for (std::size_t i = 0; i < draws.size(); ++i)
      distance = std::max(distance, std::abs(beta_share(a, b, draws[i]) -
                                             (static_cast<double>(i) + 0.5) / static_cast<double>(draws.size())));
    CHECK(distance < 2.23 / std::sqrt(static_cast<double>(draws.size())));
  }
}

TEST_CASE("a chance for which nothing speaks is 0, one against which nothing speaks is 1, tiny evidence is no NaN") {
  Random random(1);
  CHECK(draw_beta(random, {.wins = 0, .losses = 8}) == 0);
  CHECK(draw_beta(random, {.wins = 8, .losses = 0}) == 1);
  CHECK(draw_beta(random, {}) == 0);
  double sum = 0;
  for (int i = 0; i < 4'000; ++i) {
    const double chance = draw_beta(random, {.wins = 0.0004, .losses = 0.0006});
    CHECK((chance >= 0 && chance <= 1));
    sum += chance;
  }
  CHECK(sum / 4'000 == doctest::Approx(0.4).epsilon(0.1));
}

TEST_CASE("the first draws are these to the last bit, whatever compiled them") {
  Random random = stream_of(1, 2, 3);
  const double gamma = draw_gamma(random, 4.2);
  const double beta = draw_beta(random, {.wins = 0.6, .losses = 7.4});
  CAPTURE(std::bit_cast<std::uint64_t>(gamma));
  CAPTURE(std::bit_cast<std::uint64_t>(beta));
  CHECK(std::bit_cast<std::uint64_t>(gamma) == 4611998425322812654);
  CHECK(std::bit_cast<std::uint64_t>(beta) == 4572308180532799293);
}

TEST_CASE("streams of neighbours have nothing in common") {
  std::vector<std::uint64_t> firsts;
  for (std::uint64_t a = 0; a < 60; ++a)
    for (std::uint64_t b = 0; b < 60; ++b) {
      Random random = stream_of(9, a, b);
      for (int i = 0; i < 3; ++i) firsts.push_back(random.next());
    }
  std::ranges::sort(firsts);
  CHECK(std::ranges::adjacent_find(firsts) == firsts.end());
}

}  // namespace
}  // namespace voronka
