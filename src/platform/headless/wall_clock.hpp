// What the clock on the wall of this machine says.
#pragma once

#include "base/date.hpp"

namespace voronka {

Moment wall_clock();

}  // namespace voronka
