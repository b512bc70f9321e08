// Identity: ULIDs, 16 bytes in memory, 26 Crockford letters in files. The type prefix ("deal_") is added by formats.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voronka {

struct RawId {
  std::uint64_t high = 0;  // 48 bits of milliseconds, then 16 random bits
  std::uint64_t low = 0;   // 64 random bits
  auto operator<=>(const RawId&) const = default;
  explicit operator bool() const { return (high | low) != 0; }
};

// The same sixteen bytes, but an Id<Deal> cannot be given where an Id<Stage> is asked for.
template <class Record>
struct Id {
  RawId raw = {};
  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return static_cast<bool>(raw); }
};

RawId ulid(std::int64_t at_ms, std::uint64_t random_high, std::uint64_t random_low);
// The same for the same text on every device: what two of them read from one list is one record when they merge. Its time means nothing.
RawId id_of_text(std::string_view text);
std::string text_of(RawId id);
std::optional<RawId> raw_id_from(
    std::string_view text);  // exactly 26 capital letters and digits of Crockford's alphabet

// Spreads the bits; used for hash tables in memory only. The frozen bucket hash of the storage is in formats.
inline std::size_t hash_of(RawId id) {
  std::uint64_t x = id.low ^ (id.high * 0x9E3779B97F4A7C15ULL);
  x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93ULL;
  return static_cast<std::size_t>(x ^ (x >> 32));
}
struct IdHash {  // for std::unordered_map and _set
  std::size_t operator()(const RawId& id) const { return hash_of(id); }
};

}  // namespace voronka
