// What must hold of every record that is written, whatever command wrote it: ranges, lengths, references.
#pragma once

#include <optional>

#include "base/result.hpp"
#include "model/draft.hpp"

namespace voronka {

// The first thing wrong with the written records, or nothing. References may point at deleted records (they are in the
// trash), not at nothing. Linear in the patch.
std::optional<Error> check(const Draft& draft);

inline constexpr std::size_t max_text_bytes = 64 * 1024;
inline constexpr std::int32_t max_duration_minutes = 24 * 60;
inline constexpr std::size_t max_long_text_bytes = 1024 * 1024;  // notes and comments

}  // namespace voronka
