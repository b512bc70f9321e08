#include "forecast/draw.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace voronka {
namespace {

constexpr double ln2 = 0.6931471805599453;
constexpr double ln2_high = 0x1.62e42fee00000p-1;  // short enough that a multiple below 2^20 is exact
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

double open_unit(Random& random) { return (static_cast<double>(random.next() >> 12) + 0.5) * 0x1.0p-52; }  // (0, 1)

// Marsaglia's polar method. Its second number is thrown away: keeping it would be a state that outlives the draw.
double draw_normal(Random& random) {
  for (;;) {
    const double x = 2 * open_unit(random) - 1;
    const double y = 2 * open_unit(random) - 1;
    const double s = x * x + y * y;
    if (s < 1 && s > 0) return x * std::sqrt(-2 * exact_log(s) / s);  // sqrt is exact by IEEE 754 everywhere
  }
}

std::uint64_t mixed(std::uint64_t value) { return Random(value).next(); }

}  // namespace

double exact_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int32_t>(bits >> 52) - 1023;
  double mantissa = std::bit_cast<double>((bits & 0x000F'FFFF'FFFF'FFFF) | 0x3FF0'0000'0000'0000);  // [1, 2)
  if (mantissa > 1.4142135623730951) {
    mantissa /= 2;
    ++exponent;
  }
  // ln m = 2 atanh((m - 1) / (m + 1)); the argument is at most 0.1716, so eleven terms are below the last place.
  const double s = (mantissa - 1) / (mantissa + 1);
  const double square = s * s;
  double series = 0;
  for (int k = 21; k >= 1; k -= 2) series = series * square + 1.0 / k;
  return exponent * ln2_high + (exponent * ln2_low + 2 * s * series);
}

double exact_exp(double x) {
  x = std::clamp(x, -700.0, 700.0);
  const double power = std::floor(x / ln2 + 0.5);
  const double rest = (x - power * ln2_high) - power * ln2_low;  // at most ln2 / 2 away from 0
  double series = 1;
  for (int k = 14; k >= 1; --k) series = 1 + series * rest / k;
  const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(power) + 1023);
  return series * std::bit_cast<double>(exponent << 52);
}

Random stream_of(std::uint64_t seed, std::uint64_t a, std::uint64_t b) {
  return Random(mixed(mixed(mixed(seed) ^ a) + b));
}

double draw_gamma(Random& random, double shape) {
  if (shape < 1) {
    const double u = open_unit(random);
    return draw_gamma(random, shape + 1) * exact_exp(exact_log(u) / shape);
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = draw_normal(random);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = open_unit(random);
    const double square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;  // accepts nearly always, and needs no logarithm
    if (exact_log(u) < square / 2 + d * (1 - v + exact_log(v))) return d * v;
  }
}

double draw_beta(Random& random, const Evidence& evidence) {
  if (evidence.wins <= 0) return 0;
  if (evidence.losses <= 0) return 1;
  const double won = draw_gamma(random, evidence.wins);
  const double lost = draw_gamma(random, evidence.losses);
  if (won + lost > 0) return won / (won + lost);
  // Both of shapes so small that they vanish: the chance is then all or nothing.
  return random.unit() < evidence.mean() ? 1 : 0;
}

}  // namespace voronka
