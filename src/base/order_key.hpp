// A text as a number, so that a long list can be sorted without reading its texts again and again.
#pragma once

#include <cstdint>
#include <string_view>

namespace voronka {

// The first nine letters of it, in the order of less_for_people (fold.hpp). Where that looks further than at one letter (numbers, rare
// signs) the key ends: of texts with equal keys less_for_people has to say. 0 for an empty text; never the highest number.
std::uint64_t order_key(std::string_view text);

}  // namespace voronka
