#include "base/id.hpp"

#include <array>

#include "base/random.hpp"

namespace voronka {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// The value of each byte, 255 for those that are no letter: opening a data set reads ids by the hundred thousand.
constexpr std::array<std::uint8_t, 256> values = [] {
  std::array<std::uint8_t, 256> table = {};
  table.fill(255);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return table;
}();

}  // namespace

RawId ulid(std::int64_t at_ms, std::uint64_t random_high, std::uint64_t random_low) {
  return {.high = static_cast<std::uint64_t>(at_ms) << 16 | (random_high & 0xffff), .low = random_low};
}

// FNV-1a and a sister of it with another factor, spread over all bits. Frozen: other ids would double what is known already.
RawId id_of_text(std::string_view text) {
  std::uint64_t one = 0xCBF29CE484222325U, other = 0x9AE16A3B2F90404FU;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    one = (one ^ byte) * 0x100000001B3U;
    other = (other ^ byte) * 0x9E3779B97F4A7C15U;
  }
  Random first(one), second(other);
  // One after the other: compilers differ in which argument of a call they look at first.
  const std::uint64_t low = first.next() ^ second.next();
  const std::uint64_t high = second.next();
  return ulid(static_cast<std::int64_t>(first.next() >> 20), high, low);
}

std::string text_of(RawId id) {
  std::string text(26, '0');
  for (std::size_t i = 26; i-- > 0;) {
    text[i] = alphabet[id.low & 31];
    id.low = id.low >> 5 | (id.high & 31) << 59;
    id.high >>= 5;
  }
  return text;
}

std::optional<RawId> raw_id_from(std::string_view text) {
  if (text.size() != 26 || text[0] > '7') return std::nullopt;  // 26 * 5 = 130 bits: the first letter carries three
  RawId id = {};
  for (const char c : text) {
    const std::uint8_t value = values[static_cast<unsigned char>(c)];
    if (value > 31) return std::nullopt;
    id.high = id.high << 5 | id.low >> 59;
    id.low = id.low << 5 | value;
  }
  return id;
}

}  // namespace voronka
