// What writing and reading a file of ours must agree on. Private to file.cpp and file_write.cpp.
#pragma once

#include <string_view>

namespace voronka {

inline constexpr std::string_view file_check_start = ",\n\"check\"";  // the check vouches for every byte before it

}  // namespace voronka
