// The languages of the interface.
#pragma once

#include <cstdint>

namespace voronka {

enum class Language : std::uint8_t { ru, en };

}  // namespace voronka
