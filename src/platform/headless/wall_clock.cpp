#include "platform/headless/wall_clock.hpp"

#include <chrono>
#include <ctime>

namespace voronka {

Moment wall_clock() {
  const std::int64_t now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  const auto seconds = static_cast<std::time_t>(now_ms / 1000);
  std::tm local = {};
  localtime_r(&seconds, &local);
  return {.utc_ms = now_ms, .offset_minutes = static_cast<std::int32_t>(local.tm_gmtoff / 60)};
}

}  // namespace voronka
