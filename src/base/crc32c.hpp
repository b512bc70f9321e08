// CRC-32C (Castagnoli), the check of every stored record. Frozen: stored data depends on it.
#pragma once

#include <cstdint>
#include <string_view>

namespace voronka {

// Eight bytes a step: every stored byte comes by here before the first picture.
std::uint32_t crc32c(std::string_view bytes);

}  // namespace voronka
