// One lambda per alternative for std::visit; a missing alternative is a compile error.
#pragma once

namespace voronka {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace voronka
