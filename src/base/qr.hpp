// A short text as a QR code, for the camera of a phone: ISO/IEC 18004:2015, bytes as they are, error correction M (about 15 % may be
// unreadable), versions 1 to 6. Not for longer texts, whose codes have more in them, and not for reading.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace voronka {

struct QrCode {
  static constexpr std::size_t largest = 41;  // modules a side of version 6
  static constexpr int quiet_zone = 4;        // light modules that whoever draws it leaves around it (5.3.8)

  int size = 0;                                  // modules a side, without the quiet zone
  std::array<std::uint64_t, largest> rows = {};  // from the top; bit x is the module x from the left

  bool module(int x, int y) const { return (rows[static_cast<std::size_t>(y)] >> x & 1U) != 0; }  // whether it is dark
  bool operator==(const QrCode&) const = default;
};

constexpr std::size_t longest_qr_text = 106;  // bytes

// The smallest code that has room for it; nullopt when none has.
std::optional<QrCode> qr_code(std::string_view text);

}  // namespace voronka
