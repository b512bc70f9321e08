// Whole files in and out for the headless program. Writing goes to a neighbour first and is renamed at the end, so a
// crash or a full disk never leaves half a file under the name that was asked for.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace voronka {

// "-" reads standard input. Refuses when missing, unreadable or larger than `max_bytes`.
Result<std::string> read_whole_file(std::string_view path, std::size_t max_bytes);
Result<int> write_whole_file(std::string_view path, std::string_view bytes);  // 0, the exit code of the usual last step
// To standard output; 0.
Result<int> print(std::string_view text);

}  // namespace voronka
