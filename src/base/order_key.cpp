#include "base/order_key.hpp"

#include "base/fold.hpp"
#include "base/utf8.hpp"

namespace voronka {

std::uint64_t order_key(std::string_view text) {
  constexpr int letters = 9;
  constexpr int bits = 7;
  std::uint64_t key = 0;
  bool more = true;
  for (int i = 0; i < letters; ++i) {
    std::uint64_t place = 0;
    if (more && !text.empty()) {
      const char32_t c = folded(take_code_point(text));
      more = false;
      if (c < U' ') {
        place = 1;
      } else if (c == U' ') {
        place = 2;
        more = true;
      } else if (c < U'0') {
        place = 3;
      } else if (c <= U'9') {
        place = 4;
      } else if (c < U'a') {
        place = 5;
      } else if (c <= U'z') {
        place = 6 + (c - U'a');
        more = true;
      } else if (c < U'а') {
        place = 32;
      } else if (c <= U'я') {
        place = 33 + (c - U'а');
        more = true;
      } else {
        place = 65;
      }
    }
    key = key << bits | place;
  }
  return key;
}

}  // namespace voronka
