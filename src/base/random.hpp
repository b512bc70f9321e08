// SplitMix64: small, fast, the same everywhere. For ids, test data and simulation; the seed is always an input.
#pragma once

#include <cstddef>
#include <cstdint>

namespace voronka {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  // 0 <= answer < bound; the bias is below bound / 2^64.
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }
  // A place in something of that size: sizes have 32 bits in the page.
  std::size_t index(std::size_t size) { return static_cast<std::size_t>(below(size)); }
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }  // [0, 1)

 private:
  std::uint64_t state_ = 0;
};

}  // namespace voronka
