#include "ui/views/stage_colors.hpp"

#include <cstdint>

namespace voronka::ui {

Color stage_color(const Palette& palette, std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return dot_color(palette, 0x7C8AA5);
  std::uint32_t hex = 0;
  for (const char c : text.substr(1)) {
    const bool digit = c >= '0' && c <= '9';
    hex = hex * 16 + static_cast<std::uint32_t>(digit ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return dot_color(palette, hex);
}

}  // namespace voronka::ui
