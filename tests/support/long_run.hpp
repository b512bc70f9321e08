// Whether `./test.sh --all` asks for late and long seeds; it sets VORONKA_ALL to 0 or 1.
#pragma once

#include <cstdlib>
#include <string_view>

namespace voronka::test {

inline bool is_long_run() {
  const char* const all = std::getenv("VORONKA_ALL");
  return all != nullptr && std::string_view(all) == "1";
}

}  // namespace voronka::test
