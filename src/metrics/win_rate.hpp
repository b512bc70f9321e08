// The interval that goes with a share of few cases.
#pragma once

#include <cstddef>

namespace voronka {

struct ShareInterval {
  double low = 0;
  double high = 1;
  bool operator==(const ShareInterval&) const = default;
};
// Wilson's 90 % score interval: never below 0 or above 1, and wide when n is small.
ShareInterval wilson_interval(std::size_t hits, std::size_t n);

}  // namespace voronka
