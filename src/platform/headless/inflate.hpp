// Deflated bytes (RFC 1951) unpacked, for the one zip the terminal program looks into: set-up installs no zlib.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

// Nothing when they are damaged or cut, or would be more than `most` bytes.
std::optional<std::string> inflated(std::string_view packed, std::size_t most);

}  // namespace voronka
